"""A file while it is read: where it stands, and the sentence about a wrong line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from iortkg.codebooks.fields import READERS
from iortkg.codebooks.layouts import STORED, Column, Layout
from iortkg.errors import InputError, repeated

Row = tuple[str, ...]
# What a table of titles says of a code where its file says nothing.
_UNTOLD = {"valid": "1"}


@dataclass
class Reading:
    """A file of a layout, with what stands above its rows, and lines, characters and rows left aside up to now."""

    name: str
    layout: Layout
    separator: str = ""
    notice: str = ""
    line: int = 0
    size: int = 0
    aside: int = 0

    def fault(self, says: str, line: int = 0) -> InputError:
        """The sentence about a line."""
        return InputError(f"{self.name}, line {line or self.line} {says} Nothing of this file was stored.")

    def counted(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines, counted as they are read."""
        for line in lines:
            self.line += 1
            self.size += len(line)
            yield line

    def maker(self, places: Mapping[int, Column]) -> Callable[[Sequence[str], int], Row | None]:
        """What makes the values of a line the row that is stored; None where the row is of another vocabulary.

        Places tell where in the line each column stands. The maker raises InputError that names line, column, value
        and what is expected.
        """
        plan = [(at, column, READERS[column.reads][0]) for at, column in places.items()]
        named = {column.name: number for number, (_, column, _) in enumerate(plan)}
        order = [named.get(name, -1) for name in STORED[self.layout.kind]]
        blank = [_UNTOLD.get(name, "") for name in STORED[self.layout.kind]]
        only = [
            (next(at for at, column in places.items() if column.name == name), value)
            for name, value in self.layout.only
        ]

        def make(told: Sequence[str], line: int) -> Row | None:
            if any(told[at].strip() != value for at, value in only):
                self.aside += 1
                return None
            found = []
            for at, column, read in plan:
                value = told[at].strip()
                try:
                    found.append(read(value))
                except (ValueError, OverflowError):
                    raise self._refused(column, value, line) from None
            return tuple(found[number] if number >= 0 else blank[place] for place, number in enumerate(order))

        return make

    def _refused(self, column: Column, value: str, line: int) -> InputError:
        shown = repeated(value) if value else "Nothing"
        called = (column.name or column.reads.rstrip("?")).replace("_", " ")
        return self.fault(f"has a wrong {called}. {shown} stands there, expected is {READERS[column.reads][1]}.", line)
