"""The page of the ontology: whole, valid, kept up to date, and asking for nothing."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest
import rdflib
from rdflib.namespace import OWL, RDF

import iortkg
from iortkg.knowledge import shorten
from tests.page.conftest import parsed
from tools.page import page_of

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "docs" / "ontology.html"
IOR = "https://w3id.org/iortkg/"


def anchors(tree: Element) -> list[str]:
    """All ids."""
    return [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]


def hrefs(tree: Element) -> list[str]:
    """The addresses of all links."""
    return [element.attrib["href"] for element in tree.iter("a")]


def told(tree: Element, curie: str) -> Element:
    """The element that tells of a thing."""
    return next(element for element in tree.iter() if element.attrib.get("id") == curie)


def words(element: Element) -> str:
    """The text of an element."""
    return " ".join(" ".join(element.itertext()).split())


def test_the_page_that_the_readme_links_is_up_to_date(page: str) -> None:
    assert KEPT.read_bytes() == page.encode(), "docs/ontology.html is behind the ontology. Run: make page"
    assert "(docs/ontology.html)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_link_inside_the_page_leads_somewhere(tree: Element) -> None:
    inside = [unquote(href[1:]) for href in hrefs(tree) if href.startswith("#")]
    assert len(inside) > 10_000
    assert sorted(set(inside) - set(anchors(tree))) == []


def test_no_name_stands_at_two_places(tree: Element) -> None:
    assert [name for name, number in Counter(anchors(tree)).items() if number > 1] == []


def test_everything_of_the_ontology_has_a_place(tree: Element, kg: iortkg.Knowledge) -> None:
    named = {shorten(str(one)) for one in kg.graph.subjects() if isinstance(one, rdflib.URIRef)}
    assert len(named) > 2_500
    assert sorted(named - set(anchors(tree))) == []


@pytest.mark.parametrize(
    ("kind", "least"), [("Code", 1_000), ("Rule", 45), ("Device", 30), ("Site", 250), ("Conflict", 6), ("Source", 55)]
)
def test_each_thing_of_a_kind_is_told_with_its_grade_and_sources(
    tree: Element, kg: iortkg.Knowledge, kind: str, least: int
) -> None:
    places = {element.attrib["id"]: element for element in tree.iter() if "id" in element.attrib}
    things = kg.whole.instances(f"ior:{kind}")
    assert len(things) >= least
    # What all rows of a table share stands above them.
    rows = [thing for thing in things if places[thing.curie].tag == "tr"]
    for thing in (one for one in things if one not in rows):
        links = {unquote(href[1:]) for href in hrefs(places[thing.curie])}
        dates = {thing.text(f"ior:{name}") for name in ("validFrom", "validTo", "knownValidFrom", "validAsOf")} - {""}
        shown = words(places[thing.curie])
        assert set(thing.all("dcterms:source")) <= links, thing.curie
        assert [
            text for text in (thing.text("ior:grade"), thing.text("skos:definition"), *dates) if text not in shown
        ] == []
    assert {thing.curie.partition(":")[0] for thing in rows} <= {"icd10cm", "icd10pcs", "ior"}
    assert bool(rows) == (kind in {"Code", "Source"})


def test_each_class_and_property_is_told_with_its_definition(tree: Element, kg: iortkg.Knowledge) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    found = {str(one) for kind in kinds for one in kg.graph.subjects(RDF.type, kind) if str(one).startswith(IOR)}
    assert len(found) > 180
    for iri in sorted(found):
        thing = kg.whole[shorten(iri)]
        links = {unquote(href[1:]) for href in hrefs(told(tree, thing.curie))}
        assert thing.text("skos:definition") in words(told(tree, thing.curie))
        ours = {one for name in ("rdfs:domain", "rdfs:range") for one in thing.all(name) if one.startswith("ior:")}
        assert ours <= links


def test_an_old_name_leads_to_its_successor(tree: Element, kg: iortkg.Knowledge) -> None:
    old = [thing for thing in kg.whole.things.values() if thing.is_true("owl:deprecated")]
    assert len(old) >= 18
    for thing in old:
        assert hrefs(told(tree, thing.curie)) == [f"#{thing.one('dcterms:isReplacedBy')}"]


def test_every_mapping_stands_there(page: str) -> None:
    tables = sorted((ROOT / "ontology" / "mappings").glob("*.tsv"))
    lines = [line for path in tables for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    identifiers = [row[3] for row in csv.reader(lines, delimiter="\t") if row[0] != "subject_id"]
    assert len(identifiers) > 140
    assert [one for one in identifiers if f"<code>{one}</code>" not in page] == []


def test_the_page_asks_for_nothing_and_runs_nothing_but_its_own(page: str, tree: Element) -> None:
    loading = {"link", "img", "iframe", "object", "embed", "video", "audio", "source", "base", "form"}
    assert [element.tag for element in tree.iter() if element.tag in loading] == []
    names = Counter(name for element in tree.iter() for name in element.attrib)
    assert [name for name in names if name in {"src", "srcset", "style", "action"} or name.startswith("on")] == []
    assert len(list(tree.iter("script"))) == len(list(tree.iter("style"))) == 1
    assert re.search(r"@import|url\(|fetch\(|XMLHttpRequest|innerHTML", page) is None
    policy = next(one.attrib["content"] for one in tree.iter("meta") if "http-equiv" in one.attrib)
    hashed = r"'sha256-[A-Za-z0-9+/]{43}='"
    wanted = f"default-src 'none'; style-src {hashed}; script-src {hashed}; base-uri 'none'; form-action 'none'"
    assert re.fullmatch(wanted, policy)


def test_a_person_without_eyes_or_mouse_finds_the_way(tree: Element) -> None:
    assert tree.attrib["lang"] == "en"
    levels = [int(element.tag[1]) for element in tree.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    assert len(levels) > 1_000
    assert levels.count(1) == 1
    assert max(below - above for above, below in pairwise(levels)) == 1
    assert hrefs(tree)[0] == "#content"
    assert told(tree, "content").tag == "main"
    chapters = [section.attrib["id"] for section in tree.iter("section") if section.attrib.get("class") == "chapter"]
    contents = hrefs(next(tree.iter("nav")))
    assert len(chapters) >= 12
    assert [f"#{one}" for one in chapters] == [href for href in contents if href[1:] in chapters]


def test_markup_in_a_label_is_shown_and_an_address_that_would_run_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text(
        """@prefix ior: <https://w3id.org/iortkg/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix dcterms: <http://purl.org/dc/terms/> .
        ior:BadDevice a ior:Device ; ior:grade "recalled" ; dcterms:source ior:BadSource ; ior:emits ior:Electrons ;
            skos:prefLabel "<script>alert(1)</script>"@en ; skos:altLabel "\\"><img src=x onerror=alert(2)>"@en ;
            skos:definition "Tells of ior:Electrons & <b>more</b>."@en .
        ior:BadSource a ior:Source ; skos:prefLabel "a source"@en ; skos:definition "Bad."@en ;
            dcterms:license <javascript:alert(4)> ;
            dcterms:identifier "javascript:alert(3)" , "https://example.org/?a=1&b=2" .
        """,
        encoding="utf-8",
    )
    tree = parsed(page_of(iortkg.load(overlay=tmp_path)))
    bad = told(tree, "ior:BadDevice")
    assert words(bad).startswith("<script>alert(1)</script> ior:BadDevice recalled Tells of electrons & <b>more</b>.")
    assert '"><img src=x onerror=alert(2)>' in words(bad)
    assert len(list(tree.iter("script"))) == 1
    assert list(tree.iter("img")) == []
    source = told(tree, "ior:BadSource")
    assert "javascript:alert(3)" in words(source)
    assert "javascript:alert(4)" in words(source)
    assert [href for href in hrefs(source) if not href.startswith("#")] == ["https://example.org/?a=1&b=2"]


@pytest.mark.parametrize(("seed", "zone", "locale"), [("1", "Asia/Tokyo", "C"), ("77", "America/Lima", "de_DE.UTF-8")])
def test_equal_ontologies_give_equal_bytes(page: str, tmp_path: Path, seed: str, zone: str, locale: str) -> None:
    told = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tools.page", "ontology.html"]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | told, capture_output=True, text=True, check=True)
    assert (tmp_path / "ontology.html").read_bytes() == page.encode()
    assert done.stdout.startswith("Written: ontology.html, ")
