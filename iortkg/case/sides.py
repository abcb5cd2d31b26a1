"""On which side the operation was, by where each side named in the text stands."""

from __future__ import annotations

from collections.abc import Sequence

from iortkg.case.mentions import Mention
from iortkg.case.scene import TOLD, Scene, by_sentence

# How much a side counts beside the operation, beside the place treated, and there in the past.
_IN_PROCEDURE, _OF_TUMOR, _EARLIER = 3.0, 2.5, 0.25
_CLOSE = 45
# "Left side", told as such, stands for the side of all.
_SIDE = 8
# A side of more letters than this says that it is a side, as in a form.
_ONE_WORD = 11
# What stands for each side entails more than itself and its kind.
_SEVERAL = 2
# Letters that stand for a side, and how far they may stand from the operation: a comma and a blank.
_LETTERS, _BESIDE = 3, 2


def side_of(scene: Scene, anchors: Sequence[Mention], site: str) -> tuple[str, tuple[Mention, ...]]:
    """The side of the operation with its grounds; where each side was operated on, the concept for both."""
    votes: dict[str, list[tuple[float, Mention]]] = {}
    near = by_sentence(anchors, scene.layout)
    # What is operated on again lies on the side of the first operation.
    again = any(_is_again(scene, m) for m in scene.playing("procedure"))
    told = TOLD | {"past"} if again else TOLD
    earlier = by_sentence(scene.playing("procedure") if again else (), scene.layout)
    for mention in scene.mentions:
        side = next(iter(scene.index.sides(mention.concept)), "")
        if side and mention.status in told:
            number = scene.sentence(mention)
            weight = _side_weight(scene, mention, near.get(number, ()), site)
            if not weight and any(0 <= m.start - mention.end <= 1 for m in earlier.get(number, ())):
                weight = _EARLIER
            if weight:
                votes.setdefault(side, []).append((weight, mention))
    if not votes:
        return _lone_side(scene)
    several = [side for side in votes if len(scene.index.entailed(side)) > _SEVERAL]
    both = next((side for side in several if any(weight >= _IN_PROCEDURE for weight, _ in votes[side])), "")
    for side in several if not both else ():
        del votes[side]
    if not votes:
        return _lone_side(scene)
    operated = [side for side, found in votes.items() if any(weight >= _IN_PROCEDURE for weight, _ in found)]
    if both or len(operated) > 1:
        grounds = votes[both] if both else [votes[side][0] for side in sorted(operated)]
        return both or scene.index.both_sides, tuple(mention for _, mention in grounds[:2])
    best = max(votes, key=lambda side: (max(w for w, _ in votes[side]), len(votes[side]), -votes[side][0][1].start))
    return best, (max(votes[best], key=lambda vote: (vote[0], -vote[1].start))[1],)


def _is_again(scene: Scene, mention: Mention) -> bool:
    """True if a mention names an operation that goes on with an earlier one."""
    return scene.usable(mention) and scene.index.is_under(mention.concept, "ior:isAgain")


def _lone_side(scene: Scene) -> tuple[str, tuple[Mention, ...]]:
    """The one side that the whole text names, where it names one by itself and not as part of other words."""
    alone = [
        m
        for m in scene.mentions
        if scene.index.kind(m.concept) == "side"
        and scene.usable(m)
        and (m.start in scene.lone or m.end - m.start > _SIDE)
    ]
    sides = {m.concept for m in alone}
    return (sides.pop(), tuple(alone[:1])) if len(sides) == 1 else ("", ())


def _side_weight(scene: Scene, mention: Mention, anchors: Sequence[Mention], site: str) -> float:
    """How strongly a side speaks: beside the operation most, beside the place treated, or merely in the text."""
    usable = scene.usable(mention)
    near = [m for m in anchors if 0 <= m.start - mention.end <= _CLOSE or _is_right_after(scene, mention, m)]
    if len(scene.index.entailed(mention.concept)) > _SEVERAL:
        # "Bilateral reduction with left lumpectomy": what is told of both sides is another operation.
        near = [m for m in near if not _has_side_between(scene, mention, m)]
    if near and usable:
        return _IN_PROCEDURE
    if site and _related(scene, mention.concept, site):
        return _OF_TUMOR if usable else _EARLIER
    option = scene.layout.option(mention.start)
    if (option and option.ticked) or mention.end - mention.start > _ONE_WORD:
        return _OF_TUMOR if usable or option else _EARLIER
    beside = [
        m
        for m in scene.beside(mention)
        if site
        and scene.index.kind(m.concept) == "site"
        and _related(scene, m.concept, site)
        and 0 <= m.start - mention.end <= _CLOSE
    ]
    if beside:
        return _OF_TUMOR if usable else _EARLIER
    return 0.0


def _has_side_between(scene: Scene, mention: Mention, operation: Mention) -> bool:
    """True if another side is named between a side and an operation."""
    return any(
        mention.end <= m.start and m.end <= operation.start
        for m in scene.beside(mention)
        if scene.index.kind(m.concept) == "side"
    )


def _is_right_after(scene: Scene, mention: Mention, operation: Mention) -> bool:
    """True if letters for a side, or a side with nothing after it, follow the name of an operation."""
    alone = mention.start in scene.lone or mention.end - mention.start <= _LETTERS
    return alone and 0 <= mention.start - operation.end <= _BESIDE


def _related(scene: Scene, one: str, other: str) -> bool:
    """True if two sites are parts of one another or of the same organ."""
    return not scene.index.entailed(one).isdisjoint(scene.index.entailed(other))
