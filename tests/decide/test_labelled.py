"""The labelled facts of every labelled case, handed to decide, give its claims; so do all facts of an answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import iortkg
from iortkg import check
from iortkg.api.deciding import decided
from iortkg.check import Labelled
from iortkg.model import Outcome
from tests.decide.labels import labelled_facts

CASES = Path(__file__).resolve().parents[2] / "ontology" / "cases"
LABELLED = check.read_labelled(CASES)
MEASURES = ("service", "status", "core-claims")
# Cases held back whose labelled facts, beside what the text reads as, do not give the labelled claims yet.
HELD_MISSED = 9


def is_right(case: Labelled, outcome: Outcome, delivery: frozenset[str]) -> bool:
    """True if service, status and core claims are those of the labels."""
    found = check.score([case], lambda _: outcome, delivery=delivery)
    return all(found[name].count == found[name].of == 1 for name in MEASURES)


def test_the_labelled_facts_of_every_case_give_its_labelled_claims(kg: iortkg.Knowledge) -> None:
    delivery = check.delivery_codes(kg.index)
    missed: list[Labelled] = []
    proposed = 0
    for case in LABELLED:
        facts = labelled_facts(case, kg)
        proposed += len(facts)
        outcome = decided(kg, facts, case.text, on=case.on, setting=case.setting, today=check.SCORED_ON)
        if not is_right(case, outcome, delivery):
            missed.append(case)
    assert (len(LABELLED), proposed >= 2500) == (1020, True)
    assert [case.id for case in missed if not case.hold] == []
    assert len(missed) <= HELD_MISSED


@pytest.mark.long
def test_all_facts_of_an_answer_give_its_claims_without_its_text(kg: iortkg.Knowledge) -> None:
    """What the answer says it understood is enough to decide: nothing in the text decides beside the facts."""
    cases = [case for case in LABELLED if not case.hold]
    wrong = [case.id for case in cases if not _comes_back(case, kg)]
    assert len(cases) == 910
    assert wrong == []


def _comes_back(case: Labelled, kg: iortkg.Knowledge) -> bool:
    read = kg.outcome(case.text, on=case.on, setting=case.setting, today=check.SCORED_ON)
    facts: list[dict[str, Any]] = [fact.to_dict() for fact in read.facts if fact.kind != "date"]
    alone = decided(kg, facts, on=read.on, setting=read.setting, today=check.SCORED_ON)
    return is_right(case, alone, check.delivery_codes(kg.index))
