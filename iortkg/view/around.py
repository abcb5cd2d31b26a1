"""A thing in the middle, what points to it on the left, what it points to on the right, by property under heads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from iortkg.knowledge import Index, Neighbours, Thing
from iortkg.model import WalkEdge
from iortkg.view.boxes import Box, box
from iortkg.view.graphview import GraphView, ViewHead
from iortkg.view.layout import HEAD, MARGIN, TOP, Placed, Point, Route
from iortkg.view.measure import text_width
from iortkg.view.things import edge_of, node_of, told_of
from iortkg.view.walkview import place, placed_edges, placed_node

MOST = 40
_TALLEST, _MOST_COLUMNS = 820.0, 4
_GUTTER, _LEAST_FAN, _MOST_FAN = 44.0, 84.0, 190.0
_HEAD_ROOM, _LANE, _GAP, _APART = 32.0, 12.0, 12.0, 26.0
Tie = tuple[str, str]  # predicate and direction


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours with the same ties to the thing: the words above them, and those shown."""

    head: str
    ties: tuple[Tie, ...]
    boxes: tuple[Box, ...]

    @property
    def is_left(self) -> bool:
        """True where they all point to the thing."""
        return all(direction == "in" for _, direction in self.ties)

    def room(self, columns: int) -> tuple[int, float, list[float]]:
        """Columns, the width of one, and the height of each row; a column holds as many as there are rows."""
        columns = min(columns, ceil(len(self.boxes) / 3))
        rows = ceil(len(self.boxes) / columns)
        tall = [max(each.height for each in self.boxes[row::rows]) for row in range(rows)]
        return ceil(len(self.boxes) / rows), max(each.width for each in self.boxes), tall

    def height(self, columns: int) -> float:
        """How tall the group is with its head."""
        _, _, tall = self.room(columns)
        return _HEAD_ROOM + _LANE + sum(tall) + _GAP * (len(tall) - 1)


def around_view(
    index: Index, thing: Thing, around: Sequence[Neighbours], *, what: str, on: str | None = None, most: int = MOST
) -> GraphView:
    """The neighbourhood of a thing as a view; of more neighbours than the most, each group shows its first."""
    groups, total = _groups(index, around, most)
    middle = box(node_of(index, thing, 1))
    sides = [[group for group in groups if group.is_left is left] for left in (True, False)]
    columns = [_columns(side) for side in sides]
    tall = [sum(g.height(c) + _APART for g in side) - _APART for side, c in zip(sides, columns, strict=True)]
    height = max([*tall, middle.height])
    left = max((_width(group, columns[0]) + _fan(tall[0]) for group in sides[0]), default=0.0)
    centre = Placed(middle, MARGIN + left, TOP + (height - middle.height) / 2, middle.width, middle.height)
    placed, routes, heads = [centre], list[Route](), list[ViewHead]()
    for side, count, high in zip(sides, columns, tall, strict=True):
        top = TOP - _HEAD_ROOM / 2 + (height - high) / 2
        for group in side:
            _set(group, count, top, _fan(high), centre, placed, routes, heads)
            top += group.height(count) + _APART
    edges = [_edge(index, thing, b.node.id, tie) for g in groups for b in g.boxes for tie in g.ties]
    right = max([*(p.x + p.width for p in placed), *(h.x + h.width for h in heads)])
    title = f"{middle.node.label}{f' ({middle.node.note})' if middle.node.note else ''} and what it is tied to"
    shown = sum(len(group.boxes) for group in groups)
    told = told_of(index)
    return GraphView(
        "neighbourhood", what, title + (f" on {on}" if on else ""), on, index.version,
        place(right + MARGIN), place(TOP + height), shown, total, tuple(heads),
        tuple(placed_node(each, told) for each in placed), placed_edges(edges, routes, set()), thing.curie,
    )  # fmt: skip


