"""The checks of what a folder states, and the refusal of an overlay that does not pass those that take no time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from iortkg.check.book import Book, read_book
from iortkg.check.choices import choice_faults
from iortkg.check.finding import Finding
from iortkg.check.lines import line_faults
from iortkg.check.ours import kind_faults, ours_faults
from iortkg.check.overlap import overlap_faults
from iortkg.check.quick import limit_faults
from iortkg.check.reach import reach_faults
from iortkg.check.references import reference_faults
from iortkg.check.syntax import syntax_faults
from iortkg.check.words import word_faults
from iortkg.errors import OntologyError
from iortkg.knowledge import overlay_files

Check = Callable[[Book], Iterator[Finding]]
# What must be mended before the rest can be told, and what takes no time.
_NAMES: tuple[Check, ...] = (ours_faults, reference_faults)
QUICK: tuple[Check, ...] = (kind_faults, choice_faults, overlap_faults, reach_faults, line_faults, word_faults)


def graph_faults(book: Book, checks: Iterable[Check]) -> set[Finding]:
    """The findings of checks of the graph; a name that is wrong is told of once, not by every shape it breaks too."""
    found = {fault for check in _NAMES for fault in check(book)}
    told = {fault.thing for fault in found}
    more = {fault for check in checks for fault in check(book)}
    return found | {fault for fault in more if fault.thing not in told}


def refuse_faults(folder: Path, *, base: Path) -> None:
    """Nothing, if an overlay fits the ontology; raises OntologyError with its first fault.

    The same checks as those of a folder, but for layout, wishes, and what takes longer than coding a case may.
    """
    overlay_files(folder)
    book = read_book(folder, base)
    found = sorted(syntax_faults(book)) or sorted(graph_faults(book, (*QUICK, _limit_faults)))
    if found:
        more = f" {len(found) - 1} more: iortkg check {book.shown}." if len(found) > 1 else ""
        raise OntologyError(f"{found[0]}.{more}")


def _limit_faults(book: Book) -> Iterator[Finding]:
    return limit_faults(book, (book.root, book.folder))
