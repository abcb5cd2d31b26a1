"""Everything compiled from an ontology that reading needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from iortkg.case.context import CueBook, cue_book
from iortkg.case.mentions import Quantities, concept_lexicon, quantity_reader
from iortkg.case.roles import Roles, assign_roles
from iortkg.case.segments import Forms
from iortkg.case.spelling import Spelling, spelling_of
from iortkg.knowledge import Index, Lexicon, Lexicons, Thing, build_lexicon


@dataclass(frozen=True)
class Reader:
    """The words of an ontology, ready to be found in texts, with the parts they play."""

    index: Index
    concepts: Lexicon
    places: Lexicon
    moments: Lexicon
    cues: CueBook
    genres: Lexicon
    forms: Forms
    quantities: Quantities
    roles: Roles
    ignored: Mapping[str, frozenset[str]]
    spelling: Spelling

    @cached_property
    def lexicons(self) -> Lexicons:
        """All lexicons, to be looked for together."""
        cues = self.cues
        return Lexicons(
            (self.concepts, self.places, self.moments, self.genres, cues.setting, cues.ending, cues.placing)
        )


# A treatment of the operation is not later; a machine is used although a noun such as system follows its name.
_IGNORED = {
    "technique": frozenset({"later", "next", "placed"}),
    "dedicated": frozenset({"later", "next", "named", "placed"}),
    "guide": frozenset({"later", "next", "named", "placed"}),
    "device": frozenset({"next", "named", "placed"}),
    "implant": frozenset({"next", "named"}),
    "procedure": frozenset({"course", "before"}),
}
_PLACES = ("ior:Site", "ior:Side")
_RIGHT = ("skos:prefLabel", "skos:altLabel")


def make_reader(index: Index) -> Reader:
    """The reader of an ontology."""
    headings, keywords = (
        {
            label.lower(): heading.text("ior:setsStatus")
            for heading in index.instances("ior:Heading")
            for label in heading.texts.get(predicate, ())
        }
        for predicate in ("skos:altLabel", "ior:keyword")
    )
    denials = frozenset(
        label.lower()
        for cue in index.instances("ior:Cue")
        if cue.text("ior:reads") == "value"
        for label in cue.texts.get("skos:altLabel", ())
    )
    joining = frozenset(_labels(index, "ior:JoiningWord"))
    roles, quantities, cues = assign_roles(index), quantity_reader(index), cue_book(index)
    concepts, places = concept_lexicon(index), build_lexicon(index, _PLACES)
    moments, genres = build_lexicon(index, ("ior:Moment",)), build_lexicon(index, ("ior:Genre",))
    words = (lexicon.phrases for lexicon in (concepts, places, moments))
    said = (label.lower().replace("-", " ") for label in _labels(index, "ior:Cue", "ior:Pointer", "ior:Genre"))
    phrases = (*chain.from_iterable(words), *said, *headings, *keywords, *quantities.words)
    return Reader(
        index, concepts, places, moments, cues, genres, Forms(headings, keywords, denials, joining), quantities, roles,
        {curie: _IGNORED[role] for curie, role in roles.role.items() if role in _IGNORED},
        spelling_of(phrases, _labels(index, "ior:OrdinaryWord"), _misspelt(index), quantities.units),
    )  # fmt: skip


def _labels(index: Index, *classes: str) -> Iterator[str]:
    """What texts say for the things of some classes, as written."""
    return (label for thing in index.instances(*classes) for label in thing.texts.get("skos:altLabel", ()))


def _misspelt(index: Index) -> Mapping[str, frozenset[str]]:
    """Words that stand only in known misspellings, each with the words of what is meant."""
    things = [(_words(thing, "skos:hiddenLabel"), _words(thing, *_RIGHT)) for thing in index.things.values()]
    right = frozenset[str]().union(*(words for _, words in things))
    found: dict[str, frozenset[str]] = {}
    for wrong, meant in things:
        found |= {word: found.get(word, frozenset()) | meant for word in wrong - right}
    return found


def _words(thing: Thing, *predicates: str) -> frozenset[str]:
    labels = (label for predicate in predicates for label in thing.texts.get(predicate, ()))
    return frozenset(word for label in labels for word in label.lower().replace("-", " ").split())
