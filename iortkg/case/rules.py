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
    kind_of = facts.index.kind
    needs = [need for need in needed(rule, facts.index) if kind_of(need) != apart]
    if any(barred in facts for barred in rule.all("ior:excludedBy") if kind_of(barred) != apart):
        return Verdict(rule, FAILED, (), ())
    states = [(need, need_state(need, facts)) for need in needs]
    used = [need for need, state in states if state == MET]
    for group in choices_of(rule, facts.index):
        choices = [need for need in group if kind_of(need) != apart]
        options = [(need, need_state(need, facts)) for need in choices]
        met = [need for need, state in options if state == MET]
        if choices:
            states.append((choices[0], MET if met else OPEN if any(s == OPEN for _, s in options) else FAILED))
        used += met[:1]
    if any(state == FAILED for _, state in states):
        return Verdict(rule, FAILED, (), ())
    missing = dict.fromkeys(kind_of(need) for need, state in states if state == OPEN)
    return Verdict(rule, OPEN if missing else MET, tuple(missing), tuple(used))


def is_considering(rule: Thing) -> bool:
    """True if what a rule leads to is only considered."""
    return "ior:considers" in rule.links or "ior:considersFrom" in rule.links


def needed(rule: Thing, index: Index) -> tuple[str, ...]:
    """What must hold: what the code is for first, then what marks the scope of the rule's kinds."""
    return (*rule.all("ior:needs"), *presupposed(rule, index, "ior:presupposes"))


def choices_of(rule: Thing, index: Index) -> tuple[tuple[str, ...], ...]:
    """Groups of things of which one must hold, likewise."""
    groups = rule.all("ior:needsOneOf"), presupposed(rule, index, "ior:presupposesOneOf")
    return tuple(group for group in groups if group)


def every_need(rule: Thing, index: Index) -> frozenset[str]:
    """All needs of a rule, those of which one is enough too."""
    return frozenset((*needed(rule, index), *(need for group in choices_of(rule, index) for need in group)))


def presupposed(rule: Thing, index: Index, *predicates: str) -> tuple[str, ...]:
    """What the kinds of a rule presuppose: it marks the scope, and the code itself does not need it."""
    kinds = [index[kind] for kind in rule.all("ior:ofKind") if kind in index]
    return tuple(thing for kind in kinds for predicate in predicates for thing in kind.all(predicate))


def need_state(need: str, facts: Facts) -> str:
    """How a needed concept fares: met, open or failed."""
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
