"""The ontology in the formats of RDF: each is read back by others with the same triples, and is the same each time."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic

import iortkg
from iortkg.knowledge import exported
from tests.ontology.conftest import IOR

FORMATS = {"turtle": "turtle", "xml": "xml", "jsonld": "json-ld", "nquads": "nquads"}
ROOT = Path(__file__).resolve().parents[2]


def read(text: str, form: str) -> rdflib.Graph:
    """The triples of a text as rdflib reads it, those of all graphs together."""
    found = rdflib.Dataset(default_union=True) if form == "nquads" else rdflib.Graph()
    found.parse(data=text, format=FORMATS[form])
    plain = rdflib.Graph()
    for triple in found.triples((None, None, None)):
        plain.add(triple)
    return plain


def parted(graph: rdflib.Graph) -> tuple[set[object], rdflib.Graph]:
    """The triples that name all they are about, and those with blank nodes."""
    blank = rdflib.Graph()
    named: set[object] = set()
    for triple in graph:
        if any(isinstance(node, rdflib.BNode) for node in triple):
            blank.add(triple)
        else:
            named.add(triple)
    return named, blank


# Readers of rdflib call what rdflib itself gives up.
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    "form", [pytest.param(form, marks=[pytest.mark.long] * (form in ("turtle", "nquads"))) for form in FORMATS]
)
def test_each_format_is_read_back_with_the_same_triples(kg: iortkg.Knowledge, form: str) -> None:
    (named, blank), (own, own_blank) = parted(read(exported(kg.whole, form), form)), parted(kg.graph)
    assert len(own) >= 20_000
    assert named == own
    assert len(own_blank) >= 50
    assert isomorphic(blank, own_blank)


def test_quads_stand_in_a_graph_of_their_own(kg: iortkg.Knowledge) -> None:
    lines = exported(kg.whole, "nquads").splitlines()
    assert len(lines) == len(set(lines)) == len(kg.graph)
    assert [line for line in lines if not line.endswith(f" <{IOR}> .")] == []


def test_json_needs_no_context_from_anywhere(kg: iortkg.Knowledge) -> None:
    text = exported(kg.whole, "jsonld")
    assert "@context" not in text
    assert len(json.loads(text)) >= 2500


def test_owlready2_opens_the_owl(kg: iortkg.Knowledge) -> None:
    owlready2 = pytest.importorskip("owlready2")
    world = owlready2.World()
    world.get_ontology(f"{IOR}ontology").load(fileobj=io.BytesIO(exported(kg.whole, "xml").encode()))
    assert len(list(world.classes())) >= 70
    devices = {thing.name for thing in world[f"{IOR}Device"].instances()}
    assert len(devices) >= 20
    own = {name for (name,) in kg.query("SELECT DISTINCT ?d { ?d a/rdfs:subClassOf* ior:Device }").texts}
    assert {f"ior:{name}" for name in devices} == own
    assert [str(label) for label in world[f"{IOR}Mobetron"].prefLabel] == ["Mobetron"]


def test_the_same_bytes_whatever_the_seed(tmp_path: Path) -> None:
    printed = []
    for seed in ("0", "7"):
        told = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", "from iortkg.cli import main; main()", "export", "-o", f"{seed}.owl"]
        subprocess.run(command, cwd=tmp_path, env=told, check=True, capture_output=True)
        printed.append((tmp_path / f"{seed}.owl").read_bytes())
    assert printed[0] == printed[1]
    assert len(printed[0]) > 1_000_000
