"""What is known of a case, and what follows from it by the properties that carry facts on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from iortkg.case.mentions import Mention
from iortkg.knowledge import Index


@dataclass(frozen=True, slots=True)
class Known:
    """One fact with the mentions that it rests on; follows is true where another fact already entails it.

    Where it was not read from the text, set_by says who set it.
    """

    kind: str
    concept: str
    mentions: tuple[Mention, ...]
    value: float | None = None
    unit: str | None = None
    status: str = "affirmed"
    follows: bool = False
    set_by: str | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """Something that holds: the path from the fact it follows from, and the mentions of that fact."""

    path: tuple[str, ...]
    mentions: tuple[Mention, ...]


def derive(known: Iterable[Known], index: Index) -> Mapping[str, Derived]:
    """What holds, each by the shortest way from a fact; then what follows from two things that hold together."""
    found: dict[str, Derived] = {}
    for fact in known:
        if fact.status != "affirmed" or fact.follows:
            continue
        for path in index.steps_from(fact.concept):
            held = found.get(path[-1])
            if held is None or len(path) < len(held.path):
                found[path[-1]] = Derived(path, fact.mentions)
    for thing in index.following:
        parts = thing.all("ior:followsFrom")
        if all(part in found for part in parts):
            mentions = tuple(m for part in parts for m in found[part].mentions)
            for path in index.steps_from(thing.curie):
                found.setdefault(path[-1], Derived((*found[parts[0]].path, "ior:makesUp", *path), mentions))
    return found
