"""From a text to a scene: everything that it names, settled, with the kind of text that it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from iortkg.case.context import CueBook, cue_book, find_cues, settle
from iortkg.case.events import Scene
from iortkg.case.fold import fold
from iortkg.case.mentions import (
    Mention,
    Quantities,
    concept_lexicon,
    find_mentions,
    find_quantities,
    quantity_reader,
)
from iortkg.case.roles import INTRAOPERATIVE, Roles, assign_roles
from iortkg.case.segments import Layout, lay_out
from iortkg.knowledge.index import Index
from iortkg.knowledge.lexicon import Lexicon, build_lexicon


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything compiled from an ontology that reading needs."""

    index: Index
    concepts: Lexicon
    moments: Lexicon
    cues: CueBook
    genres: Lexicon
    headings: Mapping[str, str]
    quantities: Quantities
    roles: Roles
    channel_unit: str


def make_reader(index: Index) -> Reader:
    """The reader of an ontology."""
    headings = {
        label.lower(): heading.text("ior:setsStatus")
        for heading in index.instances("ior:Heading")
        for label in heading.texts.get("skos:altLabel", ())
    }
    units = [unit for unit in index.instances("ior:Unit") if unit.text("ior:factKind") == "channels"]
    return Reader(
        index, concept_lexicon(index), build_lexicon(index, ("ior:Moment",)), cue_book(index),
        build_lexicon(index, ("ior:Genre",)), headings, quantity_reader(index), assign_roles(index),
        units[0].text("skos:notation") if units else "",
    )  # fmt: skip


def read_scene(text: str, reader: Reader) -> Scene:
    """The scene of a text."""
    folded = fold(text)
    layout = lay_out(text, reader.headings)
    named = find_mentions(folded, reader.concepts)
    moments = find_mentions(folded, reader.moments, forgive=False)
    quantities = tuple(find_quantities(folded, reader.quantities))
    cues = find_cues(find_mentions(folded, reader.cues.setting, forgive=False), reader.cues.roles)
    ends = find_cues(find_mentions(folded, reader.cues.ending, forgive=False), reader.cues.roles)
    together = _compose((*named, *moments), reader, layout, text)
    fixed = frozenset(curie for curie, role in reader.roles.role.items() if role in INTRAOPERATIVE | {"guide"})
    told = settle(together, cues, ends, layout, text, never_later=fixed)
    measured = _fractionated(settle(quantities, cues, ends, layout, text, never_later=frozenset()), layout, text)
    by_status: dict[str, list[Mention]] = {}
    marks = tuple(Mention(cue.start, cue.end, cue.status) for cue in cues if cue.status in _SCENE_CUES)
    for mark in settle(marks, cues, ends, layout, text, never_later=frozenset()):
        by_status.setdefault(mark.concept, []).append(mark)
    found = [
        *find_mentions(folded, reader.genres, forgive=False),
    ]
    return Scene(
        _apart_from_fractions(told, measured, layout, reader.roles), measured,
        tuple(by_status.get("stopped", ())), tuple(by_status.get("partial", ())),
        tuple(by_status.get("before-excision", ())), tuple(by_status.get("seated", ())),
        layout, _genre(found, reader.index), reader.roles, reader.index, reader.quantities.ranges, reader.channel_unit,
    )  # fmt: skip


_SCENE_CUES = frozenset({"stopped", "partial", "before-excision", "seated"})


def _genre(found: Iterable[Mention], index: Index) -> str:
    """note, study or no-treatment, by how many different words speak for each."""
    counts = {"note": 0, "study": 0, "no-treatment": 0}
    seen = {(mention.concept, mention.end - mention.start, mention.start) for mention in found}
    for concept, *_ in seen:
        counts[index[concept].text("skos:notation")] += 1
    if counts["study"] >= 2 and counts["study"] >= counts["note"]:
        return "no-treatment" if counts["no-treatment"] >= 2 else "study"
    if counts["note"] == 0 and counts["no-treatment"]:
        return "no-treatment"
    return "note" if counts["note"] or not counts["study"] else "study"


def _compose(mentions: tuple[Mention, ...], reader: Reader, layout: Layout, text: str) -> tuple[Mention, ...]:
    """The mentions in order, with things that two others named close together in one sentence make up."""
    made = []
    for thing in reader.index.things.values():
        parts = thing.all("ior:combines")
        if len(parts) == 2:
            reach = int(thing.text("ior:within") or 6)
            made += list(_pairs(thing.curie, parts, mentions, reach, layout, text))
    return tuple(sorted({*mentions, *made}, key=lambda m: (m.start, m.end, m.concept)))


def _pairs(
    name: str, parts: tuple[str, ...], mentions: tuple[Mention, ...], reach: int, layout: Layout, text: str
) -> Iterable[Mention]:
    ones = [m for m in mentions if m.concept == parts[0]]
    others = [m for m in mentions if m.concept == parts[1]]
    for one in ones:
        for other in others:
            first, second = (one, other) if one.start < other.start else (other, one)
            apart = len(text[first.end : second.start].split())
            if layout.at(one.start) == layout.at(other.start) and apart <= reach:
                yield Mention(first.start, second.end, name)


def _fractionated(quantities: tuple[Mention, ...], layout: Layout, text: str) -> tuple[Mention, ...]:
    """Quantities, with doses that are given in several fractions set on other days."""
    many = [q for q in quantities if q.unit == "{fractions}" and (q.value or 0) > 1]
    return tuple(
        replace(q, status="later")
        if q.status in ("affirmed", "given", "planned") and q.unit == "Gy" and _near(q, many, layout, text)
        else q
        for q in quantities
    )


def _apart_from_fractions(
    mentions: tuple[Mention, ...], quantities: tuple[Mention, ...], layout: Layout, roles: Roles
) -> tuple[Mention, ...]:
    """Mentions, with kinds of radiation beside several fractions set on other days."""
    many = [q for q in quantities if q.unit == "{fractions}" and (q.value or 0) > 1 and q.status != "negated"]
    if not many:
        return mentions
    return tuple(
        replace(m, status="later")
        if roles.role.get(m.concept) == "radiation" and m.status in ("affirmed", "given")
        and any(layout.at(q.start) == layout.at(m.start) and abs(q.start - m.end) < 60 for q in many)
        else m
        for m in mentions
    )


def _near(quantity: Mention, others: Iterable[Mention], layout: Layout, text: str) -> bool:
    """Whether a count of fractions belongs to a dose: in the same sentence, with no other clause between."""
    for other in others:
        low, high = sorted((quantity.end, other.start))
        if layout.at(quantity.start) == layout.at(other.start) and high - low < 40 and ";" not in text[low:high]:
            return True
    return False
