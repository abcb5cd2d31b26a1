"""Lines that are for review whatever code was chosen, and what is told of them: research, and where a code is paid."""

from __future__ import annotations

import pytest

import iortkg

DAY = "2026-01-02"
BRAIN = "Craniotomy for right frontal glioblastoma. INTRABEAM 3 cm sphere seated in the cavity, 30 Gy delivered."
BREAST = "Left lumpectomy, INTRABEAM sphere placed, 20 Gy."
FLASH = "FLASH IORT: 20 Gy with electrons at ultra-high dose rate given in the operating room, sarcoma of the thigh."
THIGH = "Sarcoma of the thigh resected. Mobetron docked, 12 Gy with 9 MeV electrons was given to the bed."
INPATIENT_ONLY = (
    "61510: indicator C (as of 2025-01-01). In hospital outpatient payment: inpatient only. "
    "The list of 2026 was not read."
)
EXCLUDED = "61510: indicator EE (as of 2026-07-01). In an ambulatory surgery center: excluded from such centers."


def coded(kg: iortkg.Knowledge, text: str, setting: str | None) -> iortkg.Answer:
    """The answer in a setting."""
    return iortkg.code(text, on=DAY, setting=setting, knowledge=kg)


def sure(answer: iortkg.Answer) -> dict[str, str]:
    """The codes of the claims with their confidence."""
    return {line.code: line.confidence for lines in answer.claims.values() for line in lines}


def told(answer: iortkg.Answer, number: str) -> list[str]:
    """The warnings about a number."""
    return [w.text for w in answer.outcome.warnings if number in w.about]


@pytest.mark.parametrize(
    ("setting", "said", "source"),
    [("outpatient", [INPATIENT_ONLY], "ior:SourceAddB"), ("asc", [EXCLUDED], "ior:SourceAsc"), ("inpatient", [], "")],
)
def test_an_operation_that_is_not_paid_in_the_setting_is_told_with_source_and_day(
    kg: iortkg.Knowledge, setting: str, said: list[str], source: str
) -> None:
    answer = coded(kg, BRAIN, setting)
    assert "61510" in sure(answer)
    assert told(answer, "61510") == said
    assert [w.sources[0] for w in answer.outcome.warnings if "61510" in w.about] == [source] * len(said)


def test_a_number_that_the_note_lists_is_looked_up_as_well(kg: iortkg.Knowledge) -> None:
    listed = f"{THIGH} Ticket: 49187."
    assert told(coded(kg, listed, "outpatient"), "49187") == [INPATIENT_ONLY.replace("61510", "49187")]
    assert told(coded(kg, listed, "inpatient"), "49187") == []


@pytest.mark.parametrize("setting", ["outpatient", "asc", "office"])
def test_the_brain_add_on_is_for_review_outside_the_hospital_stay(kg: iortkg.Knowledge, setting: str) -> None:
    answer = coded(kg, BRAIN, setting)
    assert sure(answer)["0735T"] == "review"
    assert [said for said in told(answer, "0735T") if said.startswith("For 0735T the sources name as settings hosp")]


def test_a_setting_that_is_only_assumed_leaves_lines_as_they_are(kg: iortkg.Knowledge) -> None:
    answer = coded(kg, BRAIN, None)
    assert (answer.outcome.setting_from, sure(answer)["0735T"]) == ("default", "certain")
    assert len(told(answer, "0735T")) == 1


def test_physicians_lines_in_an_office_are_for_review(kg: iortkg.Knowledge) -> None:
    answer = coded(kg, BREAST, "office")
    assert sure(answer) == {"77469": "review", "19301": "review", "19294": "review"}
    said = (
        "For 19294, 77469 and 19301 the sources name as settings ambulatory surgical center, hospital inpatient and "
        "hospital outpatient department, and not physician office."
    )
    assert [told(answer, number) for number in ("77469", "19301", "19294")] == [[said]] * 3


def test_the_missing_line_of_a_facility_is_explained_in_an_office(kg: iortkg.Knowledge) -> None:
    (said,) = told(coded(kg, BREAST, "office"), "77424")
    assert said == (
        "No facility line was found for this service and setting (physician office). The fee schedule has no value for "
        "the delivery codes, so a physician office is not paid for them under it."
    )


@pytest.mark.parametrize("setting", ["outpatient", "asc"])
def test_breast_lines_are_certain_where_they_are_reported(kg: iortkg.Knowledge, setting: str) -> None:
    assert set(sure(coded(kg, BREAST, setting)).values()) == {"certain"}


def test_flash_is_told_as_research_and_leaves_every_line_for_review(kg: iortkg.Knowledge) -> None:
    answer = coded(kg, FLASH, "outpatient")
    assert sure(answer) == {"77425": "review", "77469": "review"}
    said = (
        "The note says \u201cFLASH IORT\u201d. Research on very high dose rates, for which there is no code. "
        "Each line is for review."
    )
    assert (said in told(answer, "77425"), said in told(answer, "77469")) == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        f"No FLASH IORT was used. {THIGH}",
        f"Two years ago she had FLASH radiotherapy elsewhere. {THIGH}",
        f"{THIGH} The wound was closed. Drain out on day two. Home on day four. A FLASH-RT trial was discussed.",
    ],
)
def test_flash_of_another_time_or_denied_doubts_nothing(kg: iortkg.Knowledge, text: str) -> None:
    answer = coded(kg, text, "outpatient")
    assert sure(answer) == {"77425": "certain", "77469": "certain"}
    assert [w.text for w in answer.outcome.warnings if "Research" in w.text] == []
