"""The ontology as its files state it, without what the package adds when it reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, RDFS

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
IOR = rdflib.Namespace("https://w3id.org/iortkg/")
FILES = tuple(sorted(path for path in ONTOLOGY.rglob("*.ttl") if "cases" not in path.parts))


def curie(name: rdflib.term.Node) -> str:
    """The short name of an IRI of ours; codes as system:number."""
    short = str(name).removeprefix(str(IOR))
    return short.removeprefix("code/").replace("/", ":") if short.startswith("code/") else short


@pytest.fixture(scope="session")
def graph() -> rdflib.Graph:
    """All triples of the files."""
    found = rdflib.Graph()
    for path in FILES:
        found.parse(path, format="turtle")
    assert len(found) >= 20_000
    return found


def instances(graph: rdflib.Graph, *classes: rdflib.URIRef) -> list[rdflib.term.Node]:
    """Things of the classes and of those below them, by IRI."""
    below = {kind for name in classes for kind in graph.transitive_subjects(RDFS.subClassOf, name)}
    return sorted({thing for kind in below for thing in graph.subjects(RDF.type, kind)})
