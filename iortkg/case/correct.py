"""Facts set by hand, put in the place of those read: after reading, before any rule.

A fact that is set drives out the facts read that contradict it, and what follows from these. A fact that is taken away
leaves the case as if the text did not tell it, so that a question stands for it. Text and claims stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from iortkg.case.entail import Known, derive
from iortkg.case.facts import BEFORE, GIVEN, KIND_OPEN, LEFT, NOT_GIVEN, PARTLY, SEATED, Facts, every_kind, open_kinds
from iortkg.case.hand import HAND, set_by_hand, told
from iortkg.case.moved import moved, with_side, with_site
from iortkg.case.reading import Given, Reading
from iortkg.errors import InputError
from iortkg.knowledge import Index
from iortkg.model import Caution, Correction

# Kinds of fact that can settle which radiation was given.
_RADIATING = ("radiation", "device", "applicator", "energy")
_SET = ("radiation", "device", "applicator")
_DELIVERED = {GIVEN: "yes", PARTLY: "partly", NOT_GIVEN: "no"}


def merged(before: Iterable[Correction], after: Iterable[Correction], index: Index) -> tuple[Correction, ...]:
    """Corrections in force once more are made: the later of a kind holds, and what contradicts it goes.

    Raises InputError where two that are made at once contradict each other.
    """
    new = tuple(after)
    kinds = {correction.kind for correction in new}
    for one in new:
        for other in new:
            if one is not other and _rivals(one, other, index):
                names = " and ".join(f"{c.kind} {index.label(c.concept or '')}" for c in (one, other))
                raise InputError(f"{names} contradict each other. Set one of the two.")
    kept = (old for old in before if old.kind not in kinds and not any(_rivals(old, one, index) for one in new))
    return (*kept, *new)


def _rivals(one: Correction, other: Correction, index: Index) -> bool:
    if one.kind not in _SET or other.kind not in _SET or not one.concept or not other.concept:
        return False
    return _differ(one.concept, other.concept, index)


def _differ(one: str, other: str, index: Index) -> bool:
    """True if two things bring kinds of radiation, each apart from the other."""
    first, second = _radiations(one, index), _radiations(other, index)
    return not (first <= second or second <= first)


def _radiations(concept: str, index: Index) -> frozenset[str]:
    return frozenset(name for name in index.entailed(concept) if name in index and index[name].is_a("ior:Radiation"))


def as_given(given: Given, index: Index) -> Given:
    """What the caller gives, with a day and a setting set by hand in the place of the caller's."""
    for correction in given.corrections:
        if correction.kind == "date":
            given = replace(given, on=str(correction.value) if correction.value else None)
        elif correction.kind == "setting":
            name = index[correction.concept].text("skos:notation") if correction.concept else None
            given = replace(given, setting=name)
    return given


def corrected(reading: Reading, given: Given) -> Reading:
    """The reading with facts set by hand, and a word on each."""
    before, index = reading.facts, reading.facts.index
    kinds = [correction.kind for correction in given.corrections]
    reading = _undated(reading, given) if any(c.kind == "date" and not c.value for c in given.corrections) else reading
    reading = _unset(reading) if any(c.kind == "setting" and not c.concept for c in given.corrections) else reading
    facts = reading.facts
    for kind, step in _STEPS.items():
        for correction in given.corrections:
            if correction.kind == kind:
                facts = step(facts, correction, reading)
    facts = settled(facts, reading, again=not {*kinds}.isdisjoint(_SET))
    words = (*(set_by_hand(c, index) for c in given.corrections), *_left_out(before, facts))
    return replace(reading, facts=facts, cautions=(*map(Caution, words), *reading.cautions))


def _undated(reading: Reading, given: Given) -> Reading:
    return replace(reading, on=given.today, on_from="today")


def _unset(reading: Reading) -> Reading:
    index = reading.facts.index
    usual = next(s.curie for s in index.instances("ior:Setting") if s.text("skos:notation") == "outpatient")
    facts = replace(reading.facts, setting=usual)
    return replace(reading, setting=usual, setting_from="default", facts=facts)


def _left_out(before: Facts, after: Facts) -> Iterable[str]:
    """What was read and gave way, in a sentence."""
    index, held = after.index, {(fact.kind, fact.concept) for fact in after.known}
    gone = [f for f in before.known if f.status == "affirmed" and (f.kind, f.concept) not in held]
    names = dict.fromkeys(f"{fact.kind} ({told(fact, index)})" for fact in gone)
    if names:
        yield f"Read in the note and left aside, since facts were set by hand: {', '.join(names)}."


def _made(correction: Correction, kind: str = "") -> tuple[Known, ...]:
    """The fact that a correction sets; it rests on no words of the note."""
    if correction.concept is None:
        return ()
    value = correction.value if isinstance(correction.value, float) else None
    return (Known(kind or correction.kind, correction.concept, (), value, correction.unit, set_by=HAND),)


def _swapped(facts: Facts, gone: Callable[[Known], bool], made: Iterable[Known]) -> Facts:
    kept = (fact for fact in facts.known if fact.status != "affirmed" or not gone(fact))
    return replace(facts, known=(*made, *kept))


def _of_kind(facts: Facts, correction: Correction, reading: Reading) -> Facts:  # noqa: ARG001  one form for all steps
    return _swapped(facts, lambda fact: fact.kind == correction.kind, _made(correction))


