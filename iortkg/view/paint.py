"""The parts of the picture as markup: heads, edges, their labels, boxes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iortkg.view.boxes import CODE, NOTE, TITLE, set_lines
from iortkg.view.clean import escaped
from iortkg.view.labels import Ends, Label
from iortkg.view.layout import HEAD, LABEL, LABEL_STEP, Head, Placed, Point, Route
from iortkg.view.palette import LIGHT
from iortkg.view.shapes import number, outline

_HEAD_LINE = 10.0
_TIP, _TIP_HALF = 8.0, 4.5
_DASH = ' stroke-dasharray="5 3"'


def paint_name(kind: str, *, strong: bool) -> str:
    """The name under which a kind is painted: unknown kinds are other, codes off the way are quiet."""
    known = kind if kind in LIGHT.kinds else "other"
    return "quiet" if known == "code" and not strong else known


def draw_heads(heads: Sequence[Head]) -> str:
    """What each column says in the sentence, with a line below."""
    words = "".join(f'<text x="{number(h.x)}" y="{number(h.y)}">{escaped(h.text)}</text>' for h in heads)
    lines = "".join(f"M{number(h.x)} {number(h.y + _HEAD_LINE)}h{number(h.width)}" for h in heads)
    return (
        f'<g class="w-note" font-size="{number(HEAD)}" font-weight="600" fill="{LIGHT.note}">{words}</g>'
        f'<path class="w-rule" d="{lines}" stroke="{LIGHT.rule}"/>'
    )


def draw_routes(routes: Sequence[Route], strong: frozenset[tuple[str, str]], tile: int = 0) -> str:
    """All edges, those on the way to the selected code last and strongest."""
    others = [route for route in routes if (route.start, route.end) not in strong]
    on_way = [route for route in routes if (route.start, route.end) in strong]
    return _lines(others, "w-weak", LIGHT.weak, 1.4, tile) + _lines(on_way, "w-strong", LIGHT.strong, 2.4)


def draw_apart(routes: Sequence[Route], labels: Mapping[Ends, Label]) -> str:
    """Each edge with its tip as a group, then each label with the number of the edge that carries it."""
    ties = "".join(
        f'<g data-tie="{number}">{_lines([route], "w-weak", LIGHT.weak, 1.4)}</g>'
        for number, route in enumerate(routes)
    )
    numbers = {(route.start, route.end): number for number, route in enumerate(routes)}
    return ties + "".join(f'<g data-of="{numbers[ends]}">{_label(label)}</g>' for ends, label in labels.items())


def tiled(parts: Sequence[str], tile: int) -> str:
    """Parts of a picture in a row, so many of them in a group; all of them free where that is 0."""
    if not tile:
        return "".join(parts)
    rows = ("".join(parts[first : first + tile]) for first in range(0, len(parts), tile))
    return "".join(f'<g class="tile">{row}</g>' for row in rows)


def _lines(routes: Sequence[Route], name: str, colour: str, width: float, tile: int = 0) -> str:
    """Edges of one strength with their tips."""
    lines = tiled([f'<path d="{_curve(route.points)}"/>' for route in routes], tile)
    tips = "".join(dict.fromkeys(_tip(route.points) for route in routes))
    return (
        f'<g class="{name}" fill="none" stroke="{colour}" stroke-width="{number(width)}">{lines}</g>'
        f'<path class="{name}-tip" fill="{colour}" d="{tips}"/>'
        if routes
        else ""
    )


def _curve(points: Sequence[Point]) -> str:
    """A line through the points, curved between columns and level within them, that stops short of its tip."""
    backwards = points[-1][0] < points[-2][0]
    stop = (points[-1][0] + (_TIP - 1 if backwards else 1 - _TIP), points[-1][1])
    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for place, (near, far) in enumerate(zip(points, (*points[1:-1], stop), strict=False)):
        if place % 2 or near[1] == far[1]:
            parts.append(f"H{number(far[0])}")
        else:
            middle = number((near[0] + points[place + 1][0]) / 2)
            parts.append(f"C{middle} {number(near[1])} {middle} {number(far[1])} {number(far[0])} {number(far[1])}")
    return "".join(parts)


def _tip(points: Sequence[Point]) -> str:
    """The tip of an edge."""
    (before, _), (x, y) = points[-2:]
    back = _TIP if x < before else -_TIP
    return f"M{number(x)} {number(y)}l{number(back)} {number(-_TIP_HALF)}v{number(2 * _TIP_HALF)}z"


def draw_labels(labels: Mapping[Ends, Label]) -> str:
    """Words on edges; the ground behind them keeps lines off."""
    return "".join(map(_label, labels.values()))


def _label(label: Label) -> str:
    left, top = label.x - label.width / 2, label.y - label.height / 2
    frame = f'x="{number(left)}" y="{number(top)}" width="{number(label.width)}" height="{number(label.height)}"'
    words = "".join(_line(line, label.x, top + 10.5 + LABEL_STEP * row) for row, line in enumerate(label.lines))
    return (
        f'<rect class="w-ground" {frame} rx="3" fill="{LIGHT.ground}"/>'
        f'<g class="w-note" font-size="{number(LABEL)}" fill="{LIGHT.note}" text-anchor="middle">{words}</g>'
    )


def draw_box(placed: Placed, *, strong: bool) -> str:
    """A node: its outline, its words and, for a pointer, all that is known of it."""
    node = placed.box.node
    name = paint_name(node.kind, strong=strong)
    paint = LIGHT.quiet if name == "quiet" else LIGHT.paint(name)
    path = outline(node.kind, placed.x, placed.y, placed.width, placed.height)
    dash = _DASH if node.kind == "rule" else ""
    told = "&#10;".join(escaped(part) for part in (node.label, node.note, node.source) if part)
    return (
        f'<g class="k-{name}"><title>{told}</title>'
        f'<path d="{path}" fill="{paint.fill}" stroke="{paint.edge}" stroke-width="{2.2 if strong else 1.4}"{dash}/>'
        f"{_words(placed, paint.ink, paint.note)}</g>"
    )


def _words(placed: Placed, ink: str, note: str) -> str:
    """The label and the note of a box, centred."""
    x, y = placed.x + placed.width / 2, placed.y + placed.height / 2
    lines = set_lines(placed.box)
    label, notes = (
        "".join(_line(line.text, x, y + line.down) for line in lines if line.note is below) for below in (False, True)
    )
    size = CODE if placed.box.node.kind == "code" else TITLE
    weight = "" if placed.box.node.kind == "text" else ' font-weight="600"'
    shown = f'<g font-size="{number(size)}"{weight} fill="{ink}">{label}</g>'
    return shown + (f'<g class="w-note" font-size="{number(NOTE)}" fill="{note}">{notes}</g>' if notes else "")


def _line(words: str, x: float, y: float) -> str:
    """One line of text."""
    return f'<text x="{number(x)}" y="{number(y)}">{escaped(words)}</text>'
