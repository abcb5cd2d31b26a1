"""What a query looks for and what it found, as views."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from iortkg.knowledge import Index
from iortkg.magic.pattern import Atom, Pattern
from iortkg.magic.ways import ways
from iortkg.view import GraphView, pattern_view, triples_view

# How a result says what it is: its rows hold three things each, a statement.
TRIPLES = ("ConstructQuery", "DescribeQuery")


class Found(Protocol):
    """What a query found."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows as texts."""


Ask = Callable[[str], Found]


def picture_of_pattern(index: Index, pattern: Pattern, given: Mapping[str, object]) -> GraphView:
    """What a query looks for: kinds, values and conditions stand as notes below their variables."""
    notes: dict[str, list[str]] = {}
    edges = []
    for atom in pattern.atoms:
        said = f" ({atom.mode})" if atom.mode else ""
        if atom.predicate == "rdf:type" and not atom.end.startswith("?"):
            notes.setdefault(atom.start, []).append(f"a {atom.end}{said}")
        elif atom.end.startswith('"'):
            notes.setdefault(atom.start, []).append(f"{atom.predicate} {atom.end}{said}")
        else:
            edges.append((atom.start, atom.predicate, atom.end, atom.mode))
    for name, value in given.items():
        notes.setdefault(f"?{name}", []).append(f"= {value}")
    for name, conditions in pattern.conditions.items():
        notes.setdefault(name, []).extend(conditions)
    return pattern_view(index, edges, notes, what="What the query looks for")


def pictures_of(index: Index, pattern: Pattern, found: Found, ask: Ask) -> Iterator[GraphView]:
    """The statements that a query constructs, or the ways that its paths take between the ends it found."""
    if pattern.form in TRIPLES:
        yield from _drawn(index, found.texts, "What the query constructs")
        return
    for atom in pattern.atoms:
        query = ways(atom, found.columns, found.texts) if atom.is_path and not atom.mode else None
        if query:
            yield from _drawn(index, ask(query).texts, f"The ways of {_said(atom)}")


def _said(atom: Atom) -> str:
    return f"{atom.start} {atom.predicate} {atom.end}"


def _drawn(index: Index, rows: Sequence[tuple[str, ...]], what: str) -> Iterator[GraphView]:
    """Statements as a view; what is no thing is a note of its subject."""
    triples, literals = list[tuple[str, str, str]](), dict[str, list[str]]()
    for start, tie, end in rows:
        if end in index or "://" in end:
            triples.append((start, tie, end))
        else:
            literals.setdefault(start, []).append(f"{tie} {end}")
    if triples or literals:
        yield triples_view(index, triples, literals, what=what)
