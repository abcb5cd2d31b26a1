"""The years over which the date of service can slide."""

from __future__ import annotations

from datetime import date

from iortkg.knowledge import Index

_DATES = ("ior:validFrom", "ior:validTo", "ior:knownValidFrom")
_LEAP = (2, 29)


def code_years(index: Index) -> tuple[int, int]:
    """The first year in which a code begins or ends, and the one after the last."""
    told = [int(day[:4]) for code in index.instances("ior:Code") for name in _DATES if (day := code.text(name))]
    return (min(told), max(told) + 1) if told else (date.min.year, date.max.year)


def in_year(day: date, year: int) -> date:
    """The same day in another year; the last of February where that year has no leap day."""
    return day.replace(year=year, day=28 if (day.month, day.day) == _LEAP else day.day)
