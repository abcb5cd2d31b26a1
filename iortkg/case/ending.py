"""Why a case ends where no code can stand: in one sentence, with the words or the day that decide."""

from __future__ import annotations

from collections.abc import Iterable

from iortkg.case.facts import LEFT, NOT_GIVEN
from iortkg.case.hand import how_set
from iortkg.knowledge import Index, Thing
from iortkg.model import Fact, Outcome


def ending(outcome: Outcome, index: Index) -> str:
    """The reason for an ending that has no claim and no question, or an empty text."""
    if outcome.status == "not-iort":
        return _not_given(outcome, index)
    return _too_early(outcome, index) if outcome.status == "no-code-on-date" else ""


def listed(names: Iterable[str], word: str = "and") -> str:
    """Names as a list within a sentence."""
    *first, last = dict.fromkeys(names)
    return f"{', '.join(first)} {word} {last}" if first else last


def quoted(outcome: Outcome, evidence: Iterable[int]) -> str:
    """Words of the note as a list of quotations, or an empty text."""
    words = [f"\u201c{' '.join(outcome.evidence[at].text.split())}\u201d" for at in evidence]
    return listed(words) if words else ""


def _not_given(outcome: Outcome, index: Index) -> str:
    unread = [fact for fact in outcome.facts if fact.concept == NOT_GIVEN and fact.set_by and not fact.evidence]
    if unread:
        hand = f"the giving of the dose is {how_set(unread[0])} ({index.label(NOT_GIVEN)})"
        return f"Nothing in this operation counts as irradiation, since {hand}."
    told = [fact for fact in outcome.facts if fact.concept in (NOT_GIVEN, LEFT) and fact.evidence]
    if told:
        said = listed(quoted(outcome, fact.evidence) + _meant(fact, index) for fact in told)
        return f"Nothing in this operation counts as irradiation, since the note says {said}."
    apart: dict[str, list[int]] = {}
    for fact in outcome.facts:
        if fact.status in _STANDING:
            apart.setdefault(fact.status, []).extend(fact.evidence)
    named = [f"{quoted(outcome, sorted(found))} {_STANDING[status]}" for status, found in apart.items() if found]
    if named:
        return f"Nothing in this operation counts as irradiation: the note names {'; '.join(named)}."
    teller = "note tells" if outcome.text else "facts tell"
    return f"Nothing that the {teller} of this operation counts as irradiation."


_STANDING = {
    "negated": "as denied",
    "planned": "as planned",
    "past": "as past",
    "hypothetical": "as a possibility",
    "other-person": "of another person",
}


def _meant(fact: Fact, index: Index) -> str:
    """What the words stand for, where that is more than a denial."""
    return f" ({index.label(fact.concept)})" if fact.concept != NOT_GIVEN else ""


def _too_early(outcome: Outcome, index: Index) -> str:
    later = later_codes(outcome, index)
    service = next(s for s in index.instances("ior:Service") if s.text("skos:notation") == outcome.service)
    told = f"No code for {service.label} was valid on {outcome.on}"
    if not later:
        return f"{told}."
    day = min(_since(code) for code in later)
    return f"{told}: {listed(code.text('skos:notation') for code in later if _since(code) == day)} came on {day}."


def later_codes(outcome: Outcome, index: Index) -> tuple[Thing, ...]:
    """Codes for the giving of the dose that came after the day of service."""
    services = [s for s in index.instances("ior:Service") if s.text("skos:notation") == outcome.service]
    kinds = {kind for service in services for kind in service.all("ior:isGivenBy")}
    rules = [
        rule
        for rule in index.instances("ior:DeliveryRule")
        if not kinds or kinds & {*rule.all("ior:needs"), *rule.all("ior:needsOneOf")}
    ]
    codes = dict.fromkeys(code for rule in rules for code in rule.all("ior:proposes"))
    return tuple(sorted((index[c] for c in codes if _since(index[c]) > outcome.on), key=lambda code: code.curie))


def _since(code: Thing) -> str:
    return code.text("ior:validFrom")
