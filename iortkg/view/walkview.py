"""From a walk to its view, and back from a view to what the pictures are painted from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from iortkg.model import Walk, WalkEdge, WalkNode
from iortkg.view.boxes import box
from iortkg.view.graphview import GraphView, ViewEdge, ViewHead, ViewNode
from iortkg.view.layout import HEADS, Head, Layout, Placed, Route, edge_label, layout
from iortkg.view.proof import selected, steps_to


class About(NamedTuple):
    """What is known of a thing beyond what a walk tells."""

    meaning: str = ""
    valid_from: str = ""
    valid_to: str = ""
    things: int = 0


Told = Callable[[str], About]


def place(value: float) -> float:
    """A coordinate as a view keeps it, to a tenth of a pixel."""
    return round(float(value), 1)


def walk_view(
    walk: Walk, *, main: str | None = "", kind: str = "walk", what: str = "case", on: str | None = None,
    ontology: str = "", told: Told | None = None,
) -> GraphView:  # fmt: skip
    """A walk in columns as a view, the way to one thing strong: the named one, else the first code; to none for None.

    Told says more of a thing by its CURIE. Raises UnknownThing if nothing on the walk has main as its id or label.
    """
    end = "" if main is None else selected(walk, main)
    strong = {(edge.start, edge.end) for edge in steps_to(walk, end) if end}
    plan = layout(walk, HEADS if kind == "walk" else ())
    return GraphView(
        kind,
        what,
        walk.title,
        on,
        ontology,
        place(plan.width),
        place(plan.height),
        len(walk.nodes),
        len(walk.nodes),
        tuple(ViewHead(head.text, place(head.x), place(head.width), place(head.y)) for head in plan.heads),
        tuple(placed_node(placed, told) for placed in plan.boxes),
        placed_edges(walk.edges, plan.routes, strong),
        end,
    )


def placed_node(placed: Placed, told: Told | None = None) -> ViewNode:
    """A node of a walk at its place, with what is known of it."""
    node = placed.box.node
    known = told(node.concept or node.id) if told else About()
    return ViewNode(
        node.id, node.kind, node.label, node.note, node.source, node.sources, known.valid_from, known.valid_to,
        known.meaning, node.concept, node.span, node.stage, known.things,
        place(placed.x), place(placed.y), place(placed.width), place(placed.height),
    )  # fmt: skip


def placed_edges(
    edges: Sequence[WalkEdge], routes: Sequence[Route], strong: set[tuple[str, str]]
) -> tuple[ViewEdge, ...]:
    """The edges of a walk with the points of their routes; one that leads from a thing to itself has none."""
    points = {(r.start, r.end): tuple((place(x), place(y)) for x, y in r.points) for r in routes}
    return tuple(
        ViewEdge(
            edge.start, edge.end, edge.predicate, edge.label, edge.source, edge.sources, edge.since,
            (edge.start, edge.end) in strong, points.get((edge.start, edge.end), ()),
        )
        for edge in edges
    )  # fmt: skip


def walk_of(view: GraphView) -> Walk:
    """The things and ties of a view as a walk."""
    nodes = (
        WalkNode(n.id, n.kind, n.label, n.stage, n.note, n.source, n.span, n.concept, n.sources) for n in view.nodes
    )
    edges = (WalkEdge(e.start, e.end, e.predicate, e.label, e.source, e.since, e.sources) for e in view.edges)
    return Walk(tuple(nodes), tuple(edges), view.title)


def ties_of(view: GraphView) -> Mapping[tuple[str, str], int]:
    """The numbers of what is drawn as one tie, by its ends."""
    return {ends: number for number, ends in enumerate(dict.fromkeys((e.start, e.end) for e in view.edges if e.points))}


def plan_of(view: GraphView) -> Layout:
    """The places of a view; the heads of a walk or of a neighbourhood say what its edges need not."""
    walk = walk_of(view)
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, edge in enumerate(view.edges):
        if edge.points:
            together[edge.start, edge.end].append(number)
    labelled = view.kind != "neighbourhood"
    heads = HEADS if view.kind == "walk" else ()
    return Layout(
        tuple(Placed(box(n), v.x, v.y, v.width, v.height) for n, v in zip(walk.nodes, view.nodes, strict=True)),
        tuple(
            Route(
                *ends,
                edge_label([walk.edges[n] for n in numbers], heads) if labelled else (),
                view.edges[numbers[0]].points,
            )
            for ends, numbers in together.items()
        ),
        tuple(Head(head.text, head.x, head.width, head.y) for head in view.heads),
        view.width,
        view.height,
    )
