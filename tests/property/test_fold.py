"""Folding a text keeps the way back from every folded place."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iortkg.case.fold import Folded, fold

# Signs that fold to nothing, to more than one letter, or to another sign, beside plain signs and gaps.
ODD = st.sampled_from(
    (
        *"aZ09 -.\t\n",
        "\u00ad",
        "\u2011",
        "\u2014",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "®",
        "ﬁ",
        "ﬃ",
        "İ",
        "ß",
        "\u0301",
        "½",
        "🄰",
    )
)
# These count as gaps for Python and not for the patterns of regular expressions; they have a test of their own.
SEPARATORS = "\x1c\x1d\x1e\x1f"
ANY = st.characters(exclude_characters=SEPARATORS)
TEXTS = st.one_of(st.text(ANY), st.text(ODD), st.text(st.one_of(ODD, ANY)))
ASCII = st.text(st.characters(max_codepoint=127, exclude_characters=SEPARATORS))


def origins(folded: Folded) -> list[int]:
    """The written place of every folded place."""
    return [folded.origin(place) for place in range(len(folded.text))]


@given(TEXTS)
@example("")
@example("\u00ad\u200bIORT\u2011ﬁeld  İx")
def test_every_folded_place_came_from_the_text_and_their_order_is_kept(text: str) -> None:
    found = origins(fold(text))
    assert all(0 <= place < len(text) for place in found)
    assert found == sorted(found)


@given(TEXTS)
@example("ﬃ \u00ad\u2011 a\u0301")
def test_every_folded_letter_came_from_the_letter_at_its_place(text: str) -> None:
    folded = fold(text)
    strange = [
        (letter, text[place])
        for letter, place in zip(folded.text, origins(folded), strict=True)
        if letter not in fold(text[place]).text
    ]
    assert strange == []


@given(TEXTS, st.data())
def test_every_folded_span_is_a_span_of_the_text(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if folded.text:
        start = data.draw(st.integers(0, len(folded.text) - 1))
        end = data.draw(st.integers(start + 1, len(folded.text)))
        first, last = folded.span(start, end)
        assert 0 <= first < last <= len(text)
        assert folded.text[start:end].strip() in fold(text[first:last]).text
    else:
        assert "".join(fold(letter).text for letter in text) == ""


@given(TEXTS)
def test_spaced_text_has_the_places_of_folded_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.spaced) == len(folded.text)
    assert folded.spaced == folded.text.replace("-", " ")


@given(TEXTS)
def test_folded_text_is_lower_case_without_marks_and_double_gaps(text: str) -> None:
    folded = fold(text).text
    assert "  " not in folded
    assert [letter for letter in folded if letter.isascii() and (letter.isupper() or letter in "\t\n\r\f\v")] == []


@given(ASCII)
@example("IORT  -  20 Gy\r\n\t to the\n bed ")
def test_plain_ascii_takes_a_shorter_way_to_the_same_place(text: str) -> None:
    short, long = fold(text), fold(text + "\u00e4")
    assert short.text + "a" == long.text
    assert origins(short) == origins(long)[:-1]


@given(TEXTS)
def test_a_text_and_its_composed_form_fold_alike(text: str) -> None:
    composed, opened = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert fold(composed).text == fold(opened).text


@pytest.mark.parametrize("separator", SEPARATORS)
def test_a_separator_is_the_same_in_ascii_and_beyond(separator: str) -> None:
    assert fold(f"a{separator}b").text + "a" == fold(f"a{separator}b\u00e4").text
