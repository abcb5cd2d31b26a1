"""What the shapes of the ontology reach."""

from __future__ import annotations

from pathlib import Path

import rdflib
from rdflib.namespace import RDF, RDFS

from iortkg.knowledge import PREFIXES

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
IOR = rdflib.Namespace(PREFIXES["ior"])
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def test_everything_of_our_kinds_is_asked_for_its_source_and_grade() -> None:
    graph = rdflib.Graph()
    for path in sorted(ONTOLOGY.rglob("*.ttl")):
        graph.parse(path, format="turtle")
    targets = set(graph.objects(rdflib.URIRef(f"{IOR}shape/Everything"), SH.targetClass))
    kinds = {kind for _, kind in graph.subject_objects(RDF.type) if str(kind).startswith(str(IOR))}
    assert len(kinds) >= 55
    unasked = {kind for kind in kinds if targets.isdisjoint(graph.transitive_objects(kind, RDFS.subClassOf))}
    # A source needs no source; it has a shape of its own.
    assert unasked == {IOR.Source}
