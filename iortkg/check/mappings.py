"""Tables of mappings: rows that tie nothing of the ontology to anything, or say how in no way that others read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from iortkg.check.book import Book
from iortkg.check.finding import Finding, listed, told
from iortkg.check.references import near
from iortkg.errors import InputError
from iortkg.knowledge import Table, mapping_files, mapping_table, shorten, text_of

# What SSSOM asks of a mapping, and how sure each is.
_NAMES = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_CONFIDENCE = "confidence"
_NEEDED = (*_NAMES, _CONFIDENCE)
_WAYS = tuple(f"skos:{way}Match" for way in ("exact", "close", "broad", "narrow", "related"))
_ROW_TWICE = "the row stands twice"
# What is wrong, found and to be written.
_Told = Iterator[tuple[str, str, str]]


def mapping_faults(book: Book) -> Iterator[Finding]:
    """What is wrong with the tables of the folder, each fault at its row."""
    for path in mapping_files(book.folder):
        file = f"{book.shown}/{path.relative_to(book.folder).as_posix()}"
        try:
            table = mapping_table(text_of(path))
        except InputError as fault:
            reason, remedy = told(str(fault).removeprefix(f"{path} "))
            yield Finding(file, 1, "table", "the table is not read", f"a file that {reason}", f"it anew: {remedy}")
            continue
        except ValueError as fault:
            yield Finding(file, 1, "table", "the table can't be read", str(fault), "rows of cells with tabs between")
            continue
        lacking = tuple(_columns_lacking(table))
        for words in lacking:
            yield Finding(file, table.line, "table", *words)
        if not lacking:
            yield from _rows(book, file, table)


def _columns_lacking(table: Table) -> _Told:
    for name in _NEEDED:
        if name not in table.columns:
            yield "a column that mappings need is not there", listed(table.columns, 9), name


def _rows(book: Book, file: str, table: Table) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], int] = {}
    for line, cells in table.rows:
        if len(cells) != len(table.columns):
            wrong, write = "the row has another number of cells than the table has columns", f"{len(table.columns)}"
            yield Finding(file, line, cells[0] or "row", wrong, f"{len(cells)}", f"{write}, with a tab between two")
            continue
        row = dict(zip(table.columns, cells, strict=True))
        first = seen.setdefault(tuple(row[column] for column in _NAMES[:3]), line)
        twice = [(_ROW_TWICE, f"it in line {first} too", "it once")] if first != line else []
        for words in (*_cells(row, table), *_meaning(book, row, table), *twice):
            yield Finding(file, line, row["subject_id"] or "row", *words)


def _full(name: str, table: Table) -> str:
    """The short name that the ontology has for a name of a table; empty where its prefix is not declared."""
    prefix, _, rest = name.partition(":")
    return shorten(table.bases[prefix] + rest) if prefix in table.bases and rest else ""


def _cells(row: dict[str, str], table: Table) -> _Told:
    """Cells that hold no name of a declared prefix, or no confidence."""
    for column in _NAMES:
        prefix, colon, name = row[column].partition(":")
        if not (prefix and colon and name):
            yield f"{column} holds no short name", row[column] or "nothing", "prefix:name"
        elif prefix not in table.bases:
            close = near(prefix, table.bases)
            meant = f"{close}, if you meant that, or " if close else ""
            yield f"the prefix in {column} is not declared", row[column], f"{meant}its line under curie_map in the head"
    if not _is_share(row[_CONFIDENCE]):
        yield (
            "the confidence is no number from 0 to 1",
            row[_CONFIDENCE] or "nothing",
            "a number from 0 to 1, like 0.95",
        )


def _is_share(text: str) -> bool:
    with suppress(ValueError):
        return 0 <= float(text) <= 1
    return False


def _meaning(book: Book, row: dict[str, str], table: Table) -> _Told:
    """A subject, or a source of ours, that is not there, and a tie unknown to SKOS."""
    source = _full(row.get("mapping_source", ""), table)
    told = {"subject": _full(row["subject_id"], table), "source": source if source.startswith("ior:") else ""}
    for word, name in told.items():
        if name and not (name in book.index and book.index[name].classes):
            close = near(name, book.index.things)
            write = f"{close}, if you meant that, or add the thing" if close else "the name of a thing that is there"
            yield f"the {word} is nothing that is there", name, write
    way = _full(row["predicate_id"], table)
    if way and way not in _WAYS:
        close = near(way, _WAYS)
        yield "the tie is no mapping property of SKOS", way, f"{close}, if you meant that" if close else listed(_WAYS)
