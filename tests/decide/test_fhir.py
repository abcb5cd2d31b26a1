"""FHIR R4 in and out: an mCODE course summary gives the right service, and what goes out is valid by the models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fhir.resources.R4B.bundle import Bundle

import iortkg
from iortkg import api
from iortkg.cli import main
from iortkg.errors import InputError
from iortkg.exchange import fhir_bundle
from iortkg.knowledge import ontology_folder, read_mappings
from tests.decide.bundles import (
    BREAST,
    ELECTRONIC,
    ELECTRONS,
    HDR,
    INTRAOPERATIVE,
    PANCREAS,
    PHOTONS,
    bundle,
    concept,
    summary,
)

PROTONS, NEUTRONS, LDR, SEEDS, PULSED, CARBON = (
    "10611004", "80347004", "1156708005", "169359004", "1156384006", "1156505006",
)  # fmt: skip
INTENSITY, ARC, CONFORMAL, INTERSTITIAL, CAVITY, SURFACE, SCATTERED = (
    "441799006", "1156530009", "1162782007", "113120007", "384692006", "14473006", "1156529004",
)  # fmt: skip
ALLOWED = [
    (PHOTONS, "coded", "xray-iort", ["77424", "77469"]),
    (ELECTRONS, "coded", "electron-iort", ["77425", "77469"]),
    (HDR, "needs-information", "hdr-brachytherapy", []),
    (ELECTRONIC, "coded", "xray-iort", ["77424", "77469"]),
]
OTHERS = [
    *((modality, INTRAOPERATIVE, "needs-information", "unspecified-iort")
      for modality in (PROTONS, NEUTRONS, LDR, SEEDS, PULSED, CARBON)),
    (PHOTONS, INTENSITY, "not-iort", "none"),
    (PHOTONS, ARC, "not-iort", "none"),
    (ELECTRONS, CONFORMAL, "not-iort", "none"),
    (HDR, INTERSTITIAL, "not-iort", "none"),
    (HDR, CAVITY, "not-iort", "none"),
    (ELECTRONIC, SURFACE, "not-iort", "none"),
    (PROTONS, SCATTERED, "not-iort", "none"),
    (SEEDS, INTERSTITIAL, "coded", "ldr-brachytherapy"),
]  # fmt: skip


def decided(parsed: dict[str, Any]) -> iortkg.Answer:
    """The answer to a Bundle that the models of FHIR hold for valid."""
    if parsed["resourceType"] == "Bundle":
        Bundle.model_validate(parsed)
    facts, _ = api.facts_of_fhir(json.dumps(parsed))
    return iortkg.decide(facts)


def codes(answer: iortkg.Answer) -> list[str]:
    return [line.code for lines in answer.claims.values() for line in lines]


@pytest.mark.parametrize(("modality", "status", "service", "claimed"), ALLOWED)
def test_the_four_modalities_of_the_intraoperative_technique(
    modality: str, status: str, service: str, claimed: list[str]
) -> None:
    answer = decided(bundle(summary(modality, INTRAOPERATIVE)))
    assert (answer.status, answer.service, codes(answer)) == (status, service, claimed)
    assert (answer.outcome.on, answer.outcome.setting) == ("2026-03-02", "outpatient")
    (dose,) = [fact for fact in answer.facts if fact.kind == "dose"]
    assert (dose.value, dose.unit) == (20.0, "Gy")


def test_all_pairs_are_tried() -> None:
    assert (len(ALLOWED), len(OTHERS)) == (4, 14)


@pytest.mark.parametrize(("modality", "technique", "status", "service"), OTHERS)
def test_other_pairs_are_no_treatment_of_the_operation_or_a_question(
    modality: str, technique: str, status: str, service: str
) -> None:
    answer = decided(bundle(summary(modality, technique)))
    assert (answer.status, answer.service) == (status, service)
    if technique == INTRAOPERATIVE:
        assert answer.questions[0].missing == "radiation"


def test_an_inpatient_electron_treatment_has_its_row_and_a_side_its_modifier() -> None:
    answer = decided(bundle(summary(ELECTRONS, INTRAOPERATIVE, PANCREAS), encounter="IMP"))
    assert codes(answer) == ["DF033Z0", "77469"]
    url = "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-laterality-qualifier"
    left = concept(BREAST) | {"extension": [{"url": url, "valueCodeableConcept": concept("7771000")}]}
    found = decided(bundle(summary(ELECTRONS, INTRAOPERATIVE, bodySite=[left]), encounter="IMP"))
    assert codes(found)[0] == "DM003Z0"


@pytest.mark.parametrize(
    ("status", "expected"),
    [("completed", "coded"), ("not-done", "not-iort"), ("stopped", "needs-information"),
     ("unknown", "needs-information"), ("in-progress", "needs-information")],
)  # fmt: skip
def test_the_status_says_if_a_dose_was_given_or_leaves_it_open(status: str, expected: str) -> None:
    assert decided(bundle(summary(ELECTRONS, INTRAOPERATIVE, status=status))).status == expected


def test_a_procedure_that_names_the_technique_as_its_code_is_read_alone() -> None:
    parsed = {
        "resourceType": "Procedure",
        "status": "completed",
        "code": concept(INTRAOPERATIVE),
        "performedDateTime": "2026-03",
    }
    facts, notes = api.facts_of_fhir(json.dumps(parsed))
    assert [fact["kind"] for fact in facts] == ["radiation", "delivered"]
    assert notes == ("The date has no day, and is left out.",)
    assert iortkg.decide(facts).service == "unspecified-iort"


DEEP = '{"resourceType":"Bundle","entry":' + "[" * 100 + "]" * 100 + "}"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{", "The FHIR input is not JSON."),
        ("[]", "names nothing as its resourceType"),
        ('{"resourceType": "Patient"}', "names 'Patient' as its resourceType"),
        ('{"resourceType": "Bundle"}', "no radiotherapy in it that iortkg knows"),
        ('{"resourceType": "Bundle", "entry": 7}', "no radiotherapy in it that iortkg knows"),
        (DEEP, "nested more than 60 deep"),
        ("[" * 100_000, "not JSON"),
        (json.dumps(bundle(summary(None, None))), "tells no modality and no technique"),
        (json.dumps(bundle(summary("1", INTRAOPERATIVE))), "The modality has no code"),
        (json.dumps(bundle(summary(PHOTONS, "1"))), "The technique has no code"),
        (json.dumps(bundle(*[summary(PHOTONS, INTRAOPERATIVE)] * 2)), "There are 2 radiotherapy procedures in it."),
        (json.dumps(bundle(summary(PHOTONS, INTRAOPERATIVE, status="entered-in-error"))), "entered in error"),
        (json.dumps(bundle(summary(PHOTONS, INTRAOPERATIVE, status="done"))), "no status of FHIR R4"),
        ('{"a": "' + "x" * 5_000_001 + '"}', "longer than 5 MB"),
    ],
    ids=range(14),
)
def test_what_is_no_radiotherapy_in_fhir_gets_a_sentence(source: str, words: str) -> None:
    with pytest.raises(InputError, match=words.replace(".", r"\.")):
        api.facts_of_fhir(source)


def test_the_command_line_codes_a_bundle(tmp_path: Path) -> None:
    place = tmp_path / "case.json"
    place.write_text(json.dumps(bundle(summary(PHOTONS, INTRAOPERATIVE, "1"))), encoding="utf-8")
    done = CliRunner().invoke(main, ["code", "--fhir", str(place), "--as", "json"])
    assert (done.exit_code, json.loads(done.stdout)["service"]) == (0, "xray-iort")
    assert "A body site has no code" in done.stderr
    both = CliRunner().invoke(main, ["code", "words", "--fhir", str(place)])
    assert (both.exit_code, both.stderr) == (2, "A text and FHIR are both given. Give one of the two.\n")
    none = CliRunner().invoke(main, ["code", "--fhir", str(tmp_path / "no.json")])
    assert (none.exit_code, none.stderr.count("\n")) == (2, 1)


def test_what_goes_out_is_valid_and_holds_all_that_it_should(kg: iortkg.Knowledge) -> None:
    written = fhir_bundle(kg.index)
    assert Bundle.model_validate(written).type == "collection"
    resources = [entry["resource"] for entry in written["entry"]]
    assert [sum(r["resourceType"] == kind for r in resources) for kind in ("CodeSystem", "ValueSet", "ConceptMap")] == [
        1, 12, 5,
    ]  # fmt: skip
    assert len({resource["url"] for resource in resources}) == len({r["id"] for r in resources}) == 18
    (concepts,) = [r for r in resources if r["resourceType"] == "CodeSystem"]
    assert concepts["count"] == len({c["code"] for c in concepts["concept"]}) >= 500
    mapped = sum(len(e["target"]) for r in resources for g in r.get("group", ()) for e in g["element"])
    assert mapped == len(list(read_mappings(ontology_folder()))) >= 150


def test_cpt_numbers_stand_alone_under_the_line_of_the_ama(kg: iortkg.Knowledge) -> None:
    sets = [e["resource"] for e in fhir_bundle(kg.index)["entry"] if e["resource"]["resourceType"] == "ValueSet"]
    with_cpt = [s for s in sets if any("ama-assn" in i["system"] for i in s["compose"]["include"])]
    assert len(with_cpt) >= 1
    assert [s["id"] for s in with_cpt if "American Medical Association" not in s.get("copyright", "")] == []
    assert {tuple(c) for s in sets for i in s["compose"]["include"] for c in i["concept"]} == {("code",)}
