"""The facts of a case: what was understood, everything it entails with the steps taken, and what stays open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from iortkg.case.entail import Derived, Known, derive
from iortkg.case.events import Event
from iortkg.case.mentions import Mention, meaning
from iortkg.case.places import Places, find_places
from iortkg.case.scene import Scene
from iortkg.case.seating import seating
from iortkg.knowledge import Index

GIVEN, PARTLY, NOT_GIVEN = "ior:DoseDelivered", "ior:DosePartlyDelivered", "ior:DoseNotDelivered"
KIND_OPEN, SEATED, BEFORE = "ior:KindNotStated", "ior:ApplicatorSeated", "ior:DoseBeforeExcision"
LEFT = "ior:LaterLoadedDeviceLeft"


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of a case and what follows from them; kinds are the services that its kinds of radiation settle.

    States holds how needed concepts fare, each once it was looked at.
    """

    known: tuple[Known, ...]
    derived: Mapping[str, Derived]
    places: Places
    delivered: str
    kinds: tuple[str, ...]
    open_kinds: frozenset[str]
    allowed: frozenset[str]
    setting: str
    index: Index
    states: dict[str, str] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __contains__(self, concept: object) -> bool:
        return concept in self.derived

    @property
    def sex_untold(self) -> bool:
        """True if the text gives no sex."""
        return not any(self.index[fact.concept].is_a("ior:Sex") for fact in self.known)

    def of_kind(self, kind: str) -> tuple[Known, ...]:
        """Affirmed facts of a kind."""
        return tuple(fact for fact in self.known if fact.kind == kind and fact.status == "affirmed")


def establish(scene: Scene, event: Event, setting: str, extra: Iterable[Known] = ()) -> Facts:
    """The facts of a scene and its event, in a setting, with facts set from outside."""
    index = scene.index
    procedures, earlier = _operations(scene)
    tumors = _tumors(scene)
    places = find_places(scene, event, procedures, tumors)
    procedures = _here(scene, procedures, places)
    known = [
        *_delivery(scene, event),
        *_radiation(scene, event),
        *_grouped("procedure", procedures),
        *(Known("procedure", m.concept, (m,), status="past") for m in _best_of(earlier)),
        *_grouped("diagnosis", tumors),
        *_grouped(
            "diagnosis", [m for m in scene.mentions if index[m.concept].is_a("ior:Sex") and m.status != "other-person"]
        ),
        *_places(places),
        *_parts(scene, places),
        *_channels(scene, event),
        Known("setting", setting, tuple(m for m in scene.mentions if m.concept == setting)[:1]),
        *extra,
    ]
    kinds = tuple(service for service, _ in event.kinds)
    return Facts(
        tuple(known), derive(known, index), places, event.delivered, kinds, open_kinds(kinds, event.delivered, known),
        _allowed(scene, event), setting, index,
    )  # fmt: skip


def _operations(scene: Scene) -> tuple[list[Mention], list[Mention]]:
    """Procedures of this operation, and those told of the past whose cavity alone is named in it."""
    told = scene.playing("procedure")
    past = {m.concept for m in told if m.status == "past"}
    cavities = {m.start: m.end for m in scene.playing("moment")}
    again = {m for m in told if m.concept in past and cavities.get(m.start, 0) > m.end}
    done = [m for m in told if scene.usable(m) and m not in again]
    if done and not any(_sites(scene, m) for m in done):
        # Something was cut out and only what was scheduled says what: it was done as scheduled.
        done += [m for m in told if m.status == "planned" and _sites(scene, m)]
    return done, [m for m in told if m in again and scene.usable(m)]


def _sites(scene: Scene, procedure: Mention) -> frozenset[str]:
    """Sites that a procedure is done on."""
    index = scene.index
    return frozenset(concept for concept in index.entailed(procedure.concept) if index.kind(concept) == "site")


def _here(scene: Scene, procedures: Sequence[Mention], places: Places) -> list[Mention]:
    """Procedures at the place treated, where there is one; those at other places are another operation's."""
    here = scene.index.entailed(places.treated.site) if places.treated else frozenset[str]()
    own = {m for m in procedures if _sites(scene, m) & here}
    return [m for m in procedures if m in own or not _sites(scene, m)] if own else list(procedures)


def _tumors(scene: Scene) -> list[Mention]:
    """Tumors of the patient; those of the past, and risks, only where none is of the present."""
    told = [m for m in scene.mentions if scene.index[m.concept].is_a("ior:Tumor") and m.status not in _NOT_OURS]
    return [m for m in told if m.status not in ("past", "hypothetical")] or told


# Sentences around the dose in which it may be said that the tumor was still in place.
_AROUND = range(-3, 4)
_NOT_OURS = ("negated", "other-person", "origin")


def _delivery(scene: Scene, event: Event) -> Iterable[Known]:
    if event.delivered in ("yes", "partly"):
        yield Known("delivered", GIVEN if event.delivered == "yes" else PARTLY, event.given[:2])
        if len(event.kinds) != 1 and _is_iort(scene, event):
            yield Known("delivered", KIND_OPEN, event.supports[:1])
        for dose in event.doses[:1]:
            yield Known("dose", dose.concept, (dose,), dose.value, dose.unit)
    elif event.delivered in ("no", "none"):
        yield Known("delivered", NOT_GIVEN, event.against[:2])
    left = [m for m in scene.playing("loaded-later") if scene.usable(m)]
    if left and event.delivered in ("no", "none"):
        yield Known("delivered", LEFT, tuple(left[:1]))
    told = scene.numbers((*event.given, *event.doses, *event.supports))
    grounds = {number + step for number in told for step in _AROUND}
    before = [m for m in scene.marked("before-excision") if scene.sentence(m) in grounds and scene.usable(m)]
    if before:
        yield Known("delivered", BEFORE, tuple(before[:1]))
    seated = seating(scene)
    if seated and (event.supports or event.delivered in ("no", "none")):
        yield Known("delivered", SEATED, seated)


