"""Diagnosis lines by agreement of site, behaviour, tumor, side and sex."""

from __future__ import annotations

from collections.abc import Iterable

from iortkg.case.draft import Draft
from iortkg.case.entail import Known
from iortkg.case.facts import Facts
from iortkg.case.mentions import Mention
from iortkg.case.places import Place
from iortkg.case.scene import Scene, gap
from iortkg.knowledge import Index, Thing

_RULE, _FAMILY = "ior:RuleDiagnosis", "ior:FamilyDiagnoses"
# Characters within which a tumor and a site are named together.
_BESIDE = 25


def diagnose(scene: Scene, facts: Facts, on: str) -> tuple[Draft, ...]:
    """The diagnosis line for the main tumor, or none where tumor or site is unknown."""
    index = facts.index
    tumor = _main_tumor(scene, facts)
    if tumor is None or not has_codes_on(index, on):
        return ()
    behaviours = _behaviours(facts, tumor)
    for site, grounds in _sites(scene, facts, tumor):
        rows = [
            (len(steps), -_detail(code), _apart(code, tumor, index), code.curie, code)
            for steps in index.steps_from(site)
            for code in index.codes_at(_FAMILY, steps[-1], on)
            if _agrees(code, tumor, behaviours, facts)
        ]
        if rows:
            return (_line(min(rows)[-1], tumor, grounds, facts),)
    return ()


def has_codes_on(index: Index, on: str) -> bool:
    """True on a day on which there are diagnosis codes to propose."""
    return index[_RULE].is_valid_on(on)


def _line(code: Thing, tumor: Known, grounds: Iterable[Mention], facts: Facts) -> Draft:
    index = facts.index
    behaviour = next(
        (path for path in index.steps_from(tumor.concept) if index[path[-1]].is_a("ior:Behaviour")), (tumor.concept,)
    )
    steps = ("ior:isNeededBy", _RULE, "ior:proposesFrom", _FAMILY, "ior:hasMember", code.curie)
    unsaid = bool(code.all("ior:hasSex")) and facts.sex_untold
    mentions = tuple(sorted({*tumor.mentions[:1], *grounds}, key=lambda m: (m.start, m.end)))
    # A row for the whole of a cover leaves the part of the body open.
    vague = any(_is_cover(site, index) for site in code.all("ior:hasSite"))
    confidence = "review" if unsaid or vague else "certain"
    return Draft(
        "", code, index[_RULE], core=False, confidence=confidence, path=(*behaviour, *steps), mentions=mentions
    )


def _main_tumor(scene: Scene, facts: Facts) -> Known | None:
    """The tumor for which the operation is done: one of the place treated, named under a diagnosis, finest, first.

    A spread tumor is chosen where the other tumors named arise in other places than in the place treated, and not
    where it lies in another place itself.
    """
    index = facts.index
    told = [fact for fact in facts.of_kind("diagnosis") if index[fact.concept].is_a("ior:Tumor")]
    at_place = any(_arising(facts, f) and _is_at(facts, f) for f in told if not _is_spread(facts, f.concept))

    def rank(tumor: Known) -> tuple[bool, bool, bool, int, int]:
        headings = [scene.layout.sentences[scene.sentence(mention)].heading for mention in tumor.mentions[:1]]
        spread = _is_spread(facts, tumor.concept)
        elsewhere = at_place and not _is_at(facts, tumor) if spread else _is_elsewhere(facts, tumor)
        apart = all("diagnos" not in heading for heading in headings)
        return (elsewhere, apart, not spread, -len(index.steps_from(tumor.concept)), _start(tumor))

    return min(told, key=rank, default=None)


def _start(tumor: Known) -> int:
    """Where the text first names a tumor; its beginning for one that it does not name."""
    return tumor.mentions[0].start if tumor.mentions else 0


def _is_at(facts: Facts, tumor: Known) -> bool:
    """True if a tumor arises in the place treated, or anywhere."""
    place, arising = facts.places.treated, _arising(facts, tumor)
    return not (arising and place) or not arising.isdisjoint(facts.index.entailed(place.site))


def _arising(facts: Facts, tumor: Known) -> frozenset[str]:
    """Sites in which alone a tumor arises."""
    paths = facts.index.steps_from(tumor.concept)
    return frozenset(path[-1] for path in paths if len(path) > 2 and path[-2] == "ior:arisesIn")


def _is_spread(facts: Facts, concept: str) -> bool:
    """True if a tumor, a behaviour or a site is one of spread."""
    return facts.index.is_under(concept, "ior:isSpread")


def _seats(facts: Facts, tumor: Known) -> list[Place]:
    """Where the operation and its tumor are; one of the past has no seat beside a place that tumors spread to."""
    treated, organ = facts.places.treated, facts.places.organ
    past = all(mention.status == "past" for mention in tumor.mentions)
    gone = past and treated is not None and _is_spread_to(facts, treated)
    return [place for place in (treated, None if gone else organ) if place]


def _is_spread_to(facts: Facts, place: Place) -> bool:
    """True if a spread tumor is named after a place."""
    sites, index = facts.index.entailed(place.site), facts.index
    named = (tumor for tumor in index.instances("ior:Tumor") if not sites.isdisjoint(tumor.all("ior:arisesIn")))
    return any(_is_spread(facts, tumor.curie) for tumor in named)


def _is_elsewhere(facts: Facts, tumor: Known) -> bool:
    """True if a tumor arises only in other places than where the operation and its tumor are."""
    places = _seats(facts, tumor)
    arising = _arising(facts, tumor)
    at_home = any(arising & _around(facts, place) or _is_covered(facts, tumor, place.site) for place in places)
    return bool(arising and places) and not at_home


def _is_cover(site: str, index: Index) -> bool:
    return index[site].is_true("ior:isCover")


