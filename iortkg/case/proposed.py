"""Facts from outside put in the place of those read, before any rule, and where the two differ.

A kind of fact that is submitted is taken from the proposal alone; of other kinds the text is asked. The words that a
fact quotes are its evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from iortkg.case.clean import Clean
from iortkg.case.correct import settled, stepped
from iortkg.case.entail import Known
from iortkg.case.events import Event
from iortkg.case.facts import GIVEN, KIND_OPEN, NOT_GIVEN, PARTLY, Facts
from iortkg.case.hand import PROPOSED
from iortkg.case.mentions import Mention
from iortkg.case.moved import place_of
from iortkg.case.places import Place, Places
from iortkg.case.proposal import Submitted
from iortkg.case.reading import Given, Reading
from iortkg.case.roles import Roles
from iortkg.knowledge import Index
from iortkg.model import Caution, Correction, Plain

_RADIATING = ("radiation", "device", "applicator", "energy")
_MAIN = (GIVEN, PARTLY, NOT_GIVEN)


@dataclass(frozen=True, slots=True)
class Told(Plain):
    """A concept and how it stands."""

    concept: str
    status: str


@dataclass(frozen=True, slots=True)
class Difference(Plain):
    """A kind of fact of which the proposal says one thing and the text, as it is read here, another or nothing."""

    kind: str
    proposed: tuple[Told, ...]
    read: tuple[Told, ...]


def given_with(given: Given, proposal: Iterable[Submitted], index: Index) -> Given:
    """What the caller gives, with a day and a setting that are submitted where it gives none."""
    for fact in proposal:
        if fact.status == "affirmed" and fact.kind == "date" and fact.value and not given.on:
            given = replace(given, on=str(fact.value))
        elif fact.status == "affirmed" and fact.kind == "setting" and not given.setting:
            given = replace(given, setting=index[fact.concept].text("skos:notation"))
    return given


def with_proposed(reading: Reading, proposal: tuple[Submitted, ...]) -> tuple[Reading, tuple[Difference, ...] | None]:
    """The reading with the facts submitted in it, and where it differed from them; None where there is no text."""
    scene, before, index = reading.scene, reading.facts, reading.facts.index
    reading = replace(reading, event=_event(reading, proposal))
    facts = before
    for kind in dict.fromkeys(fact.kind for fact in proposal):
        if kind not in ("setting", "date"):
            own = [fact for fact in proposal if fact.kind == kind]
            facts = _of_kind(facts, kind, own, reading)
    facts = _restored(facts, before, proposal, reading)
    facts = replace(facts, delivered=_delivered(facts, proposal, reading))
    again = any(fact.kind in _RADIATING for fact in proposal)
    if not reading.text:
        facts = _placed(facts, proposal)
        named = [fact for fact in proposal if fact.kind == "site" and fact.status == "affirmed"]
        mentions = tuple(Mention(0, 0, fact.concept) for fact in named)
        scene = replace(scene, mentions=(*scene.mentions, *mentions))
    facts = settled(facts, reading, again=again)
    known = tuple(replace(f, set_by=PROPOSED) if f.set_by else f for f in facts.known)
    facts = replace(facts, known=known)
    if not reading.text:
        return replace(reading, facts=facts, scene=scene), None
    differing = tuple(_differences(before, proposal, index))
    words = tuple(Caution(_told(difference, index)) for difference in differing)
    return replace(reading, facts=facts, scene=scene, cautions=(*words, *reading.cautions)), differing


def _known(fact: Submitted, united: Clean, roles: Roles) -> Known:
    mentions = tuple(
        Mention(united.place(start), united.place(end - 1) + 1, fact.concept, fact.status) for start, end in fact.spans
    )
    value = fact.value if isinstance(fact.value, float) else None
    # Words for a treatment of open kind say what was done; nothing more follows from them.
    follows = fact.kind == "radiation" and not roles.service(fact.concept)
    return Known(fact.kind, fact.concept, mentions, value, fact.unit, fact.status, follows, PROPOSED)


def _of_kind(facts: Facts, kind: str, own: Sequence[Submitted], reading: Reading) -> Facts:
    """The facts but for those read of a kind that is submitted, and with what follows from the first one submitted."""
    held = [f for f in own if f.status == "affirmed" and _is_kept(f.concept, reading.scene.roles)]
    # Some facts add to those read and stand against none: that an applicator sat, or a treatment of open kind.
    main = [f for f in held if f.concept in _MAIN or kind not in ("delivered", "radiation")]
    main += [f for f in held if kind == "radiation" and reading.scene.roles.service(f.concept)]
    if main:
        value = main[0].value if isinstance(main[0].value, float) else None
        return stepped(facts, Correction(kind, main[0].concept, value, main[0].unit), reading)
    if held:
        return facts
    denied = {fact.concept for fact in own}
    kept = (f for f in facts.known if f.kind != kind or f.status != "affirmed" or f.concept not in denied)
    return replace(facts, known=tuple(kept))


def _restored(facts: Facts, before: Facts, proposal: Iterable[Submitted], reading: Reading) -> Facts:
    """The facts with all that are submitted, none driven out by another one, and finer ones that the text reads."""
    index, roles = facts.index, reading.scene.roles
    made = [_known(f, reading.united, roles) for f in proposal if f.kind not in ("setting", "date")]
    names = {(fact.kind, fact.concept) for fact in made}
    rest = [fact for fact in facts.known if (fact.kind, fact.concept) not in names]
    held = {(fact.kind, fact.concept) for fact in rest} | names
    own = {kind: [f.concept for f in made if f.kind == kind and f.status == "affirmed"] for kind in _MORE}
    more = [
        fact
        for fact in before.known
        if fact.status == "affirmed" and (fact.kind, fact.concept) not in held and own.get(fact.kind)
        and _goes_with(fact.concept, own[fact.kind], _MORE[fact.kind], index)
    ]  # fmt: skip
    return replace(facts, known=(*made, *more, *rest))


def _goes_with(concept: str, proposed: Iterable[str], tie: str, index: Index) -> bool:
    """True if a thing is a finer form of one that is submitted, or by its tie of other places than they are."""
    if not index.entailed(concept).isdisjoint(proposed):
        return True
    return bool(tie) and all(_tied(concept, tie, index).isdisjoint(_tied(p, tie, index)) for p in proposed)


def _tied(concept: str, tie: str, index: Index) -> frozenset[str]:
    paths = index.steps_from(concept)
    return frozenset(path[-1] for path in paths if len(path) > 2 and path[-2] == tie)


# Of these a text may tell more than a proposal, and both be right.
_MORE = {"procedure": "ior:isDoneOn", "diagnosis": ""}


def _is_kept(concept: str, roles: Roles) -> bool:
    """True for a fact of this operation: no treatment of other days."""
    return roles.role.get(concept) not in ("external", "loaded-later")


def _event(reading: Reading, proposal: Iterable[Submitted]) -> Event:
    """The irradiation that was read, with what a submitted treatment of open kind leaves room for."""
    event, roles = reading.event, reading.scene.roles
    named = [f for f in proposal if f.status == "affirmed" and f.kind in _RADIATING]
    allowed = frozenset[str]().union(*(roles.allowed.get(fact.concept, frozenset()) for fact in named))
    return replace(event, allowed=allowed, kinds=()) if named and allowed else event


def _delivered(facts: Facts, proposal: Sequence[Submitted], reading: Reading) -> str:
    """If a dose was given, by what the proposal says of it, else by what it says was used."""
    roles = reading.scene.roles
    said = [fact for fact in proposal if fact.kind == "delivered" and fact.concept in _MAIN]
    own = [fact for fact in said if fact.status == "affirmed"]
    if own:
        return {GIVEN: "yes", PARTLY: "partly", NOT_GIVEN: "no"}[own[0].concept]
    if any(fact.status == "negated" and fact.concept != NOT_GIVEN for fact in said):
        return "no"
    if reading.text and not said:
        return facts.delivered
    used = [f for f in proposal if f.status == "affirmed"]
    if any(f.kind == "dose" or roles.role.get(f.concept) == "implant" for f in used):
        return "yes"
    hinted = any(roles.service(f.concept) or roles.role.get(f.concept) == "technique" for f in used)
    return "unknown" if hinted and not said else "none"


def _placed(facts: Facts, proposal: Iterable[Submitted]) -> Facts:
    """The facts with the place treated, the organ and the side that a proposal with no text tells."""
    index = facts.index
    own = [fact for fact in proposal if fact.status == "affirmed"]
    tumors = [place for f in own if f.kind == "diagnosis" and (place := place_of(f.concept, "ior:arisesIn", index))]
    operated = [place for f in own if f.kind == "procedure" and (place := place_of(f.concept, "ior:isDoneOn", index))]
    named = [Place(fact.concept, (), fact.concept) for fact in own if fact.kind == "site"]
    treated = next(iter((*named, *operated, *tumors)), None)
    organ = next(iter((*tumors, *operated, *named)), None)
    side = next((f.concept for f in own if f.kind == "side"), "")
    side = side or next((s for place in (treated, organ) if place for s in index.sides(place.site)), "")
    known = [
        fact
        for fact in facts.known
        if fact.kind not in ("site", "side") or fact.status != "affirmed" or fact.concept in {f.concept for f in own}
    ]
    if treated and not any(fact.concept == treated.site for fact in known):
        known.append(Known("site", treated.site, (), follows=True, set_by=PROPOSED))
    if side and not any(fact.concept == side for fact in known):
        known.append(Known("side", side, (), set_by=PROPOSED))
    return replace(facts, known=tuple(known), places=Places(treated, organ, (side, ())))


def _differences(before: Facts, proposal: Sequence[Submitted], index: Index) -> Iterator[Difference]:
    for kind in dict.fromkeys(fact.kind for fact in proposal):
        own = [fact for fact in proposal if fact.kind == kind]
        read = [fact for fact in before.known if fact.kind == kind and fact.concept != KIND_OPEN]
        if kind == "delivered":
            own = [fact for fact in own if fact.concept in _MAIN]
            read = [fact for fact in read if fact.concept in _MAIN]
        odd = [fact for fact in own if not _agrees(fact, read, index)]
        left = [
            f
            for f in read
            if f.status == "affirmed"
            and not any(_is_same(f.concept, p.concept, index) for p in own if p.status == "affirmed")
        ]
        if kind in ("dose", "date", "setting") and not odd:
            continue
        if odd or left:
            yield Difference(
                kind,
                tuple(Told(f.concept, f.status) for f in odd or own),
                tuple(Told(f.concept, f.status) for f in left),
            )


def _agrees(fact: Submitted, read: Iterable[Known], index: Index) -> bool:
    held = [f for f in read if f.status == "affirmed" and _is_same(f.concept, fact.concept, index)]
    return bool(held) == (fact.status == "affirmed")


def _is_same(one: str, other: str, index: Index) -> bool:
    """True for one thing, or one that is a finer form of the other."""
    one, other = index.meant(one), index.meant(other)
    return one in index.entailed(other) or other in index.entailed(one)


def _told(difference: Difference, index: Index) -> str:
    def listed(told: Iterable[Told]) -> str:
        return ", ".join(index.label(t.concept) + ("" if t.status == "affirmed" else f" ({t.status})") for t in told)

    read = f"the text reads as {listed(difference.read)}" if difference.read else "the text does not read so"
    return f"On {difference.kind} the proposal says {listed(difference.proposed)}; {read}. The proposal is used."
