"""What texts say: no two concepts are called alike, and every name can be found."""

from __future__ import annotations

import re

import pytest
import rdflib
from rdflib.namespace import SKOS

from tests.ontology.conftest import IOR, curie, instances, literals

# What a text can name as a fact or as a distraction from one; cues and headings may share their words.
CONCEPTS = (
    "Radiation", "Technique", "Device", "Applicator", "Site", "Side", "Sex", "Tumor", "Behaviour", "Procedure",
    "Setting", "Delivery", "ChannelCount", "OtherTreatment", "Distractor",
)  # fmt: skip
PLACES = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
# Names of two concepts that are meant.
SHARED = {
    "absorbable mesh": {"Mesh", "SeedMesh"},
    "polyglactin mesh": {"Mesh", "SeedMesh"},
    "vicryl mesh": {"Mesh", "SeedMesh"},
    "vertebral mets": {"Metastasis", "VertebralMetastasis"},
}


def folded(label: str) -> str:
    """A label as it is looked for: letter case, gaps and hyphens alike."""
    return re.sub(r"[-\s]+", " ", label.casefold()).strip()


def test_no_label_names_two_concepts_but_those_that_are_meant(graph: rdflib.Graph) -> None:
    named: dict[str, set[str]] = {}
    for thing in instances(graph, *(IOR[name] for name in CONCEPTS)):
        for place in PLACES:
            for label in graph.objects(thing, place):
                named.setdefault(folded(str(label)), set()).add(curie(thing))
    assert len(named) >= 4500
    assert {label: things for label, things in named.items() if len(things) > 1} == SHARED


@pytest.mark.parametrize("place", PLACES, ids=curie)
def test_labels_are_english_and_without_gaps_at_their_ends(graph: rdflib.Graph, place: rdflib.URIRef) -> None:
    labels = literals(graph.objects(None, place))
    assert len(labels) >= 100
    assert [str(label) for label in labels if label.language != "en" or str(label) != str(label).strip()] == []
    assert "" not in map(str, labels)


def test_nothing_lists_one_label_twice(graph: rdflib.Graph) -> None:
    labels = {
        curie(thing): [str(label) for place in PLACES for label in graph.objects(thing, place)]
        for thing in {thing for place in PLACES for thing in graph.subjects(place, None)}
    }
    assert len(labels) >= 1800
    assert {name: found for name, found in labels.items() if len(set(found)) < len(found)} == {}


def test_words_that_tell_a_heading_are_keywords_and_no_misspellings(graph: rdflib.Graph) -> None:
    headings = instances(graph, IOR.Heading)
    told = {curie(heading): len(list(graph.objects(heading, IOR.keyword))) for heading in headings}
    assert {name for name, count in told.items() if count} == {
        "HeadingConsent", "HeadingFamily", "HeadingHistory", "HeadingPlan",
    }  # fmt: skip
    assert sum(told.values()) >= 50
    assert [curie(heading) for heading in headings if (heading, SKOS.hiddenLabel, None) in graph] == []


def test_every_device_and_applicator_has_more_than_one_name(graph: rdflib.Graph) -> None:
    things = instances(graph, IOR.Device, IOR.Applicator)
    assert len(things) >= 50
    assert [
        curie(thing) for thing in things if sum(1 for place in PLACES for _ in graph.objects(thing, place)) < 2
    ] == []
