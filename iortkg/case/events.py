"""What happened in this operation: which radiation, whether a dose was given, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from iortkg.case.mentions import Mention, meaning
from iortkg.case.roles import CONTEXTUAL, INTRAOPERATIVE, Roles
from iortkg.case.segments import Layout
from iortkg.knowledge.index import Index, Thing

_FAR = 10**9
# Characters within which a treatment outside the operation draws a kind of radiation to itself.
_BESIDE = 90
# Characters within which two names are one.
_TOUCHING = 25
# A dose belongs to a treatment named at most this many sentences away.
_NEAR = 3
# A kind this much weaker than the strongest was named, not given.
_APART = 3
_NOTE = frozenset({"affirmed", "given", "named"})
_ELSEWHERE = ("past", "negated", "other-person", "hypothetical")
_STUDY = _NOTE | {"planned", "later"}


@dataclass(frozen=True, slots=True)
class Event:
    """The irradiation of this operation. delivered: yes, partly, no, unknown, or none where nothing hints at it."""

    delivered: str
    kinds: tuple[tuple[str, tuple[Mention, ...]], ...]
    supports: tuple[Mention, ...]
    given: tuple[Mention, ...]
    against: tuple[Mention, ...]
    doses: tuple[Mention, ...]
    allowed: frozenset[str]
    energies: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything read from a text, settled, with the genre and the look-ups that judging needs."""

    mentions: tuple[Mention, ...]
    quantities: tuple[Mention, ...]
    stopped: tuple[Mention, ...]
    partly: tuple[Mention, ...]
    before: tuple[Mention, ...]
    seated: tuple[Mention, ...]
    pointing: tuple[Mention, ...]
    done: tuple[Mention, ...]
    spared: tuple[Mention, ...]
    own: tuple[Mention, ...]
    nothing: tuple[Mention, ...]
    layout: Layout
    genre: str
    roles: Roles
    index: Index
    ranges: tuple[Thing, ...]
    channel_unit: str

    def usable(self, mention: Mention) -> bool:
        """Whether a mention tells of this operation, or of the treatment that a study describes."""
        if self.genre == "study":
            return mention.status in _STUDY or (mention.status == "background" and self.role(mention) == "procedure")
        return mention.status in _NOTE

    def sentence(self, mention: Mention) -> int:
        """The number of the sentence of a mention."""
        return self.layout.at(mention.start)

    def role(self, mention: Mention) -> str:
        """The role of a mention's concept."""
        return self.roles.role.get(mention.concept, "")


def read_event(scene: Scene) -> Event:
    """The irradiation of this operation as the text tells it."""
    supports = _supports(scene)
    if scene.genre == "note" and not any(scene.roles.service(m.concept) for m in supports):
        supports = tuple(sorted({*supports, *_meant(scene, supports)}, key=lambda m: (m.start, m.end, m.concept)))
    if scene.genre == "study" and not supports:
        scene = _raised(scene)
        supports = _supports(scene)
    if scene.genre == "no-treatment" or _is_about_another(scene, supports):
        supports = ()
    energies = tuple(m for m in supports if scene.role(m) == "range")
    kinds = _kinds(scene, supports)
    doses = tuple(q for q in scene.quantities if _is_dose_of(q, scene, supports))
    strong, weak = _given(scene, supports, doses)
    against = _against(scene, supports)
    delivered = _verdict(scene, supports, strong, weak, against)
    allowed = frozenset[str]().union(*(scene.roles.allowed.get(m.concept, frozenset()) for m in supports))
    return Event(delivered, kinds, supports, strong or weak, against, doses, allowed, energies)


def _meant(scene: Scene, supports: Sequence[Mention]) -> tuple[Mention, ...]:
    """What was planned for this operation, where a dose was given in it and nothing else names the kind."""
    doses = [
        q
        for q in scene.quantities
        if q.unit == "Gy" and q.status == "given" and q.value and not _is_outside(q, scene)
    ]
    told = bool(supports) or (bool(doses) and any(scene.role(m) == "moment" for m in scene.mentions))
    planned = [m for m in scene.mentions if m.status == "planned" and scene.role(m) in INTRAOPERATIVE | CONTEXTUAL]
    return tuple(planned) if told and (doses or scene.partly) else ()


