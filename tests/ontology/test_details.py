"""What is known of devices and sites is what tests/data copies from the dossier: nothing missing, nothing extra."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS, RDF, SKOS

import iortkg
from tests.ontology.conftest import IOR, curie, instances

DATA = Path(__file__).resolve().parents[1] / "data"
KINDS = {
    "Making": "maker", "Emission": "radiation", "Energy": "energy", "Carrier": "carrier", "Mobility": "mobility",
    "Fitting": "applicator", "Bevel": "bevel", "TypicalDose": "dose", "Clearance": "clearance",
}  # fmt: skip
# What a kind of detail names, one of them at most.
VALUES = (IOR.hasMaker, IOR.gives, IOR.mobility, IOR.fits, IOR.forPlace, DCTERMS.identifier)
DEVICES = 16
NUMBERS = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of tests/data."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text(graph: rdflib.Graph, thing: rdflib.term.Node, *terms: rdflib.URIRef) -> str:
    """The one value of the properties, things by short name, else an empty text."""
    values = [value for term in terms for value in graph.objects(thing, term)]
    assert len(values) <= 1, (curie(thing), values)
    value = values[0] if values else rdflib.Literal("")
    return str(value) if isinstance(value, rdflib.Literal) else curie(value)


def plain(number: str) -> str:
    """A number without the zeros after its point."""
    return number.rstrip("0").rstrip(".") if "." in number else number


def known_of_devices(graph: rdflib.Graph) -> Iterator[tuple[str, ...]]:
    """The details of devices as the rows of the table have them."""
    for name, kind in KINDS.items():
        for detail in graph.subjects(RDF.type, IOR[name]):
            value = text(graph, detail, *VALUES)
            maker = graph.value(detail, IOR.hasMaker)
            yield (
                text(graph, detail, IOR.isAbout), kind, str(graph.value(maker, SKOS.prefLabel)) if maker else value,
                plain(text(graph, detail, IOR.least)), plain(text(graph, detail, IOR.most)),
                text(graph, detail, IOR.inUnit), text(graph, detail, IOR.number),
                text(graph, detail, IOR.clearedOn, IOR.clearedIn), text(graph, detail, IOR.grade),
                text(graph, detail, DCTERMS.source), text(graph, detail, IOR.inWords),
            )  # fmt: skip


def test_every_device_has_what_is_known_of_it_and_nothing_else(graph: rdflib.Graph) -> None:
    rows = table("device-facts.csv")
    expected = [
        (*(row[name] for name in ("device", "kind", "value")), plain(row["least"]), plain(row["most"]),
         *(row[name] for name in ("unit", "count", "day", "grade", "source", "words")))
        for row in rows
    ]  # fmt: skip
    assert len({row["device"] for row in rows}) == DEVICES
    assert len(set(expected)) == len(expected) == 144
    listed = {row["device"] for row in rows}
    assert sorted(row for row in known_of_devices(graph) if row[0] in listed) == sorted(expected)


def test_what_a_device_emits_for_coding_is_among_what_it_is_known_to_give(graph: rdflib.Graph) -> None:
    gives: dict[rdflib.term.Node, set[rdflib.term.Node]] = {}
    for emission in graph.subjects(RDF.type, IOR.Emission):
        device, radiation = graph.value(emission, IOR.isAbout), graph.value(emission, IOR.gives)
        assert device
        assert radiation
        gives.setdefault(device, set()).add(radiation)
    assert len(gives) >= DEVICES
    broader = {
        curie(device): sorted(curie(radiation) for radiation in graph.objects(device, IOR.emits))
        for device, known in gives.items()
        if not known.issuperset(graph.objects(device, IOR.emits))
    }
    # These name their isotope beside them, so that they emit one of several.
    assert broader == {"SeedMesh": ["PermanentSource"], "SeedStrand": ["PermanentSource"]}


def test_every_site_has_the_diagnoses_that_the_dossier_gives_it(graph: rdflib.Graph) -> None:
    rows = [row for row in table("site-identifiers.csv") if row["system"] == "ICD10CM"]
    found = [
        (text(graph, node, IOR.isAbout), text(graph, node, IOR.firstNotation), text(graph, node, IOR.lastNotation),
         text(graph, node, IOR.grade))
        for node in graph.subjects(RDF.type, IOR.DiagnosisRange)
    ]  # fmt: skip
    assert len(rows) == 70
    assert sorted(found) == sorted((row["about"], row["first"], row["last"], row["grade"]) for row in rows)


def test_every_site_has_its_words_for_itself_its_surgery_and_its_use(graph: rdflib.Graph) -> None:
    found = [
        (curie(group), "synonym", str(label), text(graph, group, IOR.grade))
        for group in graph.subjects(RDF.type, IOR.SiteGroup)
        for label in graph.objects(group, SKOS.altLabel)
    ]
    for name, kind in (("UsualSurgery", "surgery"), ("UsualUse", "use")):
        found += [
            (text(graph, node, IOR.isAbout), kind, text(graph, node, IOR.inWords), text(graph, node, IOR.grade))
            for node in graph.subjects(RDF.type, IOR[name])
        ]
    rows = table("site-words.csv")
    assert len(rows) == 160
    assert sorted(found) == sorted((row["about"], row["kind"], row["words"], row["grade"]) for row in rows)


def test_every_group_of_sites_covers_something_that_coding_knows(graph: rdflib.Graph) -> None:
    groups = instances(graph, IOR.SiteGroup)
    assert len(groups) == 25
    assert [curie(group) for group in groups if (group, IOR.covers, None) not in graph] == []


def test_surgery_is_told_in_words_and_not_by_number(graph: rdflib.Graph) -> None:
    words = [text(graph, node, IOR.inWords) for node in graph.subjects(RDF.type, IOR.UsualSurgery)]
    assert len(words) >= 40
    assert [word for word in words if NUMBERS & set(word)] == []


@pytest.mark.parametrize("name", ["Detail", "Maker", "SiteGroup"])
def test_every_detail_has_one_grade_a_source_a_name_and_a_sentence(graph: rdflib.Graph, name: str) -> None:
    things = instances(graph, IOR[name])
    assert len(things) >= 10
    for thing in things:
        assert text(graph, thing, IOR.grade) in {"verified", "recalled", "conflicting"}, curie(thing)
        assert (text(graph, thing, DCTERMS.source), text(graph, thing, SKOS.prefLabel)) > ("", ""), curie(thing)
        assert text(graph, thing, SKOS.definition).endswith("."), curie(thing)


def test_coding_does_not_read_the_details_and_the_graph_does(kg: iortkg.Knowledge) -> None:
    detail = "MobetronEnergy12MeV"
    assert f"ior:{detail}" not in kg.index
    assert (IOR[detail], IOR.isAbout, IOR.Mobetron) in kg.graph


def test_a_card_shows_what_is_known_of_a_device_with_its_grade(kg: iortkg.Knowledge) -> None:
    lines = [line.strip() for line in kg.show("Mobetron")]
    assert "The Mobetron works at 12 MeV. (verified)" in lines
    assert "The Mobetron works at 4 MeV. (recalled)" in lines
