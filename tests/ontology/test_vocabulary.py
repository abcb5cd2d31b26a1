"""The vocabulary says of its classes and properties what is so: a reasoner draws nothing false from it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

import iortkg
from tests.ontology.conftest import IOR, curie, iris

PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
# Properties told of things of several kinds, and those that point to more than one kind.
OF_ANY = {
    "factKind", "grade", "gradeOfFirstDay", "hasSide", "isDefault", "isForReference", "isOpenKind", "knownValidFrom",
    "modifier", "ofKind", "reads", "setsStatus", "validFrom", "validTo", "within",
}  # fmt: skip
TO_ANY = {"concerns", "elseOffers", "offers"}
# Stated of the walk of an answer alone.
OF_A_WALK = {"bringsIntoScope", "specifies"}
# Stated of cases that were coded, as data.
OF_AN_ANSWER = {
    "byRule", "hasAlternative", "hasCode", "hasConfidence", "hasService", "hasStanding", "hasStatus", "inSetting",
    "inUcum", "isCoreLine", "onClaimOf", "onDay", "setBy", "units",
}  # fmt: skip
# The ontology ships no choice, since a choice is a setting of its user.
OF_A_CHOICE = {"bySide", "settles"}
# xsd:integer is part of xsd:decimal.
WIDER = {rdflib.XSD.integer: {rdflib.XSD.integer, rdflib.XSD.decimal}}


@pytest.fixture(scope="module")
def whole(kg: iortkg.Knowledge) -> rdflib.Graph:
    """The graph as users get it, with what is stated when the files are read."""
    assert len(kg.graph) >= 20_000
    return kg.graph


def properties(graph: rdflib.Graph) -> list[rdflib.URIRef]:
    """The properties of ours that are declared."""
    declared = iris(node for kind in PROPERTIES for node in graph.subjects(RDF.type, kind))
    return sorted(node for node in declared if node.startswith(IOR))


def test_every_property_has_a_name_a_meaning_and_its_ends(graph: rdflib.Graph) -> None:
    found = properties(graph)
    assert len(found) >= 70
    for ends, open_ones in (((RDFS.domain,), OF_ANY), ((RDFS.range,), TO_ANY)):
        told = {curie(node): [len(list(graph.objects(node, end))) for end in ends] for node in found}
        assert {name for name, counts in told.items() if counts == [0]} == open_ones
        # Two of them would mean that both hold at once.
        assert {name: counts for name, counts in told.items() if max(counts) > 1} == {}
    words = (SKOS.prefLabel, SKOS.definition)
    assert [curie(node) for node in found if any(len(list(graph.objects(node, word))) != 1 for word in words)] == []


def test_every_property_declared_is_used_and_every_one_used_is_declared(whole: rdflib.Graph) -> None:
    used = {node for node in iris(whole.predicates()) if node.startswith(IOR)}
    assert set(map(curie, used ^ set(properties(whole)))) == OF_A_WALK | OF_A_CHOICE | OF_AN_ANSWER


def test_every_class_has_a_name_and_a_meaning(graph: rdflib.Graph) -> None:
    classes = iris(graph.subjects(RDF.type, OWL.Class))
    assert len(classes) >= 38
    words = (SKOS.prefLabel, SKOS.definition)
    assert [curie(node) for node in classes if any(len(list(graph.objects(node, word))) != 1 for word in words)] == []


def test_every_literal_has_the_datatype_of_its_property(graph: rdflib.Graph) -> None:
    ranges = {node: iris(graph.objects(node, RDFS.range)) for node in properties(graph)}
    values = [
        (term, value) for term in ranges for value in graph.objects(None, term) if isinstance(value, rdflib.Literal)
    ]
    assert len(values) >= 3000
    wrong = {
        (curie(term), str(value))
        for term, value in values
        if ranges[term].isdisjoint(WIDER.get(_datatype(value), {_datatype(value)}))
    }
    assert wrong == set()


def _datatype(value: rdflib.Literal) -> rdflib.URIRef:
    return value.datatype or (RDF.langString if value.language else rdflib.XSD.string)


def closure(graph: rdflib.Graph) -> dict[rdflib.term.Node, set[rdflib.term.Node]]:
    """The classes of every thing: those stated, and those that domains, ranges and superclasses make it one of."""
    ends = {
        term: (set(graph.objects(term, RDFS.domain)), set(graph.objects(term, RDFS.range)))
        for term in graph.predicates()
    }
    found: dict[rdflib.term.Node, set[rdflib.term.Node]] = {}
    for subject, term, value in graph:
        domains, ranges = ends[term]
        found.setdefault(subject, set()).update(domains, {value} if term == RDF.type else ())
        if not isinstance(value, rdflib.Literal):
            found.setdefault(value, set()).update(ranges)
    return {node: {above for kind in kinds for above in _above(graph, kind)} for node, kinds in found.items()}


def _above(graph: rdflib.Graph, kind: rdflib.term.Node) -> Iterator[rdflib.term.Node]:
    return (above for above in graph.transitive_objects(kind, RDFS.subClassOf) if above is not None)


def test_nothing_is_of_two_kinds_that_shut_each_other_out(whole: rdflib.Graph) -> None:
    named = {pair for pair in whole.subject_objects(RDFS.subClassOf) if isinstance(pair[1], rdflib.URIRef)}
    below = {kind for kind, above in named if above not in (IOR.Concept, SKOS.Concept)}
    ours = {kind for kind in iris(whole.subjects(RDF.type, OWL.Class)) if kind.startswith(IOR)}
    kinds = ours - below - {IOR.Concept} | {
        SKOS.ConceptScheme,
        OWL.Class,
        *PROPERTIES,
    }
    assert {IOR.Code, IOR.Family, IOR.Site, IOR.Procedure, IOR.Device, IOR.Rule, IOR.Unit} <= kinds
    found = {node: classes & kinds for node, classes in closure(whole).items()}
    assert sum(map(bool, found.values())) >= 1900
    assert {curie(node): sorted(map(curie, both)) for node, both in found.items() if len(both) > 1} == {}


def test_nothing_that_is_no_concept_is_made_one(whole: rdflib.Graph) -> None:
    inferred = {node for node, classes in closure(whole).items() if IOR.Concept in classes}
    stated = {
        node
        for kind in whole.transitive_subjects(RDFS.subClassOf, IOR.Concept)
        for node in whole.subjects(RDF.type, kind)
    }
    assert len(stated) >= 600
    assert sorted(map(curie, inferred - stated)) == []


def test_an_inverse_mirrors_its_property_and_a_symmetric_property_itself(whole: rdflib.Graph) -> None:
    pairs = [
        *whole.subject_objects(OWL.inverseOf),
        *((node, node) for node in whole.subjects(RDF.type, OWL.SymmetricProperty)),
    ]
    assert len(pairs) >= 3
    for one, other in pairs:
        mirrored = {(value, thing) for thing, value in whole.subject_objects(other)}
        assert set(whole.subject_objects(one)) == mirrored, (curie(one), curie(other))
