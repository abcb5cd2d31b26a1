"""A view as a network of pyvis, whose drawing library network.py puts into the page."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iortkg.errors import IortkgError
from iortkg.model import WalkEdge
from iortkg.view.boxes import set_lines
from iortkg.view.clean import plain
from iortkg.view.graphview import GraphView
from iortkg.view.labels import Label, placed_labels
from iortkg.view.layout import Placed, Route
from iortkg.view.network import network_html
from iortkg.view.paint import paint_name
from iortkg.view.palette import LIGHT
from iortkg.view.proof import named
from iortkg.view.shapes import outline
from iortkg.view.walkview import plan_of, walk_of

if TYPE_CHECKING:
    from pyvis.network import Network

_FRAME = 'style="width:100%;height:820px;border:0"'
_CURVE = {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5}


def view_network(view: GraphView) -> Network:
    """A view as a pyvis network with our places and no physics; its HTML is that of network_html.

    Raises IortkgError if pyvis is not installed.
    """
    walk, plan = walk_of(view), plan_of(view)
    strong = frozenset((edge.start, edge.end) for edge in view.edges if edge.strong)
    on_way = {view.selected, *(start for start, _ in strong)}
    height = f"{round(min(max(plan.height, 300), 760))}px"
    network = _network_class()(height=height, width="100%", directed=True, cdn_resources="in_line")
    network.toggle_physics(status=False)
    routes = {(route.start, route.end): route for route in plan.routes}
    labels = dict(placed_labels(plan))
    for placed in plan.boxes:
        _add(network, placed, strong=placed.box.node.id in on_way)
    for edge in walk.edges:
        ends = edge.start, edge.end
        network.add_edge(*ends, **_edge(edge, routes.get(ends), labels.pop(ends, None), strong=ends in strong))
    return network


def _edge(
    edge: WalkEdge, route: Route | None, label: Label | None, *, strong: bool
) -> dict[str, Any]:  # Any: what pyvis takes
    """How pyvis is told of an edge; our page draws it through the points of its route, which keep off every box."""
    return {
        "title": _told(edge.label, edge.since and f"since {edge.since}", edge.source),
        "label": "\n".join(label.lines) if label else "",
        "spot": [round(label.x, 1), round(label.y, 1)] if label else [],
        "route": [[round(x, 1), round(y, 1)] for x, y in route.points] if route else [],
        "color": LIGHT.strong if strong else LIGHT.weak,
        "width": 2.4 if strong else 1.4,
        "smooth": _CURVE,
        "way": "strong" if strong else "weak",
    }


def _add(network: Network, placed: Placed, *, strong: bool) -> None:
    """Tell a network of a node: its words, its place and its paint."""
    box, node = placed.box, placed.box.node
    network.add_node(
        node.id,
        label="\n".join((*box.title, *box.note)),
        title=_told(node.label, node.note, node.kind, node.source),
        words=named(node),
        kind=paint_name(node.kind, strong=True),
        group=paint_name(node.kind, strong=strong),
        shape="box",
        physics=False,
        x=round(placed.x + placed.width / 2, 1),
        y=round(placed.y + placed.height / 2, 1),
        margin=5,
        widthConstraint={"minimum": round(placed.width - 10)},
        heightConstraint={"minimum": round(placed.height - 10)},
        borderWidth=2.2 if strong else 1.4,
        drawn=_drawn(placed),
    )


def _drawn(placed: Placed) -> dict[str, Any]:  # Any: what JSON holds
    """The outline and the words of a node around its middle, as in the picture."""
    wide, tall = placed.width, placed.height
    return {
        "path": outline(placed.box.node.kind, -wide / 2, -tall / 2, wide, tall),
        "width": round(wide, 1),
        "height": round(tall, 1),
        "lines": [line._asdict() for line in set_lines(placed.box)],
    }


def _told(*parts: str) -> str:
    """What a pointer shows: plain text, a line for each part."""
    return "\n".join(plain(part) for part in parts if part)


@cache
def _network_class() -> Any:  # Any: pyvis has no types
    """A pyvis network whose pages are ours: no server asked, no folder left behind."""
    try:
        from pyvis.network import Network
    except ImportError as missing:
        raise IortkgError('pyvis is not installed. Install it with: pip install "iortkg[notebook]"') from missing

    class WalkNetwork(Network):  # type: ignore[misc]
        """A pyvis network that is shown by our template only, whatever is called on it."""

        def generate_html(self, *_: object, **__: object) -> str:
            """The page of network_html."""
            return network_html(self)

        def write_html(self, name: str, *_: object, **__: object) -> None:
            """Write the page to the named file in UTF-8, and nothing else."""
            Path(name).write_text(self.generate_html(), encoding="utf-8")

        def _repr_html_(self) -> str:
            """The page in a frame of its own, which a notebook shows."""
            page = escape(self.generate_html())
            return f'<iframe title="Network" sandbox="allow-scripts" srcdoc="{page}" {_FRAME}></iframe>'

    return WalkNetwork
