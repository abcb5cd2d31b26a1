"""Things as the rows of a table, in which what they share is said once above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from iortkg.knowledge import Thing
from iortkg.view.clean import escaped
from tools.page import ink
from tools.page.book import CODE, Book
from tools.page.cards import named_by, properties

# A value that so many rows of a dense table share is said above, and in a row only where it is another.
USUAL = 0.5
# A column that fewer rows fill is told in the last one, with its head.
FILLED = 0.5


@dataclass(frozen=True, slots=True)
class Columns:
    """The cells of a table by head: those said in full, those said once above, and those told in the last column."""

    full: Mapping[str, Sequence[str]]
    above: Mapping[str, str]
    last: Mapping[str, Sequence[str]]


def table(book: Book, things: Sequence[Thing], *, title: str, dense: bool = False) -> str:
    """A table of things, a row for each; a dense one says above what is usual, and puts rare columns together."""
    cells = [_cells(book, thing) for thing in things]
    heads = dict.fromkeys(head for row in cells for head in row)
    filled = {head: [row.get(head, "") for row in cells] for head in heads}
    columns = _columns({head: column for head, column in filled.items() if any(column)}, dense=dense)
    rows = "\n".join(_row(book, thing, columns, at) for at, thing in enumerate(things))
    names = ("code" if things[0].is_a(CODE) else "name", *columns.full, *(["further"] if columns.last else []))
    return _above(columns.above, dense=dense) + grid(title, names, rows)


def grid(title: str, heads: Sequence[str], rows: str) -> str:
    """Rows below their heads, in a frame that scrolls by itself where the screen is narrow."""
    head = "".join(f'<th scope="col">{escaped(name)}</th>' for name in heads)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escaped(title)}, table"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table></div>"
    )


def _cells(book: Book, thing: Thing) -> Mapping[str, str]:
    """What a row says, by the head of the column."""
    said = {book.word(one): ink.values(book, thing, one) for one in properties(book, thing)}
    return {
        "title" if thing.is_a(CODE) else "meaning": _meaning(book, thing),
        **said,
        "named by": "; ".join(named_by(book, thing)),
        "valid": ink.valid(thing),
        "grade": ink.grade(thing),
        "sources": ink.sources(book, thing),
    }


def _columns(filled: Mapping[str, Sequence[str]], *, dense: bool) -> Columns:
    least = USUAL if dense else 1
    above = dict(_usual(filled, least))
    rare = {head for head, column in filled.items() if dense and sum(map(bool, column)) < FILLED * len(column)}
    other = {
        head: [_unusual(cell, above.get(head)) for cell in column]
        for head, column in filled.items()
        if head in rare or head in above
    }
    full = {head: column for head, column in filled.items() if head not in other}
    return Columns(full, above, {head: column for head, column in other.items() if any(column)})


def _unusual(cell: str, usual: str | None) -> str:
    """A cell, empty where it is as usual; where there is a usual value, silence is told."""
    return "" if cell == usual else cell or ("none" if usual else "")


def _usual(filled: Mapping[str, Sequence[str]], least: float) -> Iterator[tuple[str, str]]:
    """The values that so large a part of the rows share."""
    for head, column in filled.items():
        value, number = Counter(column).most_common(1)[0]
        if value and len(column) > 1 and number >= least * len(column):
            yield head, value


def _meaning(book: Book, thing: Thing) -> str:
    """The label of a code, and what a thing means."""
    label = [escaped(thing.text("skos:prefLabel"))] if thing.is_a(CODE) else []
    notes = (thing.texts.get(f"skos:{name}", ()) for name in ("definition", "scopeNote", "editorialNote"))
    return " ".join((*label, *(ink.told(book, text) for texts in notes for text in texts)))


def _row(book: Book, thing: Thing, columns: Columns, at: int) -> str:
    cells = [column[at] for column in columns.full.values()]
    if columns.last:
        cells.append(
            "; ".join(f"<em>{escaped(head)}</em> {column[at]}" for head, column in columns.last.items() if column[at])
        )
    shown = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr {ink.anchor(thing.curie)}><th scope="row">{ink.link(book, thing.curie)}</th>{shown}</tr>'


def _above(above: Mapping[str, str], *, dense: bool) -> str:
    told = "; ".join(f"<em>{escaped(head)}</em> {value.rstrip('.')}" for head, value in above.items())
    return f'<p class="same">{"Where a row says nothing else" if dense else "In all rows"}: {told}.</p>' if told else ""
