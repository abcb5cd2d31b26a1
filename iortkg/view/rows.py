"""Rows of a query as a table: in columns for a terminal, as markup for a notebook."""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Mapping, Sequence

from iortkg.view.clean import escaped, escaped_body, plain

Texts = Sequence[Sequence[str]]
_GAP, _LEAST = 2, 8
# A card needs no script: it opens by the browser itself and closes with Escape.
_CARD = (
    "margin:auto;max-width:48rem;padding:1rem;border:1px solid;background:Canvas;color:CanvasText;"
    "font-family:monospace;white-space:pre-wrap;text-align:left"
)
_LINK = (
    "background:none;border:0;padding:0;font:inherit;text-decoration:underline;cursor:pointer;"
    "color:var(--jp-content-link-color,LinkText)"
)


def rows_text(columns: Sequence[str], rows: Texts, *, width: int = 100) -> str:
    """A table that fits into so many signs; long cells go on below."""
    table = [list(columns), *([plain(cell) for cell in row] for row in rows)]
    widths = _widths([max(map(len, column)) for column in zip(*table, strict=True)], width)
    shown = [_line(row, widths) for row in table]
    rule = (" " * _GAP).join("-" * room for room in widths)
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    return "\n".join((shown[0], rule, *shown[1:], count)) + "\n"


def _widths(wanted: list[int], width: int) -> list[int]:
    """The widths of columns, the widest made narrower until all fit."""
    widths = list(wanted)
    while sum(widths) + _GAP * (len(widths) - 1) > width and max(widths, default=0) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    """A row on as many lines as its longest cell takes."""
    cells = [textwrap.wrap(cell, room) or [""] for cell, room in zip(row, widths, strict=True)]
    lines = [[cell[n] if n < len(cell) else "" for cell in cells] for n in range(max(map(len, cells), default=0))]
    gap = " " * _GAP
    return "\n".join(
        gap.join(cell.ljust(room) for cell, room in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def rows_html(columns: Sequence[str], rows: Texts, links: Mapping[str, str], cards: Mapping[str, str]) -> str:
    """A table in which every value is shown as text; one with a card opens it, one with an address leads there."""
    scope = hashlib.blake2s(repr((columns, rows)).encode("utf-8", "replace"), digest_size=4).hexdigest()
    places = {text: f"iortkg-{scope}-{number}" for number, text in enumerate(cards)}
    heads = "".join(f'<th scope="col">{escaped(name)}</th>' for name in columns)
    body = "".join(
        f"<tr>{''.join(_cell(cell, places.get(cell), links.get(cell)) for cell in row)}</tr>" for row in rows
    )
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    table = f"<table><caption>{count}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    told = (
        f'<pre popover id="{places[text]}" style="{_CARD}">{escaped_body(card)}</pre>' for text, card in cards.items()
    )
    return table + "".join(told)


def _cell(text: str, card: str | None, address: str | None) -> str:
    """A value; only a card, or an address of the web, becomes a link."""
    shown = escaped(text)
    if card:
        shown = f'<button type="button" popovertarget="{card}" style="{_LINK}">{shown}</button>'
    elif address and address.startswith(("http://", "https://")):
        shown = f'<a href="{escaped(address)}" rel="noreferrer">{shown}</a>'
    return f"<td>{shown}</td>"
