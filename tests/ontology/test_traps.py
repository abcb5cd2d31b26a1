"""Each trap and each question of coders in ontology/README.md names a case or a stored question that is there."""

from __future__ import annotations

import re

import pytest

import iortkg
from iortkg import check
from tests.ontology.conftest import ONTOLOGY

ROW = re.compile(r"^\| (Q?\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ROWS = {
    number: re.findall(r"`([^`]+)`", targets)
    for number, _, _, targets in ROW.findall((ONTOLOGY / "README.md").read_text())
}
TARGETS = sorted({target for targets in ROWS.values() for target in targets})


def test_every_trap_and_every_question_of_coders_has_a_row() -> None:
    assert list(ROWS) == [*map(str, range(1, 46)), *(f"Q{number}" for number in range(1, 33))]
    assert [number for number, targets in ROWS.items() if not targets] == []
    assert len(TARGETS) >= 70


@pytest.mark.parametrize("target", TARGETS)
def test_what_a_row_names_is_a_case_that_must_come_out_or_a_question(kg: iortkg.Knowledge, target: str) -> None:
    if "/" not in target:
        assert target in kg.questions
    else:
        path = ONTOLOGY / "cases" / f"{target}.md"
        assert path.is_file()
        assert not check.read_labelled(path)[0].hold


def test_every_case_written_for_a_trap_is_named_in_a_row() -> None:
    written = {f"g/{path.stem}" for path in (ONTOLOGY / "cases" / "g").glob("*.md")}
    assert len(written) == 29
    assert written - set(TARGETS) == set()
