"""Sentences, headings and boxes: where a text is parted, and what stands under what."""

from __future__ import annotations

import pytest

from iortkg.case import Reader
from iortkg.case.segments import Layout, lay_out


def sentences(text: str, reader: Reader) -> list[str]:
    """The sentences of a text, without their edges."""
    return [" ".join(text[one.start : one.end].split()) for one in lay_out(text, reader.forms).sentences]


def standings(text: str, reader: Reader) -> list[str]:
    """What its heading gives to each sentence."""
    return [one.standing for one in lay_out(text, reader.forms).sentences]


def ticked(text: str, reader: Reader, word: str) -> bool | None:
    """Whether the box of a word is ticked, or None where it has no box."""
    layout: Layout = lay_out(text, reader.forms)
    option = layout.option(text.index(word))
    return None if option is None else option.ticked


@pytest.mark.parametrize(
    "text",
    [
        "The lumpectomy was completed and the cavity was measured\nwith a sizer of four centimeters.",
        "The cone was docked over the bed of the tumor by the\nsurgeon, who held it there.",
        "The abdomen was opened through an upper midline and\nthe\nliver was felt.",
        "The patient was seen in holding by her surgeon,\nProfessor Lee, before the operation began.",
        "Seen by Dr. Lee in the holding area.",
        "Seen by Dr. A. Lee in the holding area.",
        "The dose was approx. 12 Gy.",
        "Dose ....... 20 Gy",
        "Energy . . . . 9 MeV",
    ],
)
def test_a_thought_is_not_parted(reader: Reader, text: str) -> None:
    assert sentences(text, reader) == [" ".join(text.split())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The margin was clear. The bed was dry.", ["The margin was clear.", "The bed was dry."]),
        ('She said "yes." We began.', ['She said "yes."', "We began."]),
        ("Margin clear\n\nBed dry", ["Margin clear", "Bed dry"]),
        (
            "The following were opened for this case by the nurse\n- one drape\n- one cone",
            ["The following were opened for this case by the nurse", "- one drape", "- one cone"],
        ),
        (
            "These steps were taken in this order in the room today\n1) docking\n2) beam",
            ["These steps were taken in this order in the room today", "1) docking", "2) beam"],
        ),
        (
            "The applicator was held in the cavity by two stitches\nDose: 20 Gy",
            ["The applicator was held in the cavity by two stitches", "Dose: 20 Gy"],
        ),
        ("Side: left\nDose: 20 Gy\nDevice: none", ["Side: left", "Dose: 20 Gy", "Device: none"]),
        ("Side | left\nDose | 20 Gy", ["Side | left", "Dose | 20 Gy"]),
        (
            "Short line\nThis line is very much longer than the one before it was.",
            ["Short line", "This line is very much longer than the one before it was."],
        ),
    ],
)
def test_a_text_is_parted_at_stops_blank_lines_items_and_keys(reader: Reader, text: str, expected: list[str]) -> None:
    assert sentences(text, reader) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HISTORY\nLumpectomy on the right.\nOPERATION\nLumpectomy.", ["past", "past", "affirmed", "affirmed"]),
        ("History: right lumpectomy.\n\nThe margin was clear.", ["past", "neutral"]),
        ("History: right lumpectomy.\nMargin: clear.", ["past", "neutral"]),
        ("Past history: asthma. Right lumpectomy.", ["past", "past"]),
        ("Assessment and plan: whole breast.", ["planned"]),
        ("Family history: breast cancer.", ["other-person"]),
        ("History and plan: consult.", ["past"]),
        ("Operation/indications: consult.", ["planned"]),
        ("History: right lumpectomy\nThe margin of the specimen from the left breast was free.", ["past", "neutral"]),
        ("Oncologic history of note: right lumpectomy.", ["past"]),
        ("Weather: fair.", ["neutral"]),
        ("The margin was clear.", ["neutral"]),
    ],
)
def test_a_heading_stands_over_what_follows_it(reader: Reader, text: str, expected: list[str]) -> None:
    assert standings(text, reader) == expected


def test_a_line_set_off_from_what_is_above_is_the_next_heading(reader: Reader) -> None:
    text = (
        "HISTORY\nRight lumpectomy in May.\n\nTreatment given here\nThe sphere was seated in the cavity of the breast."
    )
    assert standings(text, reader) == ["past", "past", "neutral", "neutral"]


def test_a_heading_with_text_on_its_line_reaches_over_a_line_that_was_broken_to_fit(reader: Reader) -> None:
    text = (
        "History: right lumpectomy with radiation to the whole breast on that\n"
        "side. Boost of the bed with electrons in the same year at another hosp\n"
        "ital."
    )
    assert set(standings(text, reader)) == {"past"}


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("[x] electrons [ ] x-rays", "electrons", True),
        ("[x] electrons [ ] x-rays", "x-rays", False),
        ("Radiation: (X) electrons ( ) x-rays", "electrons", True),
        ("Radiation: (X) electrons ( ) x-rays", "x-rays", False),
        ("\u2612 electrons\n\u2610 x-rays", "electrons", True),
        ("\u2612 electrons\n\u2610 x-rays", "x-rays", False),
        ("electrons [x] x-rays [ ]", "electrons", True),
        ("electrons [x] x-rays [ ]", "x-rays", False),
        ("Electrons given [x] no", "Electrons", False),
        ("[_] electrons", "electrons", False),
        ("[] electrons", "electrons", False),
        ("electrons ____", "electrons", None),
        ("electrons (Mobetron)", "electrons", None),
        ("[x] electrons\nx-rays", "x-rays", None),
    ],
)
def test_a_box_says_yes_or_no_of_its_own_words(reader: Reader, text: str, word: str, expected: bool | None) -> None:
    assert ticked(text, reader, word) is expected
