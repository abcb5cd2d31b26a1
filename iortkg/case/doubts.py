"""What to look at whatever code was chosen: research, settings that the sources don't tell of, and what is not paid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from iortkg.case.claims import considered_codes
from iortkg.case.days import is_lapsing
from iortkg.case.draft import Draft
from iortkg.case.ending import listed
from iortkg.case.facts import Facts
from iortkg.case.mentions import Mention
from iortkg.case.nearmiss import told_apart
from iortkg.case.parts import Parts
from iortkg.case.scene import Scene
from iortkg.knowledge import Index, Thing
from iortkg.model import Caution

# Sentences from the dose within which words tell how it was given.
_NEAR = (-1, 0, 1)
_TREATING = ("delivered", "radiation", "device", "dose", "energy")


def doubted(drafts: Iterable[Draft], scene: Scene, facts: Facts, *, on: str) -> tuple[Draft, ...]:
    """The lines, for review where research was done, or where the day casts doubt on them."""
    research = bool(research_named(scene, facts))

    def is_open(code: Thing) -> bool:
        return research or is_lapsing(code, on)

    return tuple(replace(d, confidence="review") if is_open(d.code) else d for d in drafts)


def research_named(scene: Scene, facts: Facts) -> tuple[Mention, ...]:
    """Names of research that the dose of this operation was given in; where there was no dose, all that are told."""
    told = [m for m in scene.mentions if scene.index[m.concept].is_true("ior:isResearch") and scene.usable(m)]
    given = [m for fact in facts.known if fact.kind in _TREATING and fact.status == "affirmed" for m in fact.mentions]
    own = {number + step for number in scene.numbers(given) for step in _NEAR}
    return tuple(m for m in told if not own or scene.sentence(m) in own)


def _is_elsewhere(code: Thing, setting: str) -> bool:
    """True if the sources tell of settings of a code, and of no such one."""
    told = code.all("ior:isReportedIn")
    return bool(setting and told) and setting not in told


def doubts(parts: Parts, listed_codes: Sequence[Thing], index: Index) -> Iterable[Caution]:
    """Warnings of research, of lines reported in other settings, and of codes that are not paid in the setting."""
    named = research_named(parts.scene, parts.facts)
    if named:
        thing = index[named[0].concept]
        words = parts.united.text[named[0].start : named[0].end]
        numbers = tuple(dict.fromkeys(d.code.text("skos:notation") for d in parts.drafts))
        told = f"The note says \u201c{words}\u201d. {thing.text('skos:definition')}"
        yield Caution(told + " Each line is for review." * bool(numbers), numbers, thing.all("dcterms:source"))
    yield from _elsewhere(parts, index)
    yield from _unpaid(parts, listed_codes, index)
    yield from _mistaken(parts, listed_codes)


def _elsewhere(parts: Parts, index: Index) -> Iterable[Caution]:
    """A warning for the lines that share settings, of which that of the case is none."""
    groups: dict[tuple[str, ...], list[Thing]] = {}
    for draft in parts.drafts:
        if _is_elsewhere(draft.code, parts.setting):
            groups.setdefault(draft.code.all("ior:isReportedIn"), []).append(draft.code)
    for settings, codes in groups.items():
        numbers = _numbers(codes)
        yield Caution(
            f"For {listed(numbers)} the sources name as settings {listed(map(index.label, settings))}, "
            f"and not {index.label(parts.setting)}.",
            numbers, tuple(dict.fromkeys(s for code in codes for s in code.all("dcterms:source"))),
        )  # fmt: skip


def _unpaid(parts: Parts, listed_codes: Iterable[Thing], index: Index) -> Iterable[Caution]:
    """A warning for codes of the answer or the note whose payment entry bars them from the setting."""
    codes = tuple(dict.fromkeys((*(draft.code for draft in parts.drafts), *listed_codes)))
    for entry in index.instances("ior:PaymentEntry"):
        barred = [code for code in codes if code.curie in entry.all("ior:concerns")]
        if barred and parts.setting in entry.all("ior:isNotPaidIn") and entry.is_valid_on(parts.on):
            letter = f"{entry.text('ior:paymentIndicator')} (as of {entry.text('ior:validAsOf')})"
            told = f"{listed(_numbers(barred))}: indicator {letter}. {entry.text('skos:definition')}"
            note = entry.text("skos:scopeNote")
            yield Caution(f"{told} {note}".strip(), _numbers(barred), entry.all("dcterms:source"))


def _mistaken(parts: Parts, listed_codes: Iterable[Thing]) -> Iterable[Caution]:
    """A warning for each number in the note that is mistaken for a code that is considered."""
    considered = [c for verdict in parts.considered for c in considered_codes(verdict.rule, parts.facts, parts.on)]
    own = {code.curie for code in (*considered, *(draft.code for draft in parts.drafts))}
    for code in (code for code in listed_codes if code.curie not in own):
        for right in (c for c in considered if c.curie in code.all("ior:isMistakenFor")):
            numbers = code.text("skos:notation"), right.text("skos:notation")
            yield Caution(
                f"The text lists {numbers[0]}, which {told_apart(code)}; {numbers[1]} {told_apart(right)}.",
                numbers, tuple(dict.fromkeys((*code.all("dcterms:source"), *right.all("dcterms:source")))),
            )  # fmt: skip


def no_facility_line(parts: Parts, index: Index) -> Caution:
    """That no line of a facility was found, with the principles that say why not in the setting."""
    codes = {code for rule in parts.met for code in rule.all("ior:proposes")}
    why = [p for p in index.instances("ior:Principle") if parts.setting in p.all("ior:concerns")]
    why = [p for p in why if codes.intersection(p.all("ior:concerns"))]
    told = f"No facility line was found for this service and setting ({index.label(parts.setting)})."
    about = [index[code] for code in dict.fromkeys(c for p in why for c in p.all("ior:concerns")) if code in codes]
    return Caution(
        " ".join((told, *(p.text("skos:definition") for p in why))), _numbers(about),
        tuple(dict.fromkeys(source for p in why for source in p.all("dcterms:source"))),
    )  # fmt: skip


def _numbers(codes: Sequence[Thing]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code.text("skos:notation") for code in codes))
