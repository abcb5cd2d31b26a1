"""What changed between two days: codes begun, ended or with another meaning, fees, and rules begun or ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from iortkg.knowledge.index import Index
from iortkg.knowledge.records import fee_words
from iortkg.knowledge.thing import Thing
from iortkg.model import GRADES, Citation, Plain

BEGUN, ENDED, MEANING, FEE = "begun", "ended", "meaning", "fee"
# What a change is told of, in this order, with the word for it.
_KINDS = (
    ("ior:Code", "code"), ("ior:Rule", "rule"), ("ior:PairEdit", "pair edit"), ("ior:UnitEdit", "unit edit"),
    ("ior:PaymentEntry", "payment"), ("ior:PayerPosition", "payer position"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change(Plain):
    """One change: what it is told of, how it changed, on which day, and what held before and after."""

    change: str
    kind: str
    name: str
    thing: str
    day: str
    before: str
    after: str
    followed_by: tuple[str, ...]
    sources: tuple[Citation, ...]


def changes(index: Index, first: str, second: str) -> tuple[Change, ...]:
    """What changed after the first day and up to the second, in the order of kinds, days and names."""
    found = [*_meanings(index, first, second), *_fees(index, first, second)]
    renewed = {(change.name, change.day) for change in found if change.change == MEANING}
    for name, kind in _KINDS:
        for thing in index.instances(name):
            found += [c for c in _edges(index, thing, kind, first, second) if not _is_renewal(c, thing, renewed)]
    order = [kind for _, kind in _KINDS]
    return tuple(sorted(found, key=lambda c: (order.index(c.kind), c.change == FEE, c.day, c.name, c.thing)))


def _edges(index: Index, thing: Thing, kind: str, first: str, second: str) -> Iterator[Change]:
    """The beginning and the end of a thing, where they fall between the days."""
    begins, ends = thing.text("ior:validFrom"), thing.text("ior:validTo")
    meaning = thing.text("skos:definition") or thing.label
    if begins and first < begins <= second:
        yield _change(index, thing, BEGUN, kind, begins, after=meaning)
    if ends and first <= ends < second:
        yield _change(index, thing, ENDED, kind, ends, before=meaning)


def _change(
    index: Index, thing: Thing, change: str, kind: str, day: str, *, before: str = "", after: str = ""
) -> Change:
    later = [index[curie] for curie in thing.all("ior:isFollowedBy")] if change == ENDED else []
    first = "" if change == ENDED else _grade_of_first_day(index, thing)
    citations = tuple(Citation(c.source, min(c.grade, first or c.grade, key=GRADES.index)) for c in thing.citations)
    return Change(
        change, kind, _name(index, thing), thing.curie, day, before, after,
        tuple(_name(index, code) for code in later), citations,
    )  # fmt: skip


def _grade_of_first_day(index: Index, thing: Thing) -> str:
    """How sure the first day is where less than the rest; a rule that begins with its code has that of the code."""
    codes = (index[code] for code in thing.all("ior:proposes"))
    begun = [thing, *(code for code in codes if code.text("ior:validFrom") == thing.text("ior:validFrom"))]
    return next((grade for one in begun if (grade := one.text("ior:gradeOfFirstDay"))), "")


def _name(index: Index, thing: Thing) -> str:
    """A code by system and number, any other thing by its label."""
    return f"{index.system(thing)} {thing.text('skos:notation')}" if thing.is_a("ior:Code") else thing.label


def _meanings(index: Index, first: str, second: str) -> Iterator[Change]:
    """Numbers that meant one thing on the first day and mean another on the second."""
    for nodes in (nodes for nodes in index.codes.values() if len(nodes) > 1):
        before = [node for node in nodes if node.is_valid_on(first)]
        after = [node for node in nodes if node.is_valid_on(second)]
        if before and after and before[0] is not after[0] and index.system(before[0]) == index.system(after[0]):
            new = after[0]
            was, now = (node.text("skos:definition") for node in (before[0], new))
            yield _change(index, new, MEANING, "code", new.text("ior:validFrom"), before=was, after=now)


def _is_renewal(change: Change, thing: Thing, renewed: Iterable[tuple[str, str]]) -> bool:
    """True if the edge of a code is already told as a change of what its number means."""
    return thing.is_a("ior:Code") and any(change.name == name for name, _ in renewed)


def _fees(index: Index, first: str, second: str) -> Iterator[Change]:
    """Entries of the fee schedule that differ, for numbers that both days have."""
    entries: dict[str, list[Thing]] = {}
    for entry in index.instances("ior:FeeEntry"):
        entries.setdefault(_name(index, index[entry.one("ior:concerns")]), []).append(entry)
    for name, told in entries.items():
        before = [entry for entry in told if entry.is_valid_on(first)]
        after = [entry for entry in told if entry.is_valid_on(second)]
        if before and after and before[0] is not after[0]:
            was, now = (fee_words(index, entry).partition(": ")[2] for entry in (before[0], after[0]))
            # The file of one year alone tells of rows for parts, so they count for no difference.
            if _letters(index, before[0]) != _letters(index, after[0]):
                day = after[0].text("ior:validFrom")
                code = index[after[0].one("ior:concerns")]
                citations = (*before[0].citations, *after[0].citations)
                yield Change(FEE, "code", name, code.curie, day, was, now, (), citations)


def _letters(index: Index, entry: Thing) -> tuple[str, ...]:
    indicator = index[entry.one("ior:componentIndicator")]
    return entry.text("ior:paymentStatus"), indicator.curie, entry.text("ior:globalPeriod")


_SAID = {
    BEGUN: "{kind} {name} begins: {after}",
    ENDED: "{kind} {name} ends: {before}",
    MEANING: "{kind} {name} changes its meaning. Before: {before} Now: {after}",
    FEE: "{kind} {name} is treated otherwise by the fee schedule. Before: {before}. Now: {after}.",
}


def change_line(index: Index, change: Change) -> str:
    """A change as a line, with its sources."""
    plain = change.to_dict() | {"kind": change.kind}
    followed = f" Followed by {', '.join(change.followed_by)}." if change.followed_by else ""
    cited = "; ".join(dict.fromkeys(f"{index.label(c.source)}, {c.grade}" for c in change.sources))
    return f"{change.day}  {_SAID[change.change].format(**plain)}{followed} Source: {cited}."
