"""The ontology as the page tells it: things by name, what points at each, and how often a word is used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rdflib import Graph

from iortkg import Knowledge
from iortkg.knowledge import Thing, shorten

CODE = "ior:Code"
DEPRECATED = "owl:deprecated"
PROPERTIES = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty")
# A detail is told on the card of what it is about, a statement on that of its conflict.
PART_OF = ("ior:isAbout", "ior:isOneSideOf")
# Stated when the ontology is read; the page tells them from the other end.
TURNED = ("ior:isNeededBy", "ior:hasMember", "ior:makesUp")
SOURCE = "dcterms:source"
# What other vocabularies call their words, where taking the name apart does not tell it.
_WORDS = {
    "skos:prefLabel": "label", "skos:altLabel": "also called", "skos:hiddenLabel": "misspelled",
    "skos:inScheme": "code system", "skos:scopeNote": "scope", "skos:editorialNote": "note", SOURCE: "source",
}  # fmt: skip
_OURS = "ior:"
_BROADER = "skos:broader"


@dataclass(frozen=True)
class Book:
    """What the page is made from."""

    knowledge: Knowledge

    @cached_property
    def things(self) -> Mapping[str, Thing]:
        """Everything that has a name, by that name."""
        return {curie: thing for curie, thing in sorted(self.knowledge.whole.things.items()) if ":" in curie}

    @cached_property
    def graph(self) -> Graph:
        """The triples, for what the index does not keep."""
        return self.knowledge.graph

    @cached_property
    def uses(self) -> Mapping[str, int]:
        """How many statements a property makes, and how many things a class has."""
        said = Counter(shorten(str(predicate)) for predicate in self.graph.predicates())
        return said + Counter(kind for thing in self.things.values() for kind in sorted(thing.classes))

    @cached_property
    def pointing(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """The things that point at a thing, by property; left out where the thing says the same of them."""
        found: dict[str, dict[str, list[str]]] = {}
        untold = {"rdf:type", _BROADER, *TURNED, *PART_OF}
        for thing in self.individuals:
            for predicate, targets in thing.links.items():
                # What the data set says of itself names examples only.
                if predicate in untold or "//" in thing.curie:
                    continue
                for target in targets:
                    if target in self.things and thing.curie not in self.things[target].all(predicate):
                        found.setdefault(target, {}).setdefault(predicate, []).append(thing.curie)
        return {end: {how: tuple(starts) for how, starts in sorted(ways.items())} for end, ways in found.items()}

    @cached_property
    def narrower(self) -> Mapping[str, tuple[str, ...]]:
        """The things right below a thing."""
        found: dict[str, list[str]] = {}
        for thing in self.individuals:
            for above in thing.all(_BROADER):
                found.setdefault(above, []).append(thing.curie)
        return {above: tuple(below) for above, below in found.items()}

    @cached_property
    def parts(self) -> Mapping[str, tuple[Thing, ...]]:
        """The details and statements of a thing."""
        found: dict[str, list[Thing]] = {}
        for thing in self.individuals:
            if whole := self.whole_of(thing):
                found.setdefault(whole, []).append(thing)
        return {whole: tuple(parts) for whole, parts in found.items()}

    @cached_property
    def individuals(self) -> tuple[Thing, ...]:
        """All that is neither word of the vocabulary nor an old name nor the ontology itself."""
        left_out = {"owl:Class", "owl:Ontology", *PROPERTIES}
        return tuple(
            thing for thing in self.things.values() if left_out.isdisjoint(thing.classes) and not self.is_old(thing)
        )

    @cached_property
    def old(self) -> tuple[Thing, ...]:
        """Names that are no longer used."""
        return tuple(thing for thing in self.things.values() if self.is_old(thing))

    def whole_of(self, part: Thing) -> str:
        """The thing on whose card another is told, or an empty text."""
        named = (target for predicate in PART_OF for target in part.all(predicate))
        return next((target for target in named if target in self.things), "")

    def is_old(self, thing: Thing) -> bool:
        """True for a name with a successor."""
        return thing.is_true(DEPRECATED)

    def words(self, *kinds: str, ours: bool = True) -> tuple[Thing, ...]:
        """Classes or properties, ours or those of other vocabularies, by label."""
        found = (thing for thing in self.things.values() if thing.is_a(*kinds))
        return self.by_label(thing for thing in found if thing.curie.startswith(_OURS) == ours)

    def by_label(self, things: Iterable[Thing]) -> tuple[Thing, ...]:
        """Things as a reader looks for them: codes by number, all else by label."""
        return tuple(sorted(things, key=lambda thing: (self.title(thing.curie).casefold(), thing.curie)))

    def title(self, curie: str) -> str:
        """What a thing is called in a line; a code is called by its number, and an old meaning of one with its end."""
        thing = self.things.get(curie)
        if thing is None:
            return curie
        if thing.is_a(CODE):
            return curie.partition(":")[2]
        return thing.text("dcterms:title") or curie if "//" in curie else thing.label

    def word(self, curie: str) -> str:
        """What a class or property is called."""
        thing = self.things.get(curie)
        if thing is not None and thing.text("skos:prefLabel"):
            return thing.label
        name = re.split(r"[/#:]", curie)[-1]
        return _WORDS.get(curie) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()

    def kinds(self, thing: Thing) -> frozenset[str]:
        """The classes of a thing, or those right above a class, and all above them."""
        found, ahead = set(thing.classes), sorted((*thing.classes, *thing.all("rdfs:subClassOf")))
        found.update(ahead)
        while ahead:
            above = self.things[kind].all("rdfs:subClassOf") if (kind := ahead.pop()) in self.things else ()
            ahead += (new := [kind for kind in above if kind not in found])
            found.update(new)
        return frozenset(found)
