"""The standing of each mention: affirmed, denied, planned, past, on another day, somebody else's, or given.

After NegEx and ConText (Chapman 2001, Harkema 2009): cues with a direction, a reach in words, and words that end it.
The cues are data; here is only how they meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from iortkg.case.mentions import Mention
from iortkg.case.segments import Layout
from iortkg.knowledge.index import Index
from iortkg.knowledge.lexicon import Lexicon, build_lexicon

# What outranks what where several cues of one sentence reach a mention.
_RANK = ("other-person", "stopped", "negated", "past", "later", "hypothetical", "planned", "background")
# A denial this many words away yields to words right beside the mention that say it took place.
_CLOSE = 3
_VALUE = re.compile(r"^\s*(?:[:=|]|\s-\s)\s*$")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in the text with what it does."""

    start: int
    end: int
    status: str
    reads: str
    within: int


@dataclass(frozen=True, slots=True)
class CueBook:
    """The cues of the ontology, those that end a reach apart, since they may overlap the others."""

    setting: Lexicon
    ending: Lexicon
    roles: Mapping[str, tuple[str, str, int]]


def cue_book(index: Index) -> CueBook:
    """The cue lexicons and what each cue sets, reads and reaches."""
    cues = index.instances("ior:Cue")
    roles = {
        cue.curie: (cue.text("ior:setsStatus"), cue.text("ior:reads"), int(cue.text("ior:within") or 0)) for cue in cues
    }
    ends = [cue.curie for cue in cues if roles[cue.curie][0] == "ends"]
    return CueBook(
        build_lexicon(index, ("ior:Cue",), without=ends),
        build_lexicon(index, ("ior:Cue",), only=ends),
        roles,
    )


def find_cues(mentions: Iterable[Mention], roles: Mapping[str, tuple[str, str, int]]) -> tuple[Cue, ...]:
    """Cue mentions as cues."""
    return tuple(Cue(m.start, m.end, *roles[m.concept]) for m in mentions)


def settle(
    mentions: tuple[Mention, ...],
    cues: tuple[Cue, ...],
    ends: tuple[Cue, ...],
    layout: Layout,
    text: str,
    *,
    never_later: frozenset[str],
) -> tuple[Mention, ...]:
    """The mentions with their standing; cues work within their sentence only.

    What is never later names a treatment of the operation itself: "surgery followed by" it is still this operation.
    """
    nearby: dict[int, list[Cue]] = {}
    for cue in cues:
        nearby.setdefault(layout.at(cue.start), []).append(cue)
    stops: dict[int, list[int]] = {}
    for end in ends:
        stops.setdefault(layout.at(end.start), []).append(end.start)
    settled = []
    for mention in mentions:
        number = layout.at(mention.start)
        reaching = reaches(mention, nearby.get(number, ()), stops.get(number, ()), text)
        if mention.concept in never_later:
            reaching.pop("later", None)
        settled.append(replace(mention, status=_status(mention, reaching, layout, number)))
    return tuple(settled)


def reaches(mention: Mention, cues: Iterable[Cue], stops: Iterable[int], text: str) -> dict[str, int]:
    """For each status, how many words away the nearest cue that reaches the mention stands."""
    found: dict[str, int] = {}
    for cue in cues:
        distance = _distance(mention, cue, stops, text)
        if distance is not None and distance <= cue.within and distance < found.get(cue.status, 99):
            found[cue.status] = distance
    return found


def _distance(mention: Mention, cue: Cue, stops: Iterable[int], text: str) -> int | None:
    """Words between a mention and a cue that reads towards it, or None where it does not reach."""
    if cue.start < mention.end and mention.start < cue.end:
        return 0 if cue.status in ("stopped", "given", "seated") else None
    before = cue.end <= mention.start
    between = text[cue.end : mention.start] if before else text[mention.end : cue.start]
    if cue.reads == "value":
        return 0 if not before and _VALUE.match(between) else None
    if cue.reads == "adjacent":
        return 0 if not before and not between.strip() else None
    if cue.reads != "both" and (cue.reads == "forward") != before:
        return None
    low, high = (cue.end, mention.start) if before else (mention.end, cue.start)
    if any(low <= stop < high for stop in stops) or ";" in between:
        return None
    return len(between.split())


def _status(mention: Mention, reaching: Mapping[str, int], layout: Layout, number: int) -> str:
    option = layout.option(mention.start)
    if option is not None:
        return "given" if option.ticked and "negated" not in reaching else "negated"
    standing = layout.sentences[number].standing if layout.sentences else "neutral"
    given = reaching.get("given", 99)
    for status in _RANK:
        if status in reaching and not _yields(status, reaching[status], given):
            return status
    if standing not in ("neutral", "affirmed") and not (standing == "planned" and given <= 2):
        return standing
    if "named" in reaching:
        return "named"
    return "given" if given < 99 else "affirmed"


def _yields(status: str, distance: int, given: int) -> bool:
    """Whether words that say it took place stand closer than the cue, so that the cue does not count."""
    if status == "negated":
        return given < distance and distance >= _CLOSE
    if status in ("planned", "background", "hypothetical"):
        return given <= distance and given <= _CLOSE
    return status == "past" and given < distance and distance >= _CLOSE
