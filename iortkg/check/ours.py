"""What a folder that adds to the ontology may not say, and kinds that nothing shares."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pyoxigraph

from iortkg.check.book import Book
from iortkg.check.finding import Finding
from iortkg.check.turtle import BLANK
from iortkg.knowledge import Index

# What an overlay may say of a thing of ours: how notes call it, and remarks that no rule reads.
_ADDED = ("skos:altLabel", "skos:hiddenLabel", "skos:editorialNote", "skos:scopeNote")


def ours_faults(book: Book) -> Iterator[Finding]:
    """Statements of an overlay that change a thing of the ontology, or stand at a nameless node."""
    if book.base is None:
        return
    for file, line in book.own:
        if line.subject in book.of_base and line.predicate not in _ADDED:
            yield Finding(
                file.name, line.line, line.subject, "the thing is iortkg's own, to which a folder adds names and notes",
                line.predicate, f"{', '.join(_ADDED[:-1])} or {_ADDED[-1]}, or describe a thing of your own",
            )  # fmt: skip
    for file in (file for file in book.files if file.in_graph):
        quads = pyoxigraph.parse(input=file.text, format=pyoxigraph.RdfFormat.TURTLE)
        if any(isinstance(node, pyoxigraph.BlankNode) for quad in quads for node in (quad.subject, quad.object)):
            places = (line.line for line in file.statements if BLANK in (line.subject, line.value))
            yield Finding(
                file.name, next(places, 1), "node", "a node has no name, so nothing can point to it",
                "brackets or _:", "a thing with an IRI of its own",
            )  # fmt: skip


def kind_faults(book: Book) -> Iterator[Finding]:
    """Things of two kinds that the axioms hold apart."""
    groups = tuple(_members(book.index))
    above = {kind: _above(book.index, kind) for thing in book.things() for kind in thing.classes}
    for thing in book.things():
        kinds = {wider: kind for kind in sorted(thing.classes) for wider in above[kind]}
        for one, other in dict.fromkeys(
            pair for group in groups for pair in combinations(sorted(group & set(kinds)), 2)
        ):
            yield from book.finding(
                thing.curie, "no thing is of both these kinds", f"{one} and {other}", "one of the two",
                at=("rdf:type", kinds[other]),
            )  # fmt: skip


def _members(index: Index) -> Iterator[frozenset[str]]:
    """The groups of classes of which nothing shares two, as the axioms for a reasoner list them."""
    for group in index.instances("owl:AllDisjointClasses"):
        found, node = set[str](), group.one("owl:members")
        while node in index and node != "rdf:nil":
            found.add(index[node].one("rdf:first"))
            node = index[node].one("rdf:rest")
        yield frozenset(found)


def _above(index: Index, kind: str) -> frozenset[str]:
    """A class and all that it is part of."""
    found, queue = {kind}, [kind]
    while queue:
        thing = index.things.get(queue.pop())
        wider = set(thing.all("rdfs:subClassOf")) - found if thing else set[str]()
        found |= wider
        queue += sorted(wider)
    return frozenset(found)
