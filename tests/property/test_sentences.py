"""A sentence on another device, the past or the family leaves the claims of every labelled case alone."""

from __future__ import annotations

from collections import Counter

import pytest

from iortkg.check import Labelled
from tests.property.labelled import EVERY, OPEN, answered, number, told
from tests.property.sentences import NOTES, OF_STUDIES, PLACES, RELATIONS, SILENT, Said, in_the_middle, sayings

# A sentence of any kind cuts the two thoughts around it apart, and where the second leans on the first it is lost.
LEANING = {"civasheet-sidewall": "The place is told in the sentence behind the one on the sheet, and in no other."}
HELD = tuple(case for case in EVERY if case.hold)
# Of the cases held back so many are moved by some sentence: a text that one word more makes one about many patients.
HELD_MOVED = 1


def chosen(case: Labelled, relation: str, *, every: bool) -> list[Said]:
    """The sentences of a relation in a case, or one of them, another in each case."""
    said = [one for one in sayings(case, relation) if not (case.id in LEANING and one.name.startswith("in the middle"))]
    return said if every else [said[number(case.id, relation) % len(said)]]


def test_every_relation_has_sentences_in_many_wordings() -> None:
    assert [relation for relation in RELATIONS if len(set(NOTES[relation])) < 8] == []
    assert [relation for relation in RELATIONS if len(set(OF_STUDIES[relation])) < 4] == []
    assert len(RELATIONS) == len(OF_STUDIES) == 4
    assert len(OPEN) >= 350


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.long)], ids=["some", "all"])
@pytest.mark.parametrize("relation", RELATIONS)
def test_labelled_cases_are_not_moved_by(relation: str, every: bool) -> None:
    tried = {case.id: chosen(case, relation, every=every) for case in OPEN}
    moved = {
        case.id: names
        for case in OPEN
        if (names := [one.name for one in tried[case.id] if told(case, one.text) != answered(case.id)])
    }
    assert len(tried) == len(OPEN)
    places = Counter(one.name.partition(":")[0] for said in tried.values() for one in said)
    assert min(places[place] for place in PLACES) >= 70
    assert moved == {}


@pytest.mark.long
def test_cases_held_back_are_moved_as_seldom_as_before() -> None:
    moved = {
        case.id
        for case in HELD
        for relation in RELATIONS
        for one in sayings(case, relation)
        if told(case, one.text) != answered(case.id)
    }
    assert len(HELD) >= 100
    count = len(moved)
    del moved
    assert count <= HELD_MOVED


@pytest.mark.parametrize("said", SILENT, ids=["short", "long"])
def test_a_sentence_that_says_nothing_leaves_the_claims_alone_in_the_middle(said: str) -> None:
    texts = {case.id: in_the_middle(case.text, said) for case in OPEN if case.id not in LEANING}
    moved = [case.id for case in OPEN if case.id in texts and told(case, texts[case.id]) != answered(case.id)]
    assert len(texts) >= 350
    assert moved == []


@pytest.mark.xfail(strict=True, reason="A place is looked for in the sentences right beside the treatment only.")
@pytest.mark.parametrize("name", LEANING)
def test_a_thought_is_followed_over_a_sentence_in_between(name: str) -> None:
    case = next(case for case in OPEN if case.id == name)
    assert told(case, in_the_middle(case.text, SILENT[0])) == answered(name)
