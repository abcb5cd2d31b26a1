"""What was right on a day: codes not yet begun, ended, or with another meaning, in answers and on cards."""

from __future__ import annotations

import pytest

import iortkg

NOT_ON = "can't be claimed on"
ELECTRONS = "Sarcoma of the forearm resected; 12.5 Gy, 6 MeV electrons through a 6 cm cone."
BREAST = "Right lumpectomy for ductal carcinoma. 20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, 50 kV."
BRAIN = "Craniotomy for glioblastoma of the frontal lobe. INTRABEAM, 3 cm sphere was placed, 50 kV, 20 Gy was given."


def coded(kg: iortkg.Knowledge, text: str, on: str) -> iortkg.Answer:
    """The answer for outpatients on a day."""
    return iortkg.code(text, on=on, setting="outpatient", knowledge=kg)


def lines(answer: iortkg.Answer) -> list[str]:
    """The codes of the claims."""
    return [line.code for biller in answer.claims.values() for line in biller]


def near(answer: iortkg.Answer) -> set[str]:
    """The near misses."""
    return {miss.code for miss in answer.why_not}


def warned(answer: iortkg.Answer, number: str) -> list[str]:
    """Warnings about the day that a number can't stand on."""
    about = [w for w in answer.outcome.warnings if number in w.about]
    return [w.text for w in about if "can't be claimed" in w.text or "The text lists" in w.text]


@pytest.mark.parametrize(
    ("on", "text", "status", "codes"),
    [
        ("2011-06-01", ELECTRONS, "no-code-on-date", []),
        ("2011-06-01", BREAST, "no-code-on-date", []),
        ("2017-05-01", ELECTRONS, "coded", ["77425", "77469"]),
        ("2017-05-01", BREAST, "coded", ["77424", "77469", "19301"]),
        ("2022-05-01", BREAST, "coded", ["77424", "77469", "19301", "19294"]),
        ("2022-05-01", BRAIN, "coded", ["77424", "77469", "61510"]),
        ("2025-12-31", BRAIN, "coded", ["77424", "77469", "61510", "0735T"]),
        ("2026-01-02", BREAST, "coded", ["77424", "77469", "19301", "19294"]),
    ],
)
def test_each_day_has_the_codes_of_that_day(
    kg: iortkg.Knowledge, on: str, text: str, status: str, codes: list[str]
) -> None:
    answer = coded(kg, text, on)
    assert (answer.status, lines(answer)) == (status, codes)


@pytest.mark.parametrize(
    ("on", "text", "there", "gone"),
    [
        ("2025-12-31", BREAST, {"0394T", "77401", "0395T"}, {"77437", "77438"}),
        ("2026-01-02", BREAST, {"77437", "77438", "0395T"}, {"0394T", "77401"}),
        ("2015-12-31", BREAST, {"77401"}, {"0394T", "0395T", "77437", "77770"}),
        ("2017-05-01", ELECTRONS, {"0394T", "77401", "77412", "G6012"}, {"77437"}),
        ("2025-12-31", ELECTRONS, {"0394T", "77401", "77412", "G6012"}, {"77437"}),
        ("2026-01-02", ELECTRONS, {"77412", "77437"}, {"0394T", "77401", "G6012"}),
    ],
)
def test_near_misses_are_those_of_the_day(
    kg: iortkg.Knowledge, on: str, text: str, there: set[str], gone: set[str]
) -> None:
    found = near(coded(kg, text, on))
    assert (there - found, gone & found) == (set(), set())


@pytest.mark.parametrize(
    ("on", "text", "number", "said"),
    [
        ("2011-06-01", ELECTRONS, "77425", [f"77425 {NOT_ON} 2011-06-01: it begins on 2012-01-01 (recalled)."]),
        ("2017-05-01", BREAST, "19294", [f"19294 {NOT_ON} 2017-05-01: it begins on 2018-01-01 (recalled)."]),
        ("2022-05-01", BRAIN, "0735T", [f"0735T {NOT_ON} 2022-05-01: it begins on 2023-01-01."]),
        ("2025-12-31", BRAIN, "0735T", []),
        ("2026-01-02", BREAST, "19294", []),
    ],
)  # fmt: skip
def test_a_code_that_does_not_stand_on_the_day_is_told(
    kg: iortkg.Knowledge, on: str, text: str, number: str, said: list[str]
) -> None:
    assert warned(coded(kg, text, on), number) == said


