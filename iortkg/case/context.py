"""The standing of each mention: affirmed, denied, planned, past, on another day, somebody else's, or given.

After NegEx and ConText (Chapman 2001, Harkema 2009): cues with a direction, a reach in words, and words that end it.
The cues are data; here is only how they meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from iortkg.case.mentions import Mention
from iortkg.case.segments import Layout
from iortkg.knowledge import Index, Lexicon, build_lexicon

# What outranks what where several cues of one sentence reach a mention.
_RANK = (
    "other-person",
    "about",
    "limit",
    "stopped",
    "negated",
    "past",
    "before",
    "course",
    "later",
    "next",
    "hypothetical",
    "planned",
    "background",
)
# A key has at most so many words after its cue.
_KEYED = 3
_ENDED = ("past", "before", "later", "negated", "next")
_BYGONE = ("past", "before")
# A denial this many words away yields to words right beside the mention that say it took place.
_CLOSE = 3
# What a cue makes of a mention where it is not the word of the cue itself.
_MEANS = {"next": "later", "course": "past", "before": "past"}
# And where words say that it was so at first only: what was planned then is no plan any more.
_AT_FIRST = {"planned": "hypothetical"}
# A noun for the giving says that it took place only where nothing says otherwise.
_GIVEN = frozenset({"beside", "given-noun", "placed"})
# "6 of the intended 12 Gy": the plan is about the dose, of which a part was given.
_SHARE_OF = re.compile(r"\bof\s+(?:(?:the|an?|his|her)\s+)?$", re.IGNORECASE)
_AMOUNT = re.compile(r"\s+\d")
_VALUE = re.compile(r"^\s*(?:[:=|?]|\s-\s)\s*$")


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
    """The cues of the ontology; those that end a reach and those that point to places may overlap the others."""

    setting: Lexicon
    ending: Lexicon
    placing: Lexicon
    roles: Mapping[str, tuple[str, str, int]]


_CUES = ("ior:Cue", "ior:Pointer")
_ENDING = ("ends", "ends-person", "goes-on")
_PLACING = ("place", "seated", "before-excision", "spared", "target")


def cue_book(index: Index) -> CueBook:
    """The cue lexicons and what each cue sets, reads and reaches."""
    cues = index.instances(*_CUES)
    roles = {
        cue.curie: (cue.text("ior:setsStatus"), cue.text("ior:reads"), int(cue.text("ior:within") or 0)) for cue in cues
    }
    ends = [cue.curie for cue in cues if roles[cue.curie][0] in _ENDING]
    places = [cue.curie for cue in cues if roles[cue.curie][0] in _PLACING]
    return CueBook(
        build_lexicon(index, _CUES, without=(*ends, *places)),
        build_lexicon(index, _CUES, only=ends),
        build_lexicon(index, _CUES, only=places),
        roles,
    )


def find_cues(mentions: Iterable[Mention], roles: Mapping[str, tuple[str, str, int]]) -> tuple[Cue, ...]:
    """Cue mentions as cues."""
    return tuple(Cue(m.start, m.end, *roles[m.concept]) for m in mentions)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The cues of a text by sentence, and where a reach ends: for any cue, and for one about another person."""

    cues: Mapping[int, Sequence[Cue]]
    stops: Mapping[int, Sequence[int]]
    returns: Mapping[int, Sequence[int]]
    layout: Layout
    text: str
    past: str

    def standing(self, number: int) -> str:
        """What its heading gives a sentence; one that comes back to the patient is not about somebody else."""
        standing = self.layout.sentences[number].standing
        if standing == "past":
            return self.past
        return "neutral" if standing == "other-person" and self.returns.get(number) else standing


def surroundings(cues: Iterable[Cue], ends: Iterable[Cue], layout: Layout, text: str, past: str) -> Surroundings:
    """Cues and ends by sentence; words of a known heading are no cues. past is what stands under a history."""
    by_sentence: dict[int, list[Cue]] = {}
    stops: dict[int, list[int]] = {}
    returns: dict[int, list[int]] = {}
    cues = tuple(cues)
    denied = {cue.end for cue in cues if cue.status == "negated" and cue.reads == "forward"}
    for cue in cues:
        number = layout.at(cue.start)
        # What is denied in the words right before it did not take place.
        if cue.status == "given" and cue.reads == "forward" and not denied.isdisjoint((cue.start, cue.start - 1)):
            continue
        if cue.status == "planned" and _is_of_a_dose(cue, text):
            continue
        if cue.start >= layout.sentences[number].body:
            by_sentence.setdefault(number, []).append(cue)
    for end in ends:
        if end.status != "goes-on":
            (stops if end.status == "ends" else returns).setdefault(layout.at(end.start), []).append(end.start)
    return Surroundings(by_sentence, stops, returns, layout, text, past)


def _is_of_a_dose(cue: Cue, text: str) -> bool:
    return bool(_AMOUNT.match(text, cue.end) and _SHARE_OF.search(text[max(0, cue.start - 12) : cue.start]))


