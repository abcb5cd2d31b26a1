"""Lines of rules beside what is known of their codes: who bills them, and which modifiers they take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iortkg.check.book import Book
from iortkg.check.finding import Finding, listed
from iortkg.check.reach import LEADING, meet
from iortkg.knowledge import Index, Thing

# A code that is only offered stands beside a line and takes over no modifier of it.
_OFFERED = ("ior:offers", "ior:elseOffers")
_FEES = "ior:FeeEntry"


def line_faults(book: Book) -> Iterator[Finding]:
    """Rules whose lines contradict their codes on some day on which both are valid."""
    entries = _entries(book.index)
    for rule in book.things("ior:Rule"):
        for way in LEADING:
            for name in rule.all(way):
                for code in _codes(name, book.index):
                    if meet(rule, code):
                        yield from _biller_faults(book, rule, way, name, code)
                        if way not in _OFFERED:
                            yield from _modifier_faults(book, rule, code, entries)


def _codes(name: str, index: Index) -> tuple[Thing, ...]:
    """The code of a name, or the members of the family of that name."""
    thing = index.things.get(name)
    members = thing.all("ior:hasMember") if thing else ()
    return tuple(index[one] for one in (name, *members) if one in index and index[one].is_a("ior:Code"))


def _entries(index: Index) -> Mapping[str, tuple[Thing, ...]]:
    """The entries of fee schedules by code."""
    found: dict[str, tuple[Thing, ...]] = {}
    for entry in index.instances(_FEES):
        for code in entry.all("ior:concerns"):
            found[code] = (*found.get(code, ()), entry)
    return found


def _biller_faults(book: Book, rule: Thing, way: str, name: str, code: Thing) -> Iterator[Finding]:
    billers = code.all("ior:isBilledBy")
    for biller in rule.all("ior:forBiller"):
        # Of a code whose billers nobody stated, no biller is wrong.
        if billers and biller not in billers:
            yield from book.finding(
                rule.curie, "the rule puts the code on the claim of one who does not bill it",
                f"{biller}, while {code.curie} is billed by {listed(billers)}",
                f"ior:forBiller {listed(billers)}, or {biller} as ior:isBilledBy of the code if a source says so",
                at=("ior:forBiller", biller) if code.curie == name else (way, name),
            )  # fmt: skip


def _modifier_faults(
    book: Book, rule: Thing, code: Thing, entries: Mapping[str, tuple[Thing, ...]]
) -> Iterator[Finding]:
    for modifier in rule.texts.get("ior:modifier", ()):
        for entry in entries.get(code.curie, ()):
            indicator = book.index.things.get(entry.one("ior:componentIndicator"))
            if indicator and modifier in indicator.texts.get("ior:bars", ()) and meet(rule, entry):
                yield from book.finding(
                    rule.curie, "the code does not take the modifier on a day of the rule",
                    f"{modifier} on {code.curie}, whose PC/TC indicator is {indicator.text('skos:notation')}, "
                    f"{indicator.label}, in {entry.curie}",
                    f"no ior:modifier {modifier}, a code that takes it, or dates of the rule outside the entry",
                    at=("ior:modifier", modifier),
                )  # fmt: skip
                break
