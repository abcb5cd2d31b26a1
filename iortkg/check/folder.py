"""All checks of an ontology folder or an overlay, in the order in which faults are best mended."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from iortkg.check.book import Book, read_book
from iortkg.check.examples import case_faults, case_files
from iortkg.check.finding import Finding
from iortkg.check.graph import QUICK, graph_faults
from iortkg.check.layout import layout_faults
from iortkg.check.mappings import mapping_faults
from iortkg.check.ngrams import licence_faults
from iortkg.check.questions import question_faults
from iortkg.check.reach import unsaid_faults
from iortkg.check.shapes import shape_faults
from iortkg.check.syntax import syntax_faults
from iortkg.knowledge import APART, CORE, READ


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and found, by file and line; waits tells of checks that faults kept from running."""

    files: int
    things: int
    findings: tuple[Finding, ...]
    waits: str = ""


_MORE = (licence_faults, mapping_faults, unsaid_faults, shape_faults)
_SYNTAX_FIRST = "Of each file the first fault is told. The other checks wait until every file is Turtle."
_NAMES_FIRST = "Questions and labelled cases wait until these are mended."

# Fewer cases than these are coded sooner than another process starts.
_MANY = 60


def check_folder(folder: Path, *, base: Path, cases: bool = True) -> Report:
    """The findings of every check of a folder; an overlay is checked together with the base."""
    book = read_book(folder, base)
    broken = tuple(syntax_faults(book))
    if broken:
        return Report(len(book.files), 0, tuple(sorted(broken)), _SYNTAX_FIRST)
    found = {*_unread(book), *(fault for file in book.files for fault in layout_faults(file.name, file.text))}
    with _answering(book, cases=cases) as answered:
        wrong = graph_faults(book, (*QUICK, *_MORE))
        told = set[Finding]() if wrong else answered()
    waits = _NAMES_FIRST if wrong and _holds_answers(book) else ""
    return Report(len(book.files), len(book.things()), tuple(sorted(found | wrong | told)), waits)


def _unread(book: Book) -> Iterator[Finding]:
    """Files of a whole ontology that stand where none is read."""
    for file in book.files:
        parts = file.path.relative_to(book.folder).parts
        if book.base is None and not file.in_graph and parts[0] not in APART:
            yield Finding(
                file.name, 1, "file", f"it is not read: the folder has a {CORE}, so it is a whole ontology",
                "/".join(parts), f"it into {', '.join(READ)}, or rename {CORE} where the folder adds to iortkg",
            )  # fmt: skip


@contextmanager
def _answering(book: Book, *, cases: bool) -> Iterator[Callable[[], set[Finding]]]:
    """What gives the findings of questions and cases; many cases are coded beside the other checks, on another core."""
    if not cases or len(case_files(book)) < _MANY:
        yield lambda: {*question_faults(book), *(case_faults(book) if cases else ())}
        return
    with ProcessPoolExecutor(1, get_context("spawn")) as beside:
        coming = beside.submit(_case_faults, book.folder, book.base or book.folder)
        yield lambda: {*question_faults(book), *coming.result()}


def _case_faults(folder: Path, base: Path) -> tuple[Finding, ...]:
    return tuple(case_faults(read_book(folder, base)))


def report_text(report: Report) -> str:
    """Each finding on a line, then how many there are in what."""
    files = "1 file" if report.files == 1 else f"{report.files} files"
    things = f" and {report.things} things" if report.things else ""
    count = len(report.findings)
    faults = {0: "no fault", 1: "1 fault"}.get(count, f"{count} faults")
    return "\n".join([*map(str, report.findings), f"{files}{things} checked: {faults}. {report.waits}".rstrip()])


def report_json(report: Report) -> str:
    """The same for programs."""
    found = {
        "files": report.files, "things": report.things, "findings": [fault.to_dict() for fault in report.findings],
        "waits": report.waits,
    }  # fmt: skip
    return json.dumps(found, ensure_ascii=False, indent=2)


def _holds_answers(book: Book) -> bool:
    return any((book.folder / name).is_dir() for name in ("cases", "questions"))
