"""The letter to the physician: what the note says is quoted, every choice is offered, and none is favoured."""

from __future__ import annotations

import pytest

import iortkg
from tests.judgement.test_correct import BREAST, DAY, PELVIS, RECTUM

LETTER = """\
Documentation query

Case: c7
Date of service: 2026-03-02

Dear Doctor,

The operative note of this case leaves the following open. Please answer from your
clinical judgement and your knowledge of the operation, and document your answer as an
addendum to the note. No particular answer is expected.

1. Which kind of radiation was given in this operation? Please name the device and the
   energy.
   The note says: “IORT”; “12 Gy”.
   [ ] Afterloaded iridium-192
   [ ] Electrons
   [ ] Low-energy x-rays
   [ ] Other (please specify): ____________________
   [ ] Unable to determine

2. What is the diagnosis for which the operation was done?
   The note says: “Low anterior resection”; “sacral margin”.
   Answer: ____________________
   [ ] Unable to determine

Answered by: ____________________    Date: ____________
"""


def test_the_letter_word_for_word(kg: iortkg.Knowledge) -> None:
    answer = iortkg.code(RECTUM, on=DAY, setting="outpatient", id="c7", knowledge=kg)
    assert answer.query_letter() == LETTER


@pytest.mark.parametrize(
    ("text", "fact", "offered"),
    [
        (PELVIS, {}, ["More than twelve channels", "One channel", "Two to twelve channels"]),
        (BREAST, {"side": None}, ["Bilateral", "Left", "Right"]),
        (
            BREAST, {"delivered": None},
            ["Dose given in this operation", "Dose partly given", "No dose given in this operation"],
        ),
        (
            BREAST, {"setting": None},
            ["Ambulatory surgical center", "Hospital inpatient", "Hospital outpatient department", "Physician office"],
        ),
    ],
)  # fmt: skip
def test_every_choice_is_offered_with_another_and_none(
    kg: iortkg.Knowledge, text: str, fact: dict[str, object], offered: list[str]
) -> None:
    answer = iortkg.code(text, on=DAY, setting="outpatient", knowledge=kg)
    letter = (answer.correct(**fact) if fact else answer).query_letter()
    first = letter.split("\n2. ")[0]
    boxes = [line.strip()[4:] for line in first.splitlines() if line.strip().startswith("[ ] ")]
    assert boxes == [*offered, "Other (please specify): ____________________", "Unable to determine"]


def test_codes_payment_and_what_was_assumed_stay_out(kg: iortkg.Knowledge) -> None:
    cases = (
        RECTUM,
        PELVIS,
        "Craniotomy for glioblastoma. 3 cm sphere placed, 20 Gy with 50 kV photons.",
        "IORT, 12 Gy.",
    )
    letters = [iortkg.code(text, on=DAY, knowledge=kg) for text in cases]
    numbers = {code for answer in letters for question in answer.questions for code in question.decides}
    assert len(numbers) >= 5
    words = {*numbers, "assumed", "pay", "bill", "claim", "reimburse", "code", "today's rules"}
    told = [(word, text) for answer, text in zip(letters, cases, strict=True) for word in words
            if word in answer.query_letter().lower()]  # fmt: skip
    assert told == []


def test_a_case_with_nothing_open_has_one_sentence(kg: iortkg.Knowledge) -> None:
    answer = iortkg.code(BREAST, on=DAY, setting="outpatient", id="c1", knowledge=kg)
    assert answer.query_letter() == "Case c1, 2026-03-02: no question to the physician is open.\n"
    unnamed = iortkg.code(BREAST, on=DAY, setting="outpatient", knowledge=kg)
    assert unnamed.query_letter() == "This case, 2026-03-02: no question to the physician is open.\n"


def test_a_day_that_nobody_gave_says_where_it_is_from(kg: iortkg.Knowledge) -> None:
    dated = iortkg.code(f"{RECTUM} Date of operation: 2025-06-03.", knowledge=kg).query_letter()
    assert "Date of service: 2025-06-03 (as the note states)\n" in dated
    assert "(today; the note states no day)\n" in iortkg.code(RECTUM, knowledge=kg).query_letter()


def test_words_inside_longer_ones_are_quoted_once(kg: iortkg.Knowledge) -> None:
    text = "Intraoperative radiation with electron beam was given, 12 Gy; sarcoma of the thigh resected."
    letter = iortkg.code(text, on=DAY, setting="inpatient", knowledge=kg).correct(delivered=None).query_letter()
    assert "   The note says: “Intraoperative radiation with electron beam”.\n" in letter
