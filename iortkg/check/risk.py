"""Risk and coverage: how often answers are wrong among those that settle on codes, the surest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

from iortkg.model import BILLERS, Outcome

Doubts = tuple[int, int, int]
# The quantile of the normal distribution for 95 of 100.
_Z = 1.959964


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson (1927), from 0 to 1; all of it where nothing was counted.

    It takes what is counted as drawn one by one. Tokens and spans of one case hang together, so theirs is too narrow.
    """
    if not of:
        return 0.0, 1.0
    share, wide = count / of, _Z * _Z / of
    middle, reach = share + wide / 2, _Z * sqrt(share * (1 - share) / of + wide / (4 * of))
    # At the ends the formula gives 0 and 1, but for the last digits.
    low = (middle - reach) / (1 + wide) if count else 0.0
    return low, (middle + reach) / (1 + wide) if count < of else 1.0


def doubts(outcome: Outcome) -> Doubts:
    """How unsure an answer says that it is: fewer is surer, the first number counts before the second and third.

    Core lines for review, then questions that decide codes and are still open, then warnings. The answer gives these
    itself and no label is looked at; no number was fitted to labelled cases.
    """
    core = [line for biller in BILLERS for line in outcome.claims[biller] if line.core]
    review = sum(line.confidence == "review" for line in core)
    return review, sum(bool(question.decides) for question in outcome.questions), len(outcome.warnings)


@dataclass(frozen=True, slots=True)
class Risk:
    """The answers up to some doubt: how many settle on codes, how many of them are wrong, and of how many cases."""

    answers: int
    wrong: int
    cases: int

    @property
    def coverage(self) -> float:
        """The part of the cases that these answers settle."""
        return self.answers / self.cases

    @property
    def share(self) -> float:
        """The part of these answers that is wrong."""
        return self.wrong / self.answers

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of that part."""
        return wilson(self.wrong, self.answers)


def risk_curve(settled: Iterable[tuple[Doubts, bool]], cases: int) -> tuple[Risk, ...]:
    """The points of the curve, from doubts and errors of the answers that settle on codes, the surest first.

    Answers of the same doubts come in together: the answers give no order among them.
    """
    points, answers, wrong = [], 0, 0
    for _, group in groupby(sorted(settled), key=lambda pair: pair[0]):
        errors = [error for _, error in group]
        answers, wrong = answers + len(errors), wrong + sum(errors)
        points.append(Risk(answers, wrong, cases))
    return tuple(points)
