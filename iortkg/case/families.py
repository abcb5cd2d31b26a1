"""The code of a family that agrees with a case: every axis of the code holds, the finest site first."""

from __future__ import annotations

from dataclasses import dataclass

from iortkg.case.facts import Facts
from iortkg.knowledge import Index, Thing

_AXES = ("ior:hasRadiation", "ior:hasBehaviour", "ior:hasTumor")


@dataclass(frozen=True, slots=True)
class Fit:
    """A code that agrees, with the site that it agrees on and how far that is from the place sought."""

    code: Thing
    site: str
    distance: int


def fits(index: Index, family: str, place: str, facts: Facts, on: str) -> tuple[Fit, ...]:
    """Codes of the family that agree with the facts at a place, best first; ties stay in the order of codes."""
    if not place:
        return ()
    found = [
        Fit(code, path[-1], len(path) // 2)
        for path in index.steps_from(place)
        for code in index.codes_at(family, path[-1], on)
        if _agrees(code, facts)
    ]
    return tuple(sorted(found, key=lambda fit: (fit.distance, -_detail(fit.code), fit.code.curie)))


def _agrees(code: Thing, facts: Facts) -> bool:
    side = facts.places.side[0]
    sides = code.all("ior:hasSide")
    if sides and side not in sides:
        return False
    sexes = code.all("ior:hasSex")
    if sexes and not any(
        sex in facts or (facts.sex_untold and facts.index[sex].is_true("ior:isDefault")) for sex in sexes
    ):
        return False
    return all(any(_holds(value, facts) for value in code.all(axis)) for axis in _AXES if axis in code.links)


def _holds(value: str, facts: Facts) -> bool:
    """True if an axis value is a fact, or a kind of radiation that is still open."""
    return value in facts or ("radiation" in facts.open_kinds and value in facts.allowed)


def _detail(code: Thing) -> int:
    return sum(len(code.all(axis)) for axis in (*_AXES, "ior:hasSide"))
