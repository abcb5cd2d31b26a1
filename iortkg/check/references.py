"""Names that are not there, with the nearest that is, and properties said of the wrong kind of thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from iortkg.check.book import Book
from iortkg.check.finding import Finding, listed
from iortkg.check.turtle import TRUTHS, Stated
from iortkg.knowledge import PREFIXES, Index, expand

_AXIOMS = "axioms.ttl"
# What these point to is a file of a release, not a thing in it.
_OUTSIDE = ("owl:versionIRI", "owl:priorVersion")
_PROPERTIES = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty")
_KIND = "rdf:type"
_TYPES = ("owl:Class", "rdfs:Class")
# Vocabularies of others in which a name can be misspelled; the rest of the web is not looked at.
_OTHERS = ("dcterms", "owl", "rdf", "rdfs", "skos")
_TEXT, _ANY_TEXT = "rdf:langString", ("xsd:string",)
# What may stand where a datatype is asked for.
_WIDER = {"xsd:decimal": ("xsd:decimal", "xsd:integer")}
_EXAMPLES = {
    "xsd:date": 'a day like "2026-01-01"^^xsd:date',
    "xsd:boolean": f"{' or '.join(TRUTHS)}, unquoted",
    "xsd:integer": "a whole number, unquoted",
    "xsd:decimal": "a number, unquoted",
    "xsd:string": "a text in quotes, with no language after it",
    _TEXT: "a text in quotes with its language after it, like @en",
}


def near(name: str, known: Iterable[str]) -> str:
    """The known name that is most like one that is not there, or an empty text."""
    from rapidfuzz import fuzz, process

    best = process.extractOne(name, sorted(known), scorer=fuzz.ratio, score_cutoff=72)
    return best[0] if best else ""


@dataclass(frozen=True)
class _Names:
    """The names of an index by what they can stand for."""

    index: Index
    # Where the folder names things of its own.
    spaces: frozenset[str]

    def should_hold(self, name: str) -> bool:
        """True for a name of ours or of the folder, which must be that of a thing."""
        return _is_ours(name) or _space(name) in self.spaces

    @cached_property
    def things(self) -> frozenset[str]:
        """What is said to be of some kind."""
        return frozenset(name for name, thing in self.index.things.items() if thing.classes)

    @cached_property
    def classes(self) -> frozenset[str]:
        """The kinds of things."""
        return frozenset(thing.curie for thing in self.index.instances(*_TYPES))

    @cached_property
    def properties(self) -> frozenset[str]:
        """The properties of things."""
        return frozenset(thing.curie for thing in self.index.instances(*_PROPERTIES))

    @cached_property
    def others(self) -> Mapping[str, frozenset[str]]:
        """The names of vocabularies of others, by prefix."""
        from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

        found = {"dcterms": DCTERMS, "owl": OWL, "rdf": RDF, "rdfs": RDFS, "skos": SKOS}
        return {name: frozenset(f"{name}:{str(term).removeprefix(PREFIXES[name])}" for term in dir(space))
                for name, space in found.items()}  # fmt: skip

    def above(self, classes: Iterable[str]) -> frozenset[str]:
        """Classes and all that they are part of."""
        found = set(classes)
        queue = list(found)
        while queue:
            thing = self.index.things.get(queue.pop())
            for wider in thing.all("rdfs:subClassOf") if thing else ():
                if wider not in found:
                    found.add(wider)
                    queue.append(wider)
        return frozenset(found)


def reference_faults(book: Book) -> Iterator[Finding]:
    """Every name that is not there or stands in the wrong place."""
    names = _Names(book.index, frozenset(map(_space, (line.subject for _, line in book.own))) - {""})
    seen: set[str] = set()
    for file, line in book.own:
        for wrong, found, write in _line_faults(line, names):
            yield Finding(file.name, line.line, line.subject, wrong, found, write)
        if line.subject not in seen:
            seen.add(line.subject)
            yield from _kindless(book, line.subject, names)
    yield from _told_twice(book)
    yield from _misnamed(book)


_Told = Iterator[tuple[str, str, str]]


def _line_faults(line: Stated, names: _Names) -> _Told:
    known = _property_fault(line.predicate, names)
    yield from known
    if line.kind:
        yield from _literal_fault(line, names)
    elif line.predicate == _KIND:
        yield from _type_fault(line.value, names)
    elif names.should_hold(line.value) and line.value not in names.things and line.predicate not in _OUTSIDE:
        yield f"{line.predicate} points to nothing that is there", line.value, _or_add(line.value, names.things)
    elif not known:
        yield from _ends_fault(line, names)


def _space(name: str) -> str:
    """The part of an IRI that things of one hand share; empty for a name that is short already."""
    return name[: max(name.rfind("/"), name.rfind("#")) + 1]


def _is_ours(name: str) -> bool:
    return expand(name).startswith(PREFIXES["ior"])


def _or_add(name: str, known: Iterable[str]) -> str:
    close = near(name, known)
    return f"{close}, if you meant that, or add the thing" if close else "the name of a thing that is there, or add it"


def _property_fault(name: str, names: _Names) -> list[tuple[str, str, str]]:
    if _is_ours(name) and name not in names.properties:
        close = near(name, names.properties)
        return [("the property is not in the vocabulary", name, _instead(close, "a property of core.ttl"))]
    prefix = name.partition(":")[0]
    # What the axioms declare is known without the vocabularies, which take longer to import than a folder to read.
    if prefix in _OTHERS and name not in names.properties and name != _KIND and name not in names.others[prefix]:
        close = near(name, names.others[prefix])
        return [("the property is not in its vocabulary", name, _instead(close, f"a property of {prefix}"))]
    return []


def _instead(close: str, else_write: str) -> str:
    return f"{close}, if you meant that" if close else else_write


def _type_fault(name: str, names: _Names) -> _Told:
    if _is_ours(name) and name not in names.classes:
        yield (
            "it is said to be of a kind that is none",
            name,
            _instead(near(name, names.classes), "a class of core.ttl"),
        )


def _literal_fault(line: Stated, names: _Names) -> _Told:
    if line.predicate not in names.properties:
        return
    ranges = names.index[line.predicate].all("rdfs:range")
    if not ranges or ranges[0] not in _EXAMPLES:
        if names.index[line.predicate].is_a("owl:ObjectProperty"):
            yield f"{line.predicate} takes the name of a thing", f'the text "{line.value}"', "its name, unquoted"
        return
    kind = _TEXT if line.kind.startswith("@") else line.kind
    if kind not in _WIDER.get(ranges[0], ranges):
        given = f'"{line.value}"{line.kind}' if kind == _TEXT else f'"{line.value}" as {line.kind}'
        yield f"{line.predicate} takes another kind of value", given, _EXAMPLES[ranges[0]]


def _ends_fault(line: Stated, names: _Names) -> _Told:
    """Where a property of ours ties other kinds of thing than it is made for."""
    if line.predicate not in names.properties:
        return
    term = names.index[line.predicate]
    if not term.is_a("owl:ObjectProperty", "owl:AnnotationProperty"):
        yield f"{line.predicate} takes a value and no thing", line.value, "a value in quotes or a number"
        return
    for end, name, word in (("rdfs:domain", line.subject, "is said of"), ("rdfs:range", line.value, "points to")):
        wanted = [kind for kind in term.all(end) if kind in names.classes]
        thing = names.index.things.get(name)
        if wanted and thing and thing.classes and names.above(thing.classes).isdisjoint(wanted):
            kinds = listed(tuple(map(names.index.label, sorted(thing.classes))))
            label = names.index.label(wanted[0])
            wrong = f"{line.predicate} {word} things of the kind {label}"
            yield wrong, f"{name} of the kind {kinds}", f"the name of a thing of the kind {label}"


def _kindless(book: Book, subject: str, names: _Names) -> Iterator[Finding]:
    if _is_ours(subject) and subject not in names.things:
        close = near(subject, names.things)
        write = f"{close}, if you meant that, or its kind" if close else "its kind, like: a ior:Concept"
        yield from book.finding(subject, "nothing says what kind of thing this is", subject, write)


def _told_twice(book: Book) -> Iterator[Finding]:
    """Things that two files of the folder tell of; axioms for a reasoner add to things of other files."""
    first: dict[str, str] = {}
    told: set[tuple[str, str]] = set()
    for file, line in book.own:
        if Path(file.name).name == _AXIOMS:
            continue
        place = first.setdefault(line.subject, file.name)
        if _is_ours(line.subject) and place != file.name and (line.subject, file.name) not in told:
            told.add((line.subject, file.name))
            yield Finding(
                file.name, line.line, line.subject, "two files tell of the same thing", f"it in {place} too",
                "all of it in one file",
            )  # fmt: skip


def _misnamed(book: Book) -> Iterator[Finding]:
    """Codes whose number is not that of their address; what follows -until- tells earlier meanings apart."""
    for code in book.things("ior:Code"):
        name = code.curie.rpartition(":")[2].partition("-until-")[0]
        number = code.text("skos:notation")
        if number and name != number:
            yield from book.finding(
                code.curie, "the number is not that of the code's own name", f'"{number}"',
                f'"{name}", or rename the code', at=("skos:notation", ""),
            )  # fmt: skip
