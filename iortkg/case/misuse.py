"""What a note lists and no claim can hold: modifiers that a code does not take, and add-ons that stand alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iortkg.case.ending import listed as joined
from iortkg.case.parts import Parts
from iortkg.case.tabled import from_table
from iortkg.case.written import Written
from iortkg.knowledge import Index, Thing, indicator_noted, indicator_of, records_about
from iortkg.model import Caution

# Primaries that a sentence names; some lists have hundreds.
_MOST_NAMED = 6


def part_cautions(listed: Iterable[Written], parts: Parts, index: Index) -> Iterable[Caution]:
    """A warning for each code that is listed with a modifier which its entry in the fee schedule bars."""
    for item in listed:
        if not item.modifiers or not (code := item.on(parts.on)):
            continue
        if fee := parts.books.fees(item.number, parts.on):
            indicator = indicator_noted(index, "ior:FeeEntry", "ior:componentIndicator", fee.component)
            if indicator:
                yield from _barred(item, indicator, from_table(fee.table), (fee.table.curie,))
        elif entries := records_about(index, "ior:FeeEntry", code):
            entry = min(entries, key=lambda record: _away(record, parts.on))
            known = f"{entry.label}, as of {entry.text('ior:validAsOf')}"
            indicator = indicator_of(index, entry, "ior:componentIndicator")
            yield from _barred(item, indicator, known, entry.all("dcterms:source"))


def _barred(item: Written, indicator: Thing, known: str, sources: tuple[str, ...]) -> Iterable[Caution]:
    """A warning where a code is listed with a modifier that its indicator bars."""
    barred = indicator.texts.get("ior:bars", ())
    if not set(barred).isdisjoint(item.modifiers):
        marked = (modifier for modifier in item.modifiers if modifier in barred)
        yield Caution(
            f"The text lists {item.number} with {joined(marked)}. {item.number} takes no "
            f"{joined(sorted(barred), 'and no')}: its PC/TC indicator is {indicator.text('skos:notation')}, "
            f"{indicator.label} ({known}).",
            (item.number,), sources,
        )  # fmt: skip


def _away(record: Thing, on: str) -> int:
    """How many years lie between the first day of a record and a day."""
    return abs(int(record.text("ior:validFrom")[:4]) - int(on[:4]))


def add_on_cautions(parts: Parts, listed: Sequence[Written], index: Index) -> Iterable[Caution]:
    """A warning for each add-on that is listed where each of its primaries is missing from lines and note."""
    lines = {draft.code.curie for draft in parts.drafts}
    told = {code.curie for item in listed if (code := item.on(parts.on))} if lines else set()
    if parts.books.serving("addons", parts.on):
        yield from _tabled_orphans(parts, lines, told, index)
        return
    for code in (index[curie] for curie in sorted(told - lines)):
        primaries = code.all("ior:addsOnTo")
        if primaries and (lines | told).isdisjoint(primaries):
            yield _orphan(code, primaries, index)


def _tabled_orphans(parts: Parts, lines: set[str], told: set[str], index: Index) -> Iterable[Caution]:
    """The same by the list of the user, which may leave it to a contractor to name primaries."""
    there = {index[curie].text("skos:notation") for curie in lines | told}
    for number in (index[curie].text("skos:notation") for curie in sorted(told - lines)):
        found = parts.books.addon(number, parts.on)
        if found and not found.is_open and there.isdisjoint(found.primaries):
            named = [
                *found.primaries[:_MOST_NAMED],
                *(["another of its list"] if found.primaries[_MOST_NAMED:] else []),
            ]
            yield _alone(
                number, named, f"{index.label('ior:AddOnList')}, {from_table(found.table)}", (found.table.curie,)
            )


def _orphan(code: Thing, primaries: Sequence[str], index: Index) -> Caution:
    number, named = code.text("skos:notation"), [index[name].text("skos:notation") for name in primaries]
    lists = [r for r in records_about(index, "ior:Principle", code) if "ior:AddOnList" in r.all("ior:ofKind")]
    basis = lists[0] if lists else code
    day = basis.text("ior:validAsOf")
    known = f"{index.label('ior:AddOnList')}, as of {day}" if day else ""
    return _alone(number, named, known, basis.all("dcterms:source"))


def _alone(number: str, primaries: Iterable[str], known: str, sources: tuple[str, ...]) -> Caution:
    where = f" ({known})" if known else ""
    return Caution(
        f"The text lists {number}, an add-on that stands only beside {joined(primaries, 'or')}; no such code is a line "
        f"or listed{where}.",
        (number,), sources,
    )  # fmt: skip
