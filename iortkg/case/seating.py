"""The words that tell of an applicator seated in the place treated, as one run of the text."""

from __future__ import annotations

from iortkg.case.mentions import Mention
from iortkg.case.scene import Scene, gap

# Characters between an applicator and the words that seat it, within which both are quoted as one.
_JOINED = 24


def seating(scene: Scene) -> tuple[Mention, ...]:
    """Words that seat an applicator, with the applicator where it is named beside them; none where it only guards."""
    marks = [mark for mark in scene.marked("seated") if scene.usable(mark) and not _is_of_guard(mark, scene)]
    said = [joined for mark in marks if (joined := _joined(mark, scene)) is not mark]
    named = [mark for mark in marks if gap(mark, _parts(mark, scene)) == 0]
    return tuple((said or named or marks)[:1])


def _parts(mark: Mention, scene: Scene) -> list[Mention]:
    """Applicators named in the sentence of a mark."""
    return [m for m in scene.beside(mark) if scene.index.kind(m.concept) == "applicator" and scene.usable(m)]


def _is_of_guard(mark: Mention, scene: Scene) -> bool:
    """True if what stands nearest to the words only keeps radiation off."""
    things = [*_parts(mark, scene), *(m for m in scene.beside(mark) if scene.index.kind(m.concept) == "device")]
    nearest = min((gap(mark, [thing]) for thing in things), default=0)
    near = [thing for thing in things if gap(mark, [thing]) == nearest]
    return bool(near) and all(scene.index[thing.concept].is_true("ior:isShield") for thing in near)


def _joined(mark: Mention, scene: Scene) -> Mention:
    """A mark that names no applicator together with the nearest one, where that stands close by."""
    parts = [part for part in _parts(mark, scene) if not scene.index[part.concept].is_true("ior:isShield")]
    near = min(parts, key=lambda part: gap(mark, [part]), default=mark)
    if not 0 < gap(mark, [near]) <= _JOINED:
        return mark
    return Mention(min(mark.start, near.start), max(mark.end, near.end), mark.concept, mark.status)
