"""Where the words on edges go: on their own line or close to it, off every box, every other label and other lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from iortkg.view.layout import LABEL, LABEL_STEP, Point, Route
from iortkg.view.measure import text_width

_SPOTS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
_SAMPLES = 16
_MARGIN = 4.0
_BESIDE = (0.0, 16.0, 32.0, 48.0, 64.0)
_MOST_LEVEL = 3  # lines; so many would touch the boxes above and below a level run


@dataclass(frozen=True, slots=True)
class Label:
    """Words on an edge, by their middle and the room that they take."""

    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float

    def covers(self, point: Point) -> bool:
        """True for a point below the words."""
        return abs(point[0] - self.x) < self.width / 2 and abs(point[1] - self.y) < self.height / 2

    def touches(self, other: Label) -> bool:
        """True for two labels that overlap."""
        wide, tall = (self.width + other.width) / 2, (self.height + other.height) / 2
        return abs(self.x - other.x) < wide and abs(self.y - other.y) < tall


def on_curve(start: Point, end: Point, share: float) -> Point:
    """A point of the smooth curve between two points, by the share of the curve before it."""
    (x0, y0), (x1, y1) = start, end
    rest, middle = 1 - share, (x0 + x1) / 2
    ends, inner = (rest**3, share**3), (3 * rest * rest * share, 3 * rest * share * share)
    x = ends[0] * x0 + sum(inner) * middle + ends[1] * x1
    return x, (ends[0] + inner[0]) * y0 + (ends[1] + inner[1]) * y1


def placed_labels(routes: Sequence[Route]) -> tuple[Label, ...]:
    """A label for each edge that has one, in the order of the edges."""
    lines: dict[float, list[tuple[int, Point]]] = defaultdict(list)
    for number, route in enumerate(routes):
        for start, end in _curves(route):
            points = (on_curve(start, end, turn / _SAMPLES) for turn in range(_SAMPLES + 1))
            lines[min(start[0], end[0])] += [(number, point) for point in points]
    placed: list[Label] = []
    for number, route in enumerate(routes):
        if route.label:
            gutters = [lines[min(start[0], end[0])] for start, end in _curves(route)]
            near = [point for gutter in gutters for other, point in gutter if other != number]
            placed.append(_best(route, near, placed))
    return tuple(placed)


def _best(route: Route, near: Sequence[Point], placed: Sequence[Label]) -> Label:
    """The least disturbing label of an edge, in the middle of its first curve if nothing is in the way there."""
    spots = list(_spots(route))

    def disturbs(label: Label) -> int:
        """How bad a place is: on other words first, then on other lines."""
        return 1000 * sum(map(label.touches, placed)) + sum(map(label.covers, near))

    free = (label for label in spots if not any(map(label.touches, placed)) and not any(map(label.covers, near)))
    return next(free, None) or min(spots, key=disturbs)


def _spots(route: Route) -> Iterator[Label]:
    """Places for a label, best first: on the curves, on the level runs between them, at last beside the line.

    Where several edges begin as one, only the part after they have parted tells which of them is meant.
    """
    for start, end in _curves(route):
        least, most = min(start[0], end[0]) + _MARGIN, max(start[0], end[0]) - 2 * _MARGIN
        spots = (_label(route.label, on_curve(start, end, spot)) for spot in _SPOTS)
        yield from (spot for spot in spots if least <= spot.x - spot.width / 2 and spot.x + spot.width / 2 <= most)
    if len(route.label) < _MOST_LEVEL:
        for (x0, y), (x1, _) in zip(route.points[1::2], route.points[2::2], strict=False):
            if x0 == x1:
                continue
            yield _label(route.label, ((x0 + x1) / 2, y))
    first, parting = _curves(route)[0], _curves(route)[:2][-1]
    left, right = sorted((first[0][0], parting[1][0]))
    for spot in _SPOTS:
        on = _label(route.label, on_curve(*parting, spot))
        away = on.width / 2 + _MARGIN
        yield from (replace(on, x=x) for x in (on.x - away, on.x + away) if left + away <= x <= right - away)
    x, y = on_curve(*first, 0.5)
    yield from (_label(route.label, (x, y + turn * step)) for step in _BESIDE for turn in (-1, 1))


def _label(lines: tuple[str, ...], middle: Point) -> Label:
    """A label around a point."""
    width = max(text_width(line, LABEL) for line in lines) * 1.05 + 2 * _MARGIN
    return Label(lines, *middle, width, len(lines) * LABEL_STEP + 2)


def _curves(route: Route) -> Sequence[tuple[Point, Point]]:
    """The curved parts of an edge, from its start on."""
    return list(zip(route.points[::2], route.points[1::2], strict=True))