def _radiation(facts: Facts, correction: Correction, reading: Reading) -> Facts:
    """The kind of radiation: what was read of it goes, and with it what brings another one."""

    def gone(fact: Known) -> bool:
        return fact.kind == "radiation" or _brings_other(fact, correction.concept, reading)

    return _swapped(facts, gone, _made(correction))


def _device(facts: Facts, correction: Correction, reading: Reading) -> Facts:
    """The device or applicator: those read go, and with it what brings another radiation than it does."""

    def gone(fact: Known) -> bool:
        own = fact.kind == correction.kind or (correction.kind == "applicator" and fact.concept == SEATED)
        return own or (correction.concept is not None and _brings_other(fact, correction.concept, reading))

    kind = "delivered" if correction.concept == SEATED else ""
    if kind:
        return _swapped(facts, lambda fact: fact.concept == SEATED, _made(correction, kind))
    return _swapped(facts, gone, _made(correction))


def _brings_other(fact: Known, concept: str | None, reading: Reading) -> bool:
    """True if a fact brings a kind of radiation that does not go with a concept, or any where there is none."""
    roles = reading.scene.roles
    if fact.kind not in _RADIATING or not roles.service(fact.concept):
        return False
    return concept is None or _differ(fact.concept, concept, reading.facts.index)


def _given(facts: Facts, correction: Correction, reading: Reading) -> Facts:
    """If the dose was given; of a dose that was not, none is told."""
    delivered = _DELIVERED.get(correction.concept or "", "unknown" if reading.event.supports else "none")
    roles, held = reading.scene.roles, delivered in ("yes", "partly")

    def gone(fact: Known) -> bool:
        told = fact.concept in (*_DELIVERED, LEFT) or (fact.concept == BEFORE and not held)
        return told or (fact.kind == "dose" and not held) or (held and roles.role.get(fact.concept) == "external")

    return replace(_swapped(facts, gone, _made(correction)), delivered=delivered)


_STEPS: dict[str, Callable[[Facts, Correction, Reading], Facts]] = {
    "delivered": _given,
    "radiation": _radiation,
    "device": _device,
    "applicator": _device,
    "channels": _of_kind,
    "procedure": lambda facts, correction, reading: moved(
        _of_kind(facts, correction, reading), facts, correction.concept, "ior:isDoneOn"
    ),
    "diagnosis": lambda facts, correction, _: moved(
        _swapped(facts, lambda fact: facts.index[fact.concept].is_a("ior:Tumor"), _made(correction)),
        facts, correction.concept, "ior:arisesIn",
    ),
    "site": lambda facts, correction, reading: with_site(_of_kind(facts, correction, reading), correction.concept),
    "side": lambda facts, correction, reading: with_side(_of_kind(facts, correction, reading), correction.concept),
    "setting": _of_kind,
    "date": _of_kind,
}  # fmt: skip


def stepped(facts: Facts, correction: Correction, reading: Reading) -> Facts:
    """The facts with one of them set, and what contradicts it gone."""
    return _STEPS.get(correction.kind, _of_kind)(facts, correction, reading)


def settled(facts: Facts, reading: Reading, *, again: bool) -> Facts:
    """The facts with all that follows from them worked out again; kinds of radiation only where one was set."""
    facts = _with_kinds(facts, reading) if again else facts
    known = [fact for fact in facts.known if fact.concept != KIND_OPEN]
    roles, index = reading.scene.roles, facts.index
    managed = {service.curie for service in index.instances("ior:Service") if service.is_true("ior:isManaged")}
    is_open = facts.delivered in ("yes", "partly") and len(facts.kinds) != 1
    if is_open and any(roles.service(kind) in managed for kind in facts.allowed):
        known.append(Known("delivered", KIND_OPEN, reading.event.supports[:1]))
    if facts.setting and not any(fact.kind == "setting" for fact in known):
        known.append(Known("setting", facts.setting, ()))
    return replace(
        facts, known=tuple(known), derived=derive(known, index),
        open_kinds=open_kinds(facts.kinds, facts.delivered, known),
    )  # fmt: skip


def _with_kinds(facts: Facts, reading: Reading) -> Facts:
    """The facts with the services that they now settle, and what an open kind leaves room for."""
    roles, index = reading.scene.roles, facts.index
    telling = [
        fact
        for fact in facts.known
        if fact.kind in _RADIATING and fact.status == "affirmed" and roles.service(fact.concept) and not _is_echo(fact)
    ]
    kinds = tuple(sorted({roles.service(fact.concept) for fact in telling}))
    settled = len(kinds) == 1
    known = [fact for fact in facts.known if not _is_echo(fact)]
    known = [replace(fact, follows=not settled) if fact in telling else fact for fact in known]
    for kind in kinds:
        best = next(fact for fact in telling if roles.service(fact.concept) == kind)
        given = index[kind].all("ior:isGivenBy")
        named = next(path[-1] for path in index.steps_from(best.concept) if path[-1] in given)
        if all(fact.concept != named for fact in telling):
            known.append(Known("radiation", named, best.mentions, set_by=best.set_by, follows=True))
    if len(kinds) > 1:
        allowed = frozenset(kind for kind, service in roles.services.items() if service in kinds)
    else:
        told = reading.event.allowed if not reading.event.kinds else frozenset[str]()
        allowed = told or every_kind(index)
    return replace(facts, known=tuple(known), kinds=kinds, allowed=allowed)


def _is_echo(fact: Known) -> bool:
    """True if a kind of radiation is told by another fact and not by its own words."""
    own = any(mention.concept == fact.concept for mention in fact.mentions)
    return fact.kind == "radiation" and fact.follows and not own
