"""Every answer has the shape that the contract gives it, and its parts stand in the order of the contract."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import iortkg
from tests.contract.conftest import Coded
from tests.contract.ten import DAY

Plain = Mapping[str, Any]
SCHEMA = json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))
BILLERS = ("facility", "radiation-oncologist", "surgeon")
DELIVERY = {"77424", "77425", "77770", "77771", "77772", "77778"}
MISSING = (
    "delivered", "radiation", "channels", "site", "primary-procedure", "laterality", "setting", "date", "diagnosis",
    "units",
)  # fmt: skip


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    """The schema of an answer, dates checked as dates."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    return jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)


def faults(every: tuple[Coded, ...], check: Callable[[Coded], Iterator[object]]) -> list[str]:
    """What a check finds on all answers, a line each."""
    assert len(every) >= 370
    return [f"{found.name}: {fault}" for found in every for fault in check(found)]


def lines(plain: Plain) -> list[tuple[str, Plain]]:
    """Claim lines with their biller."""
    return [(biller, line) for biller in BILLERS for line in plain["claims"][biller]]


def test_every_answer_fits_the_schema(every: tuple[Coded, ...], validator: jsonschema.Draft202012Validator) -> None:
    def check(found: Coded) -> Iterator[object]:
        for error in validator.iter_errors(found.plain):
            yield f"{error.json_path} {error.message[:120]}"

    assert faults(every, check) == []


def _without(name: str) -> Callable[[Any], None]:
    return lambda plain: plain.pop(name)


BREAKS: dict[str, Callable[[Any], object]] = {
    "a field is missing": _without("why_not"),
    "a biller is missing": lambda plain: plain["claims"].pop("surgeon"),
    "a biller is made up": lambda plain: plain["claims"].update(payer=[]),
    "a status is made up": lambda plain: plain.update(status="maybe"),
    "a service is made up": lambda plain: plain.update(service="proton-iort"),
    "nothing was given": lambda plain: plain.update(service="none"),
    "a date is none": lambda plain: plain.update(on="2026-02-30"),
    "units are none": lambda plain: plain["claims"]["facility"][0].update(units=0),
    "a line has no modifiers": lambda plain: plain["claims"]["facility"][0].pop("modifiers"),
    "a line has a field of its own": lambda plain: plain["claims"]["facility"][0].update(price=1),
    "a line has no source": lambda plain: plain["claims"]["facility"][0].update(sources=[]),
    "a grade is made up": lambda plain: plain["claims"]["facility"][0]["sources"][0].update(grade="sure"),
    "an inpatient facility bills CPT": lambda plain: plain.update(setting="inpatient"),
    "an office has a facility": lambda plain: plain.update(setting="office"),
    "a diagnosis has units": lambda plain: plain["diagnoses"][0].update(units=1),
    "a diagnosis has no dot": lambda plain: plain["diagnoses"][0].update(code="C50911"),
    "no question is asked": lambda plain: plain.update(status="needs-information", questions=[]),
    "claims stand without a dose": lambda plain: plain.update(status="not-iort", service="none"),
    "a dose has no unit": lambda plain: next(f for f in plain["facts"] if f["kind"] == "dose").pop("unit"),
    "a standing is made up": lambda plain: plain["evidence"][0].update(status="named"),
    "a kind is made up": lambda plain: plain["why_not"][0].update(deciding="colour"),
    "evidence has a place before the text": lambda plain: plain["evidence"][0].update(start=-1),
}


@pytest.mark.parametrize("change", BREAKS.values(), ids=BREAKS)
def test_the_schema_refuses_what_the_contract_does_not_know(
    ten: Mapping[str, Coded], validator: jsonschema.Draft202012Validator, change: Callable[[Any], object]
) -> None:
    plain = deepcopy(ten["breast, 50 kV sphere"].plain)
    assert validator.is_valid(plain)
    change(plain)
    assert not validator.is_valid(plain)


def test_the_schema_lets_an_answer_grow_at_its_top(
    ten: Mapping[str, Coded], validator: jsonschema.Draft202012Validator
) -> None:
    assert validator.is_valid({**ten["breast, 50 kV sphere"].plain, "price": 1})


def test_an_answer_is_made_of_json_values_alone(every: tuple[Coded, ...]) -> None:
    assert [found.name for found in every if found.answer.to_dict() != found.plain] == []


def test_evidence_is_the_text_at_its_place(every: tuple[Coded, ...]) -> None:
    def check(found: Coded) -> Iterator[object]:
        for item in found.plain["evidence"]:
            if not 0 <= item["start"] < item["end"] or item["text"] != found.text[item["start"] : item["end"]]:
                yield item

    assert sum(len(found.plain["evidence"]) for found in every) >= 2000
    assert faults(every, check) == []


