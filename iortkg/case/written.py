"""Code numbers that a note itself lists, as on a charge slip."""

from __future__ import annotations

import re
from dataclasses import dataclass

from iortkg.knowledge import Index, Thing

_NUMBER = re.compile(
    r"(?<![\w.$#/-])(?P<number>\d{4}[\dT]|[A-Z]\d{4})(?:-[A-Z0-9]{2})*(?: ?[x\u00d7] ?(?P<units>\d{1,2})\b)?(?![\w/-])"
)


@dataclass(frozen=True, slots=True)
class Written:
    """A number as a note lists it, all that it ever meant, and how often it is listed."""

    number: str
    codes: tuple[Thing, ...]
    units: int

    def on(self, day: str) -> Thing | None:
        """What the number means on a day."""
        return next((code for code in self.codes if code.is_valid_on(day)), None)


def written(text: str, index: Index) -> tuple[Written, ...]:
    """The numbers of billed codes that a text lists, each once with the most units told."""
    found: dict[str, Written] = {}
    for hit in _NUMBER.finditer(text):
        number = hit["number"]
        codes = tuple(code for code in index.codes.get(number, ()) if _is_billed(code, index))
        units = max(int(hit["units"] or 1), found[number].units if number in found else 1)
        if codes:
            found[number] = Written(number, codes, units)
    return tuple(found.values())


def _is_billed(code: Thing, index: Index) -> bool:
    return index[code.one("skos:inScheme")].is_true("ior:isBilledByLine")
