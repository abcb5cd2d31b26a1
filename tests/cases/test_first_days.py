"""Days from which something is asked for stand in the ontology alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import iortkg
from iortkg.knowledge import compile_index, ontology_folder

CASE = "Whipple. IORT 15 Gy, 9 MeV, Mobetron, 6 cm cone."


def asks_for_the_diagnosis(kg: iortkg.Knowledge, on: str) -> bool:
    """True where an answer for a day lacks the diagnosis."""
    found = kg.outcome(CASE, on=on, setting="outpatient")
    assert found.service == "electron-iort"
    return "diagnosis" in [question.missing for question in found.questions]


def test_the_diagnosis_is_asked_for_from_the_first_day_of_its_rule(kg: iortkg.Knowledge, tmp_path: Path) -> None:
    assert [asks_for_the_diagnosis(kg, on) for on in ("2015-09-30", "2015-10-01")] == [False, True]
    later = Path(shutil.copytree(ontology_folder(), tmp_path / "ontology", ignore=shutil.ignore_patterns("cases")))
    terms = (later / "rules" / "terms.ttl").read_text(encoding="utf-8")
    head, rule, rest = terms.partition("\nior:RuleDiagnosis\n")
    assert '"2015-10-01"' in rest
    moved = rest.replace('"2015-10-01"', '"2020-01-01"', 1)
    (later / "rules" / "terms.ttl").write_text(head + rule + moved, encoding="utf-8")
    other = iortkg.Knowledge(compile_index([later]))
    assert [asks_for_the_diagnosis(other, on) for on in ("2019-12-31", "2020-01-01")] == [False, True]
