"""Code numbers that a note itself lists, as on a charge slip."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass
from functools import lru_cache

from iortkg.knowledge import Index, Thing

_NUMBER = re.compile(
    r"(?<![\w.$#/-])(?P<number>\d{4}[\dT]|[A-Z]\d{4})"
    # A modifier hangs on by a hyphen, is called one, or stands alone at the end of the item.
    r"(?P<modifiers>(?:(?: ?-|,? (?:with )?(?:the )?modifiers? )[A-Z0-9]{2}\b| [A-Z]{2}\b| \d\d(?=\s*(?:[,;.)\n]|$)))*)"
    r"(?: ?[x\u00d7] ?(?P<units>\d{1,2})\b)?(?![\w/-])"
)
_MODIFIER = re.compile(r"\b[A-Z0-9]{2}\b")
_ENDED = re.compile(r"[.!?](?=\s)|\n[ \t]*\n")
_BULLET = re.compile(r"[ \t]*(?:[-*\u2022][ \t]*|\d{1,2}[.)][ \t]+)?")
# The signs and words between the items of a list.
_JOINED = re.compile(r"(?:[,;+&(/]|\b(?:and|or|plus))$")
# A word that bears on a number stands no further from it, in characters: in its sentence, and right before it.
_NEAR, _BESIDE = 400, 60
_ARTICLE = re.compile(r"(?:[:(\s]|\b(?:a|an|as|the)\b)*$")


@dataclass(frozen=True, slots=True)
class Written:
    """A number as a note lists it, all that it ever meant, how often and with which modifiers it is listed.

    A number of which the ontology has no code means nothing; it is kept where edits speak of it.
    """

    number: str
    codes: tuple[Thing, ...]
    units: int
    modifiers: tuple[str, ...] = ()

    def on(self, day: str) -> Thing | None:
        """What the number means on a day."""
        return next((code for code in self.codes if code.is_valid_on(day)), None)


def written(text: str, index: Index) -> tuple[Written, ...]:
    """The numbers of billed codes that a text lists, each once with the most units told."""
    found: dict[str, Written] = {}
    hits = {hit: _codes(hit["number"], index) for hit in _NUMBER.finditer(text)}
    note = _Note(text, _billing(index), [hit.start() for hit, codes in hits.items() if codes], [])
    unknown = {hit["number"] for hit, codes in hits.items() if not codes}
    edited = {number for number in unknown if _is_edited(number, index)}
    for hit, codes in hits.items():
        number = hit["number"]
        if codes or (number in edited and note.lists(hit)):
            before = found.get(number, Written(number, codes, 1))
            modifiers = {*before.modifiers, *_MODIFIER.findall(hit["modifiers"])}
            units = max(int(hit["units"] or 1), before.units)
            found[number] = Written(number, codes, units, tuple(sorted(modifiers)))
    return tuple(found.values())


def _codes(number: str, index: Index) -> tuple[Thing, ...]:
    return tuple(code for code in index.codes.get(number, ()) if _is_billed(code, index))


def _is_billed(code: Thing, index: Index) -> bool:
    return index[code.one("skos:inScheme")].is_true("ior:isBilledByLine")


def _is_edited(number: str, index: Index) -> bool:
    return any(is_among(number, edit) for edit in index.instances("ior:PairEdit"))


def is_among(number: str, edit: Thing) -> bool:
    """True if a number is one of those, or lies in a range of those, that an edit names as plain numbers."""
    return any(first <= number <= last and len(number) == len(first) for first, last in _numbers_of(edit))


@lru_cache(maxsize=1_000)
def _numbers_of(edit: Thing) -> tuple[tuple[str, str], ...]:
    """The first and last numbers of the ranges that an edit names."""
    spans = (told.partition("-") for told in edit.texts.get("ior:columnTwoNumbers", ()))
    return tuple((first, last or first) for first, _, last in spans)


def _billing(index: Index) -> re.Pattern[str]:
    """Any word of billing."""
    words = [label for thing in index.instances("ior:BillingWord") for label in thing.texts.get("skos:altLabel", ())]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Note:
    """A text with the places of the codes that it lists, in order; the ends of its sentences are found when asked."""

    text: str
    billing: re.Pattern[str]
    listed: list[int]
    ends: list[int]

    def lists(self, hit: re.Match[str]) -> bool:
        """True if a number of which the ontology has no code stands where the note lists codes, as is then noted.

        A postcode, a record or a specimen has a number of as many digits, so what stands before the number must be a
        word of billing, or a sign that joins it to others in a sentence that lists a code or has such a word.
        """
        if not self.ends:
            self.ends.extend([0, *(ended.end() for ended in _ENDED.finditer(self.text)), len(self.text) + 1])
        at = bisect_right(self.ends, hit.start())
        start, end = max(self.ends[at - 1], hit.start() - _NEAR), min(self.ends[at], hit.end() + _NEAR)
        before = self.text[start : hit.start()].rstrip()
        told = [found.end() for found in self.billing.finditer(before, max(len(before) - _BESIDE, 0))]
        line = self.text.rfind("\n", 0, hit.start()) + 1
        if told and _ARTICLE.fullmatch(before, told[-1]):
            is_listed = True
        elif _BULLET.fullmatch(self.text, line, hit.start()):
            is_listed = self._is_in_column(line, hit.end()) or self._says(line, self._line_end(hit.end()))
        else:
            is_listed = bool(_JOINED.search(before)) and self._says(start, end)
        if is_listed:
            insort(self.listed, hit.start())
        return is_listed

    def _says(self, start: int, end: int) -> bool:
        """True if a part of the text lists a code or has a word of billing."""
        return bisect_left(self.listed, start) < bisect_left(self.listed, end) or bool(
            self.billing.search(self.text, start, end)
        )

    def _is_in_column(self, line: int, end: int) -> bool:
        """True if a code begins the line above or the line below."""
        lines = (self.text.rfind("\n", 0, max(line - 1, 0)) + 1, self._line_end(end) + 1)
        begun = (found.end() for near in lines if near != line and (found := _BULLET.match(self.text, near)))
        return any(self.listed[at : at + 1] == [place] for place in begun for at in [bisect_left(self.listed, place)])

    def _line_end(self, place: int) -> int:
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end
