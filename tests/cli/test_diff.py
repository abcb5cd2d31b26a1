"""diff: what changed between two days, as lines and as JSON; and what records add to a card."""

from __future__ import annotations

import json
from typing import Any

import pytest


def changed(call: Any, first: str, second: str) -> dict[tuple[str, str], list[str]]:
    """The names of what changed, by kind and change."""
    found = call("diff", first, second, "--as", "json")
    assert (found.exit_code, found.stderr) == (0, "")
    told = json.loads(found.stdout)
    assert (told["from"], told["to"]) == (first, second)
    names: dict[tuple[str, str], list[str]] = {}
    for change in told["changes"]:
        assert change["sources"]
        names.setdefault((change["kind"], change["change"]), []).append(change["name"])
    return names


def test_the_turn_of_2026_is_the_list_of_the_dossier(call: Any) -> None:
    found = changed(call, "2025-12-31", "2026-01-02")
    old = ["0394T", "77014", "77385", "77386", "77401"]
    assert found["code", "ended"] == [f"CPT {n}" for n in old] + [f"HCPCS G60{n:02}" for n in range(1, 18)]
    assert found["code", "begun"] == ["CPT 77436", "CPT 77437", "CPT 77438", "CPT 77439"]
    assert found["code", "meaning"] == ["CPT 77402", "CPT 77407", "CPT 77412"]
    assert found["code", "fee"] == ["CPT 77387", "CPT 77402", "CPT 77407", "CPT 77412", "CPT 77417"]
    assert len(found["pair edit", "ended"]) == 5
    assert set(found) == {
        ("code", "ended"), ("code", "begun"), ("code", "meaning"), ("code", "fee"), ("pair edit", "ended"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "key", "name"),
    [
        ("2011-06-01", "2017-05-01", ("code", "begun"), "CPT 77424"),
        ("2011-06-01", "2017-05-01", ("code", "ended"), "CPT 0182T"),
        ("2011-06-01", "2017-05-01", ("rule", "begun"), "X-ray delivery"),
        ("2017-05-01", "2022-05-01", ("code", "begun"), "CPT 19294"),
        ("2017-05-01", "2022-05-01", ("payer position", "begun"), "Medicare determination L37779"),
        ("2022-05-01", "2025-12-31", ("code", "begun"), "CPT 0735T"),
        ("2022-05-01", "2025-12-31", ("code", "begun"), "CPT 49186"),
        ("2000-01-01", "2001-01-01", ("code", "ended"), "CPT 77425"),
        ("2000-01-01", "2013-01-01", ("code", "meaning"), "CPT 77425"),
    ],
)
def test_a_change_is_told_between_the_days_around_it(
    call: Any, first: str, second: str, key: tuple[str, str], name: str
) -> None:
    assert name in changed(call, first, second)[key]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("2025-12-30", "2025-12-31", []),
        ("2025-12-31", "2026-01-01", ["begun", "ended", "fee", "meaning"]),
        ("2026-01-01", "2026-01-02", []),
    ],
)
def test_the_first_day_is_before_and_the_second_after(call: Any, first: str, second: str, told: list[str]) -> None:
    assert sorted({change for _, change in changed(call, first, second)}) == told


def test_text_is_a_change_a_line_with_its_source(call: Any) -> None:
    lines = call("diff", "2025-12-31", "2026-01-02").stdout.splitlines()
    (line,) = [line for line in lines if "CPT 77401 " in line]
    assert line.startswith("2025-12-31  code CPT 77401 ends: ")
    assert "Followed by CPT 77437, CPT 77438. Source: " in line
    assert "Medicare physician fee schedule, July 2026, verified" in line
    (fee,) = [line for line in lines if "CPT 77417 " in line]
    assert "Before: status A, technical only, global XXX. Now: status B, no components, global XXX." in fee


