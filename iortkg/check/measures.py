"""What is counted on one case: its labels beside the answer, told in codes and names, not in words of the case."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from iortkg.check.labels import Labelled, line_of
from iortkg.model import BILLERS, Caution, Outcome

# Asked wherever they apply, so labels leave them out.
_UNLABELLED = frozenset({"setting", "date", "diagnosis"})
_TOKEN = re.compile(r"\w+")
Lines = tuple[tuple[str, tuple[str, ...], int, bool], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """So many right of so many on one case, and what differed."""

    name: str
    right: int
    of: int
    differs: str = ""


def tallies(case: Labelled, outcome: Outcome, delivery: frozenset[str], usual: frozenset[str]) -> tuple[Tally, ...]:
    """All that the labels of a case let count; usual are the codes that passages are labelled with."""
    claims = tuple(_claims(case, outcome))
    return (
        _one("service", outcome.service, case.services),
        *([_one("status", outcome.status, (case.status,))] if case.status else []),
        *claims,
        *_review(case, outcome),
        *_questions(case, outcome),
        *_standing("consider", case.consider, (item.code for item in outcome.consider)),
        *_standing("diagnosis", (case.diagnosis,) if case.diagnosis else (), (line.code for line in outcome.diagnoses)),
        *_warned(case, outcome),
        *_also(case, outcome, usual),
        *_spans(case, outcome),
        *_committed(case, outcome, exact=all(tally.right for tally in claims)),
        *_guessed(case, outcome, delivery),
    )


def _one(name: str, got: str, accepted: tuple[str, ...]) -> Tally:
    right = got in accepted
    return Tally(name, right, 1, "" if right else f"{name}: {got}, expected {' or '.join(accepted)}")


def _set(name: str, got: Iterable[str], wanted: Iterable[str]) -> Tally:
    """Two lists that must hold the same."""
    found, expected = sorted(got), sorted(wanted)
    shown = f"{name}: {' '.join(found) or 'none'}, expected {' '.join(expected) or 'none'}"
    return Tally(name, found == expected, 1, "" if found == expected else shown)


def _core(outcome: Outcome, biller: str) -> Lines:
    lines = (line for line in outcome.claims[biller] if line.core)
    return tuple((line.code, line.modifiers or (), line.units or 1, line.confidence == "review") for line in lines)


def _shown(lines: Lines) -> list[str]:
    """Core lines as labels write them, the mark for review left out."""
    return ["-".join((code, *modifiers)) + (f"x{units}" if units > 1 else "") for code, modifiers, units, _ in lines]


def _claims(case: Labelled, outcome: Outcome) -> Iterator[Tally]:
    """The core claim set of each biller, and all of them together."""
    found = [_set(biller, _shown(_core(outcome, biller)), _shown(_lines(labels))) for biller, labels in case.claims]
    yield from found
    if found:
        yield Tally("core-claims", all(tally.right for tally in found), 1)


def _lines(labels: Iterable[str]) -> Lines:
    return tuple(map(line_of, labels))


def _review(case: Labelled, outcome: Outcome) -> Iterator[Tally]:
    """The flag of each core line that both the labels and the answer hold."""
    for biller, labels in case.claims:
        got = {line[:3]: line[3] for line in _core(outcome, biller)}
        for line in _lines(labels):
            if line[:3] in got:
                right = got[line[:3]] == line[3]
                flag = "certain, expected review" if line[3] else "review, expected certain"
                yield Tally("review", right, 1, "" if right else f"{biller}: {_shown((line,))[0]} is {flag}")


def _questions(case: Labelled, outcome: Outcome) -> Iterator[Tally]:
    if case.questions is not None:
        asked = (question.missing for question in outcome.questions)
        yield _set("questions", (name for name in asked if name not in _UNLABELLED), case.questions)


def _standing(name: str, wanted: tuple[str, ...], got: Iterable[str]) -> Iterator[Tally]:
    """Labelled codes that must stand among others."""
    if wanted:
        found = tuple(got)
        missing = [code for code in wanted if code not in found]
        shown = f"{name}: {' '.join(missing)} is missing among {' '.join(found) or 'none'}" if missing else ""
        yield Tally(name, not missing, 1, shown)


def _warned(case: Labelled, outcome: Outcome) -> Iterator[Tally]:
    """Labelled warnings, each the code that one is about, words that one has, or the two as CODE: words."""
    if case.warnings:
        missing = [label for label in case.warnings if not any(_tells(label, told) for told in outcome.warnings)]
        about = " ".join(dict.fromkeys(code for told in outcome.warnings for code in told.about))
        shown = f"warning: {'; '.join(missing)} is missing among warnings about {about or 'none'}" if missing else ""
        yield Tally("warning", not missing, 1, shown)


def _tells(label: str, warning: Caution) -> bool:
    before, colon, after = label.partition(":")
    told = warning.text.casefold()
    if colon:
        return before.strip() in warning.about and after.strip().casefold() in told
    return label in warning.about or label.casefold() in told


def _also(case: Labelled, outcome: Outcome, usual: frozenset[str]) -> Iterator[Tally]:
    if case.also is not None:
        counted = usual - set(case.also_optional)
        proposed = {line.code for biller in BILLERS for line in outcome.claims[biller]}
        yield _set("also", proposed & counted, set(case.also) & counted)


def _spans(case: Labelled, outcome: Outcome) -> Iterator[Tally]:
    """Marks beside evidence, on cases that have marks: whole spans, and tokens both ways."""
    if not case.marks:
        return
    spans = {(item.start, item.end) for item in outcome.evidence}
    named = {(item.start, item.end, item.concept) for item in outcome.evidence}
    marks = {(mark.start, mark.end, mark.concept) for mark in case.marks}
    places = {mark[:2] for mark in marks}
    yield Tally("spans", sum(mark[:2] in spans for mark in marks), len(marks))
    yield Tally("span-precision", len(spans & places), len(spans))
    yield Tally("span-f1", 2 * len(spans & places), len(spans) + len(places))
    if concepts := {mark for mark in marks if mark[2]}:
        yield Tally("spans-with-concept", len(concepts & named), len(concepts))
    tokens = [found.span() for found in _TOKEN.finditer(case.text)]
    got, wanted = _covered(tokens, spans), _covered(tokens, (mark[:2] for mark in marks))
    shared = len(got & wanted)
    yield Tally("token-precision", shared, len(got))
    yield Tally("token-recall", shared, len(wanted))
    yield Tally("token-f1", 2 * shared, len(got) + len(wanted))


def _covered(tokens: list[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> set[int]:
    """Tokens that lie in a span, whole or in part; tokens come in order and none overlaps another."""
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]
    reached = ((bisect_right(ends, first), bisect_left(starts, last)) for first, last in spans)
    return {start for first, last in reached for start in starts[first:last]}


def _committed(case: Labelled, outcome: Outcome, *, exact: bool) -> Iterator[Tally]:
    """If the answer settles on codes, and if it is wrong where it does."""
    committed = outcome.status == "coded"
    yield Tally("coverage", committed, 1)
    if committed:
        yield Tally("wrong-when-committed", not exact or outcome.service not in case.services, 1)


def _guessed(case: Labelled, outcome: Outcome, delivery: frozenset[str]) -> Iterator[Tally]:
    """A delivery code where the label says that the kind of radiation is open; none is allowed."""
    if case.services[0] == "unspecified-iort":
        codes = sorted({line.code for biller in BILLERS for line in outcome.claims[biller]} & delivery)
        yield Tally("guessed", bool(codes), 1, f"guessed: {' '.join(codes)}" if codes else "")
