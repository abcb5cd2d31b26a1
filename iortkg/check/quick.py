"""Shapes as far as the index tells: what an overlay must have to be laid over the ontology.

The check of a folder has a whole SHACL engine judge the same files; it takes seconds, too long for coding one case.
Shapes of the severity sh:Warning are wishes, which an overlay may leave open.
What is not read here is told by the check alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

import pyoxigraph

from iortkg.check.book import Book
from iortkg.check.finding import Finding, listed
from iortkg.errors import OntologyError
from iortkg.knowledge import Index, Thing, expand, shorten

SH = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
# Before a property that is read from its value to its subject.
BACK = "^"
_FIRST, _REST = f"{_RDF}first", f"{_RDF}rest"
_Node = dict[str, list[str]]
_Nodes = Mapping[str, _Node]


@dataclass(frozen=True, slots=True)
class Limit:
    """One constraint of a shape: on which things, by which properties, and how a breach of it is told."""

    classes: tuple[str, ...]
    subjects_of: tuple[str, ...]
    paths: tuple[str, ...]
    sort: str
    values: tuple[str, ...]
    message: str


def breach(book: Book, focus: str, sort: str, paths: tuple[str, ...], value: str, message: str) -> Iterator[Finding]:
    """The finding on a thing that breaks a constraint; value is the term that does, where one does."""
    wrong, _, write = message.partition("; write ")
    shown = shorten(value)
    if paths[0].startswith(BACK):
        found = listed(_pointing(book, focus, paths))
    elif sort in ("maxCount", "xone"):
        told = tuple(line for _, line in book.lines(focus) if line.predicate in paths)
        found = listed(tuple(line.predicate if sort == "xone" else quoted(line.value, line.kind) for line in told))
    else:
        found = (shown if shown != value or sort == "closed" else f'"{value}"') if value else "nothing"
    at = (paths[0] if len(paths) == 1 and sort != "xone" else "", "" if sort in ("closed", "maxCount") else shown)
    yield from book.finding(focus, wrong, found, write, at=at)


def _pointing(book: Book, focus: str, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Things that point to one by properties that are read backwards."""
    back = tuple(path.removeprefix(BACK) for path in paths if path.startswith(BACK))
    return tuple(name for name, thing in book.index.things.items() if any(focus in thing.all(path) for path in back))


def quoted(value: str, kind: str) -> str:
    """A value as it stands in a file, its language left out."""
    return f'"{value}"' if kind else value


def limit_faults(book: Book, folders: Iterable[Path]) -> Iterator[Finding]:
    """Breaches of the shapes of folders by things that the book tells of."""
    limits = tuple(limit for folder in folders for limit in _limits(folder))
    above = _above(book.index)
    for thing in book.things():
        kinds = {wider for kind in thing.classes for wider in above(kind)}
        for limit in limits:
            named = (*thing.links, *thing.texts)
            if kinds.isdisjoint(limit.classes) and not any(name in limit.subjects_of for name in named):
                continue
            for value in _BREACHES[limit.sort](_Case(book, thing, limit, above)):
                yield from breach(book, thing.curie, limit.sort, limit.paths, value, limit.message)


def _above(index: Index) -> Callable[[str], frozenset[str]]:
    @cache
    def above(kind: str) -> frozenset[str]:
        wider = index[kind].all("rdfs:subClassOf") if kind in index else ()
        return frozenset({kind}.union(*map(above, wider)))

    return above


@dataclass(frozen=True, slots=True)
class _Case:
    """A thing held against a limit."""

    book: Book
    thing: Thing
    limit: Limit
    above: Callable[[str], frozenset[str]]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(text for path in self.limit.paths for text in self.thing.texts.get(path, ()))

    @property
    def links(self) -> tuple[str, ...]:
        named = (name for path in self.limit.paths for name in self.thing.all(path))
        pointing = _pointing(self.book, self.thing.curie, self.limit.paths) if BACK in self.limit.paths[0] else ()
        return tuple(map(expand, (*named, *pointing)))

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        lines = self.book.lines(self.thing.curie)
        return tuple((line.value, line.kind) for _, line in lines if line.predicate in self.limit.paths)

    @property
    def count(self) -> int:
        return len(self.texts) + len(self.links)

    def are(self, *names: str) -> Iterator[str]:
        """Values that are no thing of a class."""
        for name in self.links:
            classes = self.book.index[shorten(name)].classes if shorten(name) in self.book.index else frozenset[str]()
            if not any(shorten(wanted) in self.above(kind) for kind in classes for wanted in names):
                yield name

    def ends(self) -> Iterator[str]:
        """Values that come after one of another property."""
        others = self.thing.texts.get(shorten(self.limit.values[0]), ())
        yield from (text for text in self.texts for other in others if text > other)

    def alternatives(self) -> Iterator[str]:
        """One breach, if not exactly one of the properties is there."""
        held = sum(path in self.thing.texts or path in self.thing.links for path in self.limit.paths)
        yield from [""] * (held != 1)


