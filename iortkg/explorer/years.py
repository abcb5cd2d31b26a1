"""The years over which the date of service can slide."""

from __future__ import annotations

from datetime import date

from iortkg.knowledge import Index

_FREE = "none"
_DATES = ("ior:validFrom", "ior:validTo", "ior:knownValidFrom")
_SUMMER = 7
# A slider takes no None.
NO_YEAR = 0


def years(index: Index) -> list[tuple[str, int]]:
    """No year, then each from before the first code began or ended to after the last."""
    told = [int(day[:4]) for code in index.instances("ior:Code") for name in _DATES if (day := code.text(name))]
    span = range(min(told), max(told) + 2) if told else range(0)
    return [(_FREE, NO_YEAR), *((str(year), year) for year in span)]


def in_year(day: date | None, year: int) -> date | None:
    """The same day in another year, the first of July where there was none; no year is no day."""
    if year == NO_YEAR:
        return None
    if day is None:
        return date(year, _SUMMER, 1)
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) else day.day)
