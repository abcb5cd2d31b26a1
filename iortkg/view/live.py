"""A view as the explorer's canvas draws it: outlines, wrapped words and routes, and colours by day and by night."""

from __future__ import annotations

from typing import Any

from iortkg.view.boxes import set_lines
from iortkg.view.graphview import GraphView
from iortkg.view.labels import placed_labels
from iortkg.view.layout import Placed
from iortkg.view.names import KIND_WORDS
from iortkg.view.paint import paint_name
from iortkg.view.palette import DARK, LIGHT, Palette
from iortkg.view.shapes import outline
from iortkg.view.walkview import plan_of

_SWATCH = (24.0, 14.0)


def live_picture(view: GraphView) -> dict[str, Any]:  # Any: what JSON holds
    """What is drawn and where, and a legend of the kinds that occur."""
    plan = plan_of(view)
    labels = placed_labels(plan)
    on_way = {view.selected} | {edge.start for edge in view.edges if edge.strong}
    kinds = [kind for kind in LIGHT.kinds if any(paint_name(node.kind, strong=True) == kind for node in view.nodes)]
    return {
        "whole": view.kind == "all",
        "width": view.width,
        "height": view.height,
        "heads": [{"text": head.text, "x": head.x, "y": head.y, "width": head.width} for head in plan.heads],
        "nodes": [
            {
                "id": placed.box.node.id,
                "x": placed.x + placed.width / 2,
                "y": placed.y + placed.height / 2,
                "width": placed.width,
                "height": placed.height,
                "paint": paint_name(placed.box.node.kind, strong=placed.box.node.id in on_way),
                "path": _around(placed),
                "lines": [line._asdict() for line in set_lines(placed.box)],
            }
            for placed in plan.boxes
        ],
        "edges": [
            {"start": edge.start, "end": edge.end, "strong": edge.strong, "points": edge.points} for edge in view.edges
        ],
        "labels": [{"x": label.x, "y": label.y, "lines": label.lines} for label in labels.values()],
        "legend": [
            {"kind": kind, "label": KIND_WORDS.get(kind, kind), "path": outline(kind, 0, 0, *_SWATCH)} for kind in kinds
        ],
    }


def _around(placed: Placed) -> str:
    """The outline of a box around its own middle."""
    wide, tall = placed.width, placed.height
    return outline(placed.box.node.kind, -wide / 2, -tall / 2, wide, tall)


def live_colours() -> dict[str, Any]:  # Any: what JSON holds
    """The colours of the canvas by day and by night."""
    return {"day": _colours(LIGHT), "night": _colours(DARK)}


def _colours(palette: Palette) -> dict[str, Any]:  # Any: what JSON holds
    paints = {**palette.kinds, "quiet": palette.quiet}
    return {
        "ground": palette.ground,
        "note": palette.note,
        "rule": palette.rule,
        "weak": palette.weak,
        "strong": palette.strong,
        "kinds": {kind: [paint.fill, paint.edge, paint.ink, paint.note] for kind, paint in paints.items()},
    }