@pytest.mark.parametrize(("on", "told"), [("2000-06-30", True), ("2000-07-01", False)])
def test_the_earlier_meaning_of_77425_ends_in_june_2000(kg: iortkg.Knowledge, on: str, told: bool) -> None:
    (said,) = warned(coded(kg, ELECTRONS, on), "77425")
    assert ("The number then stood for something else: An early use of the number" in said) is told
    card = str(kg.show("77425", on=on))
    assert ("looking after a week of radiotherapy" in card, f"on {on}: valid" in card) == (told, told)


@pytest.mark.parametrize(
    ("number", "last", "later"),
    [
        ("0394T", "2025-12-31", "77436, 77437, 77438, 77439"),
        ("77401", "2025-12-31", "77437, 77438"),
        ("77014", "2025-12-31", "77387"),
        ("G6003", "2025-12-31", "77402, 77407, 77412"),
        ("G6014", "2025-12-31", "77402, 77407, 77412"),
        ("49203", "2024-12-31", "49186, 49187, 49188, 49189, 49190"),
    ],
)
def test_a_retired_number_in_the_text_is_told_with_what_followed(
    kg: iortkg.Knowledge, number: str, last: str, later: str
) -> None:
    text = f"{BREAST} Charges: {number}."
    assert warned(coded(kg, text, last), number) == []
    assert warned(coded(kg, text, "2026-01-02"), number) == [
        f"The text lists {number}, which ended on {last}. Its place was taken by {later}."
    ]
    assert number not in lines(coded(kg, text, last))


@pytest.mark.parametrize("number", ["0394T", "77401", "77014", "G6003", "G6017"])
def test_a_card_tells_that_a_code_has_ended(kg: iortkg.Knowledge, number: str) -> None:
    cards = [str(kg.show(number, on=on)) for on in ("2025-12-31", "2026-01-02")]
    assert ["on 2025-12-31: valid\n" in cards[0], "on 2026-01-02: not valid\n" in cards[1]] == [True, True]
    assert all("  valid to: 2025-12-31\n" in card for card in cards)


def test_numbers_that_are_parts_of_others_or_unknown_are_no_codes(kg: iortkg.Knowledge) -> None:
    text = f"{BREAST} MRN 177401, file 77401-2, item $77401, phone 555-77401, zip 99999, lot A77401."
    assert warned(coded(kg, text, "2026-01-02"), "77401") == []


@pytest.mark.parametrize(("on", "sure", "said"), [("2027-12-31", "certain", 0), ("2028-01-01", "review", 1)])
def test_a_code_that_may_have_lapsed_is_told_and_for_review(
    kg: iortkg.Knowledge, on: str, sure: str, said: int
) -> None:
    answer = iortkg.code(BRAIN, on=on, setting="inpatient", knowledge=kg)
    assert [line.confidence for line in answer.claims["surgeon"] if line.code == "0735T"] == [sure]
    told = f"0735T had to be renewed by 2028-01-01, and no source read tells of {on}: look it up."
    assert [(w.text, w.about) for w in answer.outcome.warnings].count((told, ("0735T",))) == said


def test_a_lapsing_number_that_the_note_lists_is_told_once(kg: iortkg.Knowledge) -> None:
    listed = iortkg.code(f"{BRAIN} Charges: 0735T.", on="2028-02-01", setting="inpatient", knowledge=kg)
    assert len([w for w in listed.outcome.warnings if "had to be renewed" in w.text]) == 1


@pytest.mark.parametrize(
    ("on", "setting", "said"),
    [("2015-09-30", "inpatient", 1), ("2015-10-01", "inpatient", 0), ("2014-05-01", "asc", 0)],
)
def test_an_inpatient_answer_before_icd_10_says_when_it_begins(
    kg: iortkg.Knowledge, on: str, setting: str, said: int
) -> None:
    answer = iortkg.code(ELECTRONS, on=on, setting=setting, knowledge=kg)
    told = (
        f"ICD-10-PCS begins on 2015-10-01, so no line of it stands on {on}. Before it, ICD-9-CM had 92.41 for "
        "intraoperative electrons, the only code for such radiation in the list seen."
    )
    assert [w.text for w in answer.outcome.warnings].count(told) == said
