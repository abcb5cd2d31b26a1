"""How well answers fit labelled cases: counts of so many of so many, and what differed where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from iortkg.check.codes import CodeCounts, code_counts
from iortkg.check.labels import Labelled
from iortkg.check.measures import Tally, tallies
from iortkg.check.risk import Risk, doubts, risk_curve, wilson
from iortkg.errors import InputError
from iortkg.knowledge import Index
from iortkg.model import Outcome

# The day of service of a labelled case that neither its label nor its text gives.
SCORED_ON = "2026-03-02"
MEASURES = (
    "service", "status", "core-claims", "facility", "radiation-oncologist", "surgeon", "review", "questions",
    "consider", "diagnosis", "warning", "also", "spans", "spans-with-concept", "span-precision", "span-f1",
    "token-precision", "token-recall", "token-f1",
    "coverage", "wrong-when-committed", "guessed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """So many of so many over all cases that have the label."""

    name: str
    count: int
    of: int

    @property
    def share(self) -> float:
        """The part that counts, from 0 to 1; 0 of 0 is 0."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of that part."""
        return wilson(self.count, self.of)


@dataclass(frozen=True, slots=True)
class Miss:
    """A case on which something differed, and what."""

    id: str
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How a set of labelled cases came out; only measures that some label speaks of are there.

    Cases that are held back from whoever writes rules count everywhere, but their misses are only counted.
    """

    cases: int
    measures: tuple[Measure, ...]
    misses: tuple[Miss, ...]
    held_misses: int
    codes: tuple[CodeCounts, ...] = ()
    curve: tuple[Risk, ...] = ()

    def __getitem__(self, name: str) -> Measure:
        return next(measure for measure in self.measures if measure.name == name)


def score(
    cases: Iterable[Labelled], code_one: Callable[[Labelled], Outcome], *, delivery: frozenset[str] = frozenset()
) -> Score:
    """The score of the answers to labelled cases; delivery are the codes that must not stand while the kind is open."""
    labelled = tuple(cases)
    usual = frozenset(code for case in labelled for code in (*(case.also or ()), *case.also_optional))
    answered = [(case, _answer(case, code_one)) for case in labelled]
    counted = [(case, tallies(case, outcome, delivery, usual)) for case, outcome in answered]
    settled = [
        (doubts(outcome), bool(tally.right))
        for (_, outcome), (_, found) in zip(answered, counted, strict=True)
        for tally in found
        if tally.name == "wrong-when-committed"
    ]
    misses = [(case.hold, miss) for case, found in counted if (miss := _miss(case, found)).differs]
    return Score(
        len(labelled),
        tuple(_measures([tally for _, found in counted for tally in found])),
        tuple(miss for hold, miss in misses if not hold),
        sum(hold for hold, _ in misses),
        code_counts(answered),
        risk_curve(settled, len(labelled)),
    )


def _answer(case: Labelled, code_one: Callable[[Labelled], Outcome]) -> Outcome:
    try:
        return code_one(case)
    except InputError as fault:
        raise InputError(f"Case {case.id}: {fault}") from None


def _measures(found: list[Tally]) -> Iterator[Measure]:
    for name in MEASURES:
        named = [tally for tally in found if tally.name == name]
        if named:
            yield Measure(name, sum(tally.right for tally in named), sum(tally.of for tally in named))


def _miss(case: Labelled, found: tuple[Tally, ...]) -> Miss:
    return Miss(case.id, tuple(tally.differs for tally in found if tally.differs))


def delivery_codes(index: Index) -> frozenset[str]:
    """The numbers that delivery rules propose."""
    rules = index.instances("ior:DeliveryRule")
    return frozenset(index[code].text("skos:notation") for rule in rules for code in rule.all("ior:proposes"))
