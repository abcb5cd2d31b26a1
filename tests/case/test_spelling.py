"""Slips in long words are read over wherever the word stands, and the evidence is the words as written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import iortkg
from iortkg.case import Reader
from iortkg.case.clean import Clean, clean
from iortkg.case.spelling import respelled


@pytest.fixture
def mended(reader: Reader) -> Callable[[str], Clean]:
    """A text with its slips mended."""
    return lambda text: respelled(clean(text), reader.spelling)


@pytest.mark.parametrize("slip", ["lumpectmy", "lumpecttomy", "lupmectomy", "lumpextomy", "Lumpectmy", "LUMPECTMY"])
def test_the_evidence_of_a_misspelt_word_is_the_word(code: Callable[..., iortkg.Answer], slip: str) -> None:
    text = f"Case of a right {slip}. 20 Gy was given with the INTRABEAM, 50 kV."
    found = {item.text: item.start for item in code(text).evidence}
    assert found[slip] == text.index(slip)
    assert found["INTRABEAM"] == text.index("INTRABEAM")


@pytest.mark.parametrize("slip", ["deliverred", "dleivered", "delvered", "delivared"])
def test_a_slip_in_words_around_a_treatment_is_read_over(outcome: Callable[[str], tuple[str, str]], slip: str) -> None:
    text = "Right lumpectomy. INTRABEAM was placed; the dose was not {}."
    assert outcome(text.format(slip)) == outcome(text.format("delivered")) == ("not-iort", "none")


def test_a_slip_in_a_heading_is_read_over(outcome: Callable[[str], tuple[str, str]]) -> None:
    text = "Right lumpectomy.\n\n{}:\nINTRABEAM, 20 Gy.\n"
    assert outcome(text.format("Discussion"))[0] == "not-iort"
    assert outcome(text.format("Dicsussion")) == outcome(text.format("Discussion"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("the chanels", "the channels"),
        ("The Chanels", "The Channels"),
        ("THIRTEN CATHETRS", "THIRTEEN CATHETERS"),
        ("brachytharapy-like", "brachytherapy-like"),
    ],
)
def test_a_mended_word_keeps_its_letter_case(mended: Callable[[str], Clean], written: str, read: str) -> None:
    assert mended(written).text == read


@pytest.mark.parametrize(
    "word", ["inverted", "stimulation", "attention", "retained", "projected", "reminder", "planting", "friction"]
)
def test_an_ordinary_word_is_no_slip_of_another(mended: Callable[[str], Clean], word: str) -> None:
    assert mended(f"It was {word} here.").text == f"It was {word} here."


@pytest.mark.parametrize("word", ["proposes", "proposer", "surgeons", "deliver"])
def test_a_form_of_a_word_is_no_slip_of_it(mended: Callable[[str], Clean], word: str) -> None:
    assert mended(word).text == word


def test_places_are_kept_where_letters_came_in_and_fell_out(mended: Callable[[str], Clean]) -> None:
    text = "A  chanels,\u00a0 lumpecttomy and  dleivered dose"
    united = mended(text)
    assert united.text == "A channels, lumpectomy and delivered dose"
    words = ("A", "channels", "lumpectomy", "and", "delivered", "dose")
    spans = [united.span(at, at + len(word)) for word in words for at in [united.text.index(word)]]
    assert [text[start:end] for start, end in spans] == ["A", "chanels", "lumpecttomy", "and", "dleivered", "dose"]
