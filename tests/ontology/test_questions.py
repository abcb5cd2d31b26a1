"""Each stored question runs and its answer is exactly the table beside it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import rdflib

import iortkg
from iortkg.knowledge import PREFIXES, shorten
from iortkg.knowledge.sparql import tokens
from tests.ontology.conftest import ONTOLOGY

FOLDER = ONTOLOGY / "questions"
NAMES = sorted(path.stem for path in FOLDER.glob("*.rq"))
MODULES = sorted((ONTOLOGY / "modules").glob("*.ttl"))
READERS = {"analyst", "informaticist", "teacher"}
# What must be nowhere: an answer with no row is the right one.
EMPTY = {"pcs-electrons-at-site", "pcs-intraoperative-without-electrons", "things-without-source"}


def table(name: str) -> list[list[str]]:
    """The expected rows, the heads first."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_there_are_fifty_questions_and_more_and_each_has_its_table(kg: iortkg.Knowledge) -> None:
    assert len(NAMES) == 105
    assert sorted(path.stem for path in FOLDER.glob("*.csv")) == NAMES == sorted(kg.questions)


def test_the_questions_are_spread_over_the_three_readers(kg: iortkg.Knowledge) -> None:
    readers = [question.reader for question in kg.questions.values()]
    assert set(readers) == READERS
    assert min(readers.count(reader) for reader in READERS) >= 20


def test_each_is_a_question_asked_once_and_ordered(kg: iortkg.Knowledge) -> None:
    asked = [question.asks for question in kg.questions.values()]
    assert len(set(asked)) == len(asked)
    assert [text for text in asked if not text.endswith("?")] == []
    assert [name for name, question in kg.questions.items() if "ORDER BY" not in question.text] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_is_the_table_beside_the_question(kg: iortkg.Knowledge, name: str) -> None:
    found = kg.query(name)
    assert [list(found.columns), *map(list, found.texts)] == table(name)
    assert (len(found) == 0) == (name in EMPTY)


@pytest.mark.parametrize("path", MODULES, ids=[path.stem for path in MODULES])
def test_each_module_is_asked(kg: iortkg.Knowledge, path: Path) -> None:
    told = {shorten(str(thing)) for thing in rdflib.Graph().parse(path, format="turtle").subjects()}
    answered = {cell for name in NAMES for row in table(name) for cell in row}
    assert told & answered, f"Nothing of {path.name} stands in an answer."


def test_every_name_in_a_question_is_in_the_ontology(kg: iortkg.Knowledge) -> None:
    ours = [base for base in PREFIXES if PREFIXES[base].startswith(PREFIXES["ior"])]
    named = {
        (name, token.text)
        for name, question in kg.questions.items()
        for token in tokens(question.text)
        if token.kind == "name" and token.text.partition(":")[0] in ours
    }
    assert len(named) >= 200
    known = {thing for (thing,) in kg.query("SELECT DISTINCT ?thing { ?thing ?p ?o }").texts}
    assert sorted((name, thing) for name, thing in named if thing not in known) == []


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("add-ons-of-primary", {"primary": "cpt:19302"}, ["cpt:19294", "cpt:19297"]),
        ("add-ons-of-primary", {"primary": "cpt:19303"}, []),
        ("removed-codes", {"last": "2015-12-31"}, ["cpt:0182T"]),
        ("new-codes", {"first": "2023-01-01"}, ["cpt:0735T"]),
        ("near-misses", {"code": "cpt:0735T"}, ["cpt:61796"]),
        ("near-misses-on-a-day", {"code": "cpt:77424", "on": "2011-06-01"}, ["cpt:77401", "cpt:77778"]),
        ("near-misses-on-a-day", {"code": "cpt:0394T", "on": "2025-12-31"}, ["cpt:77424", "cpt:77425"]),
        ("pcs-electrons-at-site", {"site": "ior:Rectum"}, ["icd10pcs:DD073Z0"]),
        ("pcs-electrons-at-site", {"site": "ior:Pharynx"}, []),
        ("pcs-afterloading-at-site", {"site": "ior:PelvicRegion"}, ["icd10pcs:DW1698Z"]),
        ("applicators-of-device", {"device": "ior:Mobetron"},
         ["ior:ElectronBeamCone", "ior:ElectronCone", "ior:ShieldingDisc"]),
        ("diagnoses-of-tumor", {"tumor": "ior:Meningioma"}, ["icd10cm:D32.0"]),
    ],
)  # fmt: skip
def test_a_question_takes_other_values(
    kg: iortkg.Knowledge, name: str, given: dict[str, object], expected: list[str]
) -> None:
    assert [row[0] for row in kg.query(name, **given).texts] == expected


@pytest.mark.parametrize(
    ("on", "valid", "invalid"),
    [
        ("2000-06-30", {"cpt:77425-until-2000-06-30"}, {"cpt:77424", "cpt:77425", "cpt:77469", "hcpcs:C9726"}),
        ("2011-12-31", {"hcpcs:C9726"}, {"cpt:77424", "cpt:77425", "cpt:77469", "cpt:77425-until-2000-06-30"}),
        ("2017-05-01", {"cpt:77424", "cpt:77425", "cpt:77469", "cpt:0394T"}, {"cpt:19294", "cpt:0735T"}),
        ("2022-05-01", {"cpt:19294", "cpt:77771"}, {"cpt:0735T", "cpt:77437"}),
        ("2025-12-31", {"cpt:0394T", "cpt:77401", "cpt:77014", "hcpcs:G6015"}, {"cpt:77437"}),
        ("2026-01-02", {"cpt:77437", "cpt:77424"}, {"cpt:0394T", "cpt:77401", "cpt:77014", "hcpcs:G6015"}),
    ],
)
def test_the_codes_of_a_day_are_those_in_force(
    kg: iortkg.Knowledge, on: str, valid: set[str], invalid: set[str]
) -> None:
    found = {row[0] for row in kg.query("codes-known-valid", on=on).texts}
    assert (valid - found, invalid & found) == (set(), set())
