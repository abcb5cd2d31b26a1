"""The rows of a file by its layout: each is checked, and the first wrong one is named with its line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from iortkg.codebooks.layouts import Column, Layout
from iortkg.codebooks.reading import Reading, Row

# A row with fewer cells than these is a notice, and no part of a header that is spread over several rows.
_FEWEST_CELLS = 3
Cells = tuple[int, list[str]]


def rows_of(reading: Reading, lines: Iterable[str]) -> Iterator[Row]:
    """The rows as they are stored; raises InputError at the first wrong one."""
    counted = reading.counted(lines)
    if reading.layout.form in ("header", "bare"):
        return _delimited(reading, cells(reading, counted))
    return _wrapped(reading, counted) if reading.layout.form == "wrapped" else _fixed(reading, counted)


def cells(reading: Reading, lines: Iterable[str]) -> Iterator[Cells]:
    """Rows of a delimited file that hold something, each with the line on which it begins."""
    if reading.layout.quoted:
        rows = csv.reader(lines, delimiter=reading.separator, strict=True)
    else:
        rows = csv.reader(lines, delimiter=reading.separator, quoting=csv.QUOTE_NONE)
    last = 0
    try:
        for row in rows:
            start, last = last + 1, rows.line_num
            if any(map(str.strip, row)):
                yield start, row
    except csv.Error as fault:
        raise reading.fault(f"is no row of a table: {_why(fault)}.", last + 1) from None


def _why(fault: csv.Error) -> str:
    if "expected after" in str(fault):
        return "a quotation mark stands in the wrong place"
    return "a quotation mark is opened and not closed"


def header_of(rows: Iterable[Cells], layout: Layout) -> tuple[dict[int, Column], int, list[str]]:
    """Where the columns stand, how many there are, and the notice above; no columns where the header is another."""
    stack: list[str] = []
    notice: list[str] = []
    for _, row in rows:
        if sum(1 for cell in row if cell.strip()) < _FEWEST_CELLS:
            notice += row
            continue
        stack = _stacked(stack, _trimmed(row))
        if found := _places([_folded(head) for head in stack], layout):
            return found, len(stack), notice
    return {}, 0, notice


def _stacked(stack: Sequence[str], row: Sequence[str]) -> list[str]:
    wide = max(len(stack), len(row))
    both = zip([*stack, *[""] * (wide - len(stack))], [*row, *[""] * (wide - len(row))], strict=True)
    return [f"{above} {below}".strip() for above, below in both]


def _trimmed(row: Sequence[str]) -> Sequence[str]:
    end = next((at for at in range(len(row), 0, -1) if row[at - 1].strip()), 0)
    return row[:end]


def _folded(head: str) -> str:
    """A heading in small letters, with single spaces for all else."""
    return " ".join(re.findall(r"[a-z0-9]+", head.lower()))


def _places(heads: Sequence[str], layout: Layout) -> dict[int, Column]:
    found: dict[int, Column] = {}
    if layout.exact and len(heads) != layout.width:
        return {}
    for column in layout.columns:
        free = (at for at in range(len(heads)) if at not in found and column.at in (None, at))
        place = next((at for at in free if re.search(column.head, heads[at])), None)
        if place is None:
            return {}
        found[place] = column
    return found


def _delimited(reading: Reading, rows: Iterator[Cells]) -> Iterator[Row]:
    layout = reading.layout
    if layout.form == "bare":
        places, width = {column.at or 0: column for column in layout.columns}, layout.width
    else:
        places, width, _ = header_of(rows, layout)
    make, first, least, begun = reading.maker(places), next(iter(places), 0), max(places, default=0) + 1, False
    for line, row in rows:
        # Between a header and its rows may stand what is left of the header, and above rows without one a notice.
        if not begun and _is_above(row, first, layout, reading.separator):
            continue
        begun = True
        if len(row) < least or len(_trimmed(row)) > max(width, least):
            needed = str(width) if width == least or layout.exact else f"{least} to {width}"
            raise reading.fault(f"has {len(row)} column{'s' if len(row) > 1 else ''}; expected is {needed}.", line)
        if (made := make(row, line)) is not None:
            yield made


def _is_above(row: Sequence[str], first: int, layout: Layout, separator: str) -> bool:
    if layout.form == "bare":
        return bool(layout.passes and re.match(layout.passes, separator.join(row)))
    return len(row) > first and not row[first].strip()


def _fixed(reading: Reading, lines: Iterable[str]) -> Iterator[Row]:
    columns, make = reading.layout.columns, reading.maker(dict(enumerate(reading.layout.columns)))
    for line in lines:
        text = line.rstrip("\r\n")
        if text.strip() and not (reading.layout.passes and re.match(reading.layout.passes, text)):
            made = make(_cut(reading, columns, text), reading.line)
            if made is not None:
                yield made


def _cut(reading: Reading, columns: Sequence[Column], text: str) -> list[str]:
    if len(text) < reading.layout.width:
        raise reading.fault(f"has {len(text)} characters; expected is {reading.layout.width} or more.")
    return [text[start - 1 : end or None] for start, end in (column.span for column in columns)]


_FIRST, _MORE = ("3", "7"), ("4", "8")


def _wrapped(reading: Reading, lines: Iterable[str]) -> Iterator[Row]:
    """Rows whose words go on over further lines of the same code."""
    columns = reading.layout.columns
    names = [column.name for column in columns]
    code, record, words = names.index("code"), names.index("record"), names.index("long")
    make, open_row, begun = reading.maker(dict(enumerate(columns))), list[str](), 0
    for line in lines:
        text = line.rstrip("\r\n")
        if not text.strip():
            continue
        told = [value.strip() for value in _cut(reading, columns, text)]
        make(told, reading.line)
        if told[record] in _FIRST:
            if open_row:
                yield _made(make(open_row, begun))
            open_row, begun = told, reading.line
        elif not open_row or told[code] != open_row[code]:
            raise reading.fault("goes on with a code that did not begin on the line above.")
        else:
            open_row[words] = f"{open_row[words]} {told[words]}".strip()
    if open_row:
        yield _made(make(open_row, begun))


def _made(row: Row | None) -> Row:
    return row or ()
