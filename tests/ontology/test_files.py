"""Every file of the ontology can be read, tells its sources, and points to nothing that is not there."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

import iortkg
from tests.ontology.conftest import FILES, IOR, ONTOLOGY, curie, instances, iris

EACH = pytest.mark.parametrize("path", FILES, ids=[path.relative_to(ONTOLOGY).as_posix() for path in FILES])
GRADES = {"verified", "recalled", "conflicting"}
# What a person may ask the source of.
SOURCED = (
    "Device", "Applicator", "Code", "Rule", "Site", "Tumor", "Procedure", "Technique", "Radiation", "Setting",
    "Service", "Biller", "Family", "OtherTreatment", "Cue", "Delivery", "ChannelCount", "Range", "RuleKind", "Question",
    "Unit", "Heading", "Genre", "Pointer", "Side", "Behaviour", "Distractor",
)  # fmt: skip


def test_all_files_are_found() -> None:
    folders = {path.parent.relative_to(ONTOLOGY).as_posix() for path in FILES}
    assert folders >= {".", "modules", "codes", "rules"}
    assert len(FILES) >= 20


@EACH
def test_a_file_is_read_alike_by_both_parsers(path: Path) -> None:
    one = rdflib.Graph().parse(path, format="turtle")
    other = {quad.triple for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)}
    assert len(one) == len(other) > 0
    assert {str(subject) for subject in one.subjects()} == {triple.subject.value for triple in other}


@EACH
def test_a_file_has_no_blank_node(path: Path) -> None:
    triples = list(rdflib.Graph().parse(path, format="turtle"))
    assert len(triples) >= 30
    assert [node for triple in triples for node in triple if isinstance(node, rdflib.BNode)] == []


def test_no_thing_is_told_of_in_two_files() -> None:
    places: dict[str, list[str]] = {}
    for path in FILES:
        for thing in set(rdflib.Graph().parse(path, format="turtle").subjects()):
            places.setdefault(curie(thing), []).append(path.name)
    assert len(places) >= 1900
    assert {thing: files for thing, files in places.items() if len(files) > 1} == {}


def test_nothing_points_to_a_thing_that_is_not_there(graph: rdflib.Graph) -> None:
    known = set(graph.subjects())
    named = {node for triple in graph for node in triple if isinstance(node, rdflib.URIRef) and node.startswith(IOR)}
    assert len(named) >= 1900
    assert sorted(map(curie, named - known)) == []


def test_every_class_and_property_used_is_declared_in_core(graph: rdflib.Graph) -> None:
    core = rdflib.Graph().parse(ONTOLOGY / "core.ttl", format="turtle")
    terms = iris((*graph.predicates(), *graph.objects(None, RDF.type)))
    used = {term for term in terms if term.startswith(IOR)}
    assert len(used) >= 60
    assert sorted(curie(node) for node in used if not core.value(node, SKOS.definition)) == []


def test_the_ontology_has_the_version_of_the_package(graph: rdflib.Graph) -> None:
    versions = [str(value) for value in graph.objects(None, OWL.versionInfo)]
    assert versions == [version("iortkg")]
    assert iortkg.load().version == versions[0]


@pytest.mark.parametrize("name", SOURCED)
def test_everything_has_a_source_that_is_one_and_a_grade(graph: rdflib.Graph, name: str) -> None:
    sources = set(graph.subjects(RDF.type, IOR.Source))
    things = instances(graph, IOR[name])
    assert len(things) >= 3
    wrong = {
        curie(thing): (cited, grades)
        for thing in things
        if not (cited := [curie(source) for source in graph.objects(thing, DCTERMS.source)])
        or any(source not in sources for source in graph.objects(thing, DCTERMS.source))
        or len(grades := [str(grade) for grade in graph.objects(thing, IOR.grade)]) != 1
        or not GRADES.issuperset(grades)
    }
    assert wrong == {}


def test_nothing_but_a_source_is_without_one(graph: rdflib.Graph) -> None:
    classes = set(graph.subjects(RDF.type, OWL.Class)) - {IOR.Source}
    things = {thing for kind in classes for thing in graph.subjects(RDF.type, kind)}
    assert len(things) >= 1750
    assert sorted(curie(thing) for thing in things if (thing, DCTERMS.source, None) not in graph) == []


def test_every_source_is_cited(graph: rdflib.Graph) -> None:
    cited = set(graph.objects(None, DCTERMS.source))
    assert [curie(source) for source in instances(graph, IOR.Source) if source not in cited] == []


def test_every_source_can_be_named_and_looked_up(graph: rdflib.Graph) -> None:
    sources = instances(graph, IOR.Source)
    assert len(sources) >= 50
    silent = [curie(s) for s in sources if not graph.value(s, SKOS.prefLabel) or not graph.value(s, SKOS.definition)]
    assert silent == []


def test_every_thing_has_one_name_and_every_concept_a_definition_that_is_a_sentence(graph: rdflib.Graph) -> None:
    things = instances(graph, *(IOR[name] for name in SOURCED))
    assert len(things) >= 1600
    unnamed = [curie(thing) for thing in things if len(list(graph.objects(thing, SKOS.prefLabel))) != 1]
    assert unnamed == []
    concepts = [thing for thing in things if (thing, RDF.type, IOR.Code) not in graph]
    told = {curie(thing): [str(text) for text in graph.objects(thing, SKOS.definition)] for thing in concepts}
    assert {name: texts for name, texts in told.items() if len(texts) != 1 or not texts[0].endswith(".")} == {}
