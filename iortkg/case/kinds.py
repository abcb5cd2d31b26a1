"""Which kinds of radiation a text settles, by how near each stands to a dose that was given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from iortkg.case.mentions import Mention, meaning
from iortkg.case.roles import INTRAOPERATIVE
from iortkg.case.scene import Scene

# Sentences within which a kind and a dose belong together.
_NEAR = 3
_IN_SENTENCE = 3
# And within one paragraph or table.
_BLOCK = 8
# A kind this much weaker than the strongest was named, not given.
_APART = 3


def kinds_given(scene: Scene, supports: Iterable[Mention]) -> tuple[tuple[str, tuple[Mention, ...]], ...]:
    """Services that the supports settle, each with its mentions; those far from the dose yield to those near it."""
    found: dict[str, list[Mention]] = {}
    for mention in supports:
        service = scene.roles.service(mention.concept)
        if service:
            found.setdefault(service, []).append(mention)
    anchors = _anchors(scene, supports)
    near = {s: max((_nearness(scene, m, anchors) for m in found[s]), default=0) for s in found}
    weights = {service: max(_weight(m, scene, anchors) for m in mentions) for service, mentions in found.items()}
    if any(near.values()):
        weights = {s: weight for s, weight in weights.items() if near[s] or _is_told_by_itself(scene, found[s])}
    settled = [s for s in weights if near[s] == _IN_SENTENCE and len({m.concept for m in found[s]}) > 1]
    if settled:
        weights = {s: w for s, w in weights.items() if near[s] == _IN_SENTENCE or not _is_bare(scene, found[s])}
    best = max(weights.values(), default=0)
    for service, weight in weights.items():
        weights[service] = min(max(best, weight), weight + _fitting(service, scene, anchors))
    own = _with_own_dose(scene, found, near) if scene.genre == "study" else frozenset()
    return tuple((s, tuple(found[s])) for s in sorted(weights) if weights[s] >= best - _APART or s in own)


def _with_own_dose(scene: Scene, found: Mapping[str, Iterable[Mention]], near: Mapping[str, int]) -> frozenset[str]:
    """Kinds of a cohort that are told by a device or an energy in the sentence of a dose."""
    return frozenset(
        s
        for s, mentions in found.items()
        if near[s] == _IN_SENTENCE
        and any(scene.role(m) in ("range", "dedicated") and m.status in ("affirmed", "given") for m in mentions)
    )


def _is_told_by_itself(scene: Scene, mentions: Iterable[Mention]) -> bool:
    """True if a kind is told by its device, its energy and its name, or as given: however far from the dose."""
    told = tuple(mentions)
    if scene.genre == "note" and any(m.status == "given" and scene.role(m) == "dedicated" for m in told):
        return True
    return {"dedicated", "range", "radiation"} <= {scene.role(m) for m in told}


def _is_bare(scene: Scene, mentions: Iterable[Mention]) -> bool:
    """True if a kind is only named, by no device, applicator, energy or technique, and not as given."""
    return all(scene.role(m) == "radiation" and m.status == "affirmed" for m in mentions)


def _anchors(scene: Scene, supports: Iterable[Mention]) -> frozenset[int]:
    """The sentences that tell that the dose was given; else those that tell a dose."""
    doses = [q for q in scene.quantities if q.measures == "dose" and scene.usable(q) and meaning(q, scene.ranges)]
    left = [m for m in supports if scene.is_implanted(m) and m.status != "named"]
    given = [q for q in doses if q.status == "given"] + [m for m in scene.marked("done") if scene.usable(m)] + left
    # Two people may each tell of a dose of their own.
    own = scene.numbers(m for m in supports if scene.role(m) == "technique" and scene.roles.service(m.concept))
    told = [dose for dose in doses if dose.status == "affirmed" and scene.sentence(dose) in own]
    return scene.numbers((*given, *told) if given and scene.genre == "note" else given or doses)


def _weight(mention: Mention, scene: Scene, given: frozenset[int]) -> int:
    """How near a mention of a kind stands to a dose that was given."""
    near = _nearness(scene, mention, given)
    told = {"given": 2, "named": -1, "planned": -1}.get(mention.status, 0)
    return near + told + 2 * (scene.role(mention) in INTRAOPERATIVE)


def _nearness(scene: Scene, mention: Mention, doses: frozenset[int]) -> int:
    """Three in the sentence of a dose, two in the same paragraph or a few sentences away."""
    one, sentences = scene.sentence(mention), scene.layout.sentences
    if one in doses:
        return _IN_SENTENCE
    for other in doses.intersection(range(one - _BLOCK, one + _BLOCK + 1)):
        if abs(one - other) <= _NEAR or sentences[one].paragraph == sentences[other].paragraph:
            return 2
    return 0


def _fitting(service: str, scene: Scene, given: frozenset[int]) -> int:
    """Two, where an applicator beside a dose that was given fits only devices of the service."""
    for mention in scene.playing("applicator"):
        if not scene.usable(mention):
            continue
        devices = scene.index[mention.concept].all("ior:isUsedWith")
        services = {scene.roles.service(device) for device in devices} - {""}
        number = scene.sentence(mention)
        if services == {service} and given & {number - 1, number, number + 1}:
            return 2
    return 0
