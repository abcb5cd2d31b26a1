"""What a person must know before using an answer: days, edits, conflicts of sources, and what rules warn of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iortkg.case.choices import Settled, settled_on
from iortkg.case.days import before_system, lapsing, off_day, written_off_day
from iortkg.case.doubts import doubts, no_facility_line
from iortkg.case.draft import Draft
from iortkg.case.edits import pair_cautions, unit_cautions
from iortkg.case.misuse import add_on_cautions, part_cautions
from iortkg.case.parts import Parts
from iortkg.case.tabled import standing_cautions
from iortkg.case.written import Written, written
from iortkg.knowledge import Index, Thing, sides_of
from iortkg.model import Caution


def cautions(parts: Parts, index: Index) -> Iterable[Caution]:
    """Warnings in the order in which they bear on the claim."""
    listed = written(parts.united.text, index)
    yield from _of_rules(parts)
    told = [code for item in listed if (code := item.on(parts.on))]
    yield from doubts(parts, told, index)
    yield from _disputed(parts, listed, index)
    yield from off_day(parts.met, parts.drafts, parts.on, index)
    yield from written_off_day(listed, parts.on, index)
    yield from before_system(parts.met, parts.on, index)
    yield from lapsing((*(draft.code for draft in parts.drafts), *told), parts.on)
    yield from _before_known(parts)
    yield from pair_cautions(parts, listed, index)
    yield from unit_cautions(parts, listed, index)
    yield from part_cautions(listed, parts, index)
    yield from add_on_cautions(parts, listed, index)
    yield from standing_cautions(parts, index)
    yield from _of_both_sides(parts, index)
    yield from _contradiction(parts, index)
    if parts.facts.delivered == "partly":
        yield Caution("The dose was given only in part: check if reduced services must be shown.")
    if parts.status == "coded" and not any(draft.core and draft.biller == "facility" for draft in parts.drafts):
        yield no_facility_line(parts, index)


def _of_rules(parts: Parts) -> Iterable[Caution]:
    """What the rules of the lines warn of."""
    lines: dict[str, list[Draft]] = {}
    for draft in parts.drafts:
        warning = draft.rule.text("ior:warning")
        if warning:
            lines.setdefault(warning, []).append(draft)
    for warning, drafts in lines.items():
        yield Caution(warning, _numbers(drafts), _once(s for d in drafts for s in d.rule.all("dcterms:source")))


def _numbers(drafts: Iterable[Draft]) -> tuple[str, ...]:
    return _once(draft.code.text("skos:notation") for draft in drafts)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _disputed(parts: Parts, listed: Sequence[Written], index: Index) -> Iterable[Caution]:
    """Both sides of each conflict of sources that leaves a line for review, or that a choice settles."""
    settled = {item.conflict.curie: item for item in settled_on(index, parts.on)}
    for conflict in index.instances("ior:Conflict"):
        item = settled.get(conflict.curie)
        touched = {*conflict.all("ior:unsettles"), *(item.rules if item else ())}
        drafts = [draft for draft in parts.drafts if draft.rule.curie in touched]
        if drafts:
            sides = sides_of(index, conflict)
            also = _also_listed(parts, listed, conflict)
            note = conflict.text("skos:scopeNote")
            told = [f"Side {letter}: {_side(s, index)}" for letter, s in zip(_LETTERS, sides, strict=False)]
            told += [note] if any(number in note for number in also) else []
            told += [_choice(item, sides, index)] if item else []
            cited = [source for side in sides for source in side.all("dcterms:source")]
            cited += item.choice.all("dcterms:source") if item else ()
            numbers = (*_numbers(drafts), *also)
            yield Caution(f"Sources differ on {conflict.label}. {' '.join(told)}", numbers, _once(cited))


def _also_listed(parts: Parts, listed: Iterable[Written], conflict: Thing) -> tuple[str, ...]:
    """Numbers that the note lists, that a conflict is about, and that are no lines."""
    lines = {draft.code.curie for draft in parts.drafts}
    codes = (item.on(parts.on) for item in listed)
    about = (code for code in codes if code and code.curie in conflict.all("ior:concerns"))
    return tuple(code.text("skos:notation") for code in about if code.curie not in lines)


_LETTERS = "ABCDEFGH"


def _choice(item: Settled, sides: Sequence[Thing], index: Index) -> str:
    """By which side a choice settles a conflict, since when, who says so, and what is to be done about it."""
    letter = _LETTERS[sides.index(item.side)]
    cited = "; ".join(map(index.label, item.choice.all("dcterms:source")))
    since = item.choice.text("ior:validFrom")
    then = item.side.text("ior:chosenWarning")
    return f"Settled by your setting: side {letter}, {item.choice.label} ({cited}; from {since})." + f" {then}".rstrip()


def _side(statement: Thing, index: Index) -> str:
    cited = "; ".join(map(index.label, statement.all("dcterms:source")))
    return f"{statement.text('skos:definition')} ({cited}, {statement.text('ior:grade')})"


def _before_known(parts: Parts) -> Iterable[Caution]:
    for draft in parts.drafts:
        known = draft.code.text("ior:knownValidFrom")
        if known > parts.on:
            number = draft.code.text("skos:notation")
            yield Caution(
                f"The earliest source for {number} is of {known}; look {parts.on} up in the code book of that day.",
                (number,),
            )


def _of_both_sides(parts: Parts, index: Index) -> Iterable[Caution]:
    both = parts.facts.places.side[0] == index.both_sides
    for draft in parts.drafts:
        text = draft.code.text("ior:bilateralWarning") if both else ""
        if text:
            yield Caution(text, (draft.code.text("skos:notation"),), draft.code.all("dcterms:source"))


def _contradiction(parts: Parts, index: Index) -> Iterable[Caution]:
    """A warning that names the kinds of radiation where a text tells more than one for one treatment."""
    kinds = {index.label(index.meant(fact.concept)) for fact in parts.facts.of_kind("radiation")}
    if len(parts.facts.kinds) > 1 and len(kinds) > 1:
        teller = "text names" if parts.text else "facts name"
        yield Caution(f"The {teller} more than one kind of radiation: {', '.join(sorted(kinds))}.")