def _is_iort(scene: Scene, event: Event) -> bool:
    """True if an open kind leaves room for one that the operating-room management code is for."""
    managed = {s.curie for s in scene.index.instances("ior:Service") if s.is_true("ior:isManaged")}
    allowed = _allowed(scene, event)
    return any(scene.roles.service(kind) in managed for kind in allowed)


def _allowed(scene: Scene, event: Event) -> frozenset[str]:
    """Kinds of radiation that an open kind leaves room for."""
    if len(event.kinds) > 1:
        services = {service for service, _ in event.kinds}
        return frozenset(kind for kind, service in scene.roles.services.items() if service in services)
    return event.allowed or every_kind(scene.index)


def every_kind(index: Index) -> frozenset[str]:
    """All kinds of radiation that a treatment of open kind leaves room for."""
    return frozenset(kind for thing in index.instances("ior:Technique") for kind in thing.all("ior:mayBe"))


def _radiation(scene: Scene, event: Event) -> Iterable[Known]:
    """The radiation, devices, applicators and energies of an event."""
    # Kinds that contradict each other are told, and nothing follows from any of them.
    is_open = len(event.kinds) > 1
    for service, mentions in event.kinds:
        best = _best_of(mentions)[0]
        radiation = next(
            p[-1] for p in scene.index.steps_from(best.concept) if p[-1] in scene.index[service].all("ior:isGivenBy")
        )
        if all(m.concept != radiation for m in mentions):
            yield Known("radiation", radiation, (best,), follows=True)
        for mention in _best_of(mentions):
            role = scene.role(mention)
            kind = "energy" if role == "range" else scene.index.kind(mention.concept) or "radiation"
            yield Known(kind, mention.concept, (mention,), mention.value, mention.unit, follows=is_open)
    if event.delivered in ("no", "none"):
        # What was given instead says why nothing of the operation is coded; nothing follows from it.
        for mention in _best_of(m for m in scene.playing("external") if scene.usable(m)):
            kind = scene.index.kind(mention.concept) or "radiation"
            yield Known(kind, mention.concept, (mention,), follows=True)
    for mention in _best_of(
        m for m in scene.mentions if scene.role(m) in ("applicator", "machine") and scene.usable(m)
    ):
        if event.supports:
            yield Known(scene.index.kind(mention.concept), mention.concept, (mention,))


def _best_of(mentions: Iterable[Mention]) -> list[Mention]:
    """The best mention of each concept: one that says it took place before one that names it, then the first."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        held = found.get(mention.concept)
        if held is None or (mention.status == "given" and held.status != "given"):
            found[mention.concept] = mention
    return sorted(found.values(), key=lambda m: (m.start, m.end))


def _grouped(kind: str, mentions: Iterable[Mention]) -> Iterable[Known]:
    for mention in _best_of(mentions):
        yield Known(kind, mention.concept, (mention,))


def _places(places: Places) -> Iterable[Known]:
    if places.treated:
        place = places.treated
        yield Known("site", place.site, place.mentions, follows=place.through != place.site)
    side, grounds = places.side
    if side:
        yield Known("side", side, grounds)


def _parts(scene: Scene, places: Places) -> Iterable[Known]:
    """Parts of the place treated that the text names as well; of the organ only where the place lies in another."""
    index, place = scene.index, places.treated
    if place and index.kind(place.through) == "site" and place.site in index.entailed(place.through) - {place.through}:
        # Of the parts of an organ that a cohort was treated at, none is that of all.
        return
    treated, organ = (place.site if place else "" for place in (places.treated, places.organ))
    wholes = {treated} if organ in index.entailed(treated) else {treated, organ}
    named = [
        m
        for m in scene.mentions
        if index.kind(m.concept) == "site" and scene.usable(m) and not index[m.concept].is_true("ior:isAtRisk")
    ]
    yield from _grouped("site", [m for m in named if m.concept not in wholes and wholes & index.entailed(m.concept)])


def _channels(scene: Scene, event: Event) -> Iterable[Known]:
    """The number of channels, where the sources are loaded through channels in this operation."""
    told = [q for q in scene.quantities if scene.usable(q) and q.measures == "channels"]
    told.sort(key=lambda q: not scene.index[q.concept].is_true("ior:isDefault"))
    for quantity in told[:1] if event.supports else ():
        span = meaning(quantity, scene.ranges)
        if span:
            yield Known("channels", span.curie, (quantity,), quantity.value, quantity.unit)
    if not told:
        named = [m for m in scene.mentions if scene.index.kind(m.concept) == "channels" and scene.usable(m)]
        yield from (Known("channels", m.concept, (m,)) for m in named[:1])


def open_kinds(kinds: Sequence[str], delivered: str, known: Sequence[Known]) -> frozenset[str]:
    """The kinds of fact that are not settled, where so many kinds of radiation are and a dose was given or not."""
    told = {fact.kind for fact in known}
    opened = {kind for kind in ("channels", "site", "side") if kind not in told}
    if len(kinds) != 1:
        opened.add("radiation")
    if delivered == "unknown":
        opened.add("delivered")
    return frozenset(opened)