def settle(
    mentions: Iterable[Mention], around: Surroundings, *, ignored: Mapping[str, frozenset[str]]
) -> tuple[Mention, ...]:
    """The mentions with their standing; cues work within their sentence only.

    ignored names, for a concept, what no cue makes of it: a treatment of the operation itself is not on another day,
    since "surgery followed by" it is still this operation. Under "" stands what is ignored for all.
    """
    settled, always = [], ignored.get("", frozenset[str]())
    for mention in mentions:
        number = around.layout.at(mention.start)
        reaching = reaches(mention, around, number)
        for status in ignored.get(mention.concept, always) | always if reaching else ():
            reaching.pop(status, None)
        status = _status(mention, reaching, around, number)
        settled.append(mention if status == mention.status else replace(mention, status=status))
    return tuple(settled)


def reaches(mention: Mention, around: Surroundings, number: int) -> dict[str, int]:
    """For each status, how many words away the nearest cue that reaches the mention stands."""
    found: dict[str, int] = {}
    for cue in around.cues.get(number, ()):
        if cue.start == mention.start and cue.end == mention.end:
            continue
        stops = (around.returns if cue.reads == "person" else around.stops).get(number, ())
        if cue.status == "before":
            stops = (*stops, *(other.start for other in around.cues[number] if other.status == "next"))
        distance = _distance(mention, cue, stops, around.text)
        if distance is not None and distance <= cue.within and distance < found.get(cue.status, 99):
            found[cue.status] = distance
            if cue.status == "given" and cue.start >= mention.end:
                found["done"] = distance
    return found


def _distance(mention: Mention, cue: Cue, stops: Iterable[int], text: str) -> int | None:
    """Words between a mention and a cue that reads towards it, or None where it does not reach."""
    if cue.start < mention.end and mention.start < cue.end:
        return 0 if cue.status == "stopped" else None
    before = cue.end <= mention.start
    between = text[cue.end : mention.start] if before else text[mention.end : cue.start]
    if cue.reads in _AT_ONCE:
        return 0 if _reads_at_once(cue.reads, before=before, between=between) else None
    if cue.reads != "both" and (cue.reads in ("forward", "person")) != before:
        return None
    low, high = (cue.end, mention.start) if before else (mention.end, cue.start)
    if any(low <= stop < high for stop in stops) or ";" in between or (before and _is_over(cue, between)):
        return None
    # What lies in the past after its name stays there, however near stand the words that say it was given.
    # Words beyond the reach of the cue need no count.
    return 0 if cue.status in _BYGONE and not before else len(between.split(None, cue.within + 1))


# Cues that read only what stands right before them, or all of their sentence.
_AT_ONCE = frozenset({"value", "adjacent", "sentence"})


def _reads_at_once(reads: str, *, before: bool, between: str) -> bool:
    if reads == "sentence":
        return True
    if reads == "adjacent":
        return not before and not between.strip()
    asked = between.rstrip().endswith("?") and len(between.split()) <= _CLOSE
    return not before and (asked or bool(_VALUE.match(between)))


def _is_over(cue: Cue, between: str) -> bool:
    """True if brackets close after a cue, or if its clause does and nothing of it goes on."""
    # After a colon a plan goes on; what was past or denied does not, unless a few words were the key of a list.
    clause, colon, _ = between.partition(": ")
    if colon and cue.status in _ENDED and len(clause.split()) > _KEYED:
        return True
    head, closed, _ = between.partition(")")
    return bool(closed) and "(" not in head and bool(head.strip())


def _status(mention: Mention, reaching: Mapping[str, int], around: Surroundings, number: int) -> str:
    option = around.layout.option(mention.start)
    if option is not None and option.is_open:
        return "unanswered"
    if option is not None:
        return "given" if option.ticked and "negated" not in reaching else "negated"
    standing = around.standing(number)
    given = reaching.get("given", 99)
    for status in _RANK if reaching else ():
        carried_out = status == "planned" and reaching.get("done", 99) <= _CLOSE
        if status in reaching and not carried_out and not _yields(status, reaching[status], given):
            once = _AT_FIRST if "at-first" in reaching else {}
            return once.get(status) or _MEANS.get(status, status)
    if standing not in ("neutral", "affirmed") and not (standing == "planned" and given <= 2):
        return standing
    if "named" in reaching:
        return "named"
    return "given" if given < 99 or not _GIVEN.isdisjoint(reaching) else "affirmed"


def _yields(status: str, distance: int, given: int) -> bool:
    """True if words that say it took place stand closer than the cue, so that the cue does not count."""
    if status == "negated":
        return given < distance and distance >= _CLOSE
    if status in ("planned", "background", "hypothetical"):
        return given <= distance and given <= _CLOSE
    if status == "next":
        return given < distance and given <= _CLOSE
    return status in _BYGONE and given < distance and distance >= _CLOSE
