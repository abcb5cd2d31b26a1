"""Competency questions: each query gives the table that stands beside it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from iortkg.check.book import Book
from iortkg.check.finding import Finding, told
from iortkg.errors import IortkgError
from iortkg.knowledge import Question, Rows, Store, read_questions, shorten

_FOLDER = "questions"
_PLACE = re.compile(r"\bline ([0-9]+)")
_TABLES = {".csv": ",", ".tsv": "\t"}
Table = list[tuple[str, ...]]


def question_faults(book: Book) -> Iterator[Finding]:
    """Questions of the folder that are not answered by their table."""
    folder = f"{book.shown}/{_FOLDER}"
    try:
        questions = read_questions((book.folder,))
    except IortkgError as fault:
        # Its first word is the name of the file.
        name, _, reason = str(fault).partition(" ")
        found, remedy = told(f"It {reason}")
        yield Finding(
            f"{folder}/{name}", 1, Path(name).stem, "the question can't be read", found, f"its head: {remedy}"
        )
        return
    store = Store(book.index) if questions else None
    for name, question in questions.items():
        for end, line, *words in _faults(question, store) if store else ():
            yield Finding(f"{folder}/{name}{end}", line, name, *words)


# The ending of the file, the line, what is wrong, found and to be written.
_Told = Iterator[tuple[str, int, str, str, str]]


def _faults(question: Question, store: Store) -> _Told:
    table = next((path for end in _TABLES if (path := question.path.with_suffix(end)).is_file()), None)
    if table is None:
        yield ".rq", 1, "the question has no table of answers", "no file", f"the expected rows as {question.name}.csv"
        return
    try:
        answer = store.rows(question.text, question.parameters)
    except IortkgError as fault:
        found, remedy = told(str(fault))
        place = _PLACE.search(found)
        line = int(place[1]) if place else 1
        yield ".rq", line, "the question can't be asked", found, f"a query that can: {remedy}"
        return
    yield from _differences(answer, _table(table), table, ordered="order by" in question.text.casefold())


def _table(path: Path) -> Table:
    """The lines of a table, things by their short names."""
    lines = csv.reader(io.StringIO(path.read_text(encoding="utf-8")), delimiter=_TABLES[path.suffix])
    return [tuple(shorten(cell.strip().strip("<>")) for cell in row) for row in lines if row]


def _differences(answer: Rows, table: Table, path: Path, *, ordered: bool) -> _Told:
    wanted = tuple(column.lstrip("?") for column in table[0]) if table else ()
    if sorted(answer.columns) != sorted(wanted):
        shown = f"{', '.join(wanted) or 'nothing'}, as in {path.name}"
        yield ".rq", 1, "the columns are not those of the table", ", ".join(answer.columns), shown
        return
    order = [wanted.index(column) for column in answer.columns]
    rows, lines = list(answer.told()), [tuple(row[place] for place in order) for row in table[1:]]
    missing = [(number, row) for number, row in enumerate(lines, 2) if row not in rows]
    extra = [row for row in rows if row not in lines]
    if missing:
        number, row = missing[0]
        yield path.suffix, number, "a row of the table is not answered", f"no {' | '.join(row)}", _EITHER
    elif extra:
        yield path.suffix, 1, "an answer is not in the table", " | ".join(extra[0]), _EITHER
    elif len(rows) != len(lines):
        yield path.suffix, 1, "rows come more or less often than in the table", f"{len(rows)} rows", "each as often"
    elif ordered and rows != lines:
        yield path.suffix, 2, "the rows come in another order than in the table", " | ".join(rows[0]), "it first"


_EITHER = "what is right into both, the ontology and the table"
