"""Canonical Turtle: subjects by IRI, one predicate a line, prefixes that are used, the comment at the head kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path

import pyoxigraph

from iortkg.check.finding import Finding, told
from iortkg.check.turtle import TRUTHS, loose_comments
from iortkg.errors import InputError
from iortkg.knowledge import text_of

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_FIRST, _REST, _NIL = f"{_RDF}first", f"{_RDF}rest", pyoxigraph.NamedNode(f"{_RDF}nil")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
# Literals that Turtle reads without quotes.
_BARE = {
    f"{_XSD}boolean": re.compile("|".join(TRUTHS)),
    f"{_XSD}integer": re.compile("[+-]?[0-9]+"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
}
_Node = pyoxigraph.NamedNode | pyoxigraph.BlankNode
_Term = _Node | pyoxigraph.Literal | pyoxigraph.Triple
_Told = dict[str, list[_Term]]


def canonical(text: str) -> str:
    """The canonical form of a Turtle text; raises SyntaxError where it can't be read, InputError where it has none."""
    head = [line for line in re.split(r"(?im)^\s*@?prefix\b", text)[0].splitlines() if line.startswith("#")]
    parser = pyoxigraph.parse(input=text, format=pyoxigraph.RdfFormat.TURTLE)
    quads = tuple(parser)
    try:
        blocks = _Blocks(quads, parser.prefixes)
        body = "\n\n".join(blocks)
    except RecursionError:
        raise InputError("Nameless nodes stand too deep inside one another. Give the inner ones names.") from None
    used = [f"@prefix {name}: <{parser.prefixes[name]}> ." for name in sorted(blocks.used)]
    written = "\n".join([*([*head, ""] if head else []), *used, "", body]) + "\n"
    if written != text and not _says(written, quads):
        raise InputError("It holds statements that the canonical form can't carry. Give its nameless nodes names.")
    return written


def _says(written: str, quads: Iterable[pyoxigraph.Quad]) -> bool:
    """True if a text says these statements and no others, whatever its nameless nodes are called."""
    sets = [pyoxigraph.Dataset(quads), pyoxigraph.Dataset()]
    with suppress(SyntaxError):
        sets[1] = pyoxigraph.Dataset(pyoxigraph.parse(input=written, format=pyoxigraph.RdfFormat.TURTLE))
    for found in sets:
        found.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return sets[0] == sets[1]


class _Blocks:
    """The blocks of a file as text, one a subject, and the prefixes that they use."""

    def __init__(self, quads: Iterable[pyoxigraph.Quad], prefixes: Mapping[str, str]) -> None:
        self.used: set[str] = set()
        self._by_base = {base: name for name, base in prefixes.items()}
        self._names: dict[str, str] = {}
        self._told: dict[_Term, _Told] = {}
        self._pointed: dict[_Term, int] = {}
        for quad in quads:
            if isinstance(quad.object, pyoxigraph.Triple):
                raise InputError("A statement is told of a statement. Write it as a thing of its own.")
            values = self._told.setdefault(quad.subject, {}).setdefault(quad.predicate.value, [])
            if quad.object not in values:
                values.append(quad.object)
            if isinstance(quad.object, pyoxigraph.BlankNode):
                self._pointed[quad.object] = self._pointed.get(quad.object, 0) + 1

    def __iter__(self) -> Iterator[str]:
        named = sorted((node for node in self._told if isinstance(node, pyoxigraph.NamedNode)), key=lambda n: n.value)
        yield from ("\n".join([self._name(node.value), *self._lines(node, ""), "."]) for node in named)
        free = (node for node in self._told if isinstance(node, pyoxigraph.BlankNode) and node not in self._pointed)
        yield from sorted("\n".join(["[]", *self._lines(node, ""), "."]) for node in free)

    def _lines(self, node: _Term, indent: str) -> list[str]:
        told, lines = self._told.get(node, {}), []
        verbs = {predicate: self._verb(predicate) for predicate in told}
        for predicate in sorted(told, key=lambda name: (verbs[name] != "a", verbs[name])):
            deeper = f"{indent}        " if len(told[predicate]) > 1 else f"{indent}    "
            values = sorted(self._value(value, deeper) for value in told[predicate])
            lines += _told(verbs[predicate], values, f"{indent}    ")
        return lines

    def _verb(self, predicate: str) -> str:
        return "a" if predicate == f"{_RDF}type" else self._name(predicate)

    def _value(self, term: _Term, indent: str) -> str:
        if isinstance(term, pyoxigraph.NamedNode):
            return self._name(term.value)
        if isinstance(term, pyoxigraph.Literal):
            return self._literal(term)
        self._once(term)
        if _FIRST in self._told.get(term, {}):
            items = [f"{indent}    {self._value(item, f'{indent}    ')}" for item in self._items(term)]
            return "\n".join(["(", *items, f"{indent})"])
        inner = self._lines(term, indent)
        return "\n".join(["[", *inner, f"{indent}]"]) if inner else "[]"

    def _once(self, node: _Term) -> None:
        if self._pointed.get(node, 0) > 1:
            raise InputError("A nameless node is pointed to twice. Give it a name.")

    def _items(self, node: _Term) -> Iterator[_Term]:
        while node != _NIL:
            self._once(node)
            told = self._told.get(node, {})
            ends = told.get(_FIRST, []), told.get(_REST, [])
            if not told.keys() == {_FIRST, _REST} or any(len(values) != 1 for values in ends):
                raise InputError("A list has a gap, or says more than what is in it. Write it in round brackets.")
            yield ends[0][0]
            node = ends[1][0]

    def _literal(self, term: pyoxigraph.Literal) -> str:
        kind = term.datatype.value
        if kind in _BARE and _BARE[kind].fullmatch(term.value):
            return term.value
        quoted = _quoted(term.value)
        if term.language:
            return f"{quoted}@{term.language}"
        return quoted if kind == f"{_XSD}string" else f"{quoted}^^{self._name(kind)}"

    def _name(self, iri: str) -> str:
        """An IRI by the longest prefix that leaves a plain name, else in full."""
        short = self._names.get(iri)
        if short is None:
            cuts = (cut for cut in range(len(iri), 0, -1) if iri[:cut] in self._by_base)
            cut = next((cut for cut in cuts if _LOCAL.fullmatch(iri[cut:])), 0)
            short = self._names[iri] = f"{self._by_base[iri[:cut]]}:{iri[cut:]}" if cut else f"<{iri}>"
        if not short.startswith("<"):
            self.used.add(short.partition(":")[0])
        return short


