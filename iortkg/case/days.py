"""What a day of service does to codes: not yet begun, ended, or a number that meant something else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iortkg.case.draft import Draft
from iortkg.case.written import Written
from iortkg.knowledge import Index, Thing
from iortkg.model import Caution


def off_day(met: Iterable[Thing], drafts: Sequence[Draft], on: str, index: Index) -> Iterable[Caution]:
    """Codes that the rules which hold lead to, and that do not stand on the day."""
    claimed = {draft.code.text("skos:notation") for draft in drafts}
    told = dict.fromkeys(code for rule in met for code in rule.all("ior:proposes"))
    for code in (index[curie] for curie in told):
        number = code.text("skos:notation")
        if not code.is_valid_on(on) and number not in claimed:
            yield Caution(
                f"{number} can't be claimed on {on}: it {_span(code, on)}.{_meant(number, on, index)}",
                (number,), code.all("dcterms:source"),
            )  # fmt: skip


def before_system(met: Iterable[Thing], on: str, index: Index) -> Iterable[Caution]:
    """Code systems that the rules which hold draw on, and that begin after the day."""
    families = dict.fromkeys(family for rule in met for family in rule.all("ior:proposesFrom"))
    members = (code for family in families for code in index[family].all("ior:hasMember")[:1])
    for system in dict.fromkeys(index[code].one("skos:inScheme") for code in members):
        begins = index[system].text("ior:validFrom")
        if begins > on:
            told = f"{index[system].text('skos:notation')} begins on {begins}, so no line of it stands on {on}."
            note = index[system].text("skos:scopeNote")
            yield Caution(f"{told} {note}".strip(), (), index[system].all("dcterms:source"))


def lapsing(codes: Iterable[Thing], on: str) -> Iterable[Caution]:
    """Codes that had to be renewed by the day."""
    for code in dict.fromkeys(code for code in codes if is_lapsing(code, on)):
        number, day = code.text("skos:notation"), code.text("ior:lapsesUnlessRenewed")
        yield Caution(
            f"{number} had to be renewed by {day}, and no source read tells of {on}: look it up.",
            (number,), code.all("dcterms:source"),
        )  # fmt: skip


def is_lapsing(code: Thing, on: str) -> bool:
    """True if a code had to be renewed by a day."""
    return "" < code.text("ior:lapsesUnlessRenewed") <= on


def written_off_day(listed: Iterable[Written], on: str, index: Index) -> Iterable[Caution]:
    """Numbers that the note lists and that mean nothing on the day."""
    for item in listed:
        if item.codes and item.on(on) is None:
            code = _nearest(item.codes, on)
            later = [index[curie] for curie in code.all("ior:isFollowedBy")]
            numbers = [other.text("skos:notation") for other in later if other.is_valid_on(on)]
            followed = f" Its place was taken by {', '.join(numbers)}." if numbers else ""
            yield Caution(
                f"The text lists {item.number}, which {_span(code, on)}.{followed}",
                (item.number,), code.all("dcterms:source"),
            )  # fmt: skip


def _nearest(codes: Sequence[Thing], on: str) -> Thing:
    """What a number meant last before a day, else what it means next."""
    ended = [code for code in codes if "" < code.text("ior:validTo") < on]
    return max(ended, key=lambda code: code.text("ior:validTo")) if ended else codes[0]


def _span(code: Thing, on: str) -> str:
    """How the days of a code shut out a day."""
    last, first = code.text("ior:validTo"), code.text("ior:validFrom")
    if last and last < on:
        return f"ended on {last}"
    grade = code.text("ior:gradeOfFirstDay")
    return f"begins on {first}" + (f" ({grade})" if grade else "")


def _meant(number: str, on: str, index: Index) -> str:
    """What else the number stood for on the day."""
    others = [code for code in index.codes[number] if code.is_valid_on(on)]
    return f" The number then stood for something else: {others[0].text('skos:definition')}" if others else ""
