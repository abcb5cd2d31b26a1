"""The case text cut at its marks, and only the passages around them if it is long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from iortkg.model import Evidence

LONG = 20_000
_AROUND, _OPENING = 400, 1_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks; starts and ends are the marks that begin and finish with it.

    A piece that has no text stands for so many characters left out.
    """

    text: str
    marks: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    left_out: int = 0


def pieces(text: str, evidence: Sequence[Evidence]) -> tuple[Piece, ...]:
    """The text in order, cut wherever a mark begins or ends; marks beyond the text are ignored."""
    spans = {n: (e.start, e.end) for n, e in enumerate(evidence) if 0 <= e.start < e.end <= len(text)}
    shown = _passages(len(text), sorted(spans.values()))
    found: list[Piece] = []
    last = 0
    for start, end in shown:
        if start > last:
            found.append(Piece("", left_out=start - last))
        found.extend(_cut(text, start, end, {n: span for n, span in spans.items() if start <= span[0] < end}))
        last = end
    return tuple(found if last == len(text) else [*found, Piece("", left_out=len(text) - last)])


def _cut(text: str, start: int, end: int, spans: dict[int, tuple[int, int]]) -> Iterator[Piece]:
    """The pieces of one passage."""
    borders = sorted({start, end, *(border for span in spans.values() for border in span)})
    live: list[int] = []
    for left, right in pairwise(borders):
        begun = sorted((n for n, span in spans.items() if span[0] == left), key=lambda n: (-spans[n][1], n))
        live = [n for n in live if spans[n][1] > left] + begun
        finished = sorted((n for n in live if spans[n][1] == right), key=lambda n: (-spans[n][0], n))
        yield Piece(text[left:right], tuple(live), tuple(begun), tuple(finished))


def _passages(length: int, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """All of a text that is not long; else what stands around its marks, or its opening if it has none."""
    if length <= LONG:
        return [(0, length)]
    merged: list[tuple[int, int]] = []
    for start, end in spans or [(0, _OPENING)]:
        left, right = max(0, start - _AROUND), min(length, end + _AROUND)
        if merged and left <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged
