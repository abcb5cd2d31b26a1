"""What lies around a thing, one step away: its neighbours by property, and the kinds of all things."""

from __future__ import annotations

from typing import NamedTuple

from iortkg.knowledge.cards import tie_label
from iortkg.knowledge.graphs import INVERSES
from iortkg.knowledge.index import Index
from iortkg.knowledge.thing import Thing

# Stated in both directions, or worked out from what is stated: one of the two says it all.
_MIRRORED = "ior:isMistakenFor"
_WORKED_OUT = frozenset(INVERSES) - {_MIRRORED}
# By these the data set tells of itself as a file, not of the field.
_OF_THE_FILE = ("void:", "dcat:", "owl:", "rdfs:seeAlso", "rdf:first", "rdf:rest")
_WORDS = {"rdf:type": "is a", "dcterms:source": "rests on", "skos:inScheme": "is a code of", "rdfs:subClassOf": "is a"}
# Kinds of things that are no facts of a case, the first that fits.
_KINDS = (
    ("ior:Code", "code"),
    ("ior:Rule", "rule"),
    ("ior:Source", "source"),
    ("ior:Biller", "biller"),
    ("ior:Record", "record"),
    ("ior:Detail", "detail"),
    ("owl:Class", "word"),
    ("owl:ObjectProperty", "word"),
    ("owl:DatatypeProperty", "word"),
    ("owl:AnnotationProperty", "word"),
)


class Neighbours(NamedTuple):
    """Things tied to one by a property: out, to what it points; in, from what points to it."""

    predicate: str
    label: str
    direction: str
    things: tuple[str, ...]


def neighbours(index: Index, thing: Thing, on: str | None = None) -> tuple[Neighbours, ...]:
    """What a thing is tied to, by property and direction; on a day, only what is valid then."""
    found: dict[tuple[str, str], list[str]] = {}
    for predicate, targets in thing.links.items():
        found.setdefault((predicate, "out"), []).extend(targets)
    for other in index.things.values():
        for predicate, targets in other.links.items():
            if thing.curie in targets and not (predicate == _MIRRORED and other.curie in thing.all(predicate)):
                found.setdefault((predicate, "in"), []).append(other.curie)
    kept = {key: _kept(index, thing, key[0], names, on) for key, names in found.items()}
    return tuple(
        Neighbours(key[0], tie_words(index, key[0], thing.curie if key[1] == "out" else names[0]), key[1], names)
        for key, names in sorted(kept.items())
        if names
    )


def _kept(index: Index, thing: Thing, predicate: str, names: list[str], on: str | None) -> tuple[str, ...]:
    """The neighbours by one property that are things of the ontology and hold on the day."""
    if is_worked_out(predicate):
        return ()
    known = {name for name in names if name in index and index[name].classes and name != thing.curie}
    held = (name for name in known if on is None or holds_on(index, index[name], on))
    return tuple(sorted(held, key=lambda name: (index.label(name).casefold(), name)))


def is_worked_out(predicate: str) -> bool:
    """True for a property that says nothing of the field: the mirror of a stated one, or one of the file itself."""
    return predicate in _WORKED_OUT or predicate.startswith(_OF_THE_FILE)


def tie_words(index: Index, predicate: str, subject: str) -> str:
    """A property as a verb, those of other vocabularies too."""
    return _WORDS.get(predicate) or tie_label(index, predicate, subject)


def holds_on(index: Index, thing: Thing, day: str) -> bool:
    """True if a thing is valid on a day: a code also only while its code system is, a record not before it is known."""
    scheme = index.things.get(thing.one("skos:inScheme"))
    if scheme and not scheme.is_valid_on(day):
        return False
    known = thing.text("ior:knownValidFrom") if kind_of(index, thing) == "record" else ""
    return thing.is_valid_on(day) and known <= day


def kind_of(index: Index, thing: Thing) -> str:
    """The kind of fact that a thing is, else the kind of its class, else other."""
    kinds = dict(_KINDS)
    above = index.classes_above
    named = (kinds.get(wide) for name in sorted(thing.classes) for wide in above.get(name, (name,)))
    return index.kind(thing.curie) or next(filter(None, named), "other")


def class_words(index: Index, thing: Thing) -> str:
    """The narrowest class of a thing in words."""
    above = index.classes_above
    wider = {wide for name in thing.classes for wide in above.get(name, (name,)) if wide != name}
    own = sorted(name for name in thing.classes if name not in wider and name in index)
    return index.label(own[0]) if own else ""
