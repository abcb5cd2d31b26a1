"""What a rule needs: what it names itself, and what its kinds presuppose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from iortkg.knowledge.thing import Thing

Kinded = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Needs:
    """Groups of concepts, of each of which one must hold, and what must not, each concept with its kind of fact.

    What the code is for comes first, then what marks the scope of the rule's kinds, which the code itself does not
    need, each as a group of one; then groups of several, likewise.
    """

    needed: tuple[Kinded, ...]
    groups: tuple[tuple[Kinded, ...], ...]
    barred: tuple[Kinded, ...]
    every: frozenset[str]


def needs_of(rule: Thing, things: Mapping[str, Thing], kind: Callable[[str], str]) -> Needs:
    """What a rule needs."""

    def kinded(curies: tuple[str, ...]) -> tuple[Kinded, ...]:
        return tuple((curie, kind(curie)) for curie in curies)

    needed = kinded((*rule.all("ior:needs"), *presupposed(rule, things, "ior:presupposes")))
    choices = rule.all("ior:needsOneOf"), presupposed(rule, things, "ior:presupposesOneOf")
    groups = (*((need,) for need in needed), *(kinded(group) for group in choices if group))
    every = frozenset(need for group in groups for need, _ in group)
    return Needs(needed, groups, kinded(rule.all("ior:excludedBy")), every)


def presupposed(rule: Thing, things: Mapping[str, Thing], *predicates: str) -> tuple[str, ...]:
    """What the kinds of a rule presuppose: it marks the scope, and the code itself does not need it."""
    kinds = [things[kind] for kind in rule.all("ior:ofKind") if kind in things]
    return tuple(thing for kind in kinds for predicate in predicates for thing in kind.all(predicate))