def test_evidence_is_named_by_places_in_its_list(every: tuple[Coded, ...]) -> None:
    def check(found: Coded) -> Iterator[object]:
        plain = found.plain
        citing = [*(line for _, line in lines(plain)), *plain["diagnoses"], *plain["why_not"], *plain["facts"]]
        for item in citing:
            if item["evidence"] != sorted(item["evidence"]) or any(
                at >= len(plain["evidence"]) for at in item["evidence"]
            ):
                yield item["evidence"]

    assert faults(every, check) == []


def test_every_claim_line_rests_on_evidence(every: tuple[Coded, ...]) -> None:
    def check(found: Coded) -> Iterator[object]:
        rested = [*(line for _, line in lines(found.plain)), *found.plain["diagnoses"]]
        yield from (line["code"] for line in rested if not line["evidence"])

    assert faults(every, check) == []


def test_evidence_stands_by_start_end_and_concept(every: tuple[Coded, ...]) -> None:
    def check(found: Coded) -> Iterator[object]:
        keys = [(item["start"], item["end"], item["concept"]) for item in found.plain["evidence"]]
        if keys != sorted(set(keys)):
            yield keys

    assert faults(every, check) == []


def test_facts_stand_by_kind_and_first_evidence(every: tuple[Coded, ...]) -> None:
    def check(found: Coded) -> Iterator[object]:
        kinds = [fact["kind"] for fact in found.plain["facts"]]
        blocks = [kind for at, kind in enumerate(kinds) if not at or kinds[at - 1] != kind]
        if len(blocks) != len(set(blocks)):
            yield kinds
        for kind in blocks:
            firsts = [f["evidence"][0] if f["evidence"] else 10**6 for f in found.plain["facts"] if f["kind"] == kind]
            if firsts != sorted(firsts):
                yield kind, firsts

    assert faults(every, check) == []


@pytest.mark.parametrize("name", ["why_not", "consider"])
def test_near_misses_and_codes_to_consider_stand_by_system_and_code(every: tuple[Coded, ...], name: str) -> None:
    def check(found: Coded) -> Iterator[object]:
        keys = [(item["system"], item["code"]) for item in found.plain[name]]
        if keys != sorted(keys):
            yield keys

    assert sum(len(found.plain[name]) for found in every) >= 400
    assert faults(every, check) == []


def test_questions_stand_in_the_order_of_the_contract(every: tuple[Coded, ...]) -> None:
    def check(found: Coded) -> Iterator[object]:
        places = [MISSING.index(question["missing"]) for question in found.plain["questions"]]
        if places != sorted(set(places)):
            yield places

    assert {question["missing"] for found in every for question in found.plain["questions"]} >= {
        "delivered", "radiation", "channels", "primary-procedure", "laterality", "setting", "diagnosis",
    }  # fmt: skip
    assert faults(every, check) == []


PRIMARIES = {
    "19294": {"19301", "19302"},
    "19297": {"19301", "19302"},
    "0735T": {"61510", "61512", "61518", "61519", "61521"},
}


def test_lines_stand_with_a_primary_before_its_add_ons_else_core_first_then_by_system_and_code(
    every: tuple[Coded, ...],
) -> None:
    def check(found: Coded) -> Iterator[object]:
        for biller in BILLERS:
            claim = found.plain["claims"][biller]
            numbers = [line["code"] for line in claim]
            tied = {
                number
                for number in numbers
                if set(numbers) & PRIMARIES.get(number, set())
                or any(number in PRIMARIES.get(other, ()) for other in numbers)
            }
            yield from (
                numbers for at, number in enumerate(numbers) if set(numbers[at + 1 :]) & PRIMARIES.get(number, set())
            )
            free = [(not line["core"], line["system"], line["code"]) for line in claim if line["code"] not in tied]
            if free != sorted(set(free)):
                yield numbers

    pairs = [line for found in every for line in found.plain["claims"]["surgeon"] if line["code"] in PRIMARIES]
    assert len(pairs) >= 50
    assert faults(every, check) == []


def test_modifiers_stand_sorted(every: tuple[Coded, ...]) -> None:
    def check(found: Coded) -> Iterator[object]:
        carrying = [*(line for _, line in lines(found.plain)), *found.plain["consider"]]
        for line in carrying:
            if line.get("modifiers", []) != sorted(line.get("modifiers", [])):
                yield line["code"], line["modifiers"]

    assert faults(every, check) == []