def test_two_days_without_a_change_say_so(call: Any) -> None:
    found = call("diff", "2026-02-01", "2026-02-02")
    said = "Nothing that the ontology knows changed between the two days.\n"
    assert (found.exit_code, found.stdout, found.stderr) == (0, "", said)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("2026-01-02", "2025-12-31"), "2025-12-31 is not after 2026-01-02. Give the earlier day first.\n"),
        (("2026-01-02", "2026-01-02"), "2026-01-02 is not after 2026-01-02. Give the earlier day first.\n"),
        (("2026-13-02", "2026-01-02"), "'2026-13-02' is not a date. Write it as YYYY-MM-DD, like 2026-03-02.\n"),
    ],
)
def test_days_that_are_of_no_use_are_told(call: Any, days: tuple[str, str], said: str) -> None:
    found = call("diff", *days)
    assert (found.exit_code, found.stdout, found.stderr) == (2, "", said)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2025-12-31", "2025: status I, physician service"),
        ("2026-01-02", "2026: status A, split, with rows for 26 and TC"),
    ],
)
def test_a_card_has_the_fee_schedule_of_the_day(call: Any, day: str, told: str) -> None:
    card = call("show", "77387", "--on", day).stdout
    assert f"  fee schedule: {told}" in card
    assert card.count(": status ") == 1


def test_a_card_has_edits_principles_conflicts_and_payers_apart_from_rules(call: Any) -> None:
    card = call("show", "77469").stdout
    headings = ["claimed by", "fee schedule", "most units", "pair edits", "principles", "sources differ", "payers"]
    places = [card.find(f"\n  {heading}: ") for heading in headings]
    assert -1 not in places
    assert places == sorted(places)
    assert "77469 over 77470: indicator 0, no modifier" in card
    assert "63620, 77371, 77372, 77373 over 77469: indicator 1, modifier with documentation" in card
    assert "at most 1 unit a day by policy: indicator 2" in card


@pytest.mark.parametrize(
    ("code", "edits"),
    [
        (
            "77469",
            ["0395T, 32701, 61796, 61798 over 77469: indicator 0", "77469 over 36425, 51701-51703, 96360-96368, "],
        ),
        ("32701", ["32701 over 77424, 77425: indicator 0", "32701 over 77469: indicator 0"]),
        ("77470", ["77469 over 77470: indicator 0"]),
        ("0735T", ["0735T over 61796, 61798, 61107, 61210, 61304, 61305, 61312, 61313, 62100, 62140, 62141, 62164: "]),
        ("C9726", ["C9726 over 97597, 97598, 97602, 11000-11006, 11042-11047: "]),
    ],
)
def test_an_edit_on_a_card_names_all_partners_of_the_code(call: Any, code: str, edits: list[str]) -> None:
    card = call("show", code).stdout
    assert [edit for edit in edits if f" {edit}" not in card] == []
    assert "and others over" not in card


def test_many_ranges_of_numbers_are_shortened(call: Any) -> None:
    assert "77469 over 99238-99239, 99281-99285, 99291-99292, and 3 more ranges: " in call("show", "77469").stdout


@pytest.mark.parametrize("first", ["2011-06-01", "2011-12-31"])
def test_what_begins_has_the_grade_of_its_first_day(call: Any, first: str) -> None:
    lines = call("diff", first, "2012-01-01").stdout.splitlines()
    begun = [line for line in lines if line.startswith("2012-01-01  ") and " begins: " in line]
    assert len(begun) >= 5
    assert [line for line in begun if ", verified" in line] == []
    assert [line for line in begun if "code CPT 77424 begins" in line and ", recalled" in line] != []


def test_what_begins_on_a_day_that_a_source_tells_stays_verified(call: Any) -> None:
    (line,) = [line for line in call("diff", "2022-12-31", "2023-01-01").stdout.splitlines() if "CPT 0735T" in line]
    assert ("verified" in line, "recalled" in line) == (True, False)


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        ("ior:Breast", "Aetna, covered: Medically necessary: one fraction of electrons in stage 0 to II"),
        ("19294", "Blue Cross of Massachusetts, not covered: "),
        ("Pancreas", "Aetna, investigational: "),
        ("ior:PayerAetna", "Electronic brachytherapy is experimental and investigational."),
        ("77771", "the Medicare contractor of L37779, criteria: Counts as intraoperative radiation what begins"),
    ],
)
def test_payer_positions_are_dated_and_shown(call: Any, thing: str, said: str) -> None:
    card = call("show", thing).stdout
    (line,) = [line for line in card.splitlines() if said in line]
    assert ", as of 20" in line


@pytest.mark.parametrize(("day", "there"), [("2018-09-23", False), ("2018-09-24", True)])
def test_a_position_is_shown_from_its_first_day(call: Any, day: str, there: bool) -> None:
    assert ("the Medicare contractor of L37779, criteria: " in call("show", "77771", "--on", day).stdout) is there
