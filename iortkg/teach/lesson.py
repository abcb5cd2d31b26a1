"""What lessons are made from: an answer with its walk, and what the ontology calls things and rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from iortkg.model import BILLERS, Citation, Line, Outcome, Walk
from iortkg.view import GraphView

Label = Callable[[str], str]
Meaning = Callable[[str, str], str]
Cited = Callable[[str, str], tuple[Citation, ...]]
# The names of fact kinds that do not speak for themselves, and articles for those that do.
_DECIDING = {
    "delivered": "the giving of the dose",
    "radiation": "the kind of radiation",
    "channels": "the number of channels",
    "date": "the day of service",
    "": "the rule",
}


@dataclass(frozen=True)
class Lesson:
    """An answer to teach with: label names a thing, meaning tells what a code of a system is for, cited its sources.

    The view is the walk with no way chosen; reason says why a case ends with no code.
    """

    outcome: Outcome
    walk: Walk
    view: GraphView
    label: Label
    meaning: Meaning
    cited: Cited
    reason: str = ""

    @cached_property
    def lines(self) -> tuple[tuple[str, Line], ...]:
        """The claim lines, each with who bills it."""
        return tuple((biller, line) for biller in BILLERS for line in self.outcome.claims.get(biller, ()))

    @cached_property
    def grades(self) -> Mapping[str, str]:
        """The grade of each source that a line cites."""
        lines = (*(line for _, line in self.lines), *self.outcome.diagnoses)
        return {cited.source: cited.grade for line in lines for cited in line.sources}

    def sources(self, curies: Iterable[str]) -> str:
        """Sources by their names, with the grade where a line gives one."""
        told = (f"{self.label(curie)}{f' ({grade})' if (grade := self.grades.get(curie)) else ''}" for curie in curies)
        return "; ".join(dict.fromkeys(told))

    def citations(self, cited: Iterable[Citation]) -> str:
        """Sources by their names with their grades."""
        return "; ".join(dict.fromkeys(f"{self.label(one.source)} ({one.grade})" for one in cited))

    @property
    def occasion(self) -> str:
        """The day and the place of service."""
        return f"{self.outcome.on}, {self.outcome.setting}"


def told(value: str) -> str:
    """A value of the contract as words: hyphens become gaps."""
    return value.replace("-", " ")


def opened(sentence: str) -> str:
    """The sentence with a capital at its start."""
    return sentence[:1].upper() + sentence[1:]


def deciding(kind: str) -> str:
    """A kind of fact as what decides."""
    return _DECIDING.get(kind, f"the {told(kind)}")


def billed(line: Line) -> str:
    """A line as it stands on a claim: its code with its modifiers."""
    return "-".join((line.code, *(line.modifiers or ())))


def listed(names: Iterable[str]) -> str:
    """Names as words do it: one, two and three."""
    *first, last = dict.fromkeys(names)
    return f"{', '.join(first)} and {last}" if first else last