def _told(verb: str, values: list[str], indent: str) -> list[str]:
    if len(values) == 1:
        return [f"{indent}{verb} {values[0]} ;"]
    return [f"{indent}{verb}", *(f"{indent}    {value} ," for value in values[:-1]), f"{indent}    {values[-1]} ;"]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r")
    return f'"""{escaped}"""' if "\n" in escaped else f'"{escaped}"'


def layout_faults(file: str, text: str) -> Iterator[Finding]:
    """The first line of a file that is not in canonical form, or comments that stand outside its head."""
    comments = loose_comments(text)
    for line, comment in comments:
        yield Finding(
            file, line, "comment", "a comment stands below the head of the file, where the canonical form has none",
            f"`{comment}`", "it above the first @prefix, or as skos:editorialNote of the thing",
        )  # fmt: skip
    try:
        wanted = canonical(text)
    except InputError as fault:
        reason, remedy = told(str(fault))
        yield Finding(file, 1, "layout", "the file has no canonical form", reason, f"it otherwise: {remedy}")
        return
    if "@prefix" not in wanted:
        yield Finding(file, 1, "layout", "the file states nothing", "no statement", "a thing, or take the file away")
    elif text != wanted and not comments:
        yield _unused_prefix(file, text, wanted) or _first_difference(file, text, wanted)


def _unused_prefix(file: str, text: str, wanted: str) -> Finding | None:
    """The first prefix that the canonical form leaves out, where all else is in that form."""
    rows = text.split("\n")
    unused = [
        number for number, row in enumerate(rows, 1) if row.startswith("@prefix ") and row not in wanted.split("\n")
    ]
    rest = "\n".join(row for number, row in enumerate(rows, 1) if number not in unused)
    if not unused or rest != wanted:
        return None
    row = f"`{rows[unused[0] - 1]}`"
    return Finding(
        file,
        unused[0],
        "layout",
        "no name begins with the prefix",
        row,
        "nothing: take the line out, or run iortkg format",
    )


def _first_difference(file: str, text: str, wanted: str) -> Finding:
    pairs = zip_longest(text.split("\n"), wanted.split("\n"))
    line, (old, new) = next((number, pair) for number, pair in enumerate(pairs, 1) if pair[0] != pair[1])
    here, there = _shown(old), _shown(new)
    return Finding(file, line, "layout", "the file is not in canonical form", here, f"{there}, or run iortkg format")


def _shown(line: str | None) -> str:
    """A line as told in a message."""
    return "the end of the file" if line is None else f"`{line.strip()}`" if line.strip() else "an empty line"


def reformat(places: Iterable[Path], *, write: bool) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Files that are not in canonical form, written so if asked, and sentences on those that can't be."""
    changed: list[Path] = []
    said: list[str] = []
    for path in _turtle_below(places):
        text = text_of(path, marked=True)
        try:
            wanted = canonical(text)
        except (SyntaxError, InputError) as fault:
            said.append(f"{path} is left as it is: {str(fault).rstrip('.')}. Mend it first; iortkg check tells more.")
            continue
        if text == wanted:
            continue
        lost = loose_comments(text)
        if lost and write:
            said.append(f"{path}, line {lost[0][0]} has a comment that gets lost. Move it above the first @prefix.")
            continue
        changed.append(path)
        if write:
            path.write_text(wanted, encoding="utf-8", newline="\n")
    return tuple(changed), tuple(said)


def _turtle_below(places: Iterable[Path]) -> tuple[Path, ...]:
    """Turtle files named, and those in folders named; raises InputError where one is not there."""
    found: list[Path] = []
    for place in places:
        if not place.exists():
            raise InputError(f"{place} is not there. Name a Turtle file or a folder of them.")
        found += sorted(place.rglob("*.ttl")) if place.is_dir() else [place]
    if not found:
        raise InputError("No Turtle file is there. Name files that end in .ttl, or a folder of them.")
    return tuple(dict.fromkeys(found))
