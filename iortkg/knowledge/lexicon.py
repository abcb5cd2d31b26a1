"""What texts say: the labels of the ontology as folded phrases for one pass over a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from ahocorasick_rs import AhoCorasick, Implementation

from iortkg.knowledge.index import Index
from iortkg.knowledge.thing import LABELS, Thing

# Prefixes that are written joined, with a hyphen or apart.
_PREFIXES = ("intra", "inter", "post", "pre", "peri", "extra", "supra", "infra")
_PREFIX = re.compile(rf"\b({'|'.join(_PREFIXES)})(?=[a-z]{{5}})")
# A label of this length or longer also matches with a plural s and with its hyphens closed up.
_INFLECTED = 4


Hit = tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Phrases of one or more classes and the things that they name; one phrase may name several."""

    phrases: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]

    @cached_property
    def _alone(self) -> Lexicons:
        return Lexicons((self,))

    def find(self, spaced: str) -> list[Hit]:
        """Whole-word hits (start, end, phrase number), longest first at each place, none inside another."""
        alone: Lexicons = self._alone
        return alone.find(spaced)[self]


class Lexicons:
    """Several lexicons that are looked for in one pass over a text."""

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        self._lexicons = tuple(lexicons)
        phrases = [phrase for lexicon in self._lexicons for phrase in lexicon.phrases]
        self._owners = [at for at, lexicon in enumerate(self._lexicons) for _ in lexicon.phrases]
        self._firsts = list(accumulate((len(lexicon.phrases) for lexicon in self._lexicons), initial=0))
        # A plain automaton builds in a third of the time of the dense one and is as fast on notes.
        self._matcher = AhoCorasick(phrases, implementation=Implementation.ContiguousNFA)

    def find(self, spaced: str) -> Mapping[Lexicon, list[Hit]]:
        """The hits of each lexicon: whole words, longest first at each place, none inside another of the lexicon."""
        found: list[list[Hit]] = [[] for _ in self._lexicons]
        owners, last = self._owners, len(spaced)
        for number, start, end in self._matcher.find_matches_as_indexes(spaced, overlapping=True):
            inside = end < last and spaced[end].isalnum() and spaced[end - 1].isalnum()
            if not inside and not (start and _joined(spaced[start - 1], spaced[start])):
                found[owners[number]].append((start, -end, number))
        return {
            lexicon: _outermost(hits, first)
            for lexicon, hits, first in zip(self._lexicons, found, self._firsts, strict=False)
        }


def _outermost(hits: list[Hit], first: int) -> list[Hit]:
    """Hits (start, minus end, number) in order, none inside another, their numbers counted from the first."""
    hits.sort()
    kept, reach = [], -1
    for start, negative, number in hits:
        if start >= reach:
            kept.append((start, -negative, number - first))
            reach = -negative
    return kept


def _joined(before: str, first: str) -> bool:
    """True if a hit would start inside a word or a number."""
    return (before.isalnum() and first.isalnum()) or (first.isdigit() and before in ".,")


def build_lexicon(
    index: Index, classes: Iterable[str], *, only: Iterable[str] = (), without: Iterable[str] = ()
) -> Lexicon:
    """The phrases of the things of the classes, or of some of them, with closed-up and plural variants."""
    chosen, left = frozenset(only), frozenset(without)
    found: dict[str, list[str]] = {}
    for thing in index.instances(*classes):
        if thing.curie in left or (chosen and thing.curie not in chosen):
            continue
        for phrase in phrases_of(thing):
            names = found.setdefault(phrase, [])
            if thing.curie not in names:
                names.append(thing.curie)
    phrases = tuple(sorted(found))
    return Lexicon(phrases, tuple(tuple(found[phrase]) for phrase in phrases))


def phrases_of(thing: Thing) -> Iterable[str]:
    """Folded forms in which a text may say the thing."""
    skipped = LABELS[:1] if thing.is_a("ior:Cue", "ior:Pointer", "ior:Heading", "ior:Genre") else ()
    for predicate in LABELS:
        if predicate in skipped:
            continue
        for label in thing.texts.get(predicate, ()):
            yield from _variants(label)


def _closed(label: str) -> Iterable[str]:
    """A label with all its hyphens closed up, and with each of them."""
    parts = label.split("-")
    yield "".join(parts)
    for at in range(1, len(parts) if len(parts) > 2 else 1):
        yield "-".join(parts[:at]) + "-".join(parts[at:])


def _variants(label: str) -> Iterable[str]:
    written = label.lower()
    phrase = " ".join(written.replace("-", " ").split())
    yield phrase
    if len(phrase) < _INFLECTED:
        return
    forms = {phrase}
    if "-" in written:
        forms |= {" ".join(form.replace("-", " ").split()) for form in _closed(written)}
    if phrase.startswith(_PREFIXES) or any(" " + prefix in phrase for prefix in _PREFIXES):
        forms |= {_PREFIX.sub(r"\1 ", form) for form in forms}
    if phrase[-1].isalpha() and phrase[-1] != "s":
        forms |= {form + "s" for form in forms}
    yield from forms - {phrase}
