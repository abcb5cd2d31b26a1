"""A text folded for matching, with a map from every folded place back to the text as written.

Folding lower-cases, unites hyphens and spaces, opens ligatures and drops trade marks, and its length may differ from
the text's. The map is kept as the few places where the distance changes, so plain ASCII costs almost nothing.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

# All spaces but a blank alone; it begins with one class, since the engine skips to that.
_GAPS = re.compile(r"[ \t\n\r\f\v](?:[ \t\n\r\f\v]+|(?<! ))")
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufe63\uff0d"), "-")
_QUOTES = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x00B7: "."}
_DROPPED = frozenset("\u00ae\u2122\u00a9\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; spaced is the same with every hyphen as a space, for matching labels."""

    text: str
    spaced: str
    places: tuple[int, ...]
    shifts: tuple[int, ...]

    def origin(self, place: int) -> int:
        """The place in the text as written that a folded place came from."""
        at = bisect_right(self.places, place) - 1
        return place + self.shifts[at]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The written span of a folded, non-empty span."""
        return self.origin(start), self.origin(end - 1) + 1


def fold(text: str) -> Folded:
    """The text folded for matching."""
    return _fold_ascii(text) if text.isascii() else _fold_any(text)


def _fold_ascii(text: str) -> Folded:
    places, shifts, parts, end, length = [0], [0], [], 0, 0
    for gap in _GAPS.finditer(text):
        parts.append(text[end : gap.start()])
        parts.append(" ")
        length += gap.start() - end + 1
        end = gap.end()
        if gap.end() - gap.start() > 1:
            places.append(length)
            shifts.append(end - length)
    parts.append(text[end:])
    folded = "".join(parts).lower()
    return Folded(folded, folded.replace("-", " "), tuple(places), tuple(shifts))


def _fold_any(text: str) -> Folded:
    places, shifts = [0], [0]
    parts: list[str] = []
    length = 0
    for at, char in enumerate(text):
        piece = _piece(char)
        if piece == " " and parts and parts[-1] == " ":
            piece = ""
        for offset, letter in enumerate(piece):
            if at - (length + offset) != shifts[-1]:
                places.append(length + offset)
                shifts.append(at - (length + offset))
            parts.append(letter)
        length += len(piece)
    folded = "".join(parts)
    return Folded(folded, folded.replace("-", " "), tuple(places), tuple(shifts))


def _piece(char: str) -> str:
    if char.isascii():
        return " " if char in " \t\n\r\f\v" else char.lower()
    if char in _DROPPED or unicodedata.combining(char):
        return ""
    known = _HYPHENS.get(ord(char)) or _QUOTES.get(ord(char))
    if known:
        return known
    if char.isspace():
        return " "
    # Compatibility forms open ligatures and full-width letters; marks go, so an accented vowel meets the plain one.
    opened = unicodedata.normalize("NFKD", char)
    plain = "".join(part for part in opened if not unicodedata.combining(part)) or char
    return plain.lower().translate(_HYPHENS).replace("\u2044", "/")
