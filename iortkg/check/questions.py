"""Competency questions: each query gives the table that stands beside it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph

from iortkg.check.book import Book
from iortkg.check.finding import Finding
from iortkg.knowledge import PREFIXES, expand, rdf_ties, shorten

_ASKS = re.compile(r"^# question: *\S", re.MULTILINE)
_PARAMETER = re.compile(r"(\w+) = (\S.*)")
# A query may not leave this computer.
_REACHES_OUT = re.compile(r"\bSERVICE\b", re.IGNORECASE)
_TABLES = {".csv": ",", ".tsv": "\t"}
Rows = list[tuple[str, ...]]


def question_faults(book: Book) -> Iterator[Finding]:
    """Questions of the folder that are not answered by their table."""
    paths = sorted((book.folder / "questions").glob("*.rq"))
    store = _store(book) if paths else None
    for path in paths:
        text = path.read_text(encoding="utf-8")
        file = f"{book.shown}/questions/{path.name}"
        for line, wrong, found, write in _faults(path, text, store):
            yield Finding(file, line, path.stem, wrong, found, write)


_Told = Iterator[tuple[int, str, str, str]]


def _store(book: Book) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    for path in book.paths:
        if path.is_file():
            store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    node = pyoxigraph.NamedNode
    store.bulk_extend(pyoxigraph.Quad(*(node(expand(name)) for name in tie)) for tie in rdf_ties(book.index))
    return store


def _faults(path: Path, text: str, store: pyoxigraph.Store | None) -> _Told:
    if not _ASKS.search(text):
        yield 1, "the question is not told in English", text.split("\n", 1)[0], "a first line # question: ..."
    bare = re.sub("#[^\n]*", "", re.sub("<[^>]*>", "<>", text))
    if _REACHES_OUT.search(bare):
        yield _line(text, "service"), "the query asks another server", "SERVICE", "a query of this ontology alone"
        return
    table = next((path.with_suffix(end) for end in _TABLES if path.with_suffix(end).is_file()), None)
    if table is None:
        yield 1, "the question has no table of answers", "no file", f"the expected rows as {path.stem}.csv"
        return
    try:
        found = store.query(text, prefixes=PREFIXES, substitutions=_substitutions(text)) if store else None
    except SyntaxError as fault:
        place = re.search(r"error at (\d+):", str(fault))
        line = int(place[1]) if place else 1
        yield line, "the query can't be read", text.split("\n")[line - 1].strip() or "its end", "it as SPARQL 1.1"
        return
    yield from _differences(_rows(found), _table(table), table.name, ordered="order by" in bare.casefold())


def _line(text: str, word: str) -> int:
    return text.casefold()[: text.casefold().find(word)].count("\n") + 1


def _substitutions(text: str) -> dict[pyoxigraph.Variable, pyoxigraph.NamedNode | pyoxigraph.Literal]:
    """The values of the parameters that the head of a query names."""
    head = re.search(r"^# parameters: (.+)$", text, re.MULTILINE)
    given = (_PARAMETER.fullmatch(part.strip()) for part in (head[1] if head else "").split(";"))
    return {pyoxigraph.Variable(found[1]): _value(found[2]) for found in given if found}


def _value(text: str) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    if expand(text) != text:
        return pyoxigraph.NamedNode(expand(text))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return pyoxigraph.Literal(text, datatype=pyoxigraph.NamedNode(PREFIXES["xsd"] + "date"))
    return pyoxigraph.Literal(text)


def _rows(found: object) -> tuple[tuple[str, ...], Rows]:
    """Columns and rows of a result, things by their short names."""
    if isinstance(found, pyoxigraph.QueryBoolean):
        return ("answer",), [("true" if found else "false",)]
    if not isinstance(found, pyoxigraph.QuerySolutions):
        return (), []
    columns = tuple(variable.value for variable in found.variables)
    return columns, [tuple(_shown(solution[name]) for name in columns) for solution in found]


def _shown(term: object) -> str:
    if isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal):
        return shorten(term.value) if isinstance(term, pyoxigraph.NamedNode) else term.value
    return ""


def _table(path: Path) -> tuple[tuple[str, ...], Rows]:
    lines = csv.reader(io.StringIO(path.read_text(encoding="utf-8")), delimiter=_TABLES[path.suffix])
    rows = [tuple(shorten(cell.strip().strip("<>")) for cell in row) for row in lines if row]
    return (tuple(name.lstrip("?") for name in rows[0]) if rows else ()), rows[1:]


def _differences(
    answer: tuple[tuple[str, ...], Rows], table: tuple[tuple[str, ...], Rows], name: str, *, ordered: bool
) -> _Told:
    (columns, rows), (wanted, expected) = answer, table
    if sorted(columns) != sorted(wanted):
        yield 1, "the columns are not those of the table", ", ".join(columns), ", ".join(wanted) + f", as in {name}"
        return
    order = [wanted.index(column) for column in columns]
    lines = [tuple(row[place] for place in order) for row in expected]
    missing, extra = [row for row in lines if row not in rows], [row for row in rows if row not in lines]
    if missing:
        yield 1, f"a row of {name} is not answered", "no row " + " | ".join(missing[0]), "it into the ontology, or mend the table"
    elif extra:
        yield 1, f"an answer is not in {name}", " | ".join(extra[0]), "it into the table, or mend the ontology"
    elif len(rows) != len(lines):
        yield 1, f"rows come more or less often than in {name}", f"{len(rows)} rows", f"{len(rows)} rows, or DISTINCT"
    elif ordered and rows != lines:
        yield 1, f"the rows come in another order than in {name}", " | ".join(rows[0]), "the rows in that order"
