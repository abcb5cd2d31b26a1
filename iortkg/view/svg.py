"""The walk as one self-contained picture that a screen reader, a printer and GitHub can read."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from iortkg.model import Walk, WalkNode
from iortkg.view.boxes import words
from iortkg.view.clean import escaped
from iortkg.view.files import Night, night
from iortkg.view.graphview import GraphView
from iortkg.view.labels import placed_labels
from iortkg.view.layout import MARGIN
from iortkg.view.legend import legend
from iortkg.view.names import spoken
from iortkg.view.paint import draw_apart, draw_box, draw_heads, draw_labels, draw_routes, paint_name, tiled
from iortkg.view.palette import LIGHT, night_rules
from iortkg.view.proof import closed, named, steps_to
from iortkg.view.shapes import number
from iortkg.view.walkview import plan_of, walk_of

_FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
_LEAST_WIDTH = 430.0
_TITLE = "From the note to the codes"


def view_svg(view: GraphView, *, width: int | None = None) -> str:
    """The picture of a view, which turns dark with the screen."""
    return drawing(view, dark=night("picture"), shown_width=width)


def apart_svg(view: GraphView) -> str:
    """The picture in parts that a script can show one by one: data-box and data-tie number them as the view does."""
    return drawing(view, dark=night("picture"), apart=True)


def drawing(view: GraphView, *, dark: Night, shown_width: int | None = None, apart: bool = False, tile: int = 0) -> str:
    """The picture; dark says where it turns dark; apart, each tie is drawn as a part of its own.

    Where tile is a number, so many boxes and ties are a group, which a script can show when it is looked at.
    """
    walk, plan, end = walk_of(view), plan_of(view), view.selected
    strong = frozenset((edge.start, edge.end) for edge in view.edges if edge.strong)
    on_way = frozenset((end, *(start for start, _ in strong)))
    name = hashlib.blake2s(repr((view.to_dict(), dark)).encode("utf-8", "replace"), digest_size=5).hexdigest()
    width = max(plan.width, _LEAST_WIDTH)
    way = end if view.kind in {"walk", "path"} else ""
    key, height = legend(walk, way, width, plan.height + MARGIN, shown_of(view))
    boxes = [draw_box(box, strong=box.box.node.id in on_way) for box in plan.boxes]
    boxes = [f'<g data-box="{number}">{box}</g>' for number, box in enumerate(boxes)] if apart else boxes
    labels = placed_labels(plan)
    ties = draw_apart(plan.routes, labels) if apart else draw_routes(plan.routes, strong, tile) + draw_labels(labels)
    return "".join(
        (
            _opening(name, width, height, shown_width),
            f'<title id="t-{name}">{escaped(walk.title) or _TITLE}</title>',
            f'<desc id="d-{name}">{escaped(summary(view))}</desc>',
            f"<style>{_night_style(name, walk, on_way, dark)}</style>",
            f'<rect class="w-ground" width="{number(width)}" height="{number(height)}" rx="8" fill="{LIGHT.ground}"/>',
            draw_heads(plan.heads),
            ties,
            f'<g text-anchor="middle">{tiled(boxes, tile)}</g>',
            f"{key}</svg>\n",
        )
    )


def _opening(name: str, width: float, height: float, shown_width: int | None) -> str:
    """The root element; its ids and class come from a hash, so that several pictures fit on one page."""
    wide, tall = (width, height) if shown_width is None else (shown_width, height * shown_width / width)
    size = f'viewBox="0 0 {number(width)} {number(height)}" width="{number(wide)}" height="{number(tall)}"'
    labelled = f'role="img" aria-labelledby="t-{name} d-{name}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} class="w-{name}" {labelled} font-family="{_FONT}">'


def _night_style(name: str, walk: Walk, on_way: frozenset[str], dark: Night) -> str:
    """Rules that turn the picture dark; its day colours are plain attributes, which every renderer reads."""
    names = (paint_name(node.kind, strong=node.id in on_way) for node in walk.nodes)
    # The legend shows a code as it is on the way.
    kinds = tuple(dict.fromkeys((*names, *(node.kind for node in walk.nodes if node.kind == "code"))))
    rules = ((media, night_rules(f"{scope}.w-{name}", kinds)) for media, scope in dark)
    return "".join(f"{media}{{{rule}}}" if media else rule for media, rule in rules)


def shown_of(view: GraphView) -> str:
    """How much is shown of a neighbourhood; nothing for what is always shown whole."""
    return f"shown {view.shown:,} of {view.total:,}" if view.kind == "neighbourhood" else ""


def summary(view: GraphView) -> str:
    """What the picture says, in sentences."""
    walk = walk_of(view)
    if view.kind == "walk":
        return _summary(walk)
    nodes = {node.id: node for node in walk.nodes}
    if view.kind == "neighbourhood" and view.selected:
        counts = Counter((edge.label, edge.start == view.selected) for edge in walk.edges)
        own = words(nodes[view.selected])
        told = (f"{own} {label} {n}" if out else f"{n}: {label} {own}" for (label, out), n in counts.items())
        return f"{named(nodes[view.selected])}, {shown_of(view)}. {'; '.join(told)}."
    return " ".join(closed(f"{words(nodes[e.start])} {spoken(e.label)} {words(nodes[e.end])}") for e in walk.edges)


def _summary(walk: Walk) -> str:
    """A sentence for each code, or for each thing that leads nowhere further: the words of the note that lead to it."""
    starts = {edge.start for edge in walk.edges}
    codes = [node for node in walk.nodes if node.kind == "code"]
    ends = codes or [node for node in walk.nodes if node.kind != "text" and node.id not in starts]
    return " ".join(filter(None, (_sentence(walk, end) for end in ends))) or "No walk from the note to a code."


def _sentence(walk: Walk, end: WalkNode) -> str:
    """The words of the note that lead to a thing; empty if there are none."""
    before = {edge.start for edge in steps_to(walk, end.id)}
    told = sorted((node for node in walk.nodes if node.kind == "text" and node.id in before), key=_place)
    quotes = [named(node) for node in told]
    return closed(f"{_listed(quotes)} lead{'' if quotes[1:] else 's'} to {named(end)}") if quotes else ""


def _place(node: WalkNode) -> tuple[int, int]:
    """Where words stand in the note."""
    return node.span or (0, 0)


def _listed(things: Sequence[str]) -> str:
    """Things as words do it: one, two and three."""
    return " and ".join((", ".join(things[:-1]), things[-1])) if len(things) > 1 else "".join(things)
