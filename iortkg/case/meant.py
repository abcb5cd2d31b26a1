"""What speaks for a treatment where no words name one: a plan carried out, an applicator, an open wound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from iortkg.case.mentions import Mention, meaning
from iortkg.case.roles import CONTEXTUAL, INTRAOPERATIVE
from iortkg.case.scene import Scene

# Sentences from the seating of an applicator to the dose given through it.
_SOON = 3
_DURING = "ior:DuringOperation"


def meant(scene: Scene, supports: Sequence[Mention]) -> tuple[Mention, ...]:
    """What was meant for this operation, where a dose was given in it and nothing else names the kind."""
    doses = [
        q
        for q in scene.quantities
        if q.measures == "dose" and q.status == "given" and q.value and not scene.is_outside(q)
    ]
    told = bool(supports) or (bool(doses) and bool(scene.playing("moment")))
    planned = [m for m in scene.mentions if m.status == "planned" and scene.role(m) in INTRAOPERATIVE | CONTEXTUAL]
    done = any(scene.usable(m) and not scene.is_outside(m) for m in scene.marked("done"))
    planned += [
        replace(q, concept=span.curie)
        for q in scene.quantities
        if q.status == "planned" and (span := meaning(q, scene.ranges)) and scene.roles.service(span.curie)
    ]
    return tuple(planned) if told and (doses or done or scene.marked("partial")) else ()


def applied(scene: Scene) -> tuple[Mention, ...]:
    """Applicators seated in an operation right before a dose that was given, where nothing names a treatment."""
    given = {scene.sentence(q) for q in scene.quantities if q.measures == "dose" and q.status == "given"}
    given -= {scene.sentence(m) for m in scene.mentions if scene.role(m) in ("external", "loaded-later")}
    operated = any(scene.role(m) == "procedure" and scene.usable(m) for m in scene.mentions)
    seated = {scene.sentence(m) for m in scene.marked("seated")}
    return tuple(
        m
        for m in scene.mentions
        if operated and scene.role(m) == "applicator" and scene.usable(m) and scene.sentence(m) in seated
        and any(0 <= number - scene.sentence(m) <= _SOON for number in given)
    )  # fmt: skip


def in_wound(scene: Scene) -> tuple[Mention, ...]:
    """Words that say that the wound was open, where a dose was given meanwhile and nothing names a treatment."""
    operated = any(scene.role(m) == "procedure" and scene.usable(m) for m in scene.mentions)
    given = [q for q in scene.quantities if q.measures == "dose" and q.status == "given" and not scene.is_outside(q)]
    near = scene.numbers(q for q in given if q.value and not _is_loaded(q, scene))
    return tuple(
        m
        for m in scene.mentions
        if operated and m.concept == _DURING and scene.usable(m) and scene.sentence(m) in near
    )  # fmt: skip


def _is_loaded(quantity: Mention, scene: Scene) -> bool:
    return any(scene.role(m) in ("loaded-later", "implant") for m in scene.beside(quantity))


def awaited(scene: Scene) -> tuple[Mention, ...]:
    """What was meant, where its applicator was seated or a form about it has no tick."""
    seated = {scene.sentence(m) for m in scene.marked("seated") if scene.usable(m)}
    aids = [m for m in scene.mentions if scene.role(m) in ("applicator", "guide") and scene.usable(m)]
    begun = any(scene.sentence(m) in seated for m in aids)
    if not begun and not any(m.status == "unanswered" for m in scene.marked("done")):
        return ()
    return tuple(m for m in scene.mentions if m.status == "planned" and scene.role(m) in INTRAOPERATIVE | CONTEXTUAL)
