"""What is drawn where, as rows of small squares, so that to look at a place costs the same in a picture of any size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import floor

Point = tuple[float, float]
Frame = tuple[float, float, float, float]
Rows = Mapping[int, int]  # by the height of a row, a bit for each square that is taken
_SQUARE = 2.0
_FULL = 4


class Taken:
    """The squares below boxes and words, and below lines; of a line also where it runs alone."""

    def __init__(self, boxes: Iterable[Frame], lines: Iterable[Iterable[Point]]) -> None:
        self._full: dict[int, int] = defaultdict(int)
        self._crossed: dict[int, int] = defaultdict(int)
        self._shared: dict[int, int] = defaultdict(int)
        self._lines = list(map(_rows, lines))
        for box in boxes:
            self.fill(box)
        for rows in self._lines:
            for y, bits in rows.items():
                self._shared[y] |= self._crossed[y] & bits
                self._crossed[y] |= bits

    def fill(self, frame: Frame) -> None:
        """Take a place for a box or words."""
        for y, bits in _cut(frame):
            self._full[y] |= bits

    def is_full(self, frame: Frame) -> bool:
        """True for a place that meets a box or words."""
        return _meets(self._full, frame)

    def is_crossed(self, frame: Frame) -> bool:
        """True for a place that meets a line."""
        return _meets(self._crossed, frame)

    def is_strange(self, frame: Frame, own: int) -> bool:
        """True for a place that meets a line which is not one's own alone."""
        return _meets(self._crossed, frame) and any(self._strange(y, own) & bits for y, bits in _cut(frame))

    def count(self, frame: Frame, own: int) -> int:
        """How many squares of a place are not free; boxes and words weigh more than lines."""
        total = 0
        for y, bits in _cut(frame):
            if self._full.get(y, 0) & bits:
                total += _FULL * (self._full[y] & bits).bit_count()
            if self._crossed.get(y, 0) & bits:
                total += (self._strange(y, own) & bits).bit_count()
        return total

    def _strange(self, y: int, own: int) -> int:
        """The squares of a row below lines, those left out where one's own runs alone."""
        return self._crossed.get(y, 0) & ~(self._lines[own].get(y, 0) & ~self._shared.get(y, 0))


def _rows(points: Iterable[Point]) -> Rows:
    """The squares below points."""
    rows: dict[int, int] = defaultdict(int)
    last = None
    for x, y in points:
        square = int(y / _SQUARE), max(0, int(x / _SQUARE))
        if square != last:
            rows[square[0]] |= 1 << square[1]
            last = square
    return rows


def _meets(rows: Rows, frame: Frame) -> bool:
    """True where squares of a frame are among those of the rows; asked so often that it is a bare loop."""
    left, top, right, bottom = frame
    first = max(0, floor(left / _SQUARE))
    bits = ((1 << max(0, floor(right / _SQUARE) - first + 1)) - 1) << first
    for y in range(floor(top / _SQUARE), floor(bottom / _SQUARE) + 1):  # noqa: SIM110  any() takes twice as long
        if rows.get(y, 0) & bits:
            return True
    return False


def _cut(frame: Frame) -> Iterator[tuple[int, int]]:
    """The rows that a frame of left, top, right and bottom touches, with the squares that it touches."""
    left, top, right, bottom = (floor(side / _SQUARE) for side in frame)
    first = max(0, left)
    bits = ((1 << max(0, right - first + 1)) - 1) << first
    return ((y, bits) for y in range(top, bottom + 1))
