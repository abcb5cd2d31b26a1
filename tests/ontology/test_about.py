"""What the ontology says of itself: version, licence, makers, how to get it, and what took the place of old names."""

from __future__ import annotations

from pathlib import Path

import rdflib
from rdflib.namespace import DCAT, DCTERMS, OWL, RDF, SKOS, VOID

import iortkg
from tests.ontology.conftest import IOR, ONTOLOGY, curie, iris

LICENCE = rdflib.URIRef("https://creativecommons.org/licenses/by/4.0/")
DEPRECATED = 19


def test_the_ontology_names_its_version_its_licence_and_its_makers(graph: rdflib.Graph, kg: iortkg.Knowledge) -> None:
    version = IOR[f"version/{kg.version}"]
    assert list(graph.objects(IOR.ontology, OWL.versionIRI)) == [version]
    assert list(graph.objects(IOR.ontology, DCTERMS.license)) == [LICENCE]
    assert [str(name) for name in graph.objects(IOR.ontology, DCTERMS.creator)] == ["The iortkg project"]
    assert [str(name) for name in graph.objects(version, rdflib.URIRef(f"{DCAT}version"))] == [kg.version]


def test_the_data_set_is_described_for_catalogues(graph: rdflib.Graph, kg: iortkg.Knowledge) -> None:
    version = IOR[f"version/{kg.version}"]
    assert {VOID.Dataset, DCAT.Dataset} <= set(graph.objects(version, RDF.type))
    for term in (DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.publisher, DCAT.distribution):
        assert len(list(graph.objects(version, term))) == 1, term
    examples = iris(graph.objects(version, VOID.exampleResource))
    assert len(examples) == 2
    assert [curie(node) for node in examples if (node, SKOS.prefLabel, None) not in graph] == []


def test_every_table_of_mappings_is_described(graph: rdflib.Graph, kg: iortkg.Knowledge) -> None:
    told = set(graph.objects(IOR[f"version/{kg.version}"], VOID.subset))
    files = {IOR[f"mappings/{path.name.partition('.')[0]}"] for path in (ONTOLOGY / "mappings").glob("*.tsv")}
    assert told == files == set(graph.subjects(RDF.type, VOID.Linkset))
    assert len(files) == 5


def test_every_term_that_is_no_longer_used_points_to_its_successor(graph: rdflib.Graph) -> None:
    gone = iris(graph.subjects(OWL.deprecated, rdflib.Literal("true", datatype=rdflib.XSD.boolean)))
    assert len(gone) == DEPRECATED
    successors = {node: iris(graph.objects(node, DCTERMS.isReplacedBy)) for node in gone}
    assert {curie(node) for node, found in successors.items() if len(found) != 1} == set()
    assert [curie(new) for found in successors.values() for new in found if new in gone] == []
    assert [
        curie(new) for found in successors.values() for new in found if (new, SKOS.prefLabel, None) not in graph
    ] == []


def test_nothing_points_to_a_term_that_is_no_longer_used(graph: rdflib.Graph) -> None:
    gone = set(graph.subjects(OWL.deprecated, None))
    assert len(gone) == DEPRECATED
    assert [curie(node) for node in gone if (None, None, node) in graph] == []


def test_coding_reads_neither_what_the_ontology_says_of_itself_nor_old_names(kg: iortkg.Knowledge) -> None:
    assert "ior:CueSeated" not in kg.index
    assert Path(ONTOLOGY, "about", "void.ttl").is_file()
    assert (IOR.CueSeated, DCTERMS.isReplacedBy, IOR.PointerSeated) in kg.graph