def _is_outside(quantity: Mention, scene: Scene) -> bool:
    """Whether a treatment outside the operation is named in the sentence of a quantity."""
    number = scene.sentence(quantity)
    return any(scene.role(m) == "external" and scene.sentence(m) == number for m in scene.mentions)


def _raised(scene: Scene) -> Scene:
    """The scene of a study with what it tells of the field taken as what it describes."""
    if scene.genre != "study":
        return scene
    raised = tuple(replace(m, status="affirmed") if m.status == "background" else m for m in scene.mentions)
    return replace(scene, mentions=raised)


def _is_about_another(scene: Scene, supports: Sequence[Mention]) -> bool:
    """Whether a study tells of its own treatment, and what speaks for the operation stands only in its background."""
    if scene.genre != "study" or not supports:
        return False
    own = {scene.sentence(m) for m in scene.own}
    told = {scene.sentence(q) for q in scene.quantities if q.unit == "Gy" and q.status in ("planned", "given", "affirmed")}
    backing = {scene.sentence(m) for m in supports}
    return bool(own & told) and not (own & backing) and bool(own - backing)


def _supports(scene: Scene) -> tuple[Mention, ...]:
    """Mentions that speak for an irradiation in this operation."""
    usable = [m for m in scene.mentions if scene.usable(m)]
    direct = [m for m in usable if scene.role(m) in INTRAOPERATIVE and not _is_for_later(m, scene)]
    operated = bool(direct) or any(scene.role(m) in ("procedure", "moment") for m in usable)
    loose = [m for m in usable if scene.role(m) in CONTEXTUAL] if operated or _implanted(scene, usable) else []
    loose += _energies(scene) if operated else []
    found = [*direct, *(m for m in loose if not _belongs_elsewhere(m, scene, direct))]
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.concept)))


def _is_for_later(mention: Mention, scene: Scene) -> bool:
    """Whether what seems a treatment of the operation is the name of a device loaded on later days, or stands in it."""
    later = [m for m in scene.mentions if scene.role(m) == "loaded-later" and scene.sentence(m) == scene.sentence(mention)]
    return scene.role(mention) == "technique" and _gap(mention, later) <= _TOUCHING


def _implanted(scene: Scene, usable: Iterable[Mention]) -> bool:
    """Whether sources that stay in the body were put in; that is an operation of its own."""
    implants = {s for s in scene.roles.services.values() if scene.index[s].is_true("ior:isImplanted")}
    return any(scene.role(m) == "implant" or scene.roles.service(m.concept) in implants for m in usable)


def _energies(scene: Scene) -> list[Mention]:
    """Energies that settle a kind of radiation, as mentions of their range."""
    found = []
    for quantity in scene.quantities:
        span = meaning(quantity, scene.ranges)
        imaged = any(
            scene.role(m) == "distraction" and scene.sentence(m) == scene.sentence(quantity) for m in scene.mentions
        )
        if span and scene.roles.service(span.curie) and scene.usable(quantity) and not imaged:
            found.append(replace(quantity, concept=span.curie))
    return found


def _belongs_elsewhere(mention: Mention, scene: Scene, direct: Sequence[Mention]) -> bool:
    """Whether the mention stands closer to a treatment outside the operation than to one in it."""
    number = scene.sentence(mention)
    outside = [m for m in scene.mentions if scene.role(m) in ("external", "loaded-later") and scene.sentence(m) == number]
    inside = [m for m in direct if scene.sentence(m) == number]
    inside += [m for m in scene.mentions if scene.role(m) == "moment" and scene.sentence(m) == number]
    return _gap(mention, outside) < min(_gap(mention, inside), _BESIDE)


def _gap(mention: Mention, others: Iterable[Mention]) -> int:
    return min((max(m.start - mention.end, mention.start - m.end, 0) for m in others), default=_FAR)


def _kinds(scene: Scene, supports: Iterable[Mention]) -> tuple[tuple[str, tuple[Mention, ...]], ...]:
    """Services that the supports settle, each with its mentions; kinds far from what was given yield to those near it."""
    found: dict[str, list[Mention]] = {}
    for mention in supports:
        service = scene.roles.service(mention.concept)
        if service:
            found.setdefault(service, []).append(mention)
    given = [q for q in scene.quantities if q.unit == "Gy" and q.status == "given" and meaning(q, scene.ranges)]
    weights = {service: max(_weight(m, scene, given) for m in mentions) for service, mentions in found.items()}
    best = max(weights.values(), default=0)
    for service, weight in weights.items():
        weights[service] = min(max(best, weight), weight + _fitting(service, scene, given))
    return tuple((s, tuple(found[s])) for s in sorted(found) if weights[s] >= best - _APART)


