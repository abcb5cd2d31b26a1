"""One subject of the ontology with everything stated about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from iortkg.model import Citation

LABELS = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")
Values = Mapping[str, tuple[str, ...]]
EMPTY: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """One subject of the ontology with everything stated about it."""

    curie: str
    classes: frozenset[str]
    links: Values
    texts: Values

    @property
    def label(self) -> str:
        """The first label, else the notation, else the name."""
        return self.text("skos:prefLabel") or self.text("skos:notation") or self.curie.partition(":")[2]

    def text(self, predicate: str) -> str:
        """The first literal of a property, or an empty text."""
        return self.texts.get(predicate, ("",))[0]

    def all(self, predicate: str) -> tuple[str, ...]:
        """The things that a property points to, in stated order."""
        return self.links.get(predicate, EMPTY)

    def one(self, predicate: str) -> str:
        """The first thing that a property points to, or an empty text."""
        return self.links.get(predicate, ("",))[0]

    def is_a(self, *classes: str) -> bool:
        """True if the thing belongs to one of the classes."""
        return not self.classes.isdisjoint(classes)

    def is_true(self, predicate: str) -> bool:
        """True if a yes-or-no property is stated as true."""
        return self.text(predicate) == "true"

    def is_valid_on(self, day: str) -> bool:
        """True if the thing stands on an ISO day; a known start only warns, so it does not count."""
        return self.text("ior:validFrom") <= day <= (self.text("ior:validTo") or "9999-12-31")

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The sources stated for the thing, all with the thing's grade."""
        grade = self.text("ior:grade") or "recalled"
        return tuple(Citation(source, grade) for source in self.all("dcterms:source"))
