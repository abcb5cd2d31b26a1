"""Answers to look at: the ten cases of the contract in every setting, and all labelled cases."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.namespace import SKOS

import iortkg
from iortkg.check import read_labelled
from tests.contract.ten import DAY, SETTINGS, TEN

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
PREFIXES = {
    "ior": "https://w3id.org/iortkg/",
    "cpt": "https://w3id.org/iortkg/code/cpt/",
    "hcpcs": "https://w3id.org/iortkg/code/hcpcs/",
    "icd10cm": "https://w3id.org/iortkg/code/icd10cm/",
    "icd10pcs": "https://w3id.org/iortkg/code/icd10pcs/",
    "skos": str(SKOS),
}
IOR = rdflib.Namespace(PREFIXES["ior"])


@dataclass(frozen=True)
class Coded:
    """A text with its answer and the answer's JSON form, read back from JSON."""

    name: str
    text: str
    answer: iortkg.Answer
    plain: Mapping[str, Any]


def _coded(kg: iortkg.Knowledge, name: str, text: str, on: str | None, setting: str | None) -> Coded:
    answer = iortkg.code(text, on=on, setting=setting, id=name, knowledge=kg)
    return Coded(name, text, answer, json.loads(json.dumps(answer.to_dict())))


@pytest.fixture(scope="session")
def ten(kg: iortkg.Knowledge) -> Mapping[str, Coded]:
    """The ten cases of the contract by name."""
    found = {case.name: _coded(kg, case.name, case.text, case.on, case.setting) for case in TEN}
    assert len(found) == 10
    return found


@pytest.fixture(scope="session")
def every(kg: iortkg.Knowledge) -> tuple[Coded, ...]:
    """The ten cases in each setting, those without a date of their own also in years before, and all labelled cases."""
    days = (DAY, "2025-03-03", "2017-05-05", "2014-06-02")
    varied = [
        _coded(kg, f"{case.name}, {setting}, {day}", case.text, day, setting)
        for case in TEN
        for setting in SETTINGS
        for day in days
    ]
    labelled = [
        _coded(kg, case.id, case.text, case.on or DAY, case.setting) for case in read_labelled(ONTOLOGY / "cases")
    ]
    assert len(varied) == 160
    assert len(labelled) >= 210
    return (*varied, *labelled)


@dataclass(frozen=True)
class Codes:
    """The codes of the graph, found by system and number; a number with an earlier meaning has two nodes."""

    graph: rdflib.Graph
    nodes: Mapping[tuple[str, str], tuple[rdflib.URIRef, ...]]

    def node(self, system: str, code: str, on: str) -> rdflib.URIRef | None:
        """The one node of a code that is valid on a day."""
        valid = [node for node in self.nodes.get((system, code), ()) if self.is_valid(node, on)]
        assert len(valid) < 2
        return valid[0] if valid else None

    def is_valid(self, node: rdflib.URIRef, on: str) -> bool:
        """Whether a node's dates take in a day; a known start says nothing of the days before it."""
        first, last = self.graph.value(node, IOR.validFrom), self.graph.value(node, IOR.validTo)
        return (first is None or str(first) <= on) and (last is None or on <= str(last))

    def named(self, node: rdflib.URIRef) -> tuple[str, str]:
        """System and number of a node."""
        scheme = self.graph.value(node, SKOS.inScheme)
        return str(self.graph.value(scheme, SKOS.notation)), str(self.graph.value(node, SKOS.notation))


def _iri(node: rdflib.term.Node) -> rdflib.URIRef:
    assert isinstance(node, rdflib.URIRef)
    return node


@pytest.fixture(scope="session")
def codes(kg: iortkg.Knowledge) -> Codes:
    """The codes of the graph."""
    found: dict[tuple[str, str], tuple[rdflib.URIRef, ...]] = {}
    lookup = Codes(kg.graph, found)
    for node in sorted(map(_iri, kg.graph.subjects(rdflib.RDF.type, IOR.Code))):
        name = lookup.named(node)
        found[name] = (*found.get(name, ()), node)
    assert len(found) >= 900
    return lookup


@pytest.fixture(scope="session")
def mistaken(kg: iortkg.Knowledge) -> Mapping[rdflib.URIRef, frozenset[rdflib.URIRef]]:
    """For each code the codes that the files tie to it by isMistakenFor, either way."""
    graph = rdflib.Graph()
    for path in sorted((ONTOLOGY / "codes").glob("*.ttl")):
        graph.parse(path, format="turtle")
    stated = {(_iri(one), _iri(other)) for one, other in graph.subject_objects(IOR.isMistakenFor)}
    assert len(stated) >= 20
    both = stated | {(other, one) for one, other in stated}
    return {one: frozenset(other for first, other in both if first == one) for one, _ in both}


def expand(curie: str) -> rdflib.URIRef:
    """The IRI of a CURIE."""
    prefix, _, name = curie.partition(":")
    return rdflib.URIRef(PREFIXES[prefix] + name)
