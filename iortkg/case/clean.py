"""A text with its spaces, hyphens and line ends united, and the way back to the text as written.

Reading then counts the same characters however a text was typed. Three spaces stay three: forms use them for columns,
and tabs too, but for a text that has nearly no spaces at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

_ODD = re.compile(r"[ \t\x0b\x0c]{2,}| (?=[\r\n])|-\n|\r|[\t\x0b\x0c]|[^\x00-\x7f]")
_HYPHENS = r"\u2010-\u2015\u2212\ufe63\uff0d"
_SPACES = r"\t\x0b\x0c\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ENDS = r"\u2028\u2029\x85"
_NOTHING = r"\u200b\u200c\u2060\ufeff\u00ad"
# A word that a line end parts at its hyphen is one again.
_PARTED = r"(?<=[a-z][-\u2010\u2011])(?:\r\n?|\n)[ \t]*(?=[a-z])"
# What may begin a run comes first, since the engine skips to it; a space alone is a run only before a line end.
_RUN = re.compile(
    rf"[- \r{_HYPHENS}{_SPACES}{_ENDS}{_NOTHING}](?:{_PARTED}|(?<=\u00ad)(?:\r\n?|\n)[ \t]*"
    rf"|(?<=[ {_SPACES}])(?:[ {_SPACES}]+|(?<! )|(?=[\r\n]))|(?<=\r)\n?|(?<=[{_ENDS}{_HYPHENS}])"
    rf"|(?<=[{_NOTHING}])[{_NOTHING}]*)"
)
_COLUMN = 3
_LINE_ENDS = ("\r", "\n")
# A text with this many tabs for each space has lost its spaces.
_TABBED = 4


@dataclass(frozen=True, slots=True)
class Clean:
    """A united text; places and shifts say where its distance from the text as written changes."""

    text: str
    places: tuple[int, ...]
    shifts: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span as written of a non-empty span of the united text."""
        return self._origin(start), self._origin(end - 1) + 1

    def place(self, origin: int) -> int:
        """The place in the united text of a place in the text as written."""
        return min(bisect_left(range(len(self.text)), origin, key=self._origin), max(len(self.text) - 1, 0))

    def changed(self, text: str, slips: Iterable[tuple[int, int]]) -> Clean:
        """Another text for the same places; slips are the places where letters came in, or fell out, and how many."""
        starts, moved = [], [0]
        for place, count in slips:
            starts.append(place + moved[-1] + max(count, 0))
            moved.append(moved[-1] + count)
        olds = [start - now for start, now in zip(starts, moved[1:], strict=True)]
        kept = (place + moved[bisect_right(olds, place)] for place in self.places)
        places = tuple(sorted({*starts, *kept}))
        origins = (self._origin(place - moved[bisect_right(starts, place)]) for place in places)
        return Clean(text, places, tuple(origin - place for origin, place in zip(origins, places, strict=True)))

    def _origin(self, place: int) -> int:
        return place + self.shifts[bisect_right(self.places, place) - 1]


def clean(text: str) -> Clean:
    """The united text."""
    if not _ODD.search(text):
        return Clean(text, (0,), (0,))
    has_columns = text.count("\t") <= _TABBED * text.count(" ")
    places, shifts, parts, end, length = [0], [0], [], 0, 0
    for run in _RUN.finditer(text):
        # Blanks at the end of a line are seen by nobody.
        ends = (
            run.group().isspace() and text[run.end() : run.end() + 1] in _LINE_ENDS and run.group()[0] not in _LINE_ENDS
        )
        piece = "" if ends else _united(run.group(), tabs=has_columns)
        if piece == run.group():
            continue
        before = text[end : run.start()]
        parts += [_broken_before(before) if "\n" in run.group() and piece == "-" else before, piece]
        length += run.start() - end + len(piece)
        end = run.end()
        places.append(length)
        shifts.append(end - length)
    return Clean("".join([*parts, text[end:]]), tuple(places), tuple(shifts))


def _broken_before(text: str) -> str:
    """The text with its line end before the word that goes on in the next line, so that lines keep their lengths."""
    head, space, word = text.rpartition(" ")
    return f"{head}\n{word}" if space and "\n" not in word else text


def _united(run: str, *, tabs: bool) -> str:
    if run[0] in "\r\u2028\u2029\x85":
        return "\n"
    if run[0] in "\u200b\u200c\u2060\ufeff\u00ad":
        return ""
    if not run.isspace():
        return "-"
    return " " * _COLUMN if len(run) >= _COLUMN or (tabs and "\t" in run) else " "
