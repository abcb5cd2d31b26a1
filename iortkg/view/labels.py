"""Where the words on edges go: on their own line, off every box, every other label and, if it can be, other lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from iortkg.view.layout import LABEL, LABEL_STEP, Point, Route
from iortkg.view.measure import text_width

_SPOTS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
_SAMPLES = 16
_MARGIN = 4.0


@dataclass(frozen=True, slots=True)
class Label:
    """Words on an edge, by their middle and the room that they take."""

    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float

    def covers(self, point: Point) -> bool:
        """Whether a point lies below the words."""
        return abs(point[0] - self.x) < self.width / 2 and abs(point[1] - self.y) < self.height / 2

    def touches(self, other: Label) -> bool:
        """Whether two labels overlap."""
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
            start, end = _curves(route)[0]
            near = [point for other, point in lines[min(start[0], end[0])] if other != number]
            placed.append(_best(route, near, placed))
    return tuple(placed)


def _best(route: Route, near: Sequence[Point], placed: Sequence[Label]) -> Label:
    """The label at the least disturbing spot of its edge, the middle if nothing is in the way there."""
    start, end = _curves(route)[0]
    spots = [_label(route.label, on_curve(start, end, spot)) for spot in _SPOTS]

    def disturbs(label: Label) -> int:
        return 1000 * sum(map(label.touches, placed)) + sum(map(label.covers, near))

    free = (label for label in spots if not any(map(label.touches, placed)) and not any(map(label.covers, near)))
    return next(free, None) or min(spots, key=disturbs)


def _label(lines: tuple[str, ...], middle: Point) -> Label:
    """A label around a point."""
    width = max(text_width(line, LABEL) for line in lines) * 1.05 + 2 * _MARGIN
    return Label(lines, *middle, width, len(lines) * LABEL_STEP + 2)


def _curves(route: Route) -> Sequence[tuple[Point, Point]]:
    """The curved parts of an edge, from its start on."""
    return list(zip(route.points[::2], route.points[1::2], strict=True))
