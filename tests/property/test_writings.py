"""However a text is written, broken, spelled or measured, the claims of every labelled case stay."""

from __future__ import annotations

import pytest

from iortkg.case import Reader, make_reader
from iortkg.case.clean import clean
from iortkg.case.spelling import respelled
from iortkg.check import Labelled
from tests.property.labelled import EVERY, OPEN, answered, knowledge, number, told
from tests.property.writings import CHANGES, Slip, can_be_broken, slips

# How many labelled cases at least a change makes another text of.
FEWEST = {"compounds with hyphens": 80, "units apart": 7, "isotopes apart": 30, "isotopes joined": 30}
HELD = tuple(case for case in EVERY if case.hold)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader of the shipped ontology."""
    return make_reader(knowledge().index)


def changed(name: str, cases: tuple[Labelled, ...] = OPEN) -> dict[str, str]:
    """The texts of the cases that a change makes others of."""
    apt = (case for case in cases if not name.startswith("lines of") or can_be_broken(case.text))
    return {case.id: text for case in apt if (text := CHANGES[name](case.text)) != case.text}


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.long)], ids=["some", "all"])
@pytest.mark.parametrize("name", CHANGES)
def test_labelled_cases_are_not_moved_by(name: str, step: int) -> None:
    texts = changed(name)
    assert len(texts) >= FEWEST.get(name, 50)
    cases = [case for case in OPEN if case.id in texts][::step]
    assert len(cases) >= len(texts) // step
    assert [case.id for case in cases if told(case, texts[case.id]) != answered(case.id)] == []


def test_a_gray_is_a_hundred_centigray() -> None:
    assert CHANGES["centigray"]("10 to 12.5 Gy, then 20Gy at 5 mm") == "1000 to 1250 cGy, then 2000 cGy at 5 mm"


def tried(case: Labelled, reader: Reader, *, every: bool) -> list[Slip]:
    """Slips in the words of a case, or in one of them; a word that is misspelt already would have two."""
    apt = [slip for slip in slips(case) if respelled(clean(slip.right), reader.spelling).text == slip.right]
    return apt if every else apt[number(case.id) % max(len(apt), 1) :][:1]


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.long)], ids=["some", "all"])
def test_labelled_cases_are_not_moved_by_one_slip_in_a_long_word(reader: Reader, every: bool) -> None:
    found = {case.id: tried(case, reader, every=every) for case in OPEN}
    count = sum(map(len, found.values()))
    assert count >= (11_000 if every else 370)
    moved = [
        f"{case.id}: {slip.right} > {slip.wrong}"
        for case in OPEN
        for slip in found[case.id]
        if told(case, slip.text) != answered(case.id)
    ]
    assert moved == [], f"{len(moved)} of {count}"
