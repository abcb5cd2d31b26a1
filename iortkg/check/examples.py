"""Labelled cases of a folder as findings: each difference between a label and the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from iortkg import case
from iortkg.check.book import Book
from iortkg.check.finding import Finding, told
from iortkg.check.labels import Labelled, read_labelled
from iortkg.check.score import SCORED_ON, delivery_codes, score
from iortkg.errors import InputError
from iortkg.knowledge import Index, text_of
from iortkg.model import Outcome

Coder = Callable[[Path], Iterator[Finding]]


def case_files(book: Book) -> tuple[Path, ...]:
    """The labelled cases of the folder."""
    return tuple(sorted(path for path in (book.folder / "cases").rglob("*.md") if path.name != "README.md"))


def case_faults(book: Book, paths: Iterable[Path] | None = None) -> Iterator[Finding]:
    """Labelled cases of the folder, or some of them, whose answers differ from their labels; held ones are left out."""
    code: Coder | None = None
    for path in case_files(book) if paths is None else paths:
        code = code or coder(book, book.index)
        yield from code(path)


def coder(book: Book, index: Index) -> Coder:
    """What gives the findings of one labelled case of the folder."""
    reader, delivery = case.make_reader(index), delivery_codes(index)

    def code(path: Path) -> Iterator[Finding]:
        file = f"{book.shown}/{path.relative_to(book.folder).as_posix()}"
        try:
            (labelled,) = read_labelled(path)
            found = score([labelled], lambda one: _outcome(one, reader), delivery=delivery)
        except InputError as fault:
            reason, remedy = told(str(fault))
            yield Finding(file, 1, path.stem, "the case can't be read", reason, f"a case that can: {remedy}")
        except LookupError:
            yield Finding(file, 1, path.stem, "the ontology has too little to code a case", "no answer", _WHOLE)
        else:
            for miss in found.misses:
                for difference in miss.differs:
                    yield _difference(file, path, difference)

    return code


# Reading a case leans on settings, questions, cues and services that an ontology of its own may not have.
_WHOLE = "modules/ like those that ship, or take the case away"


def _outcome(labelled: Labelled, reader: case.Reader) -> Outcome:
    given = case.Given(
        SCORED_ON,
        labelled.id,
        case.parse_day(labelled.on) if labelled.on else None,
        case.check_setting(labelled.setting),
    )
    return case.code_case(case.check_text(labelled.text), reader, given)


def _difference(file: str, path: Path, differs: str) -> Finding:
    """A difference told as "name: got, expected label", at the line of its label."""
    name, _, rest = differs.partition(": ")
    got, _, wanted = rest.rpartition(", expected ")
    rows = text_of(path).split("\n")
    line = next((number for number, row in enumerate(rows, 1) if row.startswith(f"{name}:")), 1)
    wrong = f"the answer has another {name} than the label"
    return Finding(
        file, line, path.stem, wrong, got or rest, f"{wanted or 'what fits'} by mending a rule, or correct the label"
    )