def _below(case: _Case) -> Iterator[str]:
    for text in case.texts:
        try:
            low = Decimal(text) < Decimal(case.limit.values[0])
        except InvalidOperation:
            low = True
        yield from [text] * low


def _is_of(value: str, kind: str, wanted: str) -> bool:
    """True if a value has a datatype and, where that is one of days, is a day."""
    if kind == wanted == "xsd:date":
        with suppress(ValueError):
            return bool(date.fromisoformat(value))
        return False
    return kind == wanted


_BREACHES: Mapping[str, Callable[[_Case], Iterator[str]]] = {
    "class": lambda case: case.are(*case.limit.values),
    "datatype": lambda case: (v for v, kind in case.kinds if not _is_of(v, kind, shorten(case.limit.values[0]))),
    "in": lambda case: (value for value in (*case.texts, *case.links) if value not in case.limit.values),
    "languageIn": lambda case: (v for v, kind in case.kinds if kind[1:] not in case.limit.values),
    "lessThanOrEquals": _Case.ends,
    "maxCount": lambda case: iter([""] * (case.count > int(case.limit.values[0]))),
    "minCount": lambda case: iter([""] * (case.count < int(case.limit.values[0]))),
    "minInclusive": _below,
    "pattern": lambda case: (text for text in case.texts if not re.search(case.limit.values[0], text, re.DOTALL)),
    "xone": _Case.alternatives,
}


@cache
def _limits(folder: Path) -> tuple[Limit, ...]:
    """The limits that the shapes of a folder set."""
    return tuple(limit for path in sorted((folder / "shapes").glob("*.ttl")) for limit in _of_file(path))


def _of_file(path: Path) -> Iterator[Limit]:
    nodes: dict[str, _Node] = {}
    for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
        if not isinstance(quad.object, pyoxigraph.Triple):
            nodes.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    for shape in nodes.values():
        classes = tuple(map(shorten, shape.get(f"{SH}targetClass", ())))
        subjects = tuple(map(shorten, shape.get(f"{SH}targetSubjectsOf", ())))
        for inner in (
            (shape, *(nodes.get(name, {}) for name in shape.get(f"{SH}property", ()))) if classes or subjects else ()
        ):
            if f"{SH}Warning" not in inner.get(f"{SH}severity", ()):
                yield from _of_node(inner, nodes, classes, subjects)


def _of_node(node: _Node, nodes: _Nodes, classes: tuple[str, ...], subjects: tuple[str, ...]) -> Iterator[Limit]:
    message = "".join(node.get(f"{SH}message", ())[:1])
    paths = tuple(path for name in node.get(f"{SH}path", ()) for path in _paths(name, nodes))
    for sort in sorted(_BREACHES.keys() - {"xone"}) if paths else ():
        for value in node.get(f"{SH}{sort}", ()):
            if not _is_readable(sort, value):
                raise OntologyError(f"A shape has the {sort} {value}, which is none. Ask iortkg check for its file.")
            values = tuple(_items(value, nodes)) if sort in ("in", "languageIn") else (value,)
            yield Limit(classes, subjects, paths, sort, values, message)
    for head in node.get(f"{SH}xone", ()):
        choices = [nodes.get(item, {}) for item in _items(head, nodes)]
        inner = [nodes.get(name, {}) for choice in choices for name in choice.get(f"{SH}property", ())]
        if inner and all(
            part.keys() == {f"{SH}minCount", f"{SH}path"} and part[f"{SH}minCount"] == ["1"] for part in inner
        ):
            ways = tuple(shorten(path) for part in inner for path in part[f"{SH}path"])
            yield Limit(classes, subjects, ways, "xone", (), message)


def _is_readable(sort: str, value: str) -> bool:
    """True if the value of a constraint is what its sort takes."""
    try:
        _READERS.get(sort, str)(value)
    except (ValueError, ArithmeticError, re.error):
        return False
    return True


_READERS: Mapping[str, Callable[[str], object]] = {
    "maxCount": int, "minCount": int, "minInclusive": Decimal, "pattern": re.compile,
}  # fmt: skip


def _paths(name: str, nodes: _Nodes) -> tuple[str, ...]:
    """The properties of a path: itself, one read backwards, or the alternatives; none for a path of another sort."""
    if name not in nodes:
        return (shorten(name),)
    if inverse := nodes[name].get(f"{SH}inversePath", ()):
        return tuple(f"{BACK}{shorten(path)}" for path in inverse if path not in nodes)
    heads = nodes[name].get(f"{SH}alternativePath", ())
    return tuple(shorten(item) for head in heads for item in _items(head, nodes))


def _items(head: str, nodes: _Nodes) -> Iterator[str]:
    seen: set[str] = set()
    while head in nodes and head not in seen and _FIRST in nodes[head]:
        seen.add(head)
        yield nodes[head][_FIRST][0]
        head = "".join(nodes[head].get(_REST, ())[:1])
