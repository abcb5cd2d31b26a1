"""What is drawn where, as rows of small squares, so that to look at a place costs the same in a picture of any size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from math import floor

Point = tuple[float, float]
Level = tuple[float, float, float]  # both ends and the height
Frame = tuple[float, float, float, float]
Rows = Mapping[int, int]  # by the height of a row, a bit for each square that is taken
_SQUARE = 2.0
_FULL = 4


class Taken:
    """The squares below boxes and words, and below lines; of a line also where it runs alone."""

    def __init__(
        self, boxes: Iterable[Frame], lines: Iterable[Iterable[Point]], levels: Iterable[Iterable[Level]] = ()
    ) -> None:
        self._full: dict[int, int] = defaultdict(int)
        self._crossed: dict[int, int] = defaultdict(int)
        self._shared: dict[int, int] = defaultdict(int)
        self._joined: dict[tuple[int, int], int] = {}
        self._lines = [_rows(points, runs) for points, runs in zip_longest(lines, levels, fillvalue=())]
        for box in boxes:
            self.fill(box)
        for rows in self._lines:
            for y, bits in rows.items():
                self._shared[y] |= self._crossed[y] & bits
                self._crossed[y] |= bits

    def fill(self, frame: Frame) -> None:
        """Take a place for a box or words."""
        top, bottom, bits = _cut(frame)
        for y in range(top, bottom):
            self._full[y] |= bits

    def is_full(self, frame: Frame) -> bool:
        """True for a place that meets a box or words."""
        return _meets(self._full, frame)

    def is_crossed(self, frame: Frame) -> bool:
        """True for a place that meets a line; lines stay where they are, so each stretch of rows is joined once."""
        top, bottom, bits = _cut(frame)
        joined = self._joined.get((top, bottom))
        if joined is None:
            joined = 0
            for y in range(top, bottom):
                joined |= self._crossed.get(y, 0)
            self._joined[top, bottom] = joined
        return bool(joined & bits)

    def is_strange(self, frame: Frame, own: int) -> bool:
        """True for a place that meets a line which is not one's own alone."""
        crossed, shared, mine = self._crossed, self._shared, self._lines[own]
        top, bottom, bits = _cut(frame)
        for y in range(top, bottom):
            if (met := crossed.get(y, 0) & bits) and met & ~(mine.get(y, 0) & ~shared.get(y, 0)):
                return True
        return False

    def count(self, frame: Frame, own: int) -> int:
        """How many squares of a place are not free; boxes and words weigh more than lines."""
        full, crossed, shared, mine = self._full, self._crossed, self._shared, self._lines[own]
        top, bottom, bits = _cut(frame)
        total = 0
        for y in range(top, bottom):
            if met := full.get(y, 0) & bits:
                total += _FULL * met.bit_count()
            if met := crossed.get(y, 0) & bits:
                total += (met & ~(mine.get(y, 0) & ~shared.get(y, 0))).bit_count()
        return total


def _rows(points: Iterable[Point], levels: Iterable[Level]) -> Rows:
    """The squares below points, and below level stretches."""
    rows: dict[int, int] = defaultdict(int)
    last = None
    for x, y in points:
        square = int(y / _SQUARE), max(0, int(x / _SQUARE))
        if square != last:
            rows[square[0]] |= 1 << square[1]
            last = square
    for start, end, y in levels:
        first, past = max(0, int(min(start, end) / _SQUARE)), max(0, int(max(start, end) / _SQUARE)) + 1
        rows[int(y / _SQUARE)] |= (1 << past) - (1 << first)
    return rows


def _meets(rows: Rows, frame: Frame) -> bool:
    """True where squares of a frame are among those of the rows; asked so often that it is a bare loop."""
    top, bottom, bits = _cut(frame)
    for y in range(top, bottom):  # noqa: SIM110  any() takes twice as long
        if rows.get(y, 0) & bits:
            return True
    return False


def _cut(frame: Frame) -> tuple[int, int, int]:
    """The first row that a frame of left, top, right and bottom touches, the one past the last, and its squares."""
    left, top, right, bottom = frame
    first, past = floor(left / _SQUARE), floor(right / _SQUARE) + 1
    bits = (1 << max(0, past)) - (1 << max(0, first))
    return floor(top / _SQUARE), floor(bottom / _SQUARE) + 1, bits
