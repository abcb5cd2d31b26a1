"""What leaves a view: page, picture, pixels, GraphML, Turtle, pyvis; safe, whole, small, and the same everywhere."""

from __future__ import annotations

import hashlib
import io
import os
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import html5rdf
import networkx as nx
import pytest
import rdflib

import iortkg
from iortkg.errors import InputError
from iortkg.model import Walk
from iortkg.view import GraphView, walk_view
from iortkg.view import png as pixels
from iortkg.view.clean import plain
from tests.contract.ten import TEN
from tests.view.samples import HOSTILE

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def case_view(kg: iortkg.Knowledge) -> GraphView:
    """The walk of the first case of the contract."""
    return iortkg.code(TEN[0].text, on=TEN[0].on, setting=TEN[0].setting, knowledge=kg).view


@pytest.fixture(scope="module")
def around(kg: iortkg.Knowledge) -> GraphView:
    """The neighbourhood of a code."""
    return kg.view("77424")


def test_files_are_small(case_view: GraphView, kg: iortkg.Knowledge) -> None:
    full = kg.view("77424", most=500)
    assert len(case_view.to_html().encode()) < 900_000
    assert len(case_view.to_svg().encode()) < 60_000
    assert len(full.to_html().encode()) < 900_000
    assert len(full.to_svg().encode()) < 120_000


def read_back(graphml: str) -> nx.MultiDiGraph[str]:
    """A graph as networkx reads it."""
    found = nx.read_graphml(io.BytesIO(graphml.encode()), force_multigraph=True)
    assert isinstance(found, nx.MultiDiGraph)
    return found


def test_graphml_opens_again_with_all_attributes(case_view: GraphView, around: GraphView) -> None:
    for view in (case_view, around):
        graph = read_back(view.to_graphml())
        assert list(graph) == [node.id for node in view.nodes]
        assert graph.number_of_edges() == len(view.edges)
        for node in view.nodes:
            told = graph.nodes[node.id]
            assert (told["label"], told["kind"], told["note"]) == (plain(node.label), node.kind, node.note)
            assert (told["x"], told["y"], told["width"], told["height"]) == (node.x, node.y, node.width, node.height)
            assert (told["meaning"], told["concept"]) == (node.meaning, node.concept)
            assert told["sources"].split() == list(node.sources)
            assert (told["valid_from"], told["valid_to"]) == (node.valid_from, node.valid_to)
        wanted = sorted((e.start, e.end, e.predicate, e.label, e.since, e.strong) for e in view.edges)
        found = graph.edges(data=True)
        assert sorted((a, b, d["predicate"], d["label"], d["since"], d["strong"]) for a, b, d in found) == wanted
        assert (graph.graph["title"], graph.graph["what"]) == (view.title, view.what)


def test_turtle_holds_exactly_the_statements_shown(around: GraphView, kg: iortkg.Knowledge) -> None:
    graph = rdflib.Graph().parse(data=around.to_ttl(), format="turtle")
    labels = {rdflib.SKOS.prefLabel, rdflib.SKOS.notation}
    stated = {triple for triple in graph if triple[1] not in labels}
    assert len(stated) == len(around.edges)
    assert stated <= set(kg.graph)
    assert {str(value) for _, name, value in graph if name in labels} == {node.label for node in around.nodes}


def test_turtle_of_a_walk_has_its_words_and_its_steps(case_view: GraphView) -> None:
    graph = rdflib.Graph().parse(data=case_view.to_ttl(), format="turtle")
    words = {str(value) for value in graph.objects(None, rdflib.RDF.value)}
    assert {"INTRABEAM", "20 Gy", "lumpectomy"} <= words
    ior = rdflib.Namespace("https://w3id.org/iortkg/")
    assert (ior.Intrabeam, ior.emits, ior.LowEnergyXRay) in graph
    assert (ior.RuleXRayDelivery, ior.proposes, ior["code/cpt/77424"]) in graph
    assert {str(value) for value in graph.objects(ior["code/cpt/19301"], rdflib.SKOS.notation)} == {"19301"}


def test_turtle_of_the_whole_counts(kg: iortkg.Knowledge) -> None:
    view = kg.view("all")
    graph = rdflib.Graph().parse(data=view.to_ttl(), format="turtle")
    counts = sorted(int(str(value)) for value in graph.objects(None, rdflib.VOID.entities))
    assert counts == sorted(node.count for node in view.nodes)
    assert len(set(graph.subjects(rdflib.RDF.type, rdflib.VOID.Linkset))) == len(view.edges)


def test_a_hostile_walk_leaves_as_words_in_every_form(hostile: Walk) -> None:
    view = walk_view(hostile)
    assert GraphView.from_json(view.to_json()) == view
    labels = {plain(words) for words in HOSTILE}
    graph = read_back(view.to_graphml())
    assert {told["label"] for _, told in graph.nodes(data=True)} == labels
    triples = rdflib.Graph().parse(data=view.to_ttl(), format="turtle")
    assert len(triples) > 8
    root = ET.fromstring(view.to_svg())  # noqa: S314 our own markup
    assert {element.tag.partition("}")[2] for element in root.iter()} == {
        "svg", "title", "desc", "style", "rect", "g", "text", "path",
    }  # fmt: skip
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]


