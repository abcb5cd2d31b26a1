"""All checks of an ontology folder or an overlay, in the order in which faults are best mended."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from iortkg.check.book import Book, read_book
from iortkg.check.examples import Coder, case_faults, case_files, coder
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
# So many are handed over at once: few enough that neither process waits long for the other at the end.
_AT_ONCE = 20
Part = tuple[Path, ...]


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
    paths = case_files(book) if cases else ()
    if len(paths) < _MANY:
        yield lambda: {*question_faults(book), *case_faults(book, paths)}
        return
    beside = ProcessPoolExecutor(1, get_context("spawn"))
    parts = [paths[start : start + _AT_ONCE] for start in range(0, len(paths), _AT_ONCE)]
    coming = [beside.submit(_case_faults, book.folder, book.base or book.folder, part) for part in parts]
    try:
        yield lambda: {*question_faults(book), *_shared(book, parts, coming)}
    finally:
        beside.shutdown(cancel_futures=True)


def _shared(book: Book, parts: list[Part], coming: list[Future[tuple[Finding, ...]]]) -> Iterator[Finding]:
    """The findings of cases, those not begun beside taken from the end until the two meet."""
    begun = list(zip(parts, coming, strict=True))

    def left() -> Iterator[Path]:
        while begun and begun[-1][1].cancel():
            yield from begun.pop()[0]

    yield from case_faults(book, left())
    for _, future in begun:
        yield from future.result()


def _case_faults(folder: Path, base: Path, paths: Part) -> tuple[Finding, ...]:
    code = _coder(folder, base)
    return tuple(fault for path in paths for fault in code(path))


@cache
def _coder(folder: Path, base: Path) -> Coder:
    """Made once in the process beside, which ends with its check."""
    book = read_book(folder, base)
    return coder(book, book.index_alone())


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
