"""What things are called in other vocabularies, table by table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from iortkg.view.clean import escaped
from tools.page import ink
from tools.page.book import Book
from tools.page.chapter import Chapter, Section
from tools.page.rows import grid

_TITLE = "#mapping_set_title:"
_HEADS = ("thing", "match", "identifier", "confidence", "source")


def mappings(book: Book) -> Chapter:
    """The chapter of mappings; identifiers stand without the words of their owners."""
    sections = [
        Section(f"mappings-{at}", title, len(rows), grid(title, _HEADS, "\n".join(_row(book, row) for row in rows)))
        for at, (title, rows) in enumerate(_tables(book), 1)
    ]
    return Chapter("mappings", "Mappings", "<p>Things of ours and their identifiers elsewhere.</p>", tuple(sections))


def _tables(book: Book) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The title of each SSSOM table and its rows."""
    for folder in book.knowledge.whole.folders:
        for path in sorted((folder / "mappings").glob("*.sssom.tsv")):
            yield _read(path)


def _read(path: Path) -> tuple[str, list[dict[str, str]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    titles = (line.removeprefix(_TITLE).strip(' "') for line in lines if line.startswith(_TITLE))
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return next(titles, path.name.partition(".")[0]), list(rows)


def _row(book: Book, row: dict[str, str]) -> str:
    comment = escaped(row.get("comment") or "")
    cells = (
        escaped(book.word(row["predicate_id"])) + (f" <small>{comment}</small>" if comment else ""),
        f"<code>{escaped(row['object_id'])}</code>",
        escaped(row["confidence"]),
        ink.link(book, row.get("mapping_source") or ""),
    )
    shown = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{ink.link(book, row["subject_id"])}</th>{shown}</tr>'
