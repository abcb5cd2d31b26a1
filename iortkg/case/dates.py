"""The day of service: given by the caller, else the one operation date that the text states, else today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from iortkg.errors import InputError, repeated

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<month>" + "|".join(_MONTHS) + r")[a-z]{0,6}\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_IN_DIGITS = (
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(r"(?<![\d/])(?P<m>\d{1,2})/(?P<day>\d{1,2})/" + _YEAR),
    re.compile(r"(?<![\d/])(?P<m>\d{1,2})/(?P<day>\d{1,2})/(?P<short>\d\d)(?![\d/])"),
    re.compile(r"(?<![\d-])(?P<m>\d{1,2})-(?P<day>\d{1,2})-" + _YEAR),
)
_BY_NAME = (
    re.compile(rf"\b{_NAME}\s+{_DAY},?\s+{_YEAR}", re.IGNORECASE),
    re.compile(rf"(?<!\d){_DAY}[\s-]{_NAME}[\s,-]+{_YEAR}", re.IGNORECASE),
)
# What every date in digits and every date with a name of a month holds, found at a tenth of the cost.
_SHAPE = re.compile(r"\d(?=[/-]\d{1,2}[/-]\d\d)")
_AFTER_NAME = re.compile(r"[\s,-](?:19|20)\d\d(?!\d)")
# No date in digits is longer.
_LONGEST = 12
# No name of a month stands further before its year.
_NAMED_BEFORE = 60
_OPERATION = re.compile(
    r"(?:date of (?:the )?(?:operation|procedure|service|surgery|treatment|iort)"
    r"|(?:operation|procedure|service|surgery|treatment|operative) date"
    r"|d\.?o\.?s\.?|performed on|operated on|surgery on|operation on|procedure on|date)\W{0,12}$",
    re.IGNORECASE,
)


def parse_day(given: str | date) -> str:
    """An ISO day; raises InputError for anything else."""
    try:
        return (given if isinstance(given, date) else date.fromisoformat(str(given))).isoformat()[:10]
    except ValueError:
        raise InputError(f"{repeated(given)} is not a date. Write it as YYYY-MM-DD, like 2026-03-02.") from None


class Stated(NamedTuple):
    """The day that a text states and its span; empty where it states none or several."""

    day: str
    start: int
    end: int


def stated_day(text: str, *, labelled_only: bool = False) -> Stated:
    """The one operation date that a text states; where asked so, only one that the text calls a date of it."""
    found = sorted(_days(text))
    labelled = {day for start, _, day in found if _OPERATION.search(text, max(0, start - 40), start)}
    days = labelled or {day for _, _, day in found if not labelled_only}
    if len(days) != 1:
        return Stated("", -1, -1)
    day = days.pop()
    return next(Stated(other, start, end) for start, end, other in found if other == day)


def _days(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and ISO day of each date; some come twice."""
    for found in _dates(text):
        parts = found.groupdict()
        month = int(parts["m"]) if parts.get("m") else _MONTHS.index(parts["month"].lower()[:3]) + 1
        year = int(parts.get("year") or f"20{parts['short']}")
        try:
            yield found.start(), found.end(), date(year, month, int(parts["day"])).isoformat()
        except ValueError:
            continue


def _dates(text: str) -> Iterator[re.Match[str]]:
    """Dates in any way of writing them, looked for only where their digits stand."""
    shapes = [shape.start() for shape in _SHAPE.finditer(text)]
    for pattern in _IN_DIGITS if shapes else ():
        yield from pattern.finditer(text, max(0, shapes[0] - _LONGEST), shapes[-1] + _LONGEST)
    for year in _AFTER_NAME.finditer(text):
        for pattern in _BY_NAME:
            yield from pattern.finditer(text, max(0, year.start() - _NAMED_BEFORE), year.end() + 1)
