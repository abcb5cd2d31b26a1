"""Competency questions: each query gives the table that stands beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from iortkg.check.book import Book
from iortkg.check.finding import Finding
from iortkg.errors import IortkgError
from iortkg.knowledge import Question, Rows, Store, read_questions, shorten

_FOLDER = "questions"
_TABLES = {".csv": ",", ".tsv": "\t"}
Table = list[tuple[str, ...]]


def question_faults(book: Book) -> Iterator[Finding]:
    """Questions of the folder that are not answered by their table."""
    folder = f"{book.shown}/{_FOLDER}"
    try:
        questions = read_questions((book.folder,))
    except IortkgError as fault:
        # Its first word is the name of the file.
        name, _, told = str(fault).partition(" ")
        yield Finding(f"{folder}/{name}", 1, Path(name).stem, "the question can't be read", told.rstrip("."), _HEAD)
        return
    store = Store(book.index) if questions else None
    for name, question in questions.items():
        for wrong, found, write in _faults(question, store) if store else ():
            yield Finding(f"{folder}/{name}.rq", 1, name, wrong, found, write)


_HEAD = "the head as in the other questions"
_Told = Iterator[tuple[str, str, str]]


def _faults(question: Question, store: Store) -> _Told:
    table = next((path for end in _TABLES if (path := question.path.with_suffix(end)).is_file()), None)
    if table is None:
        yield "the question has no table of answers", "no file", f"the expected rows as {question.name}.csv"
        return
    try:
        answer = store.rows(question.text, question.parameters)
    except IortkgError as fault:
        yield "the question can't be asked", str(fault).rstrip("."), "the query so that it can"
        return
    yield from _differences(answer, _table(table), table.name, ordered="order by" in question.text.casefold())


def _table(path: Path) -> Table:
    """The lines of a table, things by their short names."""
    lines = csv.reader(io.StringIO(path.read_text(encoding="utf-8")), delimiter=_TABLES[path.suffix])
    return [tuple(shorten(cell.strip().strip("<>")) for cell in row) for row in lines if row]


def _differences(answer: Rows, table: Table, name: str, *, ordered: bool) -> _Told:
    wanted = tuple(column.lstrip("?") for column in table[0]) if table else ()
    if sorted(answer.columns) != sorted(wanted):
        yield "the columns are not those of the table", ", ".join(answer.columns), f"{', '.join(wanted)}, as in {name}"
        return
    order = [wanted.index(column) for column in answer.columns]
    rows, lines = list(answer.told()), [tuple(row[place] for place in order) for row in table[1:]]
    missing, extra = [row for row in lines if row not in rows], [row for row in rows if row not in lines]
    if missing:
        yield f"a row of {name} is not answered", f"no {' | '.join(missing[0])}", "it into the ontology, or mend the table"
    elif extra:
        yield f"an answer is not in {name}", " | ".join(extra[0]), "it into the table, or mend the ontology"
    elif len(rows) != len(lines):
        yield f"rows come more or less often than in {name}", f"{len(rows)} rows", "each as often in the table, or DISTINCT"
    elif ordered and rows != lines:
        yield f"the rows come in another order than in {name}", " | ".join(rows[0]), "the table in the order of the answer"
