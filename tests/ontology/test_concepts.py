"""Tools that know SKOS and draw no conclusions find every concept and code."""

from __future__ import annotations

import rdflib
from rdflib.namespace import RDF, RDFS, SKOS

import iortkg
from tests.ontology.conftest import IOR


def test_every_concept_and_code_is_stated_to_be_a_skos_concept(kg: iortkg.Knowledge) -> None:
    kinds = {kind for top in (IOR.Concept, IOR.Code) for kind in kg.graph.transitive_subjects(RDFS.subClassOf, top)}
    ours = {thing for kind in kinds for thing in kg.graph.subjects(RDF.type, kind)}
    assert len(ours) >= 1500
    assert set(kg.graph.subjects(RDF.type, SKOS.Concept)) == ours
    assert {rdflib.URIRef("https://w3id.org/iortkg/code/cpt/77424"), IOR.Mobetron} <= ours


def test_a_query_finds_them_without_their_classes(kg: iortkg.Knowledge) -> None:
    found = kg.query("SELECT (COUNT(?thing) AS ?count) WHERE { ?thing a skos:Concept }")
    assert [int(row["count"]) for row in found.to_dicts()] == [len(set(kg.graph.subjects(RDF.type, SKOS.Concept)))]
