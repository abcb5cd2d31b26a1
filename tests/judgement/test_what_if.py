"""What would be if a fact were another: the lines that move, and the command that shows them."""

from __future__ import annotations

import json
from typing import Any

import iortkg
from tests.cli.conftest import call
from tests.judgement.test_correct import BREAST, DAY, RECTUM

__all__ = ["call"]


def test_changes_name_biller_system_code_and_what_happened(kg: iortkg.Knowledge) -> None:
    answer = iortkg.code(BREAST, on=DAY, setting="outpatient", knowledge=kg)
    found = answer.what_if(radiation="HDR", channels=8, side="left")
    assert [change.to_dict() for change in found.changes] == [
        {"biller": "facility", "system": "CPT", "code": "77424", "change": "removed", "details": []},
        {"biller": "facility", "system": "CPT", "code": "77771", "change": "added", "details": []},
        {"biller": "radiation-oncologist", "system": "CPT", "code": "77469", "change": "removed", "details": []},
        {"biller": "radiation-oncologist", "system": "CPT", "code": "77771", "change": "added", "details": []},
        {"biller": "surgeon", "system": "CPT", "code": "19301", "change": "changed",
         "details": ["modifiers RT, now LT"]},
        {"biller": "surgeon", "system": "CPT", "code": "19294", "change": "changed",
         "details": ["confidence certain, now review", "modifiers RT, now LT"]},
    ]  # fmt: skip
    assert found.answer == answer.correct(radiation="HDR", channels=8, side="left")
    assert found.before == answer
    assert (len(found), list(found)) == (6, list(found.changes))


def test_a_case_of_which_nothing_moves_says_so(kg: iortkg.Knowledge) -> None:
    found = iortkg.code(BREAST, on=DAY, setting="outpatient", knowledge=kg).what_if(delivered="partly")
    assert (bool(found), str(found).splitlines()[-1]) == (False, "No claim line moves.")


def test_the_command_shows_the_lines_that_move(call: Any) -> None:
    found = call("code", RECTUM, "--on", DAY, "--what-if", "radiation=electrons", "--what-if", "setting=inpatient")
    assert found.exit_code == 0
    assert found.stdout.splitlines() == [
        "Set by hand and not read from the note: radiation, electrons.",
        "Set by hand and not read from the note: setting, hospital inpatient.",
        "status: needs-information, then coded",
        "service: unspecified-iort, then electron-iort",
        "+ facility: ICD-10-PCS DW063Z0 added",
        "~ radiation oncologist: CPT 77469 changed (confidence review, now certain)",
    ]


def test_the_command_takes_a_fact_away_and_shows_what_is_then_asked(call: Any) -> None:
    found = call("code", BREAST, "--on", DAY, "--setting", "outpatient", "--what-if", "side=")
    assert "~ surgeon: CPT 19301 changed (modifiers RT, now none)" in found.stdout
    assert found.stdout.splitlines()[-1] == "? laterality: Which side was operated on and irradiated?"


def test_the_command_gives_changes_and_answer_as_json_and_a_page(call: Any) -> None:
    words = ("code", BREAST, "--on", DAY, "--what-if", "side=left")
    found = json.loads(call(*words, "--as", "json").stdout)
    assert list(found) == ["changes", "answer"]
    assert [change["code"] for change in found["changes"]] == ["19301", "19294"]
    assert found["answer"]["corrections"] == [{"kind": "side", "concept": "ior:LeftSide", "value": None, "unit": None}]
    assert "Set by hand and not read from the note: side, left." in call(*words, "--as", "html").stdout


def test_a_wrong_fact_is_one_sentence_and_status_two(call: Any) -> None:
    told = {
        "side=lft": "'lft' is not a value of side. Use one of bilateral, left, right.\n",
        "side": "--what-if takes FACT=VALUE, like side=left. Leave the value out to take the fact away.\n",
    }
    for given, sentence in told.items():
        found = call("code", BREAST, "--what-if", given)
        assert (found.exit_code, found.stdout, found.stderr) == (2, "", sentence)
    assert len(told) == 2
    twice = call("code", BREAST, "--what-if", "side=left", "--what-if", "side=right")
    assert (twice.exit_code, twice.stderr) == (2, "--what-if changes one fact twice. Name each fact once.\n")
