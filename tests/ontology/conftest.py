"""The ontology as its files state it, without what the package adds when it reads them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, RDFS

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
IOR = rdflib.Namespace("https://w3id.org/iortkg/")
# Shapes are about the graph; labelled cases and example overlays are no part of it.
APART = {"cases", "examples", "shapes"}
# What a reasoner reads beside the rest: it adds to things told of elsewhere, and has nodes without names.
AXIOMS = ONTOLOGY / "about" / "axioms.ttl"
FILES = tuple(sorted(path for path in ONTOLOGY.rglob("*.ttl") if APART.isdisjoint(path.parts) and path != AXIOMS))


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


def iris(nodes: Iterable[rdflib.term.Node]) -> set[rdflib.URIRef]:
    """Nodes that must all be IRIs."""
    found = set(nodes)
    kept = {node for node in found if isinstance(node, rdflib.URIRef)}
    assert kept == found
    return kept


def literals(nodes: Iterable[rdflib.term.Node]) -> list[rdflib.Literal]:
    """Nodes that must all be literals."""
    found = list(nodes)
    kept = [node for node in found if isinstance(node, rdflib.Literal)]
    assert len(kept) == len(found)
    return kept


def one(graph: rdflib.Graph, thing: rdflib.term.Node, predicate: rdflib.URIRef) -> rdflib.term.Node:
    """A value that a thing must have."""
    found = graph.value(thing, predicate)
    assert found is not None, (curie(thing), curie(predicate))
    return found


def instances(graph: rdflib.Graph, *classes: rdflib.URIRef) -> list[rdflib.URIRef]:
    """Things of the classes and of those below them, by IRI."""
    below = {kind for name in classes for kind in graph.transitive_subjects(RDFS.subClassOf, name)}
    return sorted(iris(thing for kind in below for thing in graph.subjects(RDF.type, kind)))