def test_delivery_and_management_carry_no_modifier(every: tuple[Coded, ...]) -> None:
    def check(found: Coded) -> Iterator[object]:
        for _, line in lines(found.plain):
            if line["code"] in {"77424", "77425", "77469"} and (line["modifiers"], line["units"]) != ([], 1):
                yield line["code"], line["modifiers"], line["units"]

    assert faults(every, check) == []


def test_no_cpt_stands_on_an_inpatient_facility_claim(every: tuple[Coded, ...]) -> None:
    inpatient = [found.plain["claims"]["facility"] for found in every if found.plain["setting"] == "inpatient"]
    systems = {line["system"] for claim in inpatient for line in claim}
    assert len(inpatient) >= 80
    assert systems == {"ICD-10-PCS"}


def test_no_facility_bills_for_an_office(every: tuple[Coded, ...]) -> None:
    office = [found.plain["claims"]["facility"] for found in every if found.plain["setting"] == "office"]
    assert len(office) >= 40
    assert [claim for claim in office if claim] == []


def test_no_delivery_code_stands_while_a_deciding_fact_is_missing(every: tuple[Coded, ...]) -> None:
    def check(found: Coded) -> Iterator[object]:
        if found.plain["status"] == "needs-information":
            yield from (line["code"] for _, line in lines(found.plain) if line["code"] in DELIVERY)

    assert sum(found.plain["status"] == "needs-information" for found in every) >= 50
    assert faults(every, check) == []


def test_an_inpatient_row_that_hangs_on_an_unnamed_site_is_asked_for(kg: iortkg.Knowledge) -> None:
    plain = iortkg.code(
        "IORT, 15 Gy with 9 MeV electrons, was given after resection.", on=DAY, setting="inpatient", knowledge=kg
    ).to_dict()
    assert plain["claims"]["facility"] == []
    assert "site" in [question["missing"] for question in plain["questions"]]


def test_one_craniotomy_stands_on_a_claim(every: tuple[Coded, ...]) -> None:
    def check(found: Coded) -> Iterator[object]:
        standing = {line["code"] for line in found.plain["claims"]["surgeon"]} & PRIMARIES["0735T"]
        if len(standing) > 1:
            yield sorted(standing)

    claims = [found.plain["claims"]["surgeon"] for found in every]
    assert sum(line["code"] in PRIMARIES["0735T"] for claim in claims for line in claim) >= 10
    assert faults(every, check) == []


@pytest.mark.parametrize(
    ("text", "primary"),
    [
        ("Metastasis of the right temporal lobe, craniotomy. {} The cerebellum was normal.", "61510"),
        ("Metastasis of the right cerebellum, craniotomy. {} The frontal lesion will be watched.", "61518"),
        ("Craniotomy for a metastasis of the cerebellum. The occipital lobe was retracted. {}", "61518"),
    ],
)
def test_a_part_of_the_brain_that_was_not_treated_has_no_craniotomy(
    kg: iortkg.Knowledge, text: str, primary: str
) -> None:
    told = text.format("INTRABEAM, 3 cm sphere, 50 kV, 20 Gy was given to the cavity.")
    plain = iortkg.code(told, on=DAY, setting="inpatient", knowledge=kg).to_dict()
    assert [line["code"] for line in plain["claims"]["surgeon"]] == [primary, "0735T"]


def test_two_kinds_that_contradict_each_other_are_both_told(kg: iortkg.Knowledge) -> None:
    text = "Left lumpectomy. INTRABEAM sphere in the cavity, 9 MeV electrons, 20 Gy was delivered."
    plain = iortkg.code(text, on=DAY, setting="outpatient", knowledge=kg).to_dict()
    assert (plain["status"], plain["service"]) == ("needs-information", "unspecified-iort")
    told = {fact["concept"] for fact in plain["facts"] if fact["kind"] == "radiation"}
    assert {"ior:LowEnergyXRay", "ior:Electrons"} <= told
    assert any("electrons" in warning["text"] and "x-rays" in warning["text"] for warning in plain["warnings"])


def test_a_growth_of_the_midline_skull_base_has_a_craniotomy_of_its_own(kg: iortkg.Knowledge) -> None:
    text = "Craniotomy for a clivus chordoma. INTRABEAM, 3 cm sphere, 50 kV, 20 Gy was given."
    plain = iortkg.code(text, on=DAY, setting="inpatient", knowledge=kg).to_dict()
    assert [line["code"] for line in plain["claims"]["surgeon"]] == ["61521", "0735T"]
