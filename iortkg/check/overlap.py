"""Labels that name two concepts, so that a text that holds one means either."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from iortkg.check.book import Book
from iortkg.check.finding import Finding
from iortkg.knowledge import LABELS, Index, Thing

_GAP = re.compile(r"[-\s]+")


def folded(label: str) -> str:
    """A label as it is looked for: letter case, gaps and hyphens alike."""
    return _GAP.sub(" ", label.casefold()).strip()


def overlap_faults(book: Book) -> Iterator[Finding]:
    """Labels of the folder that another concept has too, and labels that one thing has twice."""
    named = _named(book.index)
    for thing in book.things():
        seen: dict[str, str] = {}
        for predicate in LABELS:
            for label in thing.texts.get(predicate, ()):
                if label in seen:
                    yield from _twice(book, thing, label, predicate)
                seen[label] = predicate
                yield from _shared(book, thing, label, predicate, named)


def _twice(book: Book, thing: Thing, label: str, predicate: str) -> Iterator[Finding]:
    yield from book.finding(
        thing.curie, "one label stands twice", f'"{label}" as {predicate} too', "it once", at=(predicate, label)
    )


def _shared(
    book: Book, thing: Thing, label: str, predicate: str, named: Mapping[str, tuple[str, ...]]
) -> Iterator[Finding]:
    index = book.index
    others = [name for name in named.get(folded(label), ()) if name != thing.curie]
    if thing.curie not in named.get(folded(label), ()):
        return
    rivals = [name for name in others if not _belong_together(index, thing, index[name])]
    # Of two rivals in the folder itself the later one is told of.
    later = [name for name in rivals if name < thing.curie or not book.lines(name)]
    if later:
        yield from book.finding(
            thing.curie, "the label names another concept too", f'"{label}", which {later[0]} has',
            "it at one of the two, or a longer label that tells them apart", at=(predicate, label),
        )  # fmt: skip


def _belong_together(index: Index, one: Thing, other: Thing) -> bool:
    """True where one is a kind of the other or made up with it, so that sharing a name does no harm."""
    return (
        other.curie in index.entailed(one.curie)
        or one.curie in index.entailed(other.curie)
        or other.curie in one.all("ior:combines")
        or one.curie in other.all("ior:combines")
    )


def matched(index: Index) -> frozenset[str]:
    """The kinds of concepts whose names are looked for in notes."""
    below = {"ior:Concept"}
    while wider := {t.curie for t in index.things.values() if not below.isdisjoint(t.all("rdfs:subClassOf"))} - below:
        below |= wider
    # A group gathers things under one heading and is never looked for in a note, so it may share their words.
    below.discard("ior:SiteGroup")
    return frozenset(below)


def _named(index: Index) -> Mapping[str, tuple[str, ...]]:
    """The concepts of each folded label; cues and headings may share their words."""
    below = matched(index)
    found: dict[str, dict[str, None]] = {}
    for thing in index.things.values():
        if thing.is_a(*below):
            for label in (text for predicate in LABELS for text in thing.texts.get(predicate, ())):
                found.setdefault(folded(label), {})[thing.curie] = None
    return {label: tuple(names) for label, names in found.items()}
