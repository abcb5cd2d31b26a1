"""Answers and parts of the graph as people see them: picture, page, plain text, network, files."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from iortkg.view.around import MOST, around_view
    from iortkg.view.boxes import words
    from iortkg.view.clean import escaped, escaped_body
    from iortkg.view.curve import curve_svg
    from iortkg.view.files import shipped
    from iortkg.view.graphml import view_graphml
    from iortkg.view.graphview import GraphView, ViewEdge, ViewHead, ViewNode
    from iortkg.view.head import document, embedded
    from iortkg.view.html import answer_html, page_html, view_cell
    from iortkg.view.live import live_colours, live_picture
    from iortkg.view.marks import pieces
    from iortkg.view.names import KIND_WORDS, spoken
    from iortkg.view.network import network_html
    from iortkg.view.page import view_html
    from iortkg.view.png import view_png
    from iortkg.view.proof import closed, hops, named, proofs, steps_to
    from iortkg.view.pyvis import view_network
    from iortkg.view.rows import rows_html, rows_text
    from iortkg.view.svg import apart_svg, view_svg
    from iortkg.view.text import answer_text
    from iortkg.view.things import edge_of, node_of, path_view, plural, told_of, whole_view
    from iortkg.view.triples import pattern_view, triples_view
    from iortkg.view.turtle import view_turtle
    from iortkg.view.walkview import About, ties_of, walk_view

__all__ = [
    "KIND_WORDS",
    "MOST",
    "About",
    "GraphView",
    "ViewEdge",
    "ViewHead",
    "ViewNode",
    "answer_html",
    "answer_text",
    "apart_svg",
    "around_view",
    "closed",
    "curve_svg",
    "document",
    "edge_of",
    "embedded",
    "escaped",
    "escaped_body",
    "hops",
    "live_colours",
    "live_picture",
    "named",
    "network_html",
    "node_of",
    "page_html",
    "path_view",
    "pattern_view",
    "pieces",
    "plural",
    "proofs",
    "rows_html",
    "rows_text",
    "shipped",
    "spoken",
    "steps_to",
    "ties_of",
    "told_of",
    "triples_view",
    "view_cell",
    "view_graphml",
    "view_html",
    "view_network",
    "view_png",
    "view_svg",
    "view_turtle",
    "walk_view",
    "whole_view",
    "words",
]

_MODULES = {
    "KIND_WORDS": "names",
    "MOST": "around",
    "About": "walkview",
    "GraphView": "graphview",
    "ViewEdge": "graphview",
    "ViewHead": "graphview",
    "ViewNode": "graphview",
    "answer_html": "html",
    "answer_text": "text",
    "apart_svg": "svg",
    "around_view": "around",
    "closed": "proof",
    "curve_svg": "curve",
    "document": "head",
    "edge_of": "things",
    "embedded": "head",
    "escaped": "clean",
    "escaped_body": "clean",
    "hops": "proof",
    "live_colours": "live",
    "live_picture": "live",
    "named": "proof",
    "network_html": "network",
    "node_of": "things",
    "page_html": "html",
    "path_view": "things",
    "pattern_view": "triples",
    "pieces": "marks",
    "plural": "things",
    "proofs": "proof",
    "rows_html": "rows",
    "rows_text": "rows",
    "shipped": "files",
    "spoken": "names",
    "steps_to": "proof",
    "ties_of": "walkview",
    "told_of": "things",
    "triples_view": "triples",
    "view_cell": "html",
    "view_graphml": "graphml",
    "view_html": "page",
    "view_network": "pyvis",
    "view_png": "png",
    "view_svg": "svg",
    "view_turtle": "turtle",
    "walk_view": "walkview",
    "whole_view": "things",
    "words": "boxes",
}


def __getattr__(name: str) -> Any:  # Any: a module attribute may be anything
    """The public names, imported when first needed: plain text in a terminal needs nothing of the pictures."""
    if name in _MODULES:
        return getattr(import_module(f"iortkg.view.{_MODULES[name]}"), name)
    raise AttributeError(f"module 'iortkg.view' has no attribute {name!r}")
