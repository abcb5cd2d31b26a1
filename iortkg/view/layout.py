"""Where everything in the picture stands: boxes in columns, edges as curves between them, heads above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from iortkg.model import Walk, WalkEdge
from iortkg.view.boxes import Box, box
from iortkg.view.layers import Chain, Slots, columns
from iortkg.view.measure import text_width, wrap
from iortkg.view.names import spoken
from iortkg.view.order import arranged
from iortkg.view.place import Heights, centres

Point = tuple[float, float]
HEADS = ("In the note", "means", "so it is", "needed by the rule", "which proposes")
HEAD, LABEL, LABEL_STEP = 13.0, 11.0, 13
MARGIN, TOP = 28.0, 64.0
HEAD_BASE = 34.0
_GAP, _BEND = 22.0, 8.0
_GUTTER, _STEEPEST = 54.0, 110.0
_LABEL_LIMIT, _LABEL_ROOM = 84.0, 26.0
_WIDER = 1.05  # other sans fonts run a little wider than the stored one


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with its place: left, top, width and height."""

    box: Box
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Route:
    """An edge as points: from each even one a curve to the next, from each odd one a level line.

    Where a gutter holds labels, its edges run level for as long before they part, the first stretch as a level curve.
    """

    start: str
    end: str
    label: tuple[str, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The words above a column, or above several of one stage; y is the base of the line."""

    text: str
    x: float
    width: float
    y: float = HEAD_BASE


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture before it is painted; height reaches to the lowest box."""

    boxes: tuple[Placed, ...]
    routes: tuple[Route, ...]
    heads: tuple[Head, ...]
    width: float
    height: float


def layout(walk: Walk, heads: Sequence[str] = HEADS) -> Layout:
    """The places of everything on a walk, the same for the same walk; heads are the words above its stages."""
    slots = columns(walk)
    boxes = [box(node) for node in walk.nodes]
    layers = arranged(slots)
    tall = {slot: boxes[slot].height if slot < slots.nodes else _BEND for layer in layers for slot in layer}
    middle = centres(slots, layers, tall, _GAP)
    labels = [edge_label(chain.edges, heads) for chain in slots.chains]
    leads = _leads(slots, labels)
    sides = _sides(slots, boxes, _gutters(slots, leads, middle), heads)
    placed = tuple(_placed(number, each, slots, sides, middle) for number, each in enumerate(boxes))
    routes = tuple(
        _route(chain, label, walk, slots, sides, leads, middle)
        for chain, label in zip(slots.chains, labels, strict=True)
    )
    right = sides[-1][1] if sides else MARGIN
    lowest = max((each.y + each.height for each in placed), default=TOP)
    bends = (y for route in routes for _, y in route.points)
    return Layout(placed, routes, _heads(slots, sides, heads), right + MARGIN, max([lowest, *bends]))


def _placed(number: int, each: Box, slots: Slots, sides: Sequence[Point], middle: Heights) -> Placed:
    """A box at its place; all boxes of a column are equally wide."""
    left, right = sides[slots.column[number]]
    return Placed(each, left, TOP + middle[number] - each.height / 2, right - left, each.height)


def _route(
    chain: Chain,
    label: tuple[str, ...],
    walk: Walk,
    slots: Slots,
    sides: Sequence[Point],
    leads: Mapping[int, float],
    middle: Heights,
) -> Route:
    """The points of an edge: it leaves and enters at the middle of a box's side and keeps level within columns."""
    places = [slots.column[slot] for slot in chain.slots]
    forwards = places[0] < places[-1]
    spans = [
        (sides[place][0], sides[place][1] + leads.get(place, 0.0)) if forwards else sides[place][::-1]
        for place in places
    ]
    points = [(x, TOP + middle[slot]) for slot, span in zip(chain.slots, spans, strict=True) for x in span][1:-1]
    begun = (sides[places[0]][1] if forwards else sides[places[0]][0], points[0][1])
    stretch = () if begun == points[0] else (begun, points[0])
    ends = walk.nodes[chain.slots[0]].id, walk.nodes[chain.slots[-1]].id
    return Route(*ends, label, (*stretch, *points))


def edge_label(edges: Sequence[WalkEdge], heads: Sequence[str] = HEADS) -> tuple[str, ...]:
    """The lines of the label of edges with the same ends: none if a head says it already."""
    said = "|".join(heads).lower()
    told = dict.fromkeys(spoken(edge.label) for edge in edges)
    label = " / ".join(words for words in told if words and not (said and words.removeprefix("is ").lower() in said))
    return wrap(label, _LABEL_LIMIT, LABEL, most=3) if label else ()


def _sides(slots: Slots, boxes: Sequence[Box], gutters: Mapping[int, float], heads: Sequence[str]) -> list[Point]:
    """Where each column begins and ends."""
    sides: list[Point] = []
    left = MARGIN
    for column, layer in enumerate(slots.layers):
        first = column == 0 or slots.stages[column - 1] != slots.stages[column]
        head = text_width(_head(slots.stages[column], heads), HEAD, bold=True) if first else 0.0
        width = round(max([head, *(boxes[slot].width for slot in layer if slot < slots.nodes)]))
        sides.append((left, left + width))
        left += width + gutters.get(column, _GUTTER)
    return sides


def _leads(slots: Slots, labels: Sequence[tuple[str, ...]]) -> Mapping[int, float]:
    """How far the edges of a gutter run level before they part, by the column before it: as wide as its labels."""
    leads: dict[int, float] = {}
    for chain, label in zip(slots.chains, labels, strict=True):
        gutter = min(slots.column[slot] for slot in chain.slots[:2])
        room = max((text_width(line, LABEL) * _WIDER + _LABEL_ROOM for line in label), default=0.0)
        leads[gutter] = max(leads.get(gutter, 0.0), round(room))
    return leads


def _gutters(slots: Slots, leads: Mapping[int, float], middle: Heights) -> Mapping[int, float]:
    """The width of each gutter, by the column before it: it grows with labels and with the climb of its edges."""
    column = slots.column
    wide = dict.fromkeys(leads, _GUTTER)
    for near, far in slots.links:
        climb = abs(middle[near] - middle[far])
        wide[column[near]] = max(wide.get(column[near], _GUTTER), min(_STEEPEST, 40 + 0.2 * climb))
    return {place: width + leads.get(place, 0.0) for place, width in wide.items()}


def _heads(slots: Slots, sides: Sequence[Point], heads: Sequence[str]) -> tuple[Head, ...]:
    """One head for each stage, over all its columns."""
    spans: dict[int, list[Point]] = {}
    for stage, side in zip(slots.stages, sides, strict=True):
        spans.setdefault(stage, []).append(side)
    told = {stage: _head(stage, heads) for stage in spans}
    return tuple(Head(told[s], span[0][0], span[-1][1] - span[0][0]) for s, span in spans.items() if told[s] or heads)


def _head(stage: int, heads: Sequence[str]) -> str:
    """The words above a stage."""
    return heads[stage] if 0 <= stage < len(heads) else ""
