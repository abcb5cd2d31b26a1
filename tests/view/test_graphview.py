"""The neutral view: an exact way to JSON and back, geometry of neighbourhoods, paths and kinds, and days."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

import iortkg
from iortkg.errors import InputError, UnknownThing
from iortkg.model import Walk
from iortkg.view import GraphView, walk_view
from iortkg.view.layers import columns
from iortkg.view.order import arranged, crossings
from tests.contract.ten import TEN, Case
from tests.view.drawn import Frame, read
from tests.view.least import fewest_crossings
from tests.view.samples import walk_svg

WHATS = (
    "77424",
    "ior:LowEnergyXRay",
    "ior:Intrabeam",
    "D0Y0CZZ",
    "ior:Code",
    "INTRABEAM..77424",
    "GammaTile..77778",
    "all",
)


@pytest.fixture(params=WHATS)
def view(request: pytest.FixtureRequest, kg: iortkg.Knowledge) -> GraphView:
    """Parts of the graph of each kind."""
    return kg.view(request.param)


def test_a_view_of_a_walk_opens_again_as_it_was(walk: Walk) -> None:
    view = walk_view(walk)
    again = GraphView.from_json(view.to_json())
    assert again == view
    assert again.to_json() == view.to_json()
    assert again.to_svg() == view.to_svg() == walk_svg(walk)


def test_a_view_of_the_graph_opens_again_as_it_was(view: GraphView) -> None:
    again = GraphView.from_json(view.to_json())
    assert again == view
    assert again.to_svg() == view.to_svg()
    assert again.to_html() == view.to_html()


def test_the_view_of_an_answer_is_its_walk(kg: iortkg.Knowledge) -> None:
    answer = iortkg.code(TEN[0].text, on=TEN[0].on, setting=TEN[0].setting, knowledge=kg)
    view = answer.view
    assert (view.kind, view.what, view.on, view.ontology) == ("walk", "case", TEN[0].on, kg.version)
    assert [node.id for node in view.nodes] == list(answer.walk)
    assert sorted((e.start, e.end, e.predicate) for e in view.edges) == sorted(answer.walk.edges(keys=True))
    assert view.selected == "cpt:77424@facility"
    device = next(node for node in view.nodes if node.id == "ior:Intrabeam")
    assert device.meaning.startswith("A miniature x-ray tube")
    assert [node.valid_from for node in view.nodes if node.id == view.selected] == ["2012-01-01"]
    assert answer.to_svg() == view.to_svg()


def changed(values: dict[str, Any], **fields: object) -> dict[str, Any]:
    """The first node of a view with other fields."""
    return values | {"nodes": [values["nodes"][0] | fields, *values["nodes"][1:]]}


FAULTS: dict[str, Callable[[dict[str, Any]], object]] = {
    "format should be": lambda values: values | {"format": "iortkg-view/9"},
    "kind should be one of": lambda values: values | {"kind": "tree"},
    "nodes should be a list": lambda values: values | {"nodes": {}},
    "nodes[0].x should be a number": lambda values: changed(values, x="1"),
    "nodes[0].y should be a number": lambda values: changed(values, y=1e308),
    "nodes[0].label should be a text": lambda values: changed(values, label=["<script>"]),
    "nodes[0].stage should be a whole": lambda values: changed(values, stage=True),
    "nodes[0].span should be a list of 2": lambda values: changed(values, span=[1]),
    "nodes should have each id once": lambda values: changed(values, id=values["nodes"][1]["id"]),
    "selected should be the id": lambda values: values | {"selected": "ior:Nothing"},
    "edges[0] should run": lambda values: values | {"edges": [values["edges"][0] | {"end": "x"}]},
    "edges[0].points should be even": lambda values: values | {"edges": [values["edges"][0] | {"points": [[1, 2]]}]},
    "edges[0].strong should be a truth": lambda values: values | {"edges": [values["edges"][0] | {"strong": 1}]},
    "what should be there": lambda values: {name: value for name, value in values.items() if name != "what"},
    "nodes[0] should be an object": lambda values: values | {"nodes": [7]},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_no_view_is_refused_with_the_place(fault: str, breast: Walk) -> None:
    values = json.loads(walk_view(breast).to_json())
    with pytest.raises(InputError) as raised:
        GraphView.from_dict(FAULTS[fault](values))
    assert f"This is no view: {fault}" in str(raised.value)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\x00", "7", "[]", "null", '{"format": "iortkg-view/1"}'])
def test_what_is_no_json_of_ours_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"^This is (not JSON|no view)"):
        GraphView.from_json(text)


def test_boxes_do_not_overlap_and_no_edge_runs_under_one(view: GraphView) -> None:
    picture = read(view.to_svg())
    assert len(picture.boxes) == len(view.nodes) > 1
    assert [pair for pair in combinations(picture.boxes, 2) if pair[0].overlaps(pair[1])] == []
    under = [point for edge in picture.edges for point in edge for frame in picture.boxes if frame.holds(point)]
    assert sum(map(len, picture.edges)) >= 20
    assert under == []


def test_every_tie_of_a_view_is_drawn(view: GraphView) -> None:
    picture = read(view.to_svg())
    assert len(picture.edges) == len({(edge.start, edge.end) for edge in view.edges})
    boxes = {node.id: frame for node, frame in zip(view.nodes, picture.boxes, strict=True)}
    for edge in view.edges:
        for point, name in ((edge.points[0], edge.start), (edge.points[-1], edge.end)):
            frame = boxes[name]
            assert min(abs(point[0] - frame.left), abs(point[0] - frame.right)) < 1
            assert abs(point[1] - (frame.top + frame.bottom) / 2) < 1


def test_heads_and_labels_keep_off_boxes_and_one_another(view: GraphView) -> None:
    picture = read(view.to_svg())
    heads = [Frame(head.x, head.y - 13, head.x + head.width, head.y + 10) for head in view.heads]
    frames = [*picture.boxes, *heads]
    assert [pair for pair in combinations(frames, 2) if pair[0].overlaps(pair[1])] == []
    whole = Frame(0, 0, *(float(picture.root.get(side, "0")) for side in ("width", "height")))
    corners = [corner for f in frames for corner in ((f.left, f.top), (f.right, f.bottom))]
    assert [corner for corner in corners if not whole.holds(corner, 4)] == []
    assert [label for label in picture.labels if any(map(label.overlaps, picture.boxes))] == []


def test_sixty_neighbours_stand_under_heads_that_say_what_ties_them(kg: iortkg.Knowledge) -> None:
    view = kg.view("ior:LowEnergyXRay", most=60)
    assert (view.kind, view.shown, len(view.nodes)) == ("neighbourhood", 60, 61)
    assert view.total > 150
    assert f"shown 60 of {view.total}" in view.to_svg()
    assert any(head.text.startswith("has radiation … · ") and " of 161" in head.text for head in view.heads)
    middle = next(node for node in view.nodes if node.id == view.selected)
    for edge in view.edges:
        other = next(node for node in view.nodes if node.id in {edge.start, edge.end} - {view.selected})
        assert (other.x < middle.x) == (edge.end == view.selected)


def test_a_neighbourhood_is_what_neighbours_tells(kg: iortkg.Knowledge) -> None:
    groups = kg.neighbours("77424")
    view = kg.view("77424", most=500)
    told = {
        ("cpt:77424", predicate, thing) if direction == "out" else (thing, predicate, "cpt:77424")
        for predicate, _, direction, things in groups
        for thing in things
    }
    assert {(edge.start, edge.predicate, edge.end) for edge in view.edges} == told
    assert view.shown == view.total == len(view.nodes) - 1
    mistaken = next(group for group in groups if group.predicate == "ior:isMistakenFor")
    assert (mistaken.label, mistaken.direction, len(mistaken.things)) == ("is mistaken for", "out", 10)


def test_every_neighbour_is_a_statement_of_the_graph(kg: iortkg.Knowledge) -> None:
    for edge in kg.view("ior:Intrabeam", most=500).edges:
        assert edge.end in kg.whole[edge.start].all(edge.predicate)


def test_on_a_day_only_what_is_valid_then_is_shown(kg: iortkg.Knowledge) -> None:
    names = {on: {node.id for node in kg.view("77424", on=on, most=500).nodes} for on in ("2011-06-01", "2026-03-02")}
    assert "cpt:0394T" in {node.id for node in kg.view("77424", most=500).nodes}
    assert {"cpt:77424", "cpt:77425"} <= names["2026-03-02"]
    late = kg.whole["cpt:77437"].text("ior:validFrom")
    assert late > "2011-06-01"
    assert "cpt:77437" not in names["2011-06-01"]
    everything, then = kg.view("all"), kg.view("all", on="2011-06-01")
    count = {view.on: {node.id: node.count for node in view.nodes} for view in (everything, then)}
    assert count["2011-06-01"]["kind:code"] < count[None]["kind:code"] == 1047
    with pytest.raises(InputError, match="is not a date"):
        kg.view("77424", on="yesterday")


def test_a_path_reads_as_a_sentence(kg: iortkg.Knowledge) -> None:
    view = kg.view("INTRABEAM..77424")
    assert [node.label for node in view.nodes] == ["INTRABEAM", "low-energy x-rays", "X-ray delivery", "77424"]
    assert [node.x for node in view.nodes] == sorted(node.x for node in view.nodes)
    assert len({node.y + node.height / 2 for node in view.nodes}) == 1
    desc = read(view.to_svg()).root.findtext("{http://www.w3.org/2000/svg}desc")
    assert desc == (
        "INTRABEAM emits low-energy x-rays. low-energy x-rays is needed by X-ray delivery. "
        "X-ray delivery proposes 77424."
    )


def test_the_whole_counts_every_thing_and_every_tie_between_kinds(kg: iortkg.Knowledge) -> None:
    view = kg.view("all")
    assert sum(node.count for node in view.nodes) == sum(bool(thing.classes) for thing in kg.whole.things.values())
    assert len(view.nodes) < 25
    emits = next(edge for edge in view.edges if (edge.start, edge.end) == ("kind:device", "kind:radiation"))
    assert emits.label.split(":")[0].isdigit()


@pytest.mark.parametrize(
    ("what", "fault"),
    [("Intrabeem device", UnknownThing), ("77424..", UnknownThing), ("..", UnknownThing), ("", UnknownThing)],
)
def test_what_is_unknown_is_refused(kg: iortkg.Knowledge, what: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        kg.view(what)


def test_no_walk_and_no_neighbours_are_refused_in_a_sentence(kg: iortkg.Knowledge) -> None:
    with pytest.raises(InputError, match=r"^0 neighbours are none\. Show at least 1\.$"):
        kg.view("77424", most=0)
    with pytest.raises(InputError, match=r"^No walk ties cpt:77424 and ior:\w+ on 1901-01-01\."):
        kg.view("77424..SourceNcci24", on="1901-01-01")


@pytest.mark.parametrize("case", TEN, ids=lambda case: case.name)
def test_crossings_are_at_most_two_above_the_fewest_that_the_columns_allow(case: Case) -> None:
    slots = columns(iortkg.code(case.text, on=case.on, setting=case.setting).proof)
    right: dict[int, list[int]] = {slot: [] for layer in slots.layers for slot in layer}
    for near, far in slots.links:
        right[near].append(far)
    drawn = crossings(arranged(slots), right)
    assert drawn == 0 or drawn <= fewest_crossings(slots.layers, right) + 2


def test_the_fewest_crossings_are_found() -> None:
    assert fewest_crossings([(0, 1), (2, 3)], {0: [3], 1: [2]}) == 0
    assert fewest_crossings([(0, 1), (2, 3)], {0: [2, 3], 1: [2, 3]}) == 1
    assert fewest_crossings([(0, 1, 2), (3, 4, 5)], {near: [3, 4, 5] for near in range(3)}) == 9
    # Straight between the first two columns is crossed between the next two.
    assert fewest_crossings([(0, 1), (2, 3), (4, 5)], {0: [2], 1: [3], 2: [4, 5], 3: [4, 5]}) == 1


def test_a_view_in_which_nothing_is_chosen_is_drawn(kg: iortkg.Knowledge) -> None:
    view = replace(kg.view("ior:Intrabeam"), selected="")
    assert len(read(view.to_svg()).boxes) == len(view.nodes)
    assert '"selected": ""' in view.to_html()


def test_a_view_is_a_value(breast: Walk) -> None:
    view = walk_view(breast)
    assert replace(view, title="other") != view
    assert view._repr_html_().count("<svg") == 1
    assert repr(view).startswith("GraphView(kind='walk', what='case'")
