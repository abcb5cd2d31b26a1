"""A picture read back from its markup: boxes, edges, words, so that tests judge what is drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
_TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?")
_STEPS = 24

Point = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Frame) -> bool:
        """True for frames that share area."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > 0.01 and tall > 0.01

    def holds(self, point: Point, margin: float = 0.2) -> bool:
        """True for a point inside, not on the border."""
        inside_x = self.left + margin < point[0] < self.right - margin
        return inside_x and self.top + margin < point[1] < self.bottom - margin


@dataclass(frozen=True)
class Words:
    """A line of text with its size, by where it is centred."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


@dataclass(frozen=True)
class Picture:
    """What a picture shows: boxes in the order of the nodes, edges as points, labels of edges as frames."""

    root: ET.Element
    boxes: tuple[Frame, ...]
    words: tuple[tuple[Words, ...], ...]
    weak: tuple[tuple[Point, ...], ...]
    strong: tuple[tuple[Point, ...], ...]
    labels: tuple[Frame, ...]

    @property
    def edges(self) -> tuple[tuple[Point, ...], ...]:
        """All edges."""
        return self.weak + self.strong


def read(svg: str) -> Picture:
    """The picture in the markup."""
    root = ET.fromstring(svg)  # noqa: S314 our own markup
    groups = [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}title") is not None]
    shapes = [group.find(f"{SVG}path") for group in groups]
    lines = {
        name: tuple(
            points(path.get("d", "")) for group in root.iter(f"{SVG}g") if group.get("class") == name for path in group
        )
        for name in ("w-weak", "w-strong")
    }
    rects = [rect for rect in root.iter(f"{SVG}rect") if rect.get("rx") == "3"]
    return Picture(
        root,
        tuple(_around(points(shape.get("d", ""))) for shape in shapes if shape is not None),
        tuple(tuple(_words(group)) for group in groups),
        lines["w-weak"],
        lines["w-strong"],
        tuple(_frame(rect) for rect in rects),
    )


def points(path: str) -> tuple[Point, ...]:
    """Points along a path of the commands that pictures use; of an arc only its ends."""
    tokens = _TOKEN.findall(path)
    found: list[Point] = []
    x = y = 0.0
    begun, command = (0.0, 0.0), ""

    def take(count: int) -> list[float]:
        return [float(tokens.pop(0)) for _ in range(count)]

    while tokens:
        if tokens[0].isalpha():
            command = tokens.pop(0)
            if command in "zZ":
                x, y = begun
                continue
        if command == "C":
            x1, y1, x2, y2, x3, y3 = take(6)
            for step in range(1, _STEPS):
                t, u = step / _STEPS, 1 - step / _STEPS
                shares = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
                found.append(
                    (
                        sum(s * p for s, p in zip(shares, (x, x1, x2, x3), strict=True)),
                        sum(s * p for s, p in zip(shares, (y, y1, y2, y3), strict=True)),
                    )
                )
            x, y = x3, y3
        elif command in "hH":
            start, (value,) = x, take(1)
            x = value if command == "H" else x + value
            found += [(start + (x - start) * step / _STEPS, y) for step in range(1, _STEPS)]
        elif command in "vV":
            (value,) = take(1)
            y = value if command == "V" else y + value
        elif command == "a":
            *_, dx, dy = take(7)
            x, y = x + dx, y + dy
        else:
            dx, dy = take(2)
            x, y = (dx, dy) if command in "ML" else (x + dx, y + dy)
            begun = (x, y) if command in "Mm" else begun
        found.append((x, y))
    return tuple(found)


def cross(one: tuple[Point, ...], other: tuple[Point, ...]) -> bool:
    """True for lines from left to right that change sides where they run side by side."""
    left, right = max(one[0][0], other[0][0]), min(one[-1][0], other[-1][0])
    places = [left + (right - left) * share / 80 for share in range(81)] if left < right else []
    apart = [_height(one, x) - _height(other, x) for x in places]
    return any(gap > 1 for gap in apart) and any(gap < -1 for gap in apart)


def _height(line: tuple[Point, ...], x: float) -> float:
    (x0, y0), (x1, y1) = next(pair for pair in pairwise(line) if pair[0][0] <= x <= pair[1][0] or pair[1] == line[-1])
    return y0 if x0 == x1 else y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def _around(path: tuple[Point, ...]) -> Frame:
    xs, ys = zip(*path, strict=True)
    return Frame(min(xs), min(ys), max(xs), max(ys))


def _frame(rect: ET.Element) -> Frame:
    x, y, width, height = (float(rect.get(name, "0")) for name in ("x", "y", "width", "height"))
    return Frame(x, y, x + width, y + height)


def _words(group: ET.Element) -> list[Words]:
    return [
        Words(
            text.text or "",
            float(text.get("x", "0")),
            float(text.get("y", "0")),
            float(part.get("font-size", "0")),
            part.get("font-weight") == "600",
        )
        for part in group.findall(f"{SVG}g")
        for text in part
    ]
