"""What records say of a thing: fees, payment, edits, principles, conflicts and payers, each with source and day."""

from __future__ import annotations

from collections.abc import Iterable

from iortkg.knowledge.index import Index
from iortkg.knowledge.thing import Thing

# The class of the records, the ties by which one tells of a thing, and the heading on a card.
_KINDS = (
    ("ior:FeeEntry", ("ior:concerns",), "fee schedule"),
    ("ior:SharingEntry", ("ior:concerns",), "both sides, assistants"),
    ("ior:PaymentEntry", ("ior:concerns",), "payment"),
    ("ior:UnitEdit", ("ior:limits",), "most units"),
    ("ior:PairEdit", ("ior:columnOne", "ior:columnTwo"), "pair edits"),
    ("ior:Principle", ("ior:concerns",), "principles"),
    ("ior:Conflict", ("ior:concerns",), "sources differ"),
    ("ior:PayerPosition", ("ior:concerns", "ior:isHeldBy"), "payers"),
)

_SHARING = ("ior:bilateralIndicator", "ior:assistantIndicator", "ior:coSurgeonIndicator", "ior:teamIndicator")


def record_rows(index: Index, thing: Thing, on: str | None) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Headings with what the records of that kind say of a thing, those alone that hold on a day where one is named."""
    for kind, ties, heading in _KINDS:
        told = [
            record
            for record in index.instances(kind)
            if any(thing.curie in record.all(tie) for tie in ties) and (on is None or _is_known_on(record, on))
        ]
        if told:
            yield heading, tuple(f"{_told(index, record, thing)} ({_basis(index, record)})" for record in told)


def _is_known_on(record: Thing, day: str) -> bool:
    """True if a record holds on a day that is no earlier than its first source."""
    return record.is_valid_on(day) and record.text("ior:knownValidFrom") <= day


def _told(index: Index, record: Thing, thing: Thing) -> str:
    """The record in words, on the card of a thing."""
    if record.is_a("ior:FeeEntry"):
        return fee_words(index, record)
    if record.is_a("ior:SharingEntry"):
        given = [(tie, index[curie]) for tie in _SHARING for curie in record.all(tie)]
        said = "; ".join(f"{index.label(tie)} {thing.text('skos:notation')}, {thing.label}" for tie, thing in given)
        return f"{record.text('ior:validFrom')[:4]}: {said}"
    if record.is_a("ior:PairEdit", "ior:UnitEdit"):
        applied = record.one("ior:modifierIndicator") or record.one("ior:adjudicatedBy")
        meaning = f": indicator {index[applied].text('skos:notation')}, {index.label(applied)}" if applied else ""
        return (_pair(index, record, thing) if record.is_a("ior:PairEdit") else record.label) + meaning
    if record.is_a("ior:Conflict"):
        return f"{record.text('skos:definition')} {' '.join(_sides(index, record))}"
    payer = record.one("ior:isHeldBy")
    stance = f", {record.text('ior:stance')}" if payer else ""
    told = f"{record.text('skos:definition')} {record.text('skos:scopeNote')}".strip()
    return (f"{index.label(payer)}{stance}: " if payer else "") + told


def _pair(index: Index, edit: Thing, thing: Thing) -> str:
    """An edit as it bears on a thing: the thing itself on its side, all its partners on the other."""
    columns = []
    for predicate in ("ior:columnOne", "ior:columnTwo"):
        codes = (thing.curie,) if thing.curie in edit.all(predicate) else edit.all(predicate)
        columns.append([index[code].text("skos:notation") for code in codes])
    if thing.curie not in edit.all("ior:columnTwo"):
        columns[1] += _shortened(edit.texts.get("ior:columnTwoNumbers", ()))
    return " over ".join(", ".join(numbers) for numbers in columns)


def _shortened(numbers: Iterable[str]) -> list[str]:
    """Numbers outside the ontology: each for itself, and of many ranges the first three."""
    ranges = [number for number in numbers if "-" in number]
    single = [number for number in numbers if "-" not in number]
    return [*single, *ranges[:_FEW], *([f"and {len(ranges) - _FEW} more ranges"] if len(ranges) > _FEW else [])]


_FEW = 3


def _sides(index: Index, conflict: Thing) -> Iterable[str]:
    for letter, side in zip("AB", sides_of(index, conflict), strict=False):
        cited = "; ".join(map(index.label, side.all("dcterms:source")))
        yield f"Side {letter}: {side.text('skos:definition')} ({cited}, {side.text('ior:grade')})"


def sides_of(index: Index, conflict: Thing) -> tuple[Thing, ...]:
    """The statements of the sides of a conflict, in the order of their names."""
    return tuple(s for s in index.instances("ior:Statement") if conflict.curie in s.all("ior:isOneSideOf"))


def fee_words(index: Index, entry: Thing) -> str:
    """The letters of a fee schedule entry in words."""
    split = ", with rows for 26 and TC" if entry.is_true("ior:hasSplitRows") else ""
    return (
        f"{entry.text('ior:validFrom')[:4]}: status {entry.text('ior:paymentStatus')}, "
        f"{index.label(entry.one('ior:componentIndicator'))}{split}, global {entry.text('ior:globalPeriod')}"
    )


def _basis(index: Index, record: Thing) -> str:
    """Whose claims, the kind of authority, the sources, the grade and the day of a record."""
    claims = " and ".join(sorted(record.texts.get("ior:claimFile", ())))
    kind = index.label(record.one("ior:ofKind")) if "ior:ofKind" in record.links else ""
    sources = "" if record.is_a("ior:Conflict") else "; ".join(map(index.label, record.all("dcterms:source")))
    day = record.text("ior:validAsOf")
    parts = (claims and f"{claims} claims", kind, sources, record.text("ior:grade"), day and f"as of {day}")
    return ", ".join(part for part in parts if part)