def _weight(mention: Mention, scene: Scene, given: Sequence[Mention]) -> int:
    """How near a mention of a kind stands to a dose that was given."""
    near = max((_nearness(scene, mention, dose) for dose in given), default=0)
    told = {"given": 2, "named": -1, "planned": -1}.get(mention.status, 0)
    return near + told + 2 * (scene.role(mention) in INTRAOPERATIVE)


def _nearness(scene: Scene, mention: Mention, dose: Mention) -> int:
    """Three in the same sentence, two in the same paragraph or a few sentences away."""
    one, other = scene.sentence(mention), scene.sentence(dose)
    if one == other:
        return 3
    sentences = scene.layout.sentences
    return 2 if abs(one - other) <= _NEAR or sentences[one].paragraph == sentences[other].paragraph else 0


def _fitting(service: str, scene: Scene, given: Sequence[Mention]) -> int:
    """Two, where an applicator beside a dose that was given fits only devices of the service."""
    for mention in scene.mentions:
        if scene.role(mention) != "applicator" or not scene.usable(mention):
            continue
        devices = scene.index[mention.concept].all("ior:isUsedWith")
        services = {scene.roles.service(device) for device in devices} - {""}
        if services == {service} and any(abs(scene.sentence(mention) - scene.sentence(dose)) <= 1 for dose in given):
            return 2
    return 0


def _is_dose_of(quantity: Mention, scene: Scene, supports: Sequence[Mention]) -> bool:
    """Whether a dose is that of the irradiation in this operation."""
    if quantity.unit != "Gy" or not scene.usable(quantity) or not supports or not meaning(quantity, scene.ranges):
        return False
    number = scene.sentence(quantity)
    if quantity.status != "given" and not any(abs(scene.sentence(m) - number) <= _NEAR for m in supports):
        return False
    outside = [m for m in scene.mentions if scene.role(m) == "external" and scene.sentence(m) == number]
    inside = [m for m in supports if scene.sentence(m) == number]
    return not outside or _gap(quantity, inside) <= _gap(quantity, outside)


def _given(
    scene: Scene, supports: Sequence[Mention], doses: Sequence[Mention]
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Words that say that the dose was given, and words that only imply it."""
    strong = [d for d in doses if d.status == "given"]
    strong += [m for m in supports if m.status == "given" and scene.role(m) not in ("guide", "range")]
    strong += [m for m in scene.done if supports and scene.usable(m) and not _is_outside(m, scene)]
    weak = [d for d in doses if d.status != "given"]
    weak += [m for m in supports if scene.role(m) in ("technique", "implant") and m.status != "named"]
    if scene.genre == "study":
        weak += list(supports)
    return tuple(strong), tuple(weak)


def _against(scene: Scene, supports: Sequence[Mention]) -> tuple[Mention, ...]:
    """Words that say that the dose was not given: stopped near a treatment, or the treatment itself denied."""
    named = [m for m in scene.mentions if scene.role(m) in INTRAOPERATIVE | CONTEXTUAL | {"applicator", "neutral"}]
    near = {scene.sentence(m) + step for m in named for step in (-1, 0, 1)}
    stopped = [m for m in scene.stopped if scene.sentence(m) in near and m.status not in _ELSEWHERE]
    return (*(m for m in scene.nothing if m.status not in _ELSEWHERE), *stopped)


def _verdict(
    scene: Scene,
    supports: Sequence[Mention],
    strong: Sequence[Mention],
    weak: Sequence[Mention],
    against: Sequence[Mention],
) -> str:
    if any(m.status not in _ELSEWHERE for m in scene.nothing):
        return "no"
    if scene.partly and (strong or weak):
        return "partly"
    if strong and not _ends_in_a_stop(scene, strong, against):
        return "yes"
    if against:
        return "no"
    if weak:
        return "yes"
    return "unknown" if supports else "none"


def _ends_in_a_stop(scene: Scene, strong: Sequence[Mention], against: Sequence[Mention]) -> bool:
    """Whether all that seems given stands in a sentence that says it was stopped."""
    stops = {scene.sentence(m) for m in against}
    return bool(stops) and all(scene.sentence(m) in stops for m in strong)
