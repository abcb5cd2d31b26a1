"""No cue stands for one passage: each takes part in three labelled cases at least, in other words each."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import iortkg
from iortkg.case import make_reader
from iortkg.check import read_labelled
from tests.cases.wordings import Wordings

CASES = Path(__file__).resolve().parents[2] / "ontology" / "cases"
OPEN = tuple(case for case in read_labelled(CASES) if not case.hold)
FEWEST = 3


@pytest.fixture(scope="module")
def wordings(kg: iortkg.Knowledge) -> Wordings:
    """The cues of the shipped ontology in the cases that are not held back."""
    return Wordings(make_reader(kg.index), OPEN)


def test_each_cue_takes_part_in_three_cases_in_different_words(wordings: Wordings) -> None:
    told = {cue: dict(wordings.taking_part(cue, most=FEWEST)) for cue in wordings.reader.cues.roles}
    assert len(told) >= 40
    assert {cue: found for cue, found in told.items() if len(found) < FEWEST or len({*found.values()}) < FEWEST} == {}


def test_a_cue_that_changes_nothing_takes_no_part(kg: iortkg.Knowledge) -> None:
    cases = [case for case in OPEN if re.search("forty patients|five years", case.text)][:5]
    found = Wordings(make_reader(kg.index), tuple(cases))
    assert len(cases) == 5
    said = {cue for cue in found.said if not dict(found.taking_part(cue, most=1))}
    assert said != set()


def test_each_context_named_in_the_guide_has_three_cases(kg: iortkg.Knowledge) -> None:
    guide = next(
        line for line in (CASES / "README.md").read_text("utf-8").splitlines() if line.startswith("| `context`")
    )
    named = re.findall("`([^`]+)`", guide)[1:]
    heads = (path.read_text("utf-8") for path in CASES.glob("[a-h]/*.md"))
    lines = [found[1] for head in heads if (found := re.search("^context: (.*)$", head, re.MULTILINE))]
    counted = Counter(word.strip() for line in lines for word in line.split(","))
    assert len(named) >= 15
    assert {word: counted[word] for word in named if counted[word] < FEWEST} == {}
