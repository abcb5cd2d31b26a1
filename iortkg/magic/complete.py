"""What may stand where the cursor is in a query: prefixes, classes, properties and things of the graph, offline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from iortkg.knowledge import PREFIXES, Index, tokens

_FRAGMENT = re.compile(r"[?$]?[\w:.%-]*$")
_KEYWORDS = (
    "ASK", "BIND", "CONSTRUCT", "COUNT", "DESCRIBE", "DISTINCT", "FILTER", "GROUP BY", "LIMIT", "MINUS", "NOT EXISTS",
    "OPTIONAL", "ORDER BY", "PREFIX", "SELECT", "UNION", "VALUES", "WHERE",
)  # fmt: skip
_CLASSES = ("owl:Class", "rdfs:Class")
_PROPERTIES = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty", "rdf:Property")
_MOST = 300
_TERMS = ("name", "iri", "variable", "text", "language")


@dataclass(frozen=True, slots=True)
class Completion:
    """A word that may stand there, what it is, and what it is called."""

    text: str
    kind: str
    label: str = ""


class Words:
    """The words of a graph by what they are."""

    def __init__(self, index: Index) -> None:
        self._index = index

    @cached_property
    def classes(self) -> tuple[Completion, ...]:
        """Classes that are declared or used."""
        used = {name for thing in self._index.things.values() for name in thing.classes}
        return self._told("class", used | {thing.curie for thing in self._index.instances(*_CLASSES)})

    @cached_property
    def properties(self) -> tuple[Completion, ...]:
        """Properties that are declared or used."""
        used = {name for thing in self._index.things.values() for name in (*thing.links, *thing.texts)}
        return self._told("property", used | {thing.curie for thing in self._index.instances(*_PROPERTIES)})

    @cached_property
    def things(self) -> tuple[Completion, ...]:
        """All else."""
        known = {one.text for one in (*self.classes, *self.properties)}
        return self._told("instance", {thing.curie for thing in self._index.things.values()} - known)

    @cached_property
    def prefixes(self) -> tuple[Completion, ...]:
        """Prefixes that need no declaration."""
        return tuple(Completion(f"{prefix}:", "prefix", base) for prefix, base in PREFIXES.items())

    def _told(self, kind: str, names: Iterable[str]) -> tuple[Completion, ...]:
        short = (name for name in sorted(names) if name.partition(":")[0] in PREFIXES)
        return tuple(Completion(name, kind, self._index.label(name)) for name in short)


def complete(words: Words, query: str, cursor: int) -> tuple[str, tuple[Completion, ...]]:
    """What is being written before the cursor of a query, and what may stand in its place, the likeliest first."""
    before = query[:cursor]
    fragment = _FRAGMENT.search(before)
    written = fragment[0] if fragment else ""
    head = before[: len(before) - len(written)]
    if _is_quoted(head):
        return written, ()
    if written[:1] in ("?", "$"):
        named = sorted({token.text for token in tokens(query) if token.kind == "variable"} - {written})
        return written, tuple(Completion(name, "variable") for name in named if name.startswith(written))
    groups = _fitting(words, head)
    if ":" not in written:
        groups = (words.prefixes, *groups, tuple(Completion(word, "keyword") for word in _KEYWORDS))
        if not written:
            groups = groups[:1] + groups[-1:]
    found = dict.fromkeys(one for group in groups for one in _matching(group, written))
    return written, tuple(found)[:_MOST]


def _is_quoted(head: str) -> bool:
    """True if the end of a text lies in a comment, an address or between quotes."""
    line = head.rpartition("\n")[2]
    bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|<[^<>\s]*>", "", line)
    return any(sign in bare for sign in "\"'#") or bool(re.search(r"<\S*$", bare))


def _fitting(words: Words, head: str) -> tuple[tuple[Completion, ...], ...]:
    """The words that fit there: classes after a, properties after a subject, else things and classes."""
    last = [token for token in tokens(head) if token.text != "\ufeff"][-2:]
    if last and (last[-1].text in ("a", "rdf:type", "^")):
        return (words.classes,) if last[-1].text != "^" else (words.properties,)
    opened = len(last) < 2 or last[0].text in ("{", ".", "}")
    after_subject = bool(last) and opened and last[-1].kind in _TERMS
    if after_subject or (last and last[-1].text in (";", "/", "|")):
        return (words.properties,)
    return (words.things, words.classes, words.properties)


def _matching(group: Sequence[Completion], written: str) -> list[Completion]:
    """The words of a group that begin so, then those whose name holds it, whatever their letter case."""
    prefix, colon, local = written.casefold().rpartition(":")
    near: list[list[Completion]] = [[], [], []]
    for one in group:
        base, _, name = one.text.casefold().rpartition(":")
        if colon and base != prefix:
            continue
        ranks = (
            (name if base else one.text.casefold()).startswith(local)
            or one.text.casefold().startswith(written.casefold()),
            any(word.startswith(local) for word in one.label.casefold().split()) and bool(local),
            bool(colon) and local in name and len(local) > 2,
        )
        if True in ranks:
            near[ranks.index(True)].append(one)
    return [one for rank in near for one in rank]
