"""Diagnosis lines by agreement of site, behaviour, tumor, side and sex."""

from __future__ import annotations

from collections.abc import Iterable

from iortkg.case.draft import Draft
from iortkg.case.facts import Facts
from iortkg.case.mentions import Mention
from iortkg.case.scene import Scene
from iortkg.knowledge import Thing

_RULE = "ior:RuleDiagnosis"


def diagnose(scene: Scene, facts: Facts, on: str) -> tuple[Draft, ...]:
    """The diagnosis line for the main tumor, or none where tumor or site is unknown."""
    index = facts.index
    tumor = _main_tumor(scene, facts)
    if tumor is None or not index[_RULE].is_valid_on(on):
        return ()
    behaviours = {index[c].curie for c in index.entailed(tumor.concept) if index[c].is_a("ior:Behaviour")}
    for site, grounds in _sites(scene, facts, tumor):
        rows = [
            (len(steps), -_detail(code), code.curie, code)
            for steps in index.steps_from(site)
            for code in index.codes_at("ior:FamilyDiagnoses", steps[-1], on)
            if _agrees(code, tumor, behaviours, facts)
        ]
        if rows:
            code = min(rows)[3]
            return (_line(code, tumor, grounds, facts),)
    return ()


def _line(code: Thing, tumor: Mention, grounds: Iterable[Mention], facts: Facts) -> Draft:
    index = facts.index
    behaviour = next(
        (path for path in index.steps_from(tumor.concept) if index[path[-1]].is_a("ior:Behaviour")), (tumor.concept,)
    )
    steps = ("ior:isNeededBy", _RULE, "ior:proposesFrom", "ior:FamilyDiagnoses", "ior:hasMember", code.curie)
    unsaid = bool(code.all("ior:hasSex")) and facts.sex_untold
    mentions = tuple(sorted({tumor, *grounds}, key=lambda m: (m.start, m.end)))
    confidence = "review" if unsaid else "certain"
    return Draft(
        "", code, index[_RULE], core=False, confidence=confidence, path=(*behaviour, *steps), mentions=mentions
    )


def _main_tumor(scene: Scene, facts: Facts) -> Mention | None:
    """The tumor for which the operation is done: one of the place treated, named under a diagnosis, finest, first.

    A spread tumor is chosen where the other tumors named arise elsewhere than in the place treated.
    """
    index = facts.index
    told = [fact.mentions[0] for fact in facts.of_kind("diagnosis") if index[fact.concept].is_a("ior:Tumor")]
    treated = facts.places.treated

    def rank(mention: Mention) -> tuple[bool, bool, bool, int, int]:
        heading = scene.layout.sentences[scene.sentence(mention)].heading
        arising = _arising(facts, mention)
        elsewhere = bool(arising) and treated is not None and not arising & index.entailed(treated.site)
        spread = any(index[c].is_true("ior:isSpread") for c in index.entailed(mention.concept))
        return (elsewhere, "diagnos" not in heading, not spread, -len(index.steps_from(mention.concept)), mention.start)

    return min(told, key=rank, default=None)


def _arising(facts: Facts, tumor: Mention) -> frozenset[str]:
    """Sites in which alone a tumor arises."""
    paths = facts.index.steps_from(tumor.concept)
    return frozenset(path[-1] for path in paths if len(path) > 2 and path[-2] == "ior:arisesIn")


def _sites(scene: Scene, facts: Facts, tumor: Mention) -> Iterable[tuple[str, tuple[Mention, ...]]]:
    """Sites to look the diagnosis up at: parts named near the tumor, the organ, the place treated, where it arises."""
    index = facts.index
    arising = _arising(facts, tumor)
    spread = any(index[c].is_true("ior:isSpread") for c in index.entailed(tumor.concept))
    organ, treated = facts.places.organ, facts.places.treated
    places = [place for place in ((treated, organ) if spread else (organ, treated)) if place]
    fitting = [place for place in places if not arising or arising & index.entailed(place.site)]
    for place in fitting:
        yield from ((m.concept, (m,)) for m in _finer(scene, place.site, tumor))
        yield place.site, place.mentions
    yield from ((site, ()) for site in sorted(arising))
    yield from ((place.site, place.mentions) for place in places)


def _finer(scene: Scene, organ: str, tumor: Mention) -> list[Mention]:
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
    return sorted(parts, key=lambda m: (abs(m.start - tumor.start), m.start))[:2]


def _agrees(code: Thing, tumor: Mention, behaviours: set[str], facts: Facts) -> bool:
    index = facts.index
    kept = code.all("ior:hasTumor")
    if kept and not set(kept) & index.entailed(tumor.concept):
        return False
    behaviour = code.all("ior:hasBehaviour")
    if not kept and behaviour and not behaviours & set(behaviour):
        return False
    if not kept and not behaviour:
        return False
    sides, side = code.all("ior:hasSide"), facts.places.side[0]
    if sides and side not in sides:
        return False
    sexes = code.all("ior:hasSex")
    return not sexes or any(sex in facts or (facts.sex_untold and index[sex].is_true("ior:isDefault")) for sex in sexes)


def _detail(code: Thing) -> int:
    return 4 * len(code.all("ior:hasTumor")) + len(code.all("ior:hasSide")) + len(code.all("ior:hasBehaviour"))
