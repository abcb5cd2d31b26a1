"""The walk as a pyvis network, and its page."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from pyvis.network import Network

from iortkg.errors import IortkgError
from iortkg.model import Walk
from iortkg.view import network_html
from iortkg.view import pyvis as adapter
from iortkg.view.shapes import outline
from tests.view.samples import HOSTILE, walk_network


def data(page: str) -> dict[str, Any]:
    """What the page draws."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    assert not set("<>&\u2028\u2029") & set(found[1])
    read: dict[str, Any] = json.loads(found[1])
    return read


def test_the_network_is_the_walk(breast: Walk) -> None:
    network = walk_network(breast)
    assert [node["id"] for node in network.nodes] == [node.id for node in breast.nodes]
    assert [(edge["from"], edge["to"]) for edge in network.edges] == [(edge.start, edge.end) for edge in breast.edges]
    assert network.options.physics.enabled is False
    assert all(node["physics"] is False for node in network.nodes)
    assert len({(node["x"], node["y"]) for node in network.nodes}) == len(breast.nodes)
    assert network.heading == ""


def test_titles_are_plain_words_with_note_kind_and_source(breast: Walk) -> None:
    told = {node["id"]: node["title"] for node in walk_network(breast).nodes}
    assert told["ior:Intrabeam"] == "INTRABEAM\nminiature x-ray source\ndevice\nior:SourceZeiss"
    steps = {(edge["from"], edge["to"]): edge["title"] for edge in walk_network(breast).edges}
    assert steps["ior:Intrabeam", "ior:LowEnergyXRay"] == "emits\nsince 1999-10-14\nior:SourceZeiss"


def test_pyvis_shows_it_by_our_page_only(breast: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    network = walk_network(breast)
    page = network.generate_html()
    assert page == network_html(network)
    assert list(tmp_path.iterdir()) == []
    network.write_html("walk.html")
    assert (tmp_path / "walk.html").read_text(encoding="utf-8") == page
    assert [path.name for path in tmp_path.iterdir()] == ["walk.html"]
    assert network._repr_html_().count("<iframe") == 1
    assert 'sandbox="allow-scripts"' in network._repr_html_()


def test_a_page_names_no_server_and_allows_its_own_scripts_alone(breast: Walk) -> None:
    page = network_html(walk_network(breast))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert re.fullmatch(
        r"default-src 'none'; script-src 'sha256-[\w+/=]{44}' 'sha256-[\w+/=]{44}'; style-src 'unsafe-inline'; "
        r"img-src data:; base-uri 'none'; form-action 'none'", policy[1],
    )  # fmt: skip
    assert not re.search(r"<(link|img|iframe)\b|<script[^>]*\bsrc=|bootstrap|cdnjs|jsdelivr", page)
    assert page.startswith('<!doctype html>\n<html lang="en">')


def test_the_page_holds_the_data_of_the_network(breast: Walk) -> None:
    network = walk_network(breast)
    drawn = data(network_html(network))
    assert drawn["nodes"] == network.nodes
    assert drawn["edges"] == network.edges
    assert drawn["settings"]["physics"]["enabled"] is False
    assert set(drawn["day"]["groups"]) == set(drawn["night"]["groups"]) > {node["group"] for node in network.nodes}


def test_hostile_words_stay_data(hostile: Walk) -> None:
    page = network_html(walk_network(hostile))
    drawn = data(page)
    assert any("<script>alert(1)</script>" in node["title"] for node in drawn["nodes"])
    assert page.count("<script") - page.count('"<script') == 3 + page.count("<script>alert(1)")
    rest = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert "<img" not in rest
    assert "onerror='" not in rest
    assert "</iframe>" not in rest
    assert page.encode("utf-8")


def test_a_foreign_network_is_made_harmless_too() -> None:
    network = Network(heading=HOSTILE[1], height='9px" onclick="alert(1)')
    network.add_node(1, label=HOSTILE[0], title=f"href {HOSTILE[1]}")
    network.add_node(2, label="two")
    network.add_edge(1, 2, title=HOSTILE[5])
    page = network_html(network)
    rest = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert "<img" not in rest
    assert "onclick" not in rest
    assert "height:640px" in rest
    assert [node["id"] for node in data(page)["nodes"]] == [1, 2]
    assert "<li>&lt;script&gt;alert(1)&lt;/script&gt; <i>" in rest


def test_the_same_network_gives_the_same_bytes(crowded: Walk) -> None:
    assert network_html(walk_network(crowded)) == network_html(walk_network(crowded))


def test_the_page_tells_the_walk_in_words_and_names_its_kinds(breast: Walk) -> None:
    page = network_html(walk_network(breast))
    assert "<li>INTRABEAM <i>emits</i> Low-energy x-rays</li>" in page
    assert page.count("<li>") == len(breast.edges) + 8


def test_kinds_differ_by_their_outline_as_in_the_picture(crowded: Walk) -> None:
    nodes = walk_network(crowded).nodes
    outlines = {}
    for node in nodes:
        kind, size = node["kind"], (node["drawn"]["width"], node["drawn"]["height"])
        outlines[kind] = outline(kind, 0, 0, 100, 50)
        assert node["drawn"]["path"] == outline(kind, -size[0] / 2, -size[1] / 2, *size)
    assert len(outlines) > 9
    assert len(outlines) == len(set(outlines.values())) + 1  # words and rules differ by the dashes of rules


def test_the_lines_of_a_node_are_those_of_the_picture(breast: Walk) -> None:
    told = {node["id"]: [line["text"] for line in node["drawn"]["lines"]] for node in walk_network(breast).nodes}
    assert told["ior:Intrabeam"] == ["INTRABEAM", "miniature x-ray source"]
    assert len(told) == len(breast.nodes)


def test_where_pyvis_is_missing_the_error_says_how_to_get_it(breast: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    adapter._network_class.cache_clear()
    monkeypatch.setitem(sys.modules, "pyvis.network", None)
    with pytest.raises(IortkgError, match=r'pip install "iortkg\[notebook\]"'):
        walk_network(breast)
    adapter._network_class.cache_clear()
