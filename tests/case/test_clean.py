"""Texts united before reading: words parted at a line end, odd spaces and hyphens, with the way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from iortkg.case.clean import clean


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("intra-\noperative", "intra-operative"),
        ("intra-\r\n  operative", "intra-operative"),
        ("intra\u2010\noperative", "intra-operative"),
        ("lump\u00ad\nectomy", "lumpectomy"),
        ("lump\u00adectomy", "lumpectomy"),
        ("Ir-\n192", "Ir-\n192"),
        ("HDR-\nIORT", "HDR-\nIORT"),
        ("dose -\nnone", "dose -\nnone"),
        ("a\u2011b \u2013 c", "a-b - c"),
        ("20\u00a0Gy", "20 Gy"),
        ("20\u2009Gy", "20 Gy"),
        ("a  b", "a b"),
        ("side     left", "side   left"),
        ("side\tleft of her", "side   left of her"),
        ("the\tcone\twas\tdocked\tthere", "the cone was docked there"),
        ("one\rtwo\u2028three", "one\ntwo\nthree"),
        ("to\u200bday", "today"),
        ("plain text, as typed\n\nand no more", "plain text, as typed\n\nand no more"),
    ],
)
def test_a_text_is_united(text: str, expected: str) -> None:
    assert clean(text).text == expected


@pytest.mark.parametrize(
    ("text", "word", "written"),
    [
        ("The intra-\noperative dose", "intra-operative", "intra-\noperative"),
        ("The intra-\noperative dose", "dose", "dose"),
        ("Gave 20\u00a0\u00a0 \u00a0Gy with the con\u00ade", "cone", "con\u00ade"),
        ("Side     left\r\nDose 20 Gy", "Dose", "Dose"),
    ],
)
def test_a_place_is_found_again_in_the_text_as_written(text: str, word: str, written: str) -> None:
    united = clean(text)
    start = united.text.index(word)
    first, last = united.span(start, start + len(word))
    assert text[first:last] == written


@pytest.mark.parametrize(
    "text",
    [
        "Left lump-\nectomy. Intra-\noperative radiation therapy with INTRABEAM, 20 Gy given.",
        "Left partial mastec\u00ad\r\ntomy with INTRA\u00adBEAM, 20\u00a0Gy given.",
        pytest.param(
            "Left partial mastec-\ntomy with INTRABEAM, 20 Gy given.",
            marks=pytest.mark.xfail(strict=True, reason="The hyphen that parts a word at a line end stays in it."),
        ),
    ],
)
def test_an_operation_parted_at_a_line_end_is_read(surgeon: Callable[[str], list[str]], text: str) -> None:
    assert surgeon(text) == ["19301-LT", "19294-LT"]


def test_blanks_at_the_end_of_a_line_are_not_counted() -> None:
    found = clean("one \ntwo\t\r\nthree  \nfour ")
    assert found.text == "one\ntwo\nthree\nfour "
    assert [found.span(place, place + 1)[0] for place in (0, 4, 8, 14)] == [0, 5, 11, 19]
