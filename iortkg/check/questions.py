"""Competency questions: each query gives the table that stands beside it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from iortkg.check.book import Book
from iortkg.check.finding import Finding, told
from iortkg.errors import InputError, IortkgError
from iortkg.knowledge import Question, Rows, Store, question_files, read_question, shorten, text_of

_FOLDER = "questions"
_PLACE = re.compile(r"\bline ([0-9]+)")
_TABLES = {".csv": ",", ".tsv": "\t"}
Table = list[tuple[str, ...]]


def question_faults(book: Book) -> Iterator[Finding]:
    """Questions of the folder that are not answered by their table."""
    store: Store | None = None
    for path in question_files(book.folder):
        place = f"{book.shown}/{_FOLDER}/{path.stem}"
        try:
            question = read_question(path)
        except IortkgError as fault:
            found, remedy = _told_of(path, fault)
            yield Finding(f"{place}.rq", 1, path.stem, "the question can't be read", found, f"it so: {remedy}")
            continue
        store = store or Store(book.index)
        for end, line, *words in _faults(question, store):
            yield Finding(f"{place}{end}", line, path.stem, *words)


def _told_of(path: Path, fault: IortkgError) -> tuple[str, str]:
    """What is wrong with a file and what to do; a sentence on one begins with its name."""
    text = str(fault).removeprefix(f"{path} ").removeprefix(f"{path.name} ")
    return told(f"It {text}")


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
    try:
        rows = _table(table)
    except (InputError, csv.Error) as fault:
        found, remedy = _told_of(table, fault) if isinstance(fault, InputError) else (str(fault), "plain cells")
        yield table.suffix, 1, "the table can't be read", found, f"it so: {remedy}"
        return
    yield from _differences(answer, rows, table, ordered="order by" in question.text.casefold())


def _table(path: Path) -> Table:
    """The lines of a table, things by their short names."""
    lines = csv.reader(io.StringIO(text_of(path)), delimiter=_TABLES[path.suffix])
    return [tuple(shorten(cell.strip().strip("<>")) for cell in row) for row in lines if row]


def _differences(answer: Rows, table: Table, path: Path, *, ordered: bool) -> _Told:
    wanted = tuple(column.lstrip("?") for column in table[0]) if table else ()
    if sorted(answer.columns) != sorted(wanted):
        shown = f"{', '.join(wanted) or 'nothing'}, as in {path.name}"
        yield ".rq", 1, "the columns are not those of the table", ", ".join(answer.columns), shown
        return
    order = [answer.columns.index(column) for column in wanted]
    rows, lines = [tuple(row[place] for place in order) for row in answer.told()], table[1:]
    missing = [(number, row) for number, row in enumerate(lines, 2) if row not in rows]
    extra = [row for row in rows if row not in lines]
    for number, row in missing[:_MOST]:
        yield path.suffix, number, "a row of the table is not answered", f"`{_line(row, path)}`", _GONE
    for row in extra[:_MOST]:
        number = _place(row, rows, lines) if ordered else len(lines) + 1
        told = _line(row, path)
        yield path.suffix, number, "an answer is not in the table", f"`{told}`", f"{told} below this line, {_ELSE}"
    if missing or extra:
        return
    if len(rows) != len(lines):
        yield path.suffix, 1, "rows come more or less often than in the table", f"{len(rows)} rows", "each as often"
    elif ordered and rows != lines:
        yield path.suffix, 2, "the rows come in another order than in the table", _line(rows[0], path), "it first"


def _line(row: tuple[str, ...], path: Path) -> str:
    """A row as it stands in a table."""
    written = io.StringIO()
    csv.writer(written, delimiter=_TABLES[path.suffix], lineterminator="").writerow(row)
    return written.getvalue()


def _place(row: tuple[str, ...], rows: Table, lines: Table) -> int:
    """The line of the table below which a row belongs: that of the answer before it that is there, else the heads."""
    before = reversed(rows[: rows.index(row)])
    return next((lines.index(other) + 2 for other in before if other in lines), 1)


# More rows than these are not told of one by one.
_MOST = 5
_ELSE = "if it is right by the sources; else mend the ontology"
_GONE = "nothing: take the line out if it is right by the sources that it is gone; else mend the ontology"
