"""The words of the ontology: classes, properties, what can't be so, and words of other vocabularies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rdflib import OWL, RDF, RDFS, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from iortkg.knowledge import Thing, shorten
from iortkg.view.clean import escaped
from tools.page import ink
from tools.page.book import PROPERTIES, Book
from tools.page.cards import paragraphs
from tools.page.chapter import Chapter, Section
from tools.page.rows import grid

_SAYS = "Classes and properties, each with its definition and the number of things or statements that use it."
_HEADINGS = ("Properties that tie things", "Properties with a value", "Properties for readers")
# Characteristics of a property, as they stand in its type.
_MARK = "Property"


def vocabulary(book: Book) -> Chapter:
    """The chapter on the words of the ontology."""
    classes, axioms, others = book.words("owl:Class"), sorted(_axioms(book)), sorted({*_foreign(book)})
    shown = "\n".join(_class(book, one) for one in classes)
    sections = (
        Section("vocabulary-classes", "Classes", len(classes), shown),
        *(_properties(book, kind, heading) for kind, heading in zip(PROPERTIES, _HEADINGS, strict=True)),
        Section("vocabulary-axioms", "What can't be so", len(axioms), f"<ul>{''.join(axioms)}</ul>"),
        Section("vocabulary-others", "Words of other vocabularies", len(others), _others(book, others)),
    )
    return Chapter("vocabulary", "Vocabulary", f"<p>{_SAYS}</p>", sections)


def _properties(book: Book, kind: str, heading: str) -> Section:
    """The properties of a kind."""
    words = book.words(kind)
    shown = "\n".join(_property(book, one) for one in words)
    return Section(f"vocabulary-{kind.partition(':')[2]}", heading, len(words), shown)


def _class(book: Book, thing: Thing) -> str:
    """A class: what it means, what is above and below it, and how many things it has."""
    below = [one.curie for one in book.words("owl:Class") if thing.curie in one.all("rdfs:subClassOf")]
    above = [one for one in thing.all("rdfs:subClassOf") if one in book.things]
    rows = (
        ("is a", ink.linked(book, above)),
        ("kinds of it", ink.linked(book, below)),
        ("kind of fact", escaped(thing.text("ior:factKind"))),
        ("things", f"{book.uses.get(thing.curie, 0):,}"),
    )
    return _word(book, thing, rows)


def _property(book: Book, thing: Thing) -> str:
    """A property: what it means, of what it is said, what it says, and how often."""
    inverse = [one.curie for one in book.words(*PROPERTIES) if thing.curie in one.all("owl:inverseOf")]
    marks = sorted(name.partition(":")[2].removesuffix(_MARK).lower() for name in thing.classes - set(PROPERTIES))
    rows = (
        ("domain", _names(book, thing.all("rdfs:domain")) or "anything"),
        ("range", _names(book, thing.all("rdfs:range")) or "anything"),
        ("inverse", ink.linked(book, (*thing.all("owl:inverseOf"), *inverse))),
        ("is", escaped(", ".join((*marks, *(["followed by facts"] if thing.is_true("ior:entails") else []))))),
        ("statements", f"{book.uses.get(thing.curie, 0):,}"),
    )
    return _word(book, thing, rows)


def _word(book: Book, thing: Thing, rows: tuple[tuple[str, str], ...]) -> str:
    pairs = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows if value)
    head = f"<h4>{escaped(book.word(thing.curie))} {ink.own(thing.curie)}</h4>"
    return f'<article class="word" {ink.anchor(thing.curie)}>{head}{paragraphs(book, thing)}<dl>{pairs}</dl></article>'


def _names(book: Book, curies: Sequence[str]) -> str:
    """Classes as links, and other types by their name."""
    return ", ".join(_word_link(book, one) for one in curies)


def _word_link(book: Book, curie: str) -> str:
    return ink.link(book, curie, words=book.word(curie)) if curie in book.things else escaped(curie)


def _foreign(book: Book) -> Iterator[str]:
    """The classes, properties and types of other vocabularies that are used or declared."""
    kinds = {kind for thing in book.things.values() for kind in thing.classes}
    declared = {one.curie for one in book.words("owl:Class", *PROPERTIES, ours=False)}
    yield from (one for one in {*book.uses, *kinds, *declared} if not one.startswith("ior:"))


def _others(book: Book, names: Sequence[str]) -> str:
    rows = "\n".join(
        f'<tr {ink.anchor(name)}><th scope="row">{escaped(name)}</th><td>{book.uses.get(name, 0):,}</td></tr>'
        for name in names
    )
    return grid("Words of other vocabularies", ("word", "uses"), rows)


def _axioms(book: Book) -> Iterator[str]:
    """Each axiom as a line."""
    graph = book.graph
    for kind, members, says in (
        (OWL.AllDisjointClasses, OWL.members, "No thing is more than one of"),
        (OWL.AllDifferent, OWL.distinctMembers, "All different"),
    ):
        for axiom in graph.subjects(RDF.type, kind):
            listed = ", ".join(sorted(_node(book, one) for one in _items(graph, graph.value(axiom, members))))
            yield f"<li>{says}: {listed}.</li>"
    for subject, limit in graph.subject_objects(RDFS.subClassOf):
        if isinstance(subject, URIRef) and isinstance(limit, BNode):
            said = _node(book, graph.value(limit, OWL.onProperty))
            yield f"<li>Of each {_node(book, subject)}, {said} is {_limit(book, limit)}.</li>"


def _limit(book: Book, limit: Node) -> str:
    """What a restriction asks for."""
    graph = book.graph
    if (value := graph.value(limit, OWL.hasValue)) is not None:
        return f"always {_node(book, value)}"
    if (most := graph.value(limit, OWL.maxCardinality)) is not None:
        return f"said at most {escaped(str(most))} times"
    if (only := graph.value(limit, OWL.allValuesFrom)) is not None:
        listed = graph.value(only, OWL.oneOf)
        return f"only {', '.join(_node(book, one) for one in _items(graph, listed)) or _node(book, only)}"
    return "limited as the Turtle file says"


def _items(graph: Graph, head: Node | None) -> list[Node]:
    return list(Collection(graph, head)) if head is not None else []


def _node(book: Book, node: Node | None) -> str:
    return _word_link(book, shorten(str(node))) if isinstance(node, URIRef) else escaped(str(node or ""))
