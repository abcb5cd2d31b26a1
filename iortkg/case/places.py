"""Which place was treated, in which organ the tumor arose, and on which side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from iortkg.case.events import Event
from iortkg.case.mentions import Mention
from iortkg.case.scene import Near, Scene, by_sentence

# A site counts as the place treated by where it stands: beside the dose most, in a heading or history least.
_BESIDE_DOSE, _WITH_DOSE, _IN_PROCEDURE, _OF_TUMOR, _NAMED = 8.0, 4.0, 3.0, 2.5, 1.0
_TOLD = frozenset({"affirmed", "given", "named", "planned", "later", "hypothetical", "background"})
_POINTED, _KIN, _BESIDE_SENTENCE = 3.0, (2.0, 1.5), 1.0
_CLOSE = 45
# A region beside the organ that is named so near the tumor weighs a little more than the operation on the organ.
_IN_BED, _AT_TUMOR = 3.5, 25
# A side of more letters than this says that it is a side, as in a form.
_ONE_WORD = 11


@dataclass(frozen=True, slots=True)
class Place:
    """A site with the mentions that settle it; through is the concept named when the site is not named itself."""

    site: str
    mentions: tuple[Mention, ...]
    through: str


@dataclass(frozen=True, slots=True)
class Places:
    """The place treated and the organ of the tumor, each of which is unknown where the text tells none."""

    treated: Place | None
    organ: Place | None
    side: tuple[str, tuple[Mention, ...]]


def find_places(scene: Scene, event: Event, procedures: Sequence[Mention], tumors: Sequence[Mention]) -> Places:
    """The places of this operation."""
    named = _named(scene, procedures)
    derived = [
        *_derived(scene, procedures, "ior:isDoneOn", _IN_PROCEDURE),
        *_derived(scene, tumors, "ior:arisesIn", _OF_TUMOR),
    ]
    operations = frozenset(procedures)
    arising = _derived(scene, tumors, "ior:arisesIn", _BESIDE_DOSE)
    beside = Near(tumors)
    organ = _best(scene, [*derived, *arising, *((m.concept, _organ_weight(m, scene, beside), m) for m in named)])
    operated = frozenset[str]().union(*(scene.index.entailed(site) for site, _, m in derived if m in operations))
    diseased = scene.index.entailed(organ.site) if organ else frozenset[str]()
    kin = (operated, diseased)
    told = _told(scene, event)
    beds = [(m.concept, _IN_BED, m) for m in named if _is_bed(m, scene, beside, operated | diseased)]
    treated = _best(scene, [*derived, *beds, *((m.concept, _weight(m, scene, told, kin), m) for m in named)])
    treated = _of_region(scene, treated, operated | diseased) if treated else None
    sides = (_side(scene, _operations_on(scene, procedures, place), place) for place in (treated, organ))
    return Places(treated, organ, next((side for side in sides if side[0]), ("", ())))


def _named(scene: Scene, procedures: Sequence[Mention]) -> list[Mention]:
    """Sites that the text names by themselves, not as part of the name of an operation."""
    near = by_sentence(procedures, scene.layout)
    return [
        m
        for m in scene.mentions
        if scene.index.kind(m.concept) == "site" and m.status in _TOLD
        and not any(p.start <= m.start and m.end <= p.end for p in near.get(scene.sentence(m), ()))
    ]  # fmt: skip


def _is_bed(mention: Mention, scene: Scene, tumors: Near, organs: frozenset[str]) -> bool:
    """True if a region beside the organ is named with the tumor: it grows there."""
    is_near = tumors.meets(mention, _AT_TUMOR)
    return is_near and scene.usable(mention) and not organs.isdisjoint(scene.index[mention.concept].all("ior:isBedOf"))


def _of_region(scene: Scene, place: Place, near: frozenset[str]) -> Place:
    """The place; where it is a node of no named region, the nodes that drain a site of the operation or the tumor."""
    regions = [
        region.curie
        for region in scene.index.instances("ior:Site")
        if place.site in region.all("skos:broader") and near.intersection(region.all("ior:drains"))
    ]
    return Place(regions[0], place.mentions, place.through) if len(regions) == 1 else place


Vote = tuple[str, float, Mention]


def _operations_on(scene: Scene, procedures: Sequence[Mention], place: Place | None) -> tuple[Mention, ...]:
    """Procedures on the place, whose side is the side of the operation."""
    sites = scene.index.entailed(place.site) if place else frozenset()
    return tuple(m for m in procedures if scene.index.entailed(m.concept) & sites)


def _derived(scene: Scene, mentions: Iterable[Mention], predicate: str, weight: float) -> list[Vote]:
    """Votes for sites that procedures are done on or tumors arise in."""
    return [
        (path[-1], weight, m)
        for m in mentions
        for path in scene.index.steps_from(m.concept)
        if len(path) > 2 and path[-2] == predicate
    ]


Told = tuple[frozenset[int], Mapping[int, tuple[Mention, ...]], Mapping[str, Mapping[int, tuple[Mention, ...]]]]


def _told(scene: Scene, event: Event) -> Told:
    """The sentences that tell of the treatment; by sentence, its doses, and words that point to a place or away."""
    aids = [m for m in scene.mentions if scene.role(m) in ("applicator", "machine", "guide") and scene.usable(m)]
    told = scene.numbers((*event.doses, *event.given, *event.supports, *aids, *scene.marked("target")))
    doses = by_sentence({m for m in (*event.doses, *event.given) if m.unit == "Gy"}, scene.layout)
    return told, doses, {kind: by_sentence(scene.marked(kind), scene.layout) for kind in ("place", "target", "spared")}


def _weight(mention: Mention, scene: Scene, told: Told, kin: tuple[frozenset[str], ...]) -> float:
    """How strongly a mention speaks for the place treated; kin are sites operated on, and of the tumor."""
    if not scene.usable(mention) or scene.index[mention.concept].is_true("ior:isCover"):
        return _NAMED / 4
    number = scene.sentence(mention)
    sentences, doses, marks = told
    apart = min((step for step in (0, 1) if {number - step, number + step} & sentences), default=2)
    if apart > 1:
        return _NAMED
    place, target, spared = (marks[kind].get(number, ()) for kind in ("place", "target", "spared"))
    pointed = sum(_POINTED for m in place if _reaches(m, mention, 12))
    pointed += sum(_POINTED for m in target if m.end <= mention.start)
    if not pointed and any(_reaches(m, mention, _CLOSE) for m in spared):
        return _NAMED / 2
    own = scene.index.entailed(mention.concept) | set(scene.index[mention.concept].all("ior:isBedOf"))
    akin = max((w for sites, w in zip(kin, _KIN, strict=True) if sites & own), default=0.0)
    beside = any(_reaches(m, mention, _CLOSE) for m in doses.get(number, ()))
    base = _BESIDE_SENTENCE if apart else _WITH_DOSE
    # A part that nothing points to and that is not of the organ was met on the way.
    return base + min(pointed, 2 * _POINTED) + akin + beside if pointed or akin else base / 2


def _reaches(mark: Mention, mention: Mention, most: int) -> bool:
    """True if a mark stands at most so many characters from a mention."""
    return max(mark.start - mention.end, mention.start - mark.end, 0) <= most


def _organ_weight(mention: Mention, scene: Scene, tumors: Near) -> float:
    """How strongly a mention speaks for the organ of the tumor: words right before or after the tumor most."""
    gap = tumors.gap(mention)
    heading = scene.layout.sentences[scene.sentence(mention)].heading
    return (_BESIDE_DOSE if gap <= 4 else _WITH_DOSE if gap <= 25 else _NAMED) + ("diagnos" in heading) * 2


def _best(scene: Scene, votes: Iterable[Vote]) -> Place | None:
    """The site with the strongest vote; votes for what lies in it count for the finest that was named."""
    strongest: dict[str, tuple[float, int, int]] = {}
    grounds: dict[str, Mention] = {}
    for site, weight, mention in votes:
        depth = len(scene.index.steps_from(site))
        score = (weight, depth, -mention.start)
        if site not in strongest or score > strongest[site]:
            strongest[site], grounds[site] = score, mention
    if not strongest:
        return None
    best = max(strongest, key=lambda site: (strongest[site], site))
    finer = [s for s in strongest if s != best and best in scene.index.entailed(s) and strongest[s][0] >= _NAMED]
    chosen = max(finer, key=lambda site: (strongest[site], site), default=best)
    ground = grounds[chosen]
    return Place(chosen, (ground,), ground.concept)


def _side(scene: Scene, anchors: Sequence[Mention], place: Place | None) -> tuple[str, tuple[Mention, ...]]:
    """The side of the operation with its grounds; where each side was operated on, the concept for both."""
    votes: dict[str, list[tuple[float, Mention]]] = {}
    near = by_sentence(anchors, scene.layout)
    # What is operated on again lies on the side of the first operation.
    told = _TOLD | {"past"} if any(_is_again(scene, m) for m in scene.mentions) else _TOLD
    for mention in scene.mentions:
        side = next(iter(scene.index.sides(mention.concept)), "")
        if side and mention.status in told:
            weight = _side_weight(scene, mention, near.get(scene.sentence(mention), ()), place)
            if weight:
                votes.setdefault(side, []).append((weight, mention))
    if not votes:
        return _lone_side(scene)
    several = [side for side in votes if len(scene.index.entailed(side)) > 2]
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
    index = scene.index
    again = scene.role(mention) == "procedure" and scene.usable(mention)
    return again and any(index[concept].is_true("ior:isAgain") for concept in index.entailed(mention.concept))


def _lone_side(scene: Scene) -> tuple[str, tuple[Mention, ...]]:
    """The one side that the whole text names, where it names one by itself and not as part of other words."""
    alone = [
        m for m in scene.mentions if scene.index.kind(m.concept) == "side" and scene.usable(m) and m.start in scene.lone
    ]
    sides = {m.concept for m in alone}
    return (sides.pop(), tuple(alone[:1])) if len(sides) == 1 else ("", ())


def _side_weight(scene: Scene, mention: Mention, anchors: Sequence[Mention], place: Place | None) -> float:
    """How strongly a side speaks: beside the operation most, beside the place treated, or merely in the text."""
    usable = scene.usable(mention)
    near = [m for m in anchors if 0 <= m.start - mention.end <= _CLOSE]
    if near and usable:
        return _IN_PROCEDURE
    if place and _related(scene, mention.concept, place.site):
        return _OF_TUMOR if usable else _NAMED / 4
    option = scene.layout.option(mention.start)
    if (option and option.ticked) or mention.end - mention.start > _ONE_WORD:
        return _OF_TUMOR if usable or option else _NAMED / 4
    beside = [
        m
        for m in scene.beside(mention)
        if place
        and scene.index.kind(m.concept) == "site"
        and _related(scene, m.concept, place.site)
        and 0 <= m.start - mention.end <= _CLOSE
    ]
    if beside:
        return _OF_TUMOR if usable else _NAMED / 4
    return 0.0


def _related(scene: Scene, one: str, other: str) -> bool:
    """True if two sites are parts of one another or of the same organ."""
    return not scene.index.entailed(one).isdisjoint(scene.index.entailed(other))
