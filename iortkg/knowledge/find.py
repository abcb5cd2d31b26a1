"""Concepts and codes by their words, misspellings forgiven, best first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from iortkg.errors import UnknownThing, repeated
from iortkg.knowledge.index import Index
from iortkg.knowledge.names import shorten
from iortkg.knowledge.thing import LABELS, Thing

_ENOUGH = 70
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
# Cues, headings and rules have words of their own that a search for things would drown in.
_FOUND = (
    "ior:Radiation", "ior:Technique", "ior:Device", "ior:Applicator", "ior:Site", "ior:Tumor", "ior:Procedure",
    "ior:Setting", "ior:OtherTreatment", "ior:Code", "ior:Biller", "ior:Service", "ior:Rule", "ior:Source",
    "ior:Payer", "ior:Conflict", "ior:Maker",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found, the label that matched and how well, of 100."""

    thing: Thing
    label: str
    score: float
    kind: str


def _kind(index: Index, thing: Thing) -> str:
    """The kind of fact that a thing is, else its class in words."""
    named = next(name for name in _FOUND if name in thing.classes).partition(":")[2]
    return index.kind(thing.curie) or _CAPITAL.sub("-", named).lower()


def find(index: Index, words: str, most: int = 10) -> tuple[Hit, ...]:
    """Things whose labels or notation match the words, best first."""
    # Coding a case never searches, so it does not pay for the import.
    from rapidfuzz import fuzz, process, utils

    choices = [
        (label, thing)
        for thing in index.things.values()
        if thing.is_a(*_FOUND)
        for label in (*(text for name in LABELS for text in thing.texts.get(name, ())), thing.text("skos:notation"))
        if label
    ]
    labels = [label for label, _ in choices]
    found = process.extract(
        words, labels, scorer=fuzz.WRatio, processor=utils.default_process, limit=most * 6, score_cutoff=_ENOUGH
    )
    best: dict[str, Hit] = {}
    for label, _, at in found:
        thing = choices[at][1]
        exact = fuzz.ratio(words, label, processor=utils.default_process)
        hit = Hit(thing, label, round(exact, 1), _kind(index, thing))
        if thing.curie not in best or best[thing.curie].score < hit.score:
            best[thing.curie] = hit
    return tuple(sorted(best.values(), key=lambda hit: (-hit.score, hit.thing.curie))[:most])


def _called(index: Index, name: str) -> Thing | None:
    """The one thing that a note can mean by a name, letter case aside; None where there is none or more than one."""
    wanted = name.casefold()
    found = [
        thing
        for thing in index.things.values()
        if index.kind(thing.curie)
        and any(label.casefold() == wanted for place in LABELS for label in thing.texts.get(place, ()))
    ]
    return found[0] if len(found) == 1 else None


def resolve(index: Index, name: str, on: str | None = None) -> Thing:
    """The thing that a person means by a CURIE, IRI, code number or label; raises UnknownThing."""
    asked = name.strip()
    if shorten(asked) in index:
        return index[shorten(asked)]
    # Notes call a device by the name of its firm, so what a note can mean goes before a firm or a source of that name.
    meant = _called(index, asked) or index.things.get(f"ior:{asked}")
    if meant:
        return meant
    codes = index.codes.get(asked.upper(), ())
    valid = [code for code in codes if on is None or code.is_valid_on(on)] or list(codes)
    if valid:
        return min(valid, key=lambda code: (code.text("ior:validTo") != "", code.curie))
    hits = find(index, asked, 3)
    if hits and hits[0].score >= 95:
        return hits[0].thing
    near = ", ".join(f"{hit.thing.curie} ({hit.thing.label})" for hit in hits)
    hint = f"Did you mean {near}?" if near else "Try iortkg find with other words."
    raise UnknownThing(f"{repeated(asked)} is not in the ontology. {hint}")
