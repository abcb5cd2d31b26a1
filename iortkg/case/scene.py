"""Everything read from a text, settled, with the look-ups that judging needs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from iortkg.case.dates import Stated
from iortkg.case.mentions import Mention, Ranges
from iortkg.case.roles import Roles
from iortkg.case.segments import Layout
from iortkg.knowledge import Index

_FAR = 10**9
_NOTE = frozenset({"affirmed", "given", "named"})
_STUDY = _NOTE | {"planned"}

# Standings of what is there to see or to operate on, whenever it is treated.
TOLD = frozenset({"affirmed", "given", "named", "planned", "later", "hypothetical", "background"})

# What is told only of an operation that takes place.
SCENE = "ior:Scene"

# Standings of what is not of this operation.
ELSEWHERE = ("past", "negated", "other-person", "hypothetical")

# A study that says when and after which operation still tells of that operation.
_AROUND = ("background", "later")


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything read from a text, settled, with the genre and the look-ups that judging needs."""

    mentions: tuple[Mention, ...]
    quantities: tuple[Mention, ...]
    marks: Mapping[str, tuple[Mention, ...]]
    lone: frozenset[int]
    layout: Layout
    genre: str
    roles: Roles
    index: Index
    ranges: Ranges
    breaks: tuple[int, ...]
    stated: Stated
    by_sentence: Mapping[int, tuple[Mention, ...]] = field(init=False, repr=False, compare=False)
    by_role: Mapping[str, tuple[Mention, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_sentence", by_sentence(self.mentions, self.layout))
        roles: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            roles.setdefault(self.role(mention), []).append(mention)
        object.__setattr__(self, "by_role", {role: tuple(group) for role, group in roles.items()})

    def marked(self, kind: str) -> tuple[Mention, ...]:
        """Words of one kind about the dose or the place, like stopped, done, spared or target."""
        return self.marks.get(kind, ())

    def playing(self, *roles: str) -> tuple[Mention, ...]:
        """The mentions whose concepts play one of the roles, role by role."""
        return tuple(m for role in roles for m in self.by_role.get(role, ()))

    def usable(self, mention: Mention) -> bool:
        """True if a mention tells of this operation, or of the treatment that a study describes."""
        if self.genre == "study":
            return mention.status in _STUDY or (mention.status in _AROUND and self.role(mention) == "procedure")
        return mention.status in _NOTE

    def sentence(self, mention: Mention) -> int:
        """The number of the sentence of a mention."""
        return self.layout.at(mention.start)

    def beside(self, mention: Mention) -> tuple[Mention, ...]:
        """The mentions in the sentence of a mention or quantity."""
        return self.by_sentence.get(self.sentence(mention), ())

    def numbers(self, mentions: Iterable[Mention]) -> frozenset[int]:
        """The numbers of the sentences of mentions."""
        return frozenset(map(self.sentence, mentions))

    def role(self, mention: Mention) -> str:
        """The role that a mention's concept plays."""
        return self.roles.role.get(mention.concept, "")

    def is_outside(self, quantity: Mention) -> bool:
        """True if a treatment outside the operation is named in the sentence of a quantity."""
        return any(self.role(m) == "external" for m in self.beside(quantity))

    def is_parted(self, one: Mention, other: Mention) -> bool:
        """True if a clause ends between two mentions."""
        low, high = sorted((min(one.end, other.end), max(one.start, other.start)))
        return _has(self.breaks, low, high)

    def is_implanted(self, mention: Mention) -> bool:
        """True if a mention names sources that are put into the body and stay, which is itself the treatment."""
        service = self.roles.service(mention.concept)
        return self.role(mention) == "implant" or (bool(service) and self.index[service].is_true("ior:isImplanted"))


def by_sentence(mentions: Iterable[Mention], layout: Layout) -> Mapping[int, tuple[Mention, ...]]:
    """Mentions by the number of their sentence, so that a long text is read in time that grows with its length."""
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(layout.at(mention.start), []).append(mention)
    return {number: tuple(group) for number, group in found.items()}


def by_concept(mentions: Iterable[Mention]) -> Mapping[str, list[Mention]]:
    """Mentions by their concept."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.concept, []).append(mention)
    return found


class Near:
    """Mentions by their places, so that the nearest is found by few looks."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        spans = sorted((m.start, m.end) for m in mentions)
        self._starts = [start for start, _ in spans]
        self._ends = sorted(end for _, end in spans)
        self._reach = list(accumulate((end for _, end in spans), max))

    def gap(self, mention: Mention) -> int:
        """Characters between a mention and the nearest of these; very many where there is none."""
        after = bisect_left(self._starts, mention.end)
        right = self._starts[after] - mention.end if after < len(self._starts) else _FAR
        return min(right, max(mention.start - self._reach[after - 1], 0)) if after else right

    def holds(self, mention: Mention) -> bool:
        """True if a mention lies inside one of these."""
        before = bisect_right(self._starts, mention.start)
        return before > 0 and self._reach[before - 1] >= mention.end

    def meets(self, mention: Mention, most: int) -> bool:
        """True if one of these ends so near the start of a mention, or starts so near its end."""
        return _has(self._ends, mention.start - most, mention.start + most) or _has(
            self._starts, mention.end - most, mention.end + most
        )

    def starts_in(self, start: int, end: int) -> bool:
        """True if one of these starts inside a stretch of the text."""
        return _has(self._starts, start, end - 1)

    def ends_in(self, start: int, end: int) -> bool:
        """True if one of these ends inside a stretch of the text."""
        return _has(self._ends, start, end - 1)


def _has(places: Sequence[int], low: int, high: int) -> bool:
    at = bisect_left(places, low)
    return at < len(places) and places[at] <= high


def gap(mention: Mention, others: Iterable[Mention]) -> int:
    """Characters between a mention and the nearest of others; very many where there is none."""
    return min((max(m.start - mention.end, mention.start - m.end, 0) for m in others), default=_FAR)
