"""Why not: each code that is mistaken for one of the answer, and the first kind of fact that rules it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from iortkg.case.draft import Draft
from iortkg.case.facts import Facts
from iortkg.case.grounds import Grounds, grounds
from iortkg.case.mentions import Mention
from iortkg.case.rules import FAILED, MET, OPEN, need_state
from iortkg.knowledge import Index, Kinded, Thing


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A near miss, still tied to mentions."""

    code: Thing
    deciding: str
    rule: str
    mentions: tuple[Mention, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Near:
    """What a near miss is told against: the lines, the codes still open, and who may list one beside them."""

    drafts: Sequence[Draft]
    opened: frozenset[str]
    considered: Mapping[str, str]
    rules: Mapping[str, Sequence[Thing]]
    facts: Facts
    text: str


def near_misses(
    drafts: Sequence[Draft],
    decided: Iterable[str],
    rules: Iterable[Thing],
    considered: Iterable[Thing],
    facts: Facts,
    text: str,
    on: str,
) -> tuple[NearMiss, ...]:
    """Near misses of what is claimed or still open, valid on the day and not themselves claimed."""
    index = facts.index
    proposed = {draft.code.curie: draft.rule.curie for draft in drafts}
    opened = {code.curie for notation in decided for code in index.codes.get(notation, ()) if code.is_valid_on(on)}
    of_code: dict[str, list[Thing]] = {}
    for rule in rules:
        for code in rule.all("ior:proposes"):
            of_code.setdefault(code, []).append(rule)
    near = Near(drafts, frozenset(opened), _billers(considered, index), of_code, facts, text)
    found: dict[str, NearMiss] = {}
    for curie in sorted({*proposed, *opened}):
        for other in (index[name] for name in index[curie].all("ior:isMistakenFor")):
            if other.curie not in proposed and other.curie not in found and other.is_valid_on(on):
                proposing = [rule.curie for rule in of_code.get(curie, ())]
                found[other.curie] = _near_miss(other, proposed.get(curie) or "".join(proposing[-1:]), near)
    return tuple(sorted(found.values(), key=lambda miss: (index.system(miss.code), miss.code.text("skos:notation"))))


def _billers(considered: Iterable[Thing], index: Index) -> Mapping[str, str]:
    """The biller of each code that is considered."""
    return {
        code: index.label(biller)
        for rule in considered
        for code in rule.all("ior:considers")
        for biller in rule.all("ior:forBiller")
    }


def _near_miss(code: Thing, rule: str, near: Near) -> NearMiss:
    kind, concept = _deciding(code, rule, near)
    told = grounds(kind, concept, near.facts, near.text)
    number = code.text("skos:notation")
    because = f"{told.words}; {number} {told_apart(code)}{_standing(code, told, near)}."
    return NearMiss(code, kind, rule, told.mentions, because)


def told_apart(code: Thing) -> str:
    """What a code is for, as the end of a sentence that tells it from others."""
    return code.text("ior:differsBecause") or f"is for {code.text('skos:definition').rstrip('.').lower()}"


def _standing(code: Thing, told: Grounds, near: Near) -> str:
    """What else the answer says of a code: that it is open, that it competes, or that somebody else may list it."""
    index = near.facts.index
    name = index.system(code), code.text("skos:notation")
    rivals = [d.code for d in near.drafts if name in {(a.system, a.code) for a in d.alternatives}]
    if rivals:
        return f"; sources differ, so it competes with {rivals[0].text('skos:notation')}"
    if code.curie in near.considered:
        return f"; the {near.considered[code.curie]} can list it where it is documented"
    return "; it stays open until that is known" if code.curie in near.opened and not told.is_settled else ""


def _deciding(code: Thing, claimed: str, near: Near) -> tuple[str, str]:
    """The kind of fact that rules a code out, else that is open, else by which codes differ; and what then holds."""
    facts = near.facts
    rules = near.rules.get(code.curie, ())
    verdicts = [_fate(rule, facts) for rule in rules] or [_fate_of_uses(code, facts)]
    verdicts.sort(key=lambda fate: _ORDER.index(fate[1]) if fate[1] in _ORDER else len(_ORDER))
    if all(state == FAILED for state, _, _ in verdicts):
        return verdicts[0][1], verdicts[0][2] or _held(claimed, verdicts[0][1], facts)
    asked = [kind for state, kind, _ in verdicts if state == OPEN]
    if asked and code.curie in near.opened:
        return asked[0], ""
    kind = code.text("ior:differsBy") or "delivered"
    return kind, _held(claimed, kind, facts)


Fate = tuple[str, str, str]


def _fate(rule: Thing, facts: Facts) -> Fate:
    """How a rule fares apart from the setting: the state, the first kind that makes it so, and what excludes it."""
    asked = facts.index.needs(rule)
    barred, barring = next((thing for thing in asked.barred if thing[0] in facts), ("", ""))
    state, kind, _ = _worst((group for group in asked.groups if group[0][1] != "setting"), facts)
    return (FAILED, barring, barred) if barred and state != FAILED else (state, kind, "")


def _fate_of_uses(code: Thing, facts: Facts) -> Fate:
    """The same for a code that no rule proposes, by what it is for."""
    return _worst((((use, facts.index.kind(use)),) for use in code.all("ior:isFor")), facts)


def _worst(groups: Iterable[tuple[Kinded, ...]], facts: Facts) -> Fate:
    states: dict[str, str] = {}
    for group in groups:
        options = {need_state(need, facts) for need, _ in group}
        states[group[0][1]] = next(state for state in (MET, OPEN, FAILED) if state in options)
    for wanted in (FAILED, OPEN):
        if wanted in states.values():
            kind = next((kind for kind in _ORDER if states.get(kind) == wanted), None)
            if kind:
                return wanted, kind, ""
    return MET, "", ""


def _held(rule: str, kind: str, facts: Facts) -> str:
    """What of a kind the rule of the line needs and the case has."""
    index = facts.index
    needed = index.needs(index[rule]).needed if rule in index else ()
    return next((need for need, of_kind in needed if of_kind == kind and need in facts), "")


# What rules a code out is looked for in this order.
_ORDER = ("delivered", "radiation", "channels", "device", "site", "procedure", "side", "diagnosis", "applicator")