class Tags(HTMLParser):
    """The tags of a page, with what each asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.asked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.names.append(tag)
        self.asked += [name for name, _ in attrs if name in {"src", "href", "style"} or name.startswith("on")]


@pytest.mark.parametrize("kind", ["hostile", "breast"])
def test_the_page_is_valid_and_asks_for_nothing(kind: str, request: pytest.FixtureRequest) -> None:
    page = walk_view(request.getfixturevalue(kind)).to_html()
    html5rdf.HTMLParser(strict=True).parse(page)
    seen = Tags()
    seen.feed(page)
    assert seen.asked == []
    assert not {"img", "iframe", "link", "object", "a", "b"} & set(seen.names)
    assert seen.names.count("script") == 2


def test_the_policy_of_the_page_lets_in_its_own_script_and_styles_by_hash(case_view: GraphView) -> None:
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', case_view.to_html())
    assert len(policy) == 1
    assert policy[0].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy[0]
    assert policy[0].count("'sha256-") == 3


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG, each checked."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        body = png[at + 4 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0] == zlib.crc32(body)
        yield body[:4], body[4:]
        at += 12 + length


def size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    wide, tall = struct.unpack(">II", dict(chunks(png))[b"IHDR"][:8])
    return wide, tall


def test_a_png_has_words_and_size(case_view: GraphView) -> None:
    png = case_view.to_png()
    told = {data.split(b"\0")[0]: data.rpartition(b"\0")[2].decode() for name, data in chunks(png) if name == b"iTXt"}
    assert told[b"Title"] == case_view.title
    assert "lead to 77424" in told[b"Description"]
    wide, tall = size(png)
    assert wide == pytest.approx(case_view.width, abs=2)
    assert size(case_view.to_png(width=640)) == (640, round(640 * tall / wide))
    assert size(case_view.to_png(dpi=192))[0] == pytest.approx(2 * wide, abs=2)
    assert struct.unpack(">II", dict(chunks(case_view.to_png(dpi=192)))[b"pHYs"][:8]) == (7559, 7559)


def test_a_png_shows_its_words(case_view: GraphView, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = dict(chunks(case_view.to_png()))[b"IDAT"]
    monkeypatch.setattr(pixels, "_font", lambda: "A font that nobody has")
    wordless = re.sub(r"<text.*?</text>", "", case_view.to_svg())
    monkeypatch.setattr(pixels, "view_svg", lambda _: wordless)
    assert len(drawn) > 1.5 * len(dict(chunks(case_view.to_png()))[b"IDAT"])


def test_without_a_font_or_its_library_there_is_no_png(case_view: GraphView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(InputError, match=r'^resvg-py is not installed\. Run: pip install "iortkg\[picture\]"$'):
        case_view.to_png()
    monkeypatch.setattr(pixels, "_PLACES", ("/nowhere",))
    with pytest.raises(InputError, match=r"^No font for the words of a PNG was found\."):
        case_view.to_png()


@pytest.mark.parametrize("asked", [{"width": 0}, {"width": 10**6}, {"dpi": 0}, {"dpi": 9999}])
def test_a_png_of_no_size_is_refused(case_view: GraphView, asked: dict[str, int]) -> None:
    with pytest.raises(InputError, match=r"Give "):
        case_view.to_png(width=asked.get("width"), dpi=asked.get("dpi"))


def test_a_picture_is_as_wide_as_asked(case_view: GraphView) -> None:
    root = ET.fromstring(case_view.to_svg(width=500))  # noqa: S314 our own markup
    assert root.get("width") == "500"
    assert root.get("viewBox") == ET.fromstring(case_view.to_svg()).get("viewBox")  # noqa: S314 our own markup


def test_the_network_of_a_view_is_the_view(around: GraphView) -> None:
    network = around.to_pyvis()
    assert [node["id"] for node in network.nodes] == [node.id for node in around.nodes]
    assert [(edge["from"], edge["to"]) for edge in network.edges] == [(e.start, e.end) for e in around.edges]


SCRIPT = """
import hashlib, iortkg
kg = iortkg.load()
case = "Whipple for pancreatic head cancer. IORT 15 Gy, 9 MeV, Mobetron, 6 cm cone."
views = [kg.view(what) for what in ("77424", "INTRABEAM..77424", "all")]
for view in (*views, iortkg.code(case, on="2026-03-02", setting="inpatient").view):
    for made in (view.to_svg(), view.to_html(), view.to_graphml(), view.to_ttl(), view.to_json()):
        print(hashlib.sha256(made.encode()).hexdigest())
"""


def test_files_are_the_same_wherever_they_are_made(tmp_path: Path) -> None:
    def made(folder: Path, **changes: str) -> list[str]:
        told = {
            name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ", "PYTHON"))
        }
        told |= {"PYTHONPATH": str(ROOT), **changes}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], cwd=folder, env=told, capture_output=True, text=True, check=True
        )
        return done.stdout.split()

    here = made(ROOT, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C")
    there = made(tmp_path, PYTHONHASHSEED="4242", TZ="Pacific/Pago_Pago", LC_ALL="C.UTF-8")
    assert len(set(here)) == 20
    assert here == there


def test_axe_is_the_one_that_was_read() -> None:
    axe = (ROOT / "tests" / "data" / "axe" / "axe.min.js").read_bytes()
    assert hashlib.sha256(axe).hexdigest() == "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
