"""Where the words on edges go: on their own line or close to it, off every box, every other label and other lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from iortkg.view.layout import LABEL, LABEL_STEP, Layout, Point, Route
from iortkg.view.measure import text_width
from iortkg.view.taken import Frame, Level, Taken

Ends = tuple[str, str]
_SPOTS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
_BESIDE_SPOTS = tuple(spot / 16 for spot in range(2, 15))
_RUN_SPOTS = (0.5, 0.3, 0.7)
_SIDES = tuple((x, y) for x in (1, -1, 0) for y in (0, -1, 1) if x or y)
_MOST_ALIKE, _MOST_LEGS = 4, 4  # edges and parts of an edge tried, so that a label costs the same in any picture
_MARGIN = 4.0
_CLOSE, _AIR = 6.0, 16.0  # a line so close to words beside another would claim them; room that makes words easy to read
_GRAIN, _MOST_SAMPLES = 1.9, 400  # a curve through a very tall picture is sampled more coarsely
_HEADS_END = 50.0


class Label(NamedTuple):
    """Words on an edge, by their middle and the room that they take."""

    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


class _Spot(NamedTuple):
    """A place for the label of one edge, told by its number, on its line or beside it."""

    number: int
    beside: bool
    x: float
    y: float
    half: Point
    frame: Frame

    def wider(self, room: float) -> Frame:
        """The frame with some room around."""
        (wide, tall), x, y = self.half, self.x, self.y
        return x - wide - room, y - tall - room, x + wide + room, y + tall + room

    @property
    def reach(self) -> Frame:
        """Where the line of another edge would make it unclear whose the words are."""
        return self.wider(_CLOSE) if self.beside else self.frame

    def is_clear(self, taken: Taken) -> bool:
        """True where words meet no box, no other words and no line but their own; beside it, not even that."""
        on_line = self.beside and taken.is_crossed(self.frame)
        return not (on_line or taken.is_full(self.frame) or taken.is_strange(self.reach, self.number))

    def label(self, plan: Layout) -> Label:
        """The label at this place."""
        route = plan.routes[self.number]
        return Label(route.label, self.x, self.y, *_size(route.label))


def on_curve(start: Point, end: Point, share: float) -> Point:
    """A point of the smooth curve between two points, by the share of the curve before it."""
    (x0, y0), (x1, y1) = start, end
    rest = 1 - share
    first, last, near, far = rest**3, share**3, 3 * rest * rest * share, 3 * rest * share * share
    return first * x0 + (near + far) * ((x0 + x1) / 2) + last * x1, (first + near) * y0 + (last + far) * y1


def placed_labels(plan: Layout) -> Mapping[Ends, Label]:
    """The labels of a picture by the ends of the edge that carries each.

    Edges of one start that say the same share one label, on whichever of them it is clear. Words that are clear nowhere
    are left out if they stand on another edge to the same end, and else go where they meet least.
    """
    if not any(route.label for route in plan.routes):
        return {}
    boxes = ((box.x, box.y, box.x + box.width, box.y + box.height) for box in plan.boxes)
    taken = Taken(boxes, map(_sampled, plan.routes), map(_levels, plan.routes))
    placed: dict[Ends, Label] = {}
    crowded: list[list[int]] = []
    for numbers in _alike(plan.routes):
        if clear := _clearest(plan, numbers, taken):
            placed[_ends(plan, clear)] = clear.label(plan)
            taken.fill(clear.frame)
        else:
            crowded.append(numbers)
    told = {(end, label.lines) for (_, end), label in placed.items()}
    for numbers in crowded:
        if told.isdisjoint((plan.routes[number].end, plan.routes[number].label) for number in numbers):
            least = min(_spots(plan, numbers), key=lambda spot: taken.count(spot.reach, spot.number))
            placed[_ends(plan, least)] = least.label(plan)
            taken.fill(least.frame)
    return placed


def _alike(routes: Sequence[Route]) -> list[list[int]]:
    """The numbers of the edges that have words, those of one start that say the same together."""
    alike: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for number, route in enumerate(routes):
        if route.label:
            alike[route.start, route.label].append(number)
    return list(alike.values())


def _ends(plan: Layout, spot: _Spot) -> Ends:
    """The ends of the edge that a place is for."""
    route = plan.routes[spot.number]
    return route.start, route.end


def _clearest(plan: Layout, numbers: Sequence[int], taken: Taken) -> _Spot | None:
    """The first clear place on a line, else the clear one beside a line that has the most air, if there is one."""
    clear = (spot for spot in _spots(plan, numbers) if spot.is_clear(taken))
    first = next(clear, None)
    if first is None or not first.beside:
        return first
    return min((first, *clear), key=lambda spot: taken.count(spot.wider(_AIR), spot.number))


def _spots(plan: Layout, numbers: Sequence[int]) -> Iterator[_Spot]:
    """Places below the heads and above the legend for the label of edges that say the same: on a line, then beside."""
    for places in (_on, _beside):
        for number in numbers[:_MOST_ALIKE]:
            route = plan.routes[number]
            size = _size(route.label)
            half = wide, tall = size[0] / 2, size[1] / 2
            for x, y in places(route, size):
                left, top, right, bottom = frame = x - wide, y - tall, x + wide, y + tall
                if left >= 0 and top >= _HEADS_END and right <= plan.width and bottom <= plan.height + _MARGIN:
                    yield _Spot(number, places is _beside, x, y, half, frame)


def _on(route: Route, size: Point) -> Iterator[Point]:
    """Places on an edge: on its level parts, then on its curves; those in a gutter keep within it."""
    curves = _curves(route)
    level = [curve for curve in curves if curve[0][1] == curve[1][1]]
    yield from _in_gutters(level, size[0])
    yield from (((x0 + (x1 - x0) * spot), y) for (x0, y), (x1, _) in _runs(route) if x0 != x1 for spot in _RUN_SPOTS)
    yield from _in_gutters([curve for curve in curves if curve not in level], size[0])


def _in_gutters(curves: Sequence[tuple[Point, Point]], width: float) -> Iterator[Point]:
    """Middles on curves for words of a width, off the boxes at both ends and off the tip."""
    for start, end in curves:
        left, right = sorted((start[0], end[0]))
        least, most = left + _MARGIN + width / 2, right - 2 * _MARGIN - width / 2
        yield from (point for spot in _SPOTS if least <= (point := on_curve(start, end, spot))[0] <= most)


def _beside(route: Route, size: Point) -> Iterator[Point]:
    """Places right and left of an edge, at its corners, and above and below it."""
    wide, tall = size
    points = [on_curve(*curve, spot) for spot in _BESIDE_SPOTS for curve in _curves(route)]
    points += [(x0 + (x1 - x0) * spot, y) for spot in _RUN_SPOTS for (x0, y), (x1, _) in _runs(route)]
    for across, down in _SIDES:
        aside = across * (wide / 2 + _MARGIN)
        above = down * (tall / 2 + (0 if across else _MARGIN))
        yield from ((x + aside, y + above) for x, y in points)


def _size(lines: Sequence[str]) -> tuple[float, float]:
    """The room that words take."""
    return max(text_width(line, LABEL) for line in lines) * 1.05 + 2 * _MARGIN, len(lines) * LABEL_STEP + 2


def _curves(route: Route) -> Sequence[tuple[Point, Point]]:
    """The curved parts of an edge, from its start on."""
    return list(zip(route.points[::2], route.points[1::2], strict=True))[:_MOST_LEGS]


def _runs(route: Route) -> Sequence[tuple[Point, Point]]:
    """The level parts of an edge between its curves, from its start on."""
    return list(zip(route.points[1::2], route.points[2::2], strict=False))[:_MOST_LEGS]


def _levels(route: Route) -> Iterator[Level]:
    """The level parts of an edge."""
    for place, (start, end) in enumerate(pairwise(route.points)):
        if place % 2 or start[1] == end[1]:
            yield start[0], end[0], start[1]


def _sampled(route: Route) -> Iterator[Point]:
    """Points all along the curves of an edge, close enough to miss no square."""
    for place, (start, end) in enumerate(pairwise(route.points)):
        if not (place % 2 or start[1] == end[1]):
            length = abs(start[0] - end[0]) + abs(start[1] - end[1])
            steps = min(ceil(length / _GRAIN) + 1, _MOST_SAMPLES)
            yield from (on_curve(start, end, step / steps) for step in range(steps + 1))
