"""Which rules hold for the facts, which would if a missing fact were known, and which fail.

The matcher knows the rule vocabulary of core.ttl and nothing of the field. A need is met, open or failed: not mentioned
is not absent, so an open need raises a question and no refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from iortkg.case.facts import Facts
from iortkg.knowledge import Index, Thing

MET, OPEN, FAILED = "met", "open", "failed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a rule fares: met, open with the kinds of fact that are missing, or failed; used names the needs met."""

    rule: Thing
    state: str
    missing: tuple[str, ...]
    used: tuple[str, ...]


def judge(rules: Iterable[Thing], facts: Facts, *, apart: str | None = None) -> tuple[Verdict, ...]:
    """Verdicts on rules, in their order; needs of the kind named apart are left aside."""
    return tuple(_verdict(rule, facts, apart) for rule in rules)


def _verdict(rule: Thing, facts: Facts, apart: str | None) -> Verdict:
    asked, held = facts.index.needs(rule), facts.derived
    for barred, kind in asked.barred:
        if barred in held and kind != apart:
            return Verdict(rule, FAILED, (), ())
    missing: dict[str, None] = {}
    used: list[str] = []
    for group in asked.groups:
        choices = [need for need in group if need[1] != apart] if apart else group
        states = [need_state(need, facts) for need, _ in choices]
        if MET in states:
            used.append(choices[states.index(MET)][0])
        elif OPEN in states:
            missing[choices[0][1]] = None
        elif choices:
            return Verdict(rule, FAILED, (), ())
    return Verdict(rule, OPEN if missing else MET, tuple(missing), tuple(used))


def is_considering(rule: Thing) -> bool:
    """True if what a rule leads to is only considered."""
    return "ior:considers" in rule.links or "ior:considersFrom" in rule.links


def need_state(need: str, facts: Facts) -> str:
    """How a needed concept fares: met, open or failed."""
    known = facts.states.get(need)
    if known is None:
        known = facts.states[need] = _state(need, facts)
    return known


def _state(need: str, facts: Facts) -> str:
    if need in facts:
        return MET
    kind = facts.index.kind(need)
    return OPEN if kind in _COULD and _COULD[kind](need, facts) else FAILED


_GIVEN = "ior:DoseDelivered"


def _is_allowed(need: str, facts: Facts) -> bool:
    return need in facts.allowed or any(need in facts.index.entailed(kind) for kind in facts.allowed)


def _could_be_finer(need: str, kind: str, facts: Facts) -> bool:
    """True if what is known of a kind is wider than the need and nothing beside it is known."""
    wider = facts.index.entailed(need)
    told = [fact.concept for fact in facts.of_kind(kind)]
    return bool(told) and all(concept in wider for concept in told)


def _procedure_untold(need: str, facts: Facts) -> bool:
    """True if the site of a needed procedure was treated and no operation on it is told."""
    index: Index = facts.index
    place = facts.places.treated
    treated = index.entailed(place.site) if place else frozenset[str]()
    sites = [site for site in index[need].all("ior:isDoneOn") if site in treated]
    told = [fact.concept for fact in facts.known if fact.kind == "procedure"]
    return bool(sites) and not any(set(index.entailed(concept)) & set(sites) for concept in told)


def _tumor_untold(need: str, facts: Facts) -> bool:
    told = [fact for fact in facts.of_kind("diagnosis") if facts.index[fact.concept].is_a("ior:Tumor")]
    return not told or _could_be_finer(need, "diagnosis", facts)


# For each kind of fact, when a need that is not met may still prove true.
_COULD: dict[str, Callable[[str, Facts], bool]] = {
    "radiation": lambda need, facts: "radiation" in facts.open_kinds and _is_allowed(need, facts),
    "channels": lambda _, facts: "channels" in facts.open_kinds,
    "side": lambda _, facts: "side" in facts.open_kinds,
    "delivered": lambda need, facts: "delivered" in facts.open_kinds and need == _GIVEN,
    "site": lambda need, facts: "site" in facts.open_kinds or _could_be_finer(need, "site", facts),
    "procedure": _procedure_untold,
    "diagnosis": _tumor_untold,
}
