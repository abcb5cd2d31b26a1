"""What says nothing changes nothing: an unrelated sentence, letter case, spacing, the kind of hyphen."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import iortkg
from iortkg.check import Labelled, read_labelled
from tests.property.texts import CASES, DAY, claims, plain

Case = tuple[str, str | None, str]
CASE = st.sampled_from(CASES)
CASES_FOLDER = Path(__file__).resolve().parents[2] / "ontology" / "cases"
OPEN = [case for case in read_labelled(CASES_FOLDER) if not case.hold]
# Texts that are about no patient; what is said of a patient is not unrelated to them.
STUDIES = {
    path.stem
    for path in CASES_FOLDER.rglob("*.md")
    if re.search("^style: .*(abstract|protocol|case report|technique|guideline)", path.read_text("utf-8"), re.MULTILINE)
}
UNRELATED = (
    "The weather was fine.",
    "Lunch is served at noon.",
    "Sponge and needle counts were correct.",
    "Vital signs were stable throughout.",
    "Allergies: penicillin.",
    "The patient tolerated the procedure well.",
    "Estimated blood loss was 50 mL.",
    "She drinks coffee and walks her dog every morning.",
    "Anesthesia: general.",
    "A urinary catheter was removed on the ward.",
)  # fmt: skip
GAPS = (" ", "  ", "   ", "\t", "\u00a0", "\u2009", "\u202f", " \u200b")
HYPHENS = ("\u2010", "\u2011", "\u2012", "\u2013", "\u2212", "-")


def same(kg: iortkg.Knowledge, case: Case, text: str) -> bool:
    """Whether a changed text of a case is answered as the case is."""
    setting, on, written = case
    return claims(plain(kg, text, on=on, setting=setting)) == claims(plain(kg, written, on=on, setting=setting))


def test_the_cases_hold_what_is_varied() -> None:
    texts = [text for *_, text in CASES]
    assert len(texts) == 22
    assert sum("-" in text for text in texts) >= 8
    assert min(text.count(" ") for text in texts) >= 5
    assert len(OPEN) >= 100


def sentences(text: str) -> list[str]:
    """The sentences of a case, for a sentence to stand between."""
    return [part.rstrip(";.") + "." for part in re.split(r"(?<=[.;]) ", text)]


@given(case=CASE, said=st.sampled_from(UNRELATED), data=st.data())
def test_an_unrelated_sentence_leaves_the_claims_alone(
    kg: iortkg.Knowledge, case: Case, said: str, data: st.DataObject
) -> None:
    parts = sentences(case[2])
    at = data.draw(st.integers(0, len(parts)))
    assert same(kg, (case[0], case[1], " ".join(parts)), " ".join((*parts[:at], said, *parts[at:])))


@pytest.mark.parametrize("change", [str.upper, str.lower, str.title, str.swapcase])
@given(case=CASE)
def test_letter_case_leaves_the_claims_alone(kg: iortkg.Knowledge, change: Callable[[str], str], case: Case) -> None:
    assert same(kg, case, change(case[2]))


@pytest.mark.parametrize("gaps", [GAPS[:4], GAPS], ids=["ASCII", "Unicode"])
@given(case=CASE, data=st.data())
def test_spacing_leaves_the_claims_alone(
    kg: iortkg.Knowledge, gaps: tuple[str, ...], case: Case, data: st.DataObject
) -> None:
    drawn = (data.draw(st.sampled_from(gaps)) if letter == " " else letter for letter in case[2])
    assert same(kg, case, "".join(drawn))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[2][:30])
def test_wrapping_a_line_anywhere_leaves_the_claims_alone(kg: iortkg.Knowledge, case: Case) -> None:
    words = case[2].split(" ")
    wrapped = [" ".join(words[:at]) + "\n" + " ".join(words[at:]) for at in range(1, len(words))]
    assert len(wrapped) >= 5
    assert [text for text in wrapped if not same(kg, case, text)] == []


@given(case=CASE, data=st.data())
def test_the_kind_of_hyphen_leaves_the_claims_alone(kg: iortkg.Knowledge, case: Case, data: st.DataObject) -> None:
    drawn = (data.draw(st.sampled_from(HYPHENS)) if letter == "-" else letter for letter in case[2])
    assert same(kg, case, "".join(drawn))


@pytest.mark.parametrize("end", ["-\n", "\u2010\n  ", "-\r\n"])
def test_a_word_parted_at_its_hyphen_by_a_line_end_is_one(kg: iortkg.Knowledge, end: str) -> None:
    written = "Left breast-conserving surgery. 10 Gy was given to the cavity as high-dose-rate IORT, 3 channels."
    case = ("outpatient", DAY, written)
    assert [line["code"] for line in claims(plain(kg, written, on=DAY, setting="outpatient"))["surgeon"]] != []
    assert same(kg, case, written.replace("-", end))


@pytest.mark.parametrize("end", ["\u00ad\n", "\u00ad\r\n  "])
def test_a_soft_hyphen_at_a_line_end_is_nothing(kg: iortkg.Knowledge, end: str) -> None:
    written = "Left lumpectomy. INTRABEAM, 50 kV, 20 Gy was given to the cavity."
    assert same(kg, ("outpatient", DAY, written), written.replace("lumpec", f"lumpec{end}"))


DATED = "Date of operation: {}. Right lumpectomy, IORT with INTRABEAM, 50 kV, 20 Gy was given to the cavity."


@pytest.mark.parametrize(
    "written",
    [
        *(f"2011{hyphen}11{hyphen}08" for hyphen in HYPHENS[:-1]),
        "November\u00a08,\u00a02011",
        "November  8,\n2011",
        "8\u2011Nov\u20112011",
        "11\u201108\u20112011",
    ],
)
def test_a_day_of_service_is_read_with_any_hyphen_and_gap(kg: iortkg.Knowledge, written: str) -> None:
    found = plain(kg, DATED.format(written), on=None)
    assert (found["on"], found["on_from"], found["status"]) == ("2011-11-08", "text", "no-code-on-date")


@pytest.mark.parametrize("written", ["2011-11-08", "November 8, 2011", "8-Nov-2011", "11-08-2011", "11/08/2011"])
def test_a_day_of_service_is_read_as_it_is_mostly_written(kg: iortkg.Knowledge, written: str) -> None:
    found = plain(kg, DATED.format(written), on=None)
    assert (found["on"], found["on_from"], found["status"]) == ("2011-11-08", "text", "no-code-on-date")


@pytest.fixture(scope="module")
def answered(kg: iortkg.Knowledge) -> Mapping[str, Mapping[str, Any]]:
    """What is claimed for each open labelled case as it is written."""
    return {case.id: claims(plain(kg, case.text, on=case.on or DAY, setting=case.setting)) for case in OPEN}


def moved(
    kg: iortkg.Knowledge, answered: Mapping[str, Mapping[str, Any]], change: Callable[[str], str], cases: list[Labelled]
) -> list[str]:
    """Labelled cases that are answered otherwise when their text is changed."""
    changed = {case.id: claims(plain(kg, change(case.text), on=case.on or DAY, setting=case.setting)) for case in cases}
    return sorted(name for name, found in changed.items() if found != answered[name])


def _spaced(gap: str) -> Callable[[str], str]:
    return lambda text: text.replace(" ", gap)


def _hyphened(hyphen: str) -> Callable[[str], str]:
    return lambda text: text.replace("-", hyphen)


def _broken_at(width: int) -> Callable[[str], str]:
    def change(text: str) -> str:
        lines = text.splitlines()
        return "\n".join(line if line.lstrip().startswith("|") else textwrap.fill(line, width) for line in lines)

    return change


CHANGES: dict[str, Callable[[str], str]] = {
    "upper case": str.upper,
    "lower case": str.lower,
    "title case": str.title,
    "double spaces": _spaced("  "),
    "tabs": _spaced("\t"),
    "no-break spaces": _spaced("\u00a0"),
    "thin spaces": _spaced("\u2009"),
    "lines of a hundred letters": _broken_at(100),
    "lines that end as on Windows": lambda text: text.replace("\n", "\r\n"),
    "spaces at the ends of lines": lambda text: text.replace("\n", "  \n"),
    "hyphens": _hyphened("\u2010"),
    "no-break hyphens": _hyphened("\u2011"),
    "en dashes": _hyphened("\u2013"),
    "minus signs": _hyphened("\u2212"),
    "a word about the weather": lambda text: f"{text} {UNRELATED[0]}",
    "a word about lunch before all": lambda text: f"{UNRELATED[1]}\n\n{text}",
    "a word about counts": lambda text: f"{text}\n\n{UNRELATED[2]}",
}


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.long)], ids=["some", "all"])
@pytest.mark.parametrize("name", CHANGES)
def test_labelled_cases_are_not_moved_by(
    kg: iortkg.Knowledge, answered: Mapping[str, Mapping[str, Any]], name: str, step: int
) -> None:
    cases = [case for case in OPEN[::step] if CHANGES[name](case.text) != case.text]
    assert len(cases) >= 90 // step
    found = moved(kg, answered, CHANGES[name], cases)
    assert found == [], f"{len(found)} cases: {' '.join(found)}"


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.long)], ids=["some", "all"])
@pytest.mark.parametrize("said", UNRELATED[5:])
def test_notes_are_not_moved_by_a_sentence_of_any_note(
    kg: iortkg.Knowledge, answered: Mapping[str, Mapping[str, Any]], said: str, step: int
) -> None:
    cases = [case for case in OPEN[::step] if case.id not in STUDIES]
    assert len(cases) >= 90 // step
    found = moved(kg, answered, lambda text: f"{text}\n{said}", cases)
    assert found == [], f"{len(found)} cases: {' '.join(found)}"
