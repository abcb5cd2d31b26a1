"""The legend, made from what is drawn."""

from __future__ import annotations

from iortkg.model import Walk, WalkNode
from iortkg.view.boxes import words
from iortkg.view.clean import escaped
from iortkg.view.layout import MARGIN
from iortkg.view.measure import text_width
from iortkg.view.names import KIND_WORDS
from iortkg.view.paint import paint_name
from iortkg.view.palette import LIGHT
from iortkg.view.shapes import number, outline

_SIZE, _STEP, _GAP = 12.0, 24.0, 26.0
_SWATCH = (24.0, 14.0)
_TO_WORDS = 8.0


def legend(walk: Walk, end: str, width: float, top: float, more: str = "") -> tuple[str, float]:
    """The legend in as many lines as the width takes, more words at its end, and the height of the picture with it."""
    known = {paint_name(node.kind, strong=True) for node in walk.nodes}
    entries = [(kind, KIND_WORDS.get(kind, kind)) for kind in LIGHT.kinds if kind in known and kind != "code"]
    entries += [("code", "code")] if "code" in known else []
    entries += [("", _way(node)) for node in walk.nodes if node.id == end and len(walk.nodes) > 1]
    entries += [("more", more)] if more else []
    parts, x, y = [], MARGIN, top
    for kind, label in entries:
        room = _SWATCH[0] + _TO_WORDS + text_width(label, _SIZE) * 1.05
        if x > MARGIN and x + room > width - MARGIN:
            x, y = MARGIN, y + _STEP
        parts.append(_entry(kind, label, x, y))
        x += room + _GAP
    shown = f'<g font-size="{number(_SIZE)}">{"".join(parts)}</g>' if parts else ""
    return shown, y + _SWATCH[1] + MARGIN * 0.75


def _way(end: WalkNode) -> str:
    """What the strong line is called."""
    return f"the walk to {words(end)}" if end.kind == "code" else "the selected walk"


def _entry(kind: str, label: str, x: float, y: float) -> str:
    """A small shape, or a stroke for the way, with its word."""
    wide, tall = _SWATCH
    at = f'x="{number(x + wide + _TO_WORDS)}" y="{number(y + tall - 2.7)}"'
    word = f'<text class="w-note" {at} fill="{LIGHT.note}">{escaped(label)}</text>'
    if kind == "more":
        return word.replace(f'x="{number(x + wide + _TO_WORDS)}"', f'x="{number(x)}"', 1)
    if not kind:
        stroke = f'stroke="{LIGHT.strong}" stroke-width="2.4"'
        return f'<path class="w-strong" d="M{number(x)} {number(y + tall / 2)}h{number(wide)}" {stroke}/>{word}'
    paint, dash = LIGHT.paint(kind), ' stroke-dasharray="3 2"' if kind == "rule" else ""
    drawn = f'd="{outline(kind, x, y, wide, tall)}" fill="{paint.fill}" stroke="{paint.edge}" stroke-width="1.4"{dash}'
    return f'<g class="k-{kind}"><path {drawn}/></g>{word}'
