"""A network as a page that loads nothing, writes nothing and takes no text for markup."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

from iortkg.view.clean import escaped
from iortkg.view.files import shipped
from iortkg.view.head import document, embedded
from iortkg.view.names import KIND_WORDS
from iortkg.view.palette import DARK, LIGHT, Palette
from iortkg.view.shapes import outline

if TYPE_CHECKING:
    from pyvis.network import Network

_LIBRARY = "templates/lib/vis-9.1.2/vis-network"
_TITLE = "The walk as a network"
_HEIGHT = re.compile(r"\d{1,5}(px|vh|em)")


def network_html(network: Network) -> str:
    """A page that draws a pyvis network by the library inside the page and may load nothing.

    Titles and labels are text: markup in them is shown, not run.
    """
    library, library_style = _library()
    script = shipped("network.js")
    body = Template(shipped("network.html")).substitute(
        title=_TITLE,
        height=network.height if _HEIGHT.fullmatch(str(network.height)) else "640px",
        data=embedded("data", _data(network)),
        key=_key(network),
        steps=_steps(network),
    )
    own = Template(shipped("network.css")).substitute(swatches=_swatches(LIGHT), night_swatches=_swatches(DARK))
    styles = library_style, shipped("base.css"), own
    return document(_TITLE, body, styles=styles, scripts=(library, script), any_style=True)


def _data(network: Network) -> dict[str, Any]:  # Any: whatever the network holds
    """Nodes, edges and settings as pyvis holds them, with our colours by day and by night."""
    *_, settings = network.get_network_data()
    known = {key: value for key, value in json.loads(settings).items() if key != "configure"}
    palettes = {"day": _colours(LIGHT), "night": _colours(DARK)}
    return {"nodes": network.nodes, "edges": network.edges, "settings": known, **palettes}


def _colours(palette: Palette) -> dict[str, Any]:  # Any: what vis-network takes
    """Groups of nodes and kinds of edges in one palette."""
    paints = {**palette.kinds, "quiet": palette.quiet}
    groups = {
        kind: {
            "color": {
                "background": paint.fill,
                "border": paint.edge,
                **{state: {"background": paint.fill, "border": palette.strong} for state in ("highlight", "hover")},
            },
            "font": {"color": paint.ink, "size": 13, "face": "Helvetica, Arial, Liberation Sans, sans-serif"},
            "shapeProperties": {"borderRadius": 4, "borderDashes": [5, 3] if kind == "rule" else False},
        }
        for kind, paint in paints.items()
    }
    words = {"color": palette.note, "size": 11, "background": palette.ground, "strokeColor": palette.ground}
    words |= {"strokeWidth": 4, "face": "Helvetica, Arial, Liberation Sans, sans-serif"}
    notes = {kind: paint.note for kind, paint in paints.items()}
    return {"groups": groups, "notes": notes, "ways": {"weak": palette.weak, "strong": palette.strong}, "words": words}


def _key(network: Network) -> str:
    """The kinds that occur, each with its shape and colours."""
    kinds = {str(node.get("kind", "")) for node in network.nodes}
    return "".join(
        f'<li><svg class="swatch k-{kind}" viewBox="-1 -1 26 16" aria-hidden="true">'
        f'<path d="{outline(kind, 0, 0, 24, 14)}"/></svg>{KIND_WORDS.get(kind, kind)}</li>'
        for kind in LIGHT.kinds
        if kind in kinds
    )


def _swatches(palette: Palette) -> str:
    """Style rules that colour the key."""
    return "".join(
        f".k-{kind}{{fill:{paint.fill};stroke:{paint.edge}{';stroke-dasharray:3 2' if kind == 'rule' else ''}}}"
        for kind, paint in palette.kinds.items()
    )


def _steps(network: Network) -> str:
    """Every edge in words, for those who do not see the drawing."""
    words = {node["id"]: escaped(str(node.get("words") or node.get("label") or node["id"])) for node in network.nodes}
    steps = [escaped(str(edge.get("title") or "").split("\n")[0]) or "leads to" for edge in network.edges]
    return "".join(
        f"<li>{words[edge['from']]} <i>{step}</i> {words[edge['to']]}</li>"
        for edge, step in zip(network.edges, steps, strict=True)
    )


@cache
def _library() -> tuple[str, str]:
    """The script and the style of vis-network that pyvis brings along."""
    folder = files("pyvis")
    script, style = (folder.joinpath(_LIBRARY + end).read_text("utf-8") for end in (".min.js", ".css"))
    return script.replace("</script", "<\\/script"), style.replace("</style", "<\\/style")