def _groups(index: Index, around: Sequence[Neighbours], most: int) -> tuple[list[Group], int]:
    """Neighbours by all that ties them, the larger groups cut so that no more than the most are shown."""
    ties: dict[str, list[Neighbours]] = {}
    for group in around:
        for name in group.things:
            ties.setdefault(name, []).append(group)
    found: dict[tuple[Tie, ...], list[str]] = {}
    words: Mapping[Tie, str] = {(group.predicate, group.direction): group.label for group in around}
    for name, told in ties.items():
        found.setdefault(tuple((group.predicate, group.direction) for group in told), []).append(name)
    cap = next(cap for cap in range(max(most, 1), 0, -1) if cap == 1 or _sum(found.values(), cap) <= most)
    groups = [
        Group(
            _head(key, words, len(names), min(len(names), cap)),
            key,
            tuple(box(node_of(index, index[name], 0 if all(d == "in" for _, d in key) else 2)) for name in names[:cap]),
        )
        for key, names in found.items()
    ]
    return groups, len(ties)


def _sum(groups: Iterable[Sequence[str]], cap: int) -> int:
    """How many are shown if no group shows more than the cap."""
    return sum(min(len(names), cap) for names in groups)


def _head(key: tuple[Tie, ...], words: Mapping[Tie, str], count: int, shown: int) -> str:
    """What ties a group, and how many of it are shown."""
    left = all(direction == "in" for _, direction in key)
    told = dict.fromkeys(words[tie] if left or tie[1] == "out" else f"{words[tie]} it" for tie in key)
    number = f"{count}" if shown == count else f"{shown} of {count}"
    return f"{' / '.join(told)}{' …' if left else ''} · {number}"


def _columns(side: Sequence[Group]) -> int:
    """The fewest columns that keep a side within a page's height."""
    fits = (c for c in range(1, _MOST_COLUMNS) if sum(g.height(c) + _APART for g in side) <= _TALLEST)
    return next(fits, _MOST_COLUMNS)


def _fan(tall: float) -> float:
    """The room in which the edges of a side part: the taller the side, the wider."""
    return min(_MOST_FAN, _LEAST_FAN + 0.05 * tall)


def _width(group: Group, columns: int) -> float:
    """How wide a group is: its columns, or its head where that is wider."""
    count, wide, _ = group.room(columns)
    return max(count * (wide + _GUTTER) - _GUTTER, text_width(group.head, HEAD, bold=True) * 1.05)


def _set(
    group: Group, columns: int, top: float, fan: float, centre: Placed,
    placed: list[Placed], routes: list[Route], heads: list[ViewHead],
) -> None:  # fmt: skip
    """Give the boxes of a group their places in columns away from the middle, and draw their edges by lanes."""
    _, wide, tall = group.room(columns)
    sign = -1 if group.is_left else 1
    near = centre.x - fan if group.is_left else centre.x + centre.width + fan
    room = _width(group, columns)
    heads.append(ViewHead(group.head, place(near - room if sign < 0 else near), place(room), place(top + 14)))
    lane, first = top + _HEAD_ROOM + _LANE / 2 - 4, top + _HEAD_ROOM + _LANE
    port = (centre.x if sign < 0 else centre.x + centre.width, centre.y + centre.height / 2)
    for number, each in enumerate(group.boxes):
        column, row = divmod(number, len(tall))
        x = near + sign * column * (wide + _GUTTER)
        y = first + sum(tall[:row]) + row * _GAP + tall[row] / 2
        placed.append(Placed(each, x if sign > 0 else x - wide, y - each.height / 2, wide, each.height))
        points: tuple[Point, ...] = (port, (x, y))
        if column:
            points = (port, (near, lane), (x - sign * _GUTTER, lane), (x, y))
        name, own = each.node.id, centre.box.node.id
        directions = {direction for _, direction in group.ties}
        routes += [Route(own, name, (), points)] if "out" in directions else []
        routes += [Route(name, own, (), points[::-1])] if "in" in directions else []


def _edge(index: Index, thing: Thing, other: str, tie: Tie) -> WalkEdge:
    """A tie of the thing as a statement, in its direction."""
    predicate, direction = tie
    ends = (thing.curie, other) if direction == "out" else (other, thing.curie)
    return edge_of(index, ends[0], predicate, ends[1])
