"""What texts say: the labels of the ontology as folded phrases for one pass over a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation

from iortkg.knowledge.index import LABELS, Index, Thing

# Prefixes that are written joined, with a hyphen or apart.
_PREFIXES = ("intra", "inter", "post", "pre", "peri", "extra", "supra", "infra")
_PREFIX = re.compile(rf"\b({'|'.join(_PREFIXES)})(?=[a-z]{{5}})")
# A label of this length or longer also matches with a plural s and with its hyphens closed up.
_INFLECTED = 4


@dataclass(frozen=True)
class Lexicon:
    """Phrases of one or more classes and the things that they name; one phrase may name several."""

    phrases: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    matcher: AhoCorasick

    def find(self, spaced: str) -> list[tuple[int, int, int]]:
        """Whole-word hits (start, end, phrase number), longest first at each place, none inside another."""
        hits = self.matcher.find_matches_as_indexes(spaced, overlapping=True)
        last = len(spaced)
        whole = [
            (start, -end, number)
            for number, start, end in hits
            if not (start and _joined(spaced[start - 1], spaced[start]))
            and not (end < last and spaced[end].isalnum() and spaced[end - 1].isalnum())
        ]
        whole.sort()
        kept, reach = [], -1
        for start, negative, number in whole:
            if start >= reach:
                kept.append((start, -negative, number))
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
    # A plain automaton builds in a third of the time of the dense one and is as fast on notes.
    matcher = AhoCorasick(phrases, implementation=Implementation.ContiguousNFA)
    meant = tuple(tuple(found[phrase]) for phrase in phrases)
    return Lexicon(phrases, meant, matcher)


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