def _is_covered(facts: Facts, tumor: Known, site: str) -> bool:
    """True if a tumor arises in what covers the body, and a row names it for the part of the body that a site is."""
    index = facts.index
    if not any(_is_cover(home, index) for home in _arising(facts, tumor)) or _is_spread(facts, site):
        return False
    named = index.entailed(tumor.concept)
    parts = [part for part in index.entailed(site) if not _is_cover(part, index)]
    codes = (code for code in index.instances("ior:Code") if _FAMILY in code.all("ior:isInFamily"))
    return any(named.intersection(c.all("ior:hasTumor")) and set(parts) & set(c.all("ior:hasSite")) for c in codes)


def _around(facts: Facts, place: Place) -> frozenset[str]:
    """A place with all it is part of, and the organs that it is the bed of."""
    return facts.index.entailed(place.site).union(facts.index[place.site].all("ior:isBedOf"))


def _behaviours(facts: Facts, tumor: Known) -> frozenset[str]:
    """How the tumor behaves where it is treated: what arises in other places, or lies in a node, has spread there."""
    index, treated = facts.index, facts.places.treated
    own = frozenset(c for c in index.entailed(tumor.concept) if index[c].is_a("ior:Behaviour"))
    ends = [mention.end for mention in tumor.mentions[:1]]
    named = [m.start for place in _seats(facts, tumor) for m in place.mentions]
    beside = any(abs(start - end) <= _BESIDE for start in named for end in ends)
    in_node = treated is not None and _is_spread(facts, treated.site) and not _arising(facts, tumor)
    if in_node or (_is_elsewhere(facts, tumor) and not beside):
        return frozenset(b.curie for b in index.instances("ior:Behaviour") if b.is_true("ior:isSpread"))
    return own


def _sites(scene: Scene, facts: Facts, tumor: Known) -> Iterable[tuple[str, tuple[Mention, ...]]]:
    """Sites to look the diagnosis up at: parts named near the tumor, the organ, the place treated, where it arises."""
    index = facts.index
    arising = _arising(facts, tumor)
    spread = _is_spread(facts, tumor.concept) or _is_elsewhere(facts, tumor)
    organ, treated = facts.places.organ, facts.places.treated
    in_node = treated is not None and _is_spread(facts, treated.site) and not arising
    seats = _seats(facts, tumor)
    places = [place for place in ((treated, organ) if spread or in_node else (organ, treated)) if place in seats]
    fitting = [place for place in places if not arising or arising & index.entailed(place.site)]
    if arising:
        fitting.sort(key=lambda place: (-len(index.steps_from(place.site)), place is not treated))
    if not spread and not in_node:
        yield from _parts_covered(scene, facts, tumor)
    for place in fitting:
        yield from ((m.concept, (m,)) for m in _finer(scene, place.site, tumor))
        yield place.site, place.mentions
    own = [(site, ()) for site in sorted(arising, key=lambda site: (-len(index.steps_from(site)), site))]
    rest = [(place.site, place.mentions) for place in places]
    yield from (*own, *rest) if _is_spread(facts, tumor.concept) else (*rest, *own)


def _parts_covered(scene: Scene, facts: Facts, tumor: Known) -> Iterable[tuple[str, tuple[Mention, ...]]]:
    """For a tumor of a cover, the part of the body named beside it, else the one treated."""
    named = [
        m
        for m in scene.mentions
        if scene.index.kind(m.concept) == "site" and m.status not in ("negated", "other-person")
        and gap(m, tumor.mentions[:1]) <= _BESIDE and _is_covered(facts, tumor, m.concept)
    ]  # fmt: skip
    yield from ((m.concept, (m,)) for m in sorted(named, key=lambda m: gap(m, tumor.mentions[:1])))
    seats = _seats(facts, tumor)
    yield from ((place.site, place.mentions) for place in seats if _is_covered(facts, tumor, place.site))


def _finer(scene: Scene, organ: str, tumor: Known) -> list[Mention]:
    """Parts of the organ named in the text, those nearest to the tumor first; a sided organ shares its parts."""
    index = scene.index
    whole = {organ, *(index[organ].all("skos:broader") if index.sides(organ) else ())}
    parts = [
        m
        for m in scene.mentions
        if index.kind(m.concept) == "site"
        and m.concept not in whole
        and m.status not in ("negated", "other-person")
        and not index.sides(m.concept)
        and whole & index.entailed(m.concept)
    ]
    return sorted(parts, key=lambda m: (abs(m.start - _start(tumor)), m.start))[:2]


def _agrees(code: Thing, tumor: Known, behaviours: frozenset[str], facts: Facts) -> bool:
    index = facts.index
    kept = code.all("ior:hasTumor")
    if kept and not set(kept) & index.entailed(tumor.concept):
        return False
    behaviour = code.all("ior:hasBehaviour")
    if not kept and behaviour and behaviours.isdisjoint(behaviour):
        return False
    if not kept and not behaviour:
        return False
    sides, side = code.all("ior:hasSide"), facts.places.side[0]
    if sides and side not in sides:
        return False
    sexes = code.all("ior:hasSex")
    return not sexes or any(sex in facts or (facts.sex_untold and index[sex].is_true("ior:isDefault")) for sex in sexes)


def _apart(code: Thing, tumor: Known, index: Index) -> int:
    """How far the tumor that a row names is from the tumor told: 0 where it is the same."""
    kept = set(code.all("ior:hasTumor"))
    return min((len(path) for path in index.steps_from(tumor.concept) if path[-1] in kept), default=1) - 1


def _detail(code: Thing) -> int:
    return 4 * len(code.all("ior:hasTumor")) + len(code.all("ior:hasSide")) + len(code.all("ior:hasBehaviour"))
