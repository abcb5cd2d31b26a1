"""Which place was treated, in which organ the tumor arose, and on which side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from iortkg.case.events import Event
from iortkg.case.mentions import Mention
from iortkg.case.scene import TOLD, Near, Scene, by_sentence
from iortkg.case.sides import side_of

# A site counts as the place treated by where it stands: beside the dose most, in a heading or history least.
_BESIDE_DOSE, _WITH_DOSE, _IN_PROCEDURE, _OF_TUMOR, _NAMED = 8.0, 4.0, 3.0, 2.5, 1.0
_POINTED, _KIN, _BESIDE_SENTENCE = 3.0, (2.0, 1.5), 1.0
# Nodes that words point to weigh so much beside the dose.
_POINTED_NODE = _BESIDE_SENTENCE + _POINTED
_CLOSE = 45
# As in a growth "of the" place.
_JOINED = 8
# A region beside the organ that is named so near the tumor weighs a little more than the operation on the organ.
_IN_BED, _AT_TUMOR = 3.5, 25


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
    afar = _spread_from_here(scene, procedures, tumors)
    tumors = [m for m in tumors if m not in afar]
    hidden = Near(afar)
    named = [m for m in _named(scene, procedures) if not hidden.holds(m)]
    derived = [
        *_derived(scene, procedures, "ior:isDoneOn", _IN_PROCEDURE),
        *_derived(scene, tumors, "ior:arisesIn", _OF_TUMOR),
        *_derived(scene, filter(scene.usable, scene.playing("technique")), "ior:isMeantFor", _NAMED),
    ]
    operations = frozenset(procedures)
    done = by_sentence(procedures, scene.layout)
    derived += [(m.concept, _WITH_DOSE, m) for m in named if _is_operated(m, scene, done)]
    arising = _derived(scene, tumors, "ior:arisesIn", _BESIDE_DOSE + 1)
    beside = Near(tumors)
    organ = _best(scene, [*derived, *arising, *((m.concept, _organ_weight(m, scene, beside), m) for m in named)])
    operated = frozenset[str]().union(*(scene.index.entailed(site) for site, _, m in derived if m in operations))
    diseased = scene.index.entailed(organ.site) if organ else frozenset[str]()
    kin = (operated, diseased)
    told = _told(scene, event)
    grown = by_sentence(tumors, scene.layout)
    beds = [(m.concept, _IN_BED, m) for m in named if _is_bed(m, scene, grown, operated | diseased)]
    treated = _best(scene, [*derived, *beds, *((m.concept, _weight(m, scene, told, kin), m) for m in named)], organ)
    treated = _of_region(scene, treated, operated | diseased) if treated else None
    treated = _of_cohort(scene, treated) if treated and scene.genre == "study" else treated
    sides = (
        side_of(scene, _operations_on(scene, procedures, place), place.site if place else "")
        for place in (treated, organ)
    )
    return Places(treated, organ, next((side for side in sides if side[0]), ("", ())))


def _spread_from_here(scene: Scene, procedures: Sequence[Mention], tumors: Sequence[Mention]) -> tuple[Mention, ...]:
    """Spread tumors of other places, where the operation is on the organ of a tumor that is not one."""
    operated = {site for site, *_ in _derived(scene, procedures, "ior:isDoneOn", 0.0)}
    sites = {m: {site for site, *_ in _derived(scene, [m], "ior:arisesIn", 0.0)} for m in tumors}
    spread = {m for m in tumors if scene.index.is_under(m.concept, "ior:isSpread")}
    if not any(sites[m] & operated for m in tumors if m not in spread):
        return ()
    return tuple(m for m in tumors if m in spread and sites[m] and operated.isdisjoint(sites[m]))


def _named(scene: Scene, procedures: Sequence[Mention]) -> list[Mention]:
    """Sites that the text names by themselves, not as part of the name of an operation."""
    near = by_sentence(procedures, scene.layout)
    return [
        m
        for m in scene.mentions
        if scene.index.kind(m.concept) == "site" and m.status in TOLD
        and not any(p.start <= m.start and m.end <= p.end for p in near.get(scene.sentence(m), ()))
    ]  # fmt: skip


def _is_operated(mention: Mention, scene: Scene, procedures: Mapping[int, Sequence[Mention]]) -> bool:
    """True if a site stands right before the name of an operation."""
    cover = scene.index[mention.concept].is_true("ior:isCover")
    near = procedures.get(scene.sentence(mention), ())
    return scene.usable(mention) and not cover and any(0 <= p.start - mention.end <= 1 for p in near)


def _is_bed(mention: Mention, scene: Scene, tumors: Mapping[int, Sequence[Mention]], organs: frozenset[str]) -> bool:
    """True if a region beside the organ is named with the tumor: it grows there."""
    near = tumors.get(scene.sentence(mention), ())
    beside = any(abs(mention.start - t.end) <= _AT_TUMOR or abs(t.start - mention.end) <= _AT_TUMOR for t in near)
    return beside and scene.usable(mention) and not organs.isdisjoint(scene.index[mention.concept].all("ior:isBedOf"))


def _of_region(scene: Scene, place: Place, near: frozenset[str]) -> Place:
    """The place; where it is a node of no named region, the nodes that drain a site of the operation or the tumor."""
    regions = [
        region.curie for region in scene.index.parts_of(place.site) if not near.isdisjoint(region.all("ior:drains"))
    ]
    return Place(regions[0], place.mentions, place.through) if len(regions) == 1 else place


def _of_cohort(scene: Scene, place: Place) -> Place:
    """The place; the whole organ where many patients were treated at several parts of it, told in one sentence."""
    index, own = scene.index, scene.index.entailed(place.site)
    others = [m for ground in place.mentions for m in scene.beside(ground) if index.kind(m.concept) == "site"]
    for other in (m for m in others if scene.usable(m) and m.concept not in own):
        theirs = index.entailed(other.concept)
        wholes = [site for site in own & theirs if index[site].is_true("ior:isOrgan")]
        if wholes and place.site not in theirs:
            return Place(wholes[0], place.mentions, place.through)
    return place


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
    aids = [m for m in scene.playing("applicator", "machine", "guide") if scene.usable(m) and not _is_shield(m, scene)]
    # What is sewn in is named once; the sentence that says where may call it by another name.
    sewn = scene.marked("seated") if any(scene.is_implanted(m) for m in event.supports) else ()
    told = scene.numbers((*event.doses, *event.given, *event.supports, *aids, *sewn, *scene.marked("target")))
    doses = by_sentence({m for m in (*event.doses, *event.given) if m.measures == "dose"}, scene.layout)
    marks = {kind: scene.marked(kind) for kind in ("place", "target", "spared")}
    marks["spared"] += tuple(m for m in scene.mentions if _is_shield(m, scene))
    return told, doses, {kind: by_sentence(found, scene.layout) for kind, found in marks.items()}


def _is_shield(mention: Mention, scene: Scene) -> bool:
    return scene.index[mention.concept].is_true("ior:isShield")


def _weight(mention: Mention, scene: Scene, told: Told, kin: tuple[frozenset[str], ...]) -> float:
    """How strongly a mention speaks for the place treated; kin are sites operated on, and of the tumor."""
    if not scene.usable(mention) or scene.index[mention.concept].is_true("ior:isCover"):
        return _NAMED / 4
    if scene.index[mention.concept].is_true("ior:isAtRisk") and mention.concept not in kin[1]:
        return _NAMED / 4
    number = scene.sentence(mention)
    sentences, doses, marks = told
    apart = min((step for step in (0, 1) if {number - step, number + step} & sentences), default=2)
    if apart > 1:
        return _NAMED
    place, target, spared = (marks[kind].get(number, ()) for kind in ("place", "target", "spared"))
    pointed = sum(_POINTED for m in place if _reaches(m, mention, 12) and not scene.is_parted(m, mention))
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


def _has_nodes_of(scene: Scene, site: str, region: str) -> bool:
    """True if a site is nodes of no named region, of which some drain a region."""
    return any(region in part.all("ior:drains") for part in scene.index.parts_of(site))


def _organ_weight(mention: Mention, scene: Scene, tumors: Near) -> float:
    """How strongly a mention speaks for the organ of the tumor: words right before or after the tumor most."""
    gap = tumors.gap(mention)
    heading = scene.layout.sentences[scene.sentence(mention)].heading
    if scene.index[mention.concept].is_true("ior:isAtRisk") and gap > _JOINED:
        return _NAMED / 4
    return (_BESIDE_DOSE if gap <= 4 else _WITH_DOSE if gap <= 25 else _NAMED) + ("diagnos" in heading) * 2


def _best(scene: Scene, votes: Iterable[Vote], organ: Place | None = None) -> Place | None:
    """The site with the strongest vote; of the parts of it that were named, that of the tumor, else the strongest."""
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
    # Nodes of a region that were treated as much as the region are what was treated in it.
    finer += [
        s for s in strongest if best in scene.index[s].all("ior:drains") and strongest[s][0] > strongest[best][0] - 1
    ]
    finer += [s for s in strongest if organ and strongest[s][0] >= _POINTED_NODE and _has_nodes_of(scene, s, best)]
    seat = organ.site if organ else ""
    chosen = max(finer, key=lambda site: (seat in scene.index.entailed(site), strongest[site], site), default=best)
    ground = grounds[chosen]
    return Place(chosen, (ground,), ground.concept)
