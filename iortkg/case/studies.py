"""Studies: what they did in the operation, apart from what they only name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from iortkg.case.mentions import Mention, meaning
from iortkg.case.roles import INTRAOPERATIVE
from iortkg.case.scene import ELSEWHERE, Scene

# Sentences around a treatment in which its dose stands.
_SOON = 3


def raised(scene: Scene) -> Scene:
    """The scene of a study with what it tells of the field taken as what it describes."""
    if scene.genre != "study":
        return scene
    told = tuple(replace(m, status="affirmed") if m.status == "background" else m for m in scene.mentions)
    return replace(scene, mentions=told)


def is_about_another(scene: Scene, supports: Sequence[Mention]) -> bool:
    """True if a study tells doses of another treatment, and what speaks for the operation is only named beside it."""
    if scene.genre != "study" or not supports:
        return False
    own = {scene.sentence(m) for m in scene.marked("foreground")}
    backing = {scene.sentence(m) for m in supports}
    near = {number + step for number in backing for step in range(-_SOON, _SOON + 1)}
    dosed = any(q.measures == "dose" and scene.usable(q) and scene.sentence(q) in near for q in scene.quantities)
    otherwise = treated_otherwise(scene)
    if otherwise and _is_all_in_fractions(scene, supports):
        return True
    if own & backing or _is_firm(scene, supports):
        return False
    told = any(_tells_itself(m, scene, otherwise) for m in supports)
    return bool(own & otherwise) or (bool(otherwise) and not dosed and not told)


def _is_firm(scene: Scene, supports: Sequence[Mention]) -> bool:
    """True if sources were implanted, or a dose given beside a kind of radiation, in an operation or an applicator."""
    if any(scene.is_implanted(m) and m.status == "given" for m in supports):
        return True
    given = {
        scene.sentence(q)
        for q in scene.quantities
        if q.measures == "dose" and q.status == "given" and not scene.is_outside(q)
    }
    grounds = {
        scene.sentence(m)
        for m in scene.mentions
        if scene.role(m) in ("applicator", "procedure", "moment") and m.status in ("affirmed", "given")
    }
    backing = {scene.sentence(m) for m in supports if m.status in ("affirmed", "given")}
    return is_dosed_through(scene) or any(
        not backing.isdisjoint((n - 1, n)) and not grounds.isdisjoint((n - 2, n - 1, n)) for n in given
    )


def is_dosed_through(scene: Scene) -> bool:
    """True if a dose is told in the sentence of an applicator or the next one."""
    own = [q for q in scene.quantities if q.measures == "dose" and scene.usable(q) and not scene.is_outside(q)]
    doses = scene.numbers(q for q in own if meaning(q, scene.ranges))
    seated = scene.numbers(m for m in scene.mentions if scene.role(m) == "applicator" and scene.usable(m))
    return any(not seated.isdisjoint((n - 1, n)) for n in doses)


def _is_all_in_fractions(scene: Scene, supports: Sequence[Mention]) -> bool:
    """True if no treatment of an operation is named, and every dose is of several fractions or from outside."""
    if any(scene.role(m) in INTRAOPERATIVE or scene.is_implanted(m) for m in supports):
        return False
    return not any(
        q.measures == "dose" and scene.usable(q) and not scene.is_outside(q) and meaning(q, scene.ranges)
        for q in scene.quantities
    )


def _tells_itself(mention: Mention, scene: Scene, otherwise: set[int]) -> bool:
    """True if a mention tells more of a treatment than its kind, apart from doses of another one."""
    role, number = scene.role(mention), scene.sentence(mention)
    if role in ("device", "range") and not otherwise.isdisjoint((number - 1, number, number + 1)):
        return False
    return role in ("dedicated", "device", "range") or (mention.status == "given" and role != "radiation")


def treated_otherwise(scene: Scene) -> set[int]:
    """Sentences of a study that tell doses of another treatment than one in the operation."""
    treated = {
        scene.sentence(m)
        for m in scene.mentions
        if scene.role(m) in ("external", "loaded-later") or m.status == "negated"
    }
    doses = [q for q in scene.quantities if q.measures == "dose" and q.status not in ELSEWHERE]
    return {scene.sentence(q) for q in doses if q.status == "later"} | ({scene.sentence(q) for q in doses} & treated)
