"""Precision and recall of each code, over the core lines of the billers that labels speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from iortkg.check.labels import Labelled, line_of
from iortkg.model import Outcome


@dataclass(frozen=True, slots=True)
class CodeCounts:
    """A code: how often it stood in answers, how often in labels, and how often in both at one biller of one case."""

    code: str
    right: int
    proposed: int
    labelled: int


def code_counts(answered: Iterable[tuple[Labelled, Outcome]]) -> tuple[CodeCounts, ...]:
    """Counts of all codes of answers and labels, those labelled most often first."""
    right, proposed, labelled = Counter[str](), Counter[str](), Counter[str]()
    for case, outcome in answered:
        for biller, labels in case.claims:
            got = {line.code for line in outcome.claims[biller] if line.core}
            wanted = {line_of(label)[0] for label in labels}
            right.update(got & wanted)
            proposed.update(got)
            labelled.update(wanted)
    codes = sorted({*proposed, *labelled}, key=lambda code: (-labelled[code], code))
    return tuple(CodeCounts(code, right[code], proposed[code], labelled[code]) for code in codes)
