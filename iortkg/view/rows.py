"""Rows of a query as a table: in columns for a terminal, as markup for a notebook."""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Mapping, Sequence

from iortkg.view.clean import escaped, escaped_body, plain

Texts = Sequence[Sequence[str]]
_GAP, _LEAST = 2, 8


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
    """A table in which every value is shown as text; one with a card leads to it below, one with an address there."""
    scope = hashlib.blake2s(repr((columns, rows)).encode("utf-8", "replace"), digest_size=4).hexdigest()
    places = {text: f"iortkg-{scope}-{number}" for number, text in enumerate(cards)}
    heads = "".join(f'<th scope="col">{escaped(name)}</th>' for name in columns)
    found = {text: f"#{place}" for text, place in places.items()}
    body = "".join(
        f"<tr>{''.join(_cell(cell, found.get(cell) or links.get(cell)) for cell in row)}</tr>" for row in rows
    )
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    table = f"<table><caption>{count}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    told = "".join(
        f'<details id="{places[text]}"><summary>{escaped(text)}</summary><pre>{escaped_body(card)}</pre></details>'
        for text, card in cards.items()
    )
    return f"{table}<details><summary>Cards of {len(cards)} things</summary>{told}</details>" if told else table


def _cell(text: str, address: str | None) -> str:
    """A value; only an address of the web, or of a card, becomes a link."""
    if address and address.startswith(("#", "http://", "https://")):
        return f'<td><a href="{escaped(address)}" rel="noreferrer">{escaped(text)}</a></td>'
    return f"<td>{escaped(text)}</td>"
