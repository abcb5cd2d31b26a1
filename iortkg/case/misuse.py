"""What a note lists and no claim can hold: modifiers that a code does not take, and add-ons that stand alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iortkg.case.ending import listed as joined
from iortkg.case.parts import Parts
from iortkg.case.written import Written
from iortkg.knowledge import Index, Thing, indicator_of, records_about
from iortkg.model import Caution


def part_cautions(listed: Iterable[Written], on: str, index: Index) -> Iterable[Caution]:
    """A warning for each code that is listed with a modifier which its entry in the fee schedule bars."""
    for item in listed:
        code = item.on(on)
        entries = records_about(index, "ior:FeeEntry", code) if code and item.modifiers else ()
        if entries:
            entry = min(entries, key=lambda record: _away(record, on))
            indicator = indicator_of(index, entry, "ior:componentIndicator")
            barred = indicator.texts.get("ior:bars", ())
            if not set(barred).isdisjoint(item.modifiers):
                marked = (modifier for modifier in item.modifiers if modifier in barred)
                yield Caution(
                    f"The text lists {item.number} with {joined(marked)}. {item.number} takes no "
                    f"{joined(sorted(barred), 'and no')}: its PC/TC indicator is {indicator.text('skos:notation')}, "
                    f"{indicator.label} ({entry.label}, as of {entry.text('ior:validAsOf')}).",
                    (item.number,), entry.all("dcterms:source"),
                )  # fmt: skip


def _away(record: Thing, on: str) -> int:
    """How many years lie between the first day of a record and a day."""
    return abs(int(record.text("ior:validFrom")[:4]) - int(on[:4]))


def add_on_cautions(parts: Parts, listed: Sequence[Written], index: Index) -> Iterable[Caution]:
    """A warning for each add-on that is listed where each of its primaries is missing from lines and note."""
    lines = {draft.code.curie for draft in parts.drafts}
    told = {code.curie for item in listed if (code := item.on(parts.on))} if lines else set()
    for code in (index[curie] for curie in sorted(told - lines)):
        primaries = code.all("ior:addsOnTo")
        if primaries and (lines | told).isdisjoint(primaries):
            yield _orphan(code, primaries, index)


def _orphan(code: Thing, primaries: Sequence[str], index: Index) -> Caution:
    number, beside = code.text("skos:notation"), joined((index[name].text("skos:notation") for name in primaries), "or")
    lists = [r for r in records_about(index, "ior:Principle", code) if "ior:AddOnList" in r.all("ior:ofKind")]
    basis = lists[0] if lists else code
    day = basis.text("ior:validAsOf")
    known = f" ({index.label('ior:AddOnList')}, as of {day})" if day else ""
    return Caution(
        f"The text lists {number}, an add-on that stands only beside {beside}; no such code is a line or listed"
        f"{known}.",
        (number,), basis.all("dcterms:source"),
    )  # fmt: skip
