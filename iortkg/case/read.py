"""From a text to a scene: everything that it names, settled, with the kind of text that it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from iortkg.case.adjust import (
    apart_from_fractions,
    background,
    beside_treatment,
    fractionated,
    study_names,
    without_other_short_forms,
)
from iortkg.case.context import Cue, Surroundings, find_cues, settle, surroundings
from iortkg.case.dates import stated_day
from iortkg.case.fold import fold
from iortkg.case.genre import genre_of, speaks_of_others
from iortkg.case.mentions import (
    Finder,
    Mention,
    find_quantities,
)
from iortkg.case.origin import apart_from_origins
from iortkg.case.reader import Reader
from iortkg.case.roles import Roles
from iortkg.case.scene import Near, Scene, by_concept, by_sentence
from iortkg.case.segments import Layout, lay_out
from iortkg.knowledge import Index, Thing

_YEAR = re.compile(
    r"\b(?:(?:in|since|from|of|during) (?:[a-z]+,? )?|(?<![/\d])\d\d?/)(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
# What a year is written of, and right before it a space or a sign; the engine skips to that.
_DIGITS = re.compile(r"[ /](?:19|20)\d\d(?!\w)")
# Nothing more is said after such a word in its clause.
_ENDED = re.compile(r"\s*(?:[.,;:)|\n]|$)")
_INITIAL = re.compile(r"(?<![A-Za-z])(?P<letters>[rl]t?|\([rl]\))\.? ?$", re.IGNORECASE)
# No number of a vertebra, and no initial of a surgeon.
_INITIAL_AFTER = re.compile(r",? ?(?P<letters>\([RL]\)|[RL]t?)(?![\w-]| ?\d|\.? [A-Z][a-z])")
_BREAK = re.compile(";")
_TODAY = re.compile(r"\btoday\b", re.IGNORECASE)


def read_scene(text: str, reader: Reader) -> Scene:
    """The scene of a text."""
    folded = fold(text)
    layout = lay_out(text, reader.forms)
    finder = Finder(folded, reader.lexicons)
    told_by = finder.mentions(reader.genres)
    genre = genre_of(told_by, reader.index, text)
    # A study has no day of its own; one that it tells may be that of its registration.
    stated = stated_day(text, labelled_only=genre == "study")
    setting = finder.mentions(reader.cues.setting)
    cues = (*find_cues(setting, reader.cues.roles), *_years(text, stated.day))
    ends = find_cues(finder.mentions(reader.cues.ending), reader.cues.roles)
    # What a study tells as its background may be what it did.
    around = surroundings(cues, ends, layout, text, "background" if genre == "study" else "past")
    concepts = without_other_short_forms(finder.mentions(reader.concepts), text, reader.roles)
    moments = _outside(finder.mentions(reader.moments), concepts, reader.roles)
    named = (*concepts, *moments)
    places = _outside(finder.mentions(reader.places), named, reader.roles)
    places = (*places, *_initials(text, reader.index, (*named, *places)))
    together = _compose((*named, *places), reader, layout, text)
    # In a note about one patient nothing is told of the field at large.
    alone = genre == "note" and not speaks_of_others(told_by, reader.index)
    ignored = {**reader.ignored, "": frozenset({"background"}) if alone else frozenset()}
    parts = frozenset((*named, *places))
    settled = _as_their_parts(settle(together, around, ignored=ignored), parts, layout)
    quantities = settle(find_quantities(folded, reader.quantities), around, ignored=ignored)
    measured = fractionated(beside_treatment(quantities, settled, layout, reader.roles), layout, text)
    told = background(apart_from_fractions(settled, measured, layout, reader.index, reader.roles), layout)
    told = study_names(told, text, reader.roles) if genre == "study" else told
    told = apart_from_origins(told, text, layout, reader.index, reader.roles)
    return Scene(
        told, measured, _marks((*setting, *finder.mentions(reader.cues.placing)), text, reader, around, ignored),
        frozenset(m.start for m in places if _ENDED.match(text, m.end)),
        layout, genre, reader.roles, reader.index, reader.quantities.ranges,
        tuple(found.start() for found in _BREAK.finditer(text)), stated,
    )  # fmt: skip


def _initials(text: str, index: Index, before: Iterable[Mention]) -> Iterable[Mention]:
    """Letters that stand for a side right beside a part of the body or an operation, like an R before it."""
    sides = {
        letters.lower(): side.curie
        for side in index.instances("ior:Side")
        for letters in side.texts.get("ior:initial", ())
    }
    for mention in before:
        if index.kind(mention.concept) in ("site", "procedure"):
            found = _INITIAL.search(text, max(0, mention.start - 6), mention.start)
            found = found or _INITIAL_AFTER.match(text, mention.end)
            if found and found["letters"].lower() in sides:
                yield Mention(found.start("letters"), found.end("letters"), sides[found["letters"].lower()])


def _years(text: str, day: str) -> Iterable[Cue]:
    """Years older than that of the operation, as cues of the past, where the text itself tells when it is."""
    if _DIGITS.search(text) and (day or _TODAY.search(text)):
        for found in _YEAR.finditer(text):
            if not day or int(found["year"]) < int(day[:4]):
                yield Cue(found.start(), found.end(), "past", "both", 12)


def _outside(places: Iterable[Mention], named: Iterable[Mention], roles: Roles) -> tuple[Mention, ...]:
    """Places or moments, apart from those inside words that only look like treatment."""
    hidden = Near(m for m in named if roles.role.get(m.concept) in ("distraction", "external", "applicator"))
    return tuple(place for place in places if not hidden.holds(place))


_LEFT_EDGE, _RIGHT_EDGE = re.compile(r"(?: {3}|\||^|\n)\s*$"), re.compile(r"\s*(?:\||\n|$)")


def _is_cell(mention: Mention, text: str) -> bool:
    """True if a mention fills a cell of a table or a line."""
    before = text[max(0, mention.start - 4) : mention.start]
    return bool(_LEFT_EDGE.search(before) and _RIGHT_EDGE.match(text, mention.end))


def _marks(
    cues: Iterable[Mention], text: str, reader: Reader, around: Surroundings, ignored: Mapping[str, frozenset[str]]
) -> Mapping[str, tuple[Mention, ...]]:
    """Words about the giving of the dose and the place treated, settled, by what they say."""
    found: dict[str, list[Mention]] = {}
    for mention in cues:
        status, reads = reader.cues.roles[mention.concept][:2]
        if status in _SCENE_MARKS and not (reads == "cell" and not _is_cell(mention, text)):
            found.setdefault(status, []).append(Mention(mention.start, mention.end, status))
    # Words that say that it was done are no plan, though the plan that was carried out is named before them.
    ignored = {**ignored, "done": frozenset({"planned"})}
    return {status: settle(marks, around, ignored=ignored) for status, marks in found.items()}


_SCENE_MARKS = frozenset({
    "stopped", "partial", "before-excision", "other-text", "loads-later", "seated", "place", "done", "spared", "target",
    "foreground", "nothing", "visit",
})  # fmt: skip


def _compose(mentions: tuple[Mention, ...], reader: Reader, layout: Layout, text: str) -> tuple[Mention, ...]:
    """The mentions in order, with things that two others named close together in one sentence make up."""
    index, named, under = reader.index, by_concept(mentions), dict[str, list[Mention]]()
    for concept, group in named.items():
        for whole in index.entailed(concept):
            under.setdefault(whole, []).extend(group)
    made: list[Mention] = []
    for thing in index.combining:
        wide = (index[part].is_a("ior:Site", "ior:Radiation") for part in thing.all("ior:combines"))
        ones, others = (
            (under if is_wide else named).get(part, ())
            for part, is_wide in zip(thing.all("ior:combines"), wide, strict=True)
        )
        made += _pairs(thing, ones, others, layout, text) if ones and others else ()
    return tuple(sorted({*mentions, *made}, key=lambda m: (m.start, m.end, m.concept)))


_WEAK = ("negated", "planned", "hypothetical", "past", "other-person", "later")


def _as_their_parts(settled: tuple[Mention, ...], parts: frozenset[Mention], layout: Layout) -> tuple[Mention, ...]:
    """Mentions, with what two names make up standing as the weaker of the two: a cue may lie between them."""
    spans = {(m.start, m.end, m.concept) for m in parts}
    near = by_sentence((m for m in settled if (m.start, m.end, m.concept) in spans), layout)
    return tuple(
        m if (m.start, m.end, m.concept) in spans else _as_weakest(m, near.get(layout.at(m.start), ())) for m in settled
    )


def _as_weakest(made: Mention, near: Iterable[Mention]) -> Mention:
    inside = {m.status for m in near if made.start <= m.start and m.end <= made.end}
    weak = next((status for status in _WEAK if status in inside), made.status)
    return replace(made, status=weak) if made.status not in _WEAK else made


def _pairs(
    thing: Thing, ones: Iterable[Mention], others: Iterable[Mention], layout: Layout, text: str
) -> Iterable[Mention]:
    reach = int(thing.text("ior:within") or 6)
    near = by_sentence(others, layout)
    for one in ones:
        for other in near.get(layout.at(one.start), ()):
            first, second = (one, other) if one.start < other.start else (other, one)
            apart = len(text[first.end : second.start].split())
            if first.end <= second.start and apart <= reach:
                yield Mention(first.start, second.end, thing.curie)
