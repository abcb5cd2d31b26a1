"""Which kinds of radiation a text settles, weighed by how near each stands to a dose that was given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iortkg.case.mentions import Mention, meaning
from iortkg.case.roles import INTRAOPERATIVE
from iortkg.case.scene import Scene

# Sentences within which a kind and a dose belong together.
_NEAR = 3
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
    near = {s: max((_nearness(scene, m, a) for m in found[s] for a in anchors), default=0) for s in found}
    weights = {service: max(_weight(m, scene, anchors) for m in mentions) for service, mentions in found.items()}
    if any(near.values()):
        weights = {service: weight for service, weight in weights.items() if near[service]}
    best = max(weights.values(), default=0)
    for service, weight in weights.items():
        weights[service] = min(max(best, weight), weight + _fitting(service, scene, anchors))
    return tuple((s, tuple(found[s])) for s in sorted(weights) if weights[s] >= best - _APART)


def _anchors(scene: Scene, supports: Iterable[Mention]) -> list[Mention]:
    """What marks the place in the text where the dose is told to have been given; else where a dose is told."""
    doses = [q for q in scene.quantities if q.unit == "Gy" and scene.usable(q) and meaning(q, scene.ranges)]
    left = [m for m in supports if scene.is_implanted(m) and m.status != "named"]
    given = [q for q in doses if q.status == "given"] + [m for m in scene.marked("done") if scene.usable(m)] + left
    return given or doses


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
    together = sentences[one].paragraph == sentences[other].paragraph and abs(one - other) <= _BLOCK
    return 2 if abs(one - other) <= _NEAR or together else 0


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
