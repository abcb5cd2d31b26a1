"""Answers as people see them: picture, page, plain text, network."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from iortkg.view.curve import curve_svg
    from iortkg.view.html import answer_html, page_html
    from iortkg.view.network import network_html
    from iortkg.view.pyvis import walk_network
    from iortkg.view.rows import rows_html, rows_text
    from iortkg.view.svg import walk_svg
    from iortkg.view.text import answer_text

__all__ = [
    "answer_html",
    "answer_text",
    "curve_svg",
    "network_html",
    "page_html",
    "rows_html",
    "rows_text",
    "walk_network",
    "walk_svg",
]

_MODULES = {
    "answer_html": "html",
    "answer_text": "text",
    "curve_svg": "curve",
    "network_html": "network",
    "page_html": "html",
    "rows_html": "rows",
    "rows_text": "rows",
    "walk_network": "pyvis",
    "walk_svg": "svg",
}


def __getattr__(name: str) -> Any:  # Any: a module attribute may be anything
    """The public names, imported when first needed: plain text in a terminal needs nothing of the pictures."""
    if name in _MODULES:
        return getattr(import_module(f"iortkg.view.{_MODULES[name]}"), name)
    raise AttributeError(f"module 'iortkg.view' has no attribute {name!r}")
