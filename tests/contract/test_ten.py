"""The ten cases of the contract come out as its table says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.contract.conftest import Coded
from tests.contract.ten import DAY, TEN, Case, Core

BILLERS = ("facility", "radiation-oncologist", "surgeon")
CASES = pytest.mark.parametrize("case", TEN, ids=[case.name for case in TEN])
# The questions that a row of the table does not speak of, since they decide no code of its core.
BESIDE = {"setting", "date", "diagnosis"}


def core(line: Mapping[str, Any]) -> Core:
    """A line of an answer as the table writes it; modifiers stay in the order of the answer."""
    modifiers = tuple(line["modifiers"]) if "modifiers" in line else None
    others = tuple((other["system"], other["code"]) for other in line["alternatives"])
    return Core(line["system"], line["code"], modifiers, line.get("units"), line["confidence"], others)


def test_the_table_has_ten_rows() -> None:
    assert len({case.text for case in TEN}) == 10


@CASES
def test_status_and_service_are_those_of_the_table(ten: Mapping[str, Coded], case: Case) -> None:
    plain = ten[case.name].plain
    assert (plain["status"], plain["service"]) == (case.status, case.service)


@CASES
def test_core_lines_are_those_of_the_table(ten: Mapping[str, Coded], case: Case) -> None:
    claims = ten[case.name].plain["claims"]
    found = {biller: tuple(core(line) for line in claims[biller] if line["core"]) for biller in BILLERS}
    expected = dict(zip(BILLERS, (case.facility, case.radiation_oncologist, case.surgeon), strict=True))
    assert found == expected


@CASES
def test_the_questions_are_those_of_the_table(ten: Mapping[str, Coded], case: Case) -> None:
    asked = {item["missing"]: frozenset(item["decides"]) for item in ten[case.name].plain["questions"]}
    found = {missing: decides for missing, decides in asked.items() if missing not in BESIDE}
    expected = {m: found.get(m) if decides is None else decides for m, decides in case.questions.items()}
    assert found == expected


def test_the_craniotomy_is_asked_for_between_the_primaries_of_the_add_on(ten: Mapping[str, Coded]) -> None:
    asked = {item["missing"]: set(item["decides"]) for item in ten["brain, 50 kV sphere"].plain["questions"]}
    assert {"61510", "61518"} <= asked["primary-procedure"] <= {"61510", "61512", "61518", "61519", "61521"}


@CASES
def test_codes_that_must_never_stand_do_not_stand(ten: Mapping[str, Coded], case: Case) -> None:
    claims = ten[case.name].plain["claims"]
    assert {line["code"] for biller in BILLERS for line in claims[biller]} & case.never == set()


@CASES
def test_nothing_is_claimed_where_the_table_claims_nothing(ten: Mapping[str, Coded], case: Case) -> None:
    claims = ten[case.name].plain["claims"]
    if not (case.facility or case.radiation_oncologist or case.surgeon):
        assert claims == {biller: [] for biller in BILLERS}
    else:
        assert any(claims.values())


def test_an_aborted_boost_leaves_the_lumpectomy_to_consider(ten: Mapping[str, Coded]) -> None:
    case = next(case for case in TEN if case.considered is not None)
    found = tuple((item["biller"], item["system"], item["code"]) for item in ten[case.name].plain["consider"])
    assert found == case.considered


def test_days_and_settings_are_told_as_given_or_read(ten: Mapping[str, Coded]) -> None:
    told = [(found.plain["on"], found.plain["on_from"], found.plain["setting_from"]) for found in ten.values()]
    assert told == [*[(DAY, "given", "given")] * 9, ("2011-11-08", "text", "given")]


# For the codes of an answer, the near misses that the contract names, by day of service.
SURFACE = {"2026-03-02": {"77437", "77438"}, "2025-03-03": {"77401", "0394T"}}
AT_LEAST = {
    "77424": {"77425", "0395T"},
    "77425": {"77424"},
    "77469": {"77431", "77470"},
    "19294": {"C9726", "19296", "19297"},
    "77770": {"77424", "77425"},
    "77771": {"77424", "77425"},
    "77772": {"77424", "77425"},
}


@pytest.mark.parametrize(("on", "surface"), SURFACE.items())
def test_the_near_misses_that_the_contract_names_are_told(every: tuple[Coded, ...], on: str, surface: set[str]) -> None:
    seen: dict[str, int] = {}
    untold = []
    for found in every:
        if found.plain["on"] != on:
            continue
        proposed = {line["code"] for lines in found.plain["claims"].values() for line in lines}
        open_codes = {code for question in found.plain["questions"] for code in question["decides"]}
        told = {item["code"] for item in found.plain["why_not"]}
        for code in (proposed | open_codes) & set(AT_LEAST):
            seen[code] = seen.get(code, 0) + 1
            wanted = AT_LEAST[code] | (surface if code == "77424" else set())
            untold += [(found.name, code, sorted(wanted - told - proposed))] if wanted - told - proposed else []
    assert set(seen) == set(AT_LEAST)
    assert untold == []


def test_surface_codes_are_near_misses_only_in_their_years(every: tuple[Coded, ...]) -> None:
    told = {
        on: {item["code"] for found in every if found.plain["on"] == on for item in found.plain["why_not"]}
        for on in SURFACE
    }
    surface = set().union(*SURFACE.values())
    assert {on: codes & surface for on, codes in told.items()} == SURFACE
