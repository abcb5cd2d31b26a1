"""From when a file holds: told by its notice, else by its name, else by who adds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

Told = re.Match[str]
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*"
_YEAR = r"(20\d\d)"


def _month(year: str, name: str) -> str:
    return f"{year}-{_MONTHS.index(name) + 1:02}-01"


def _quarter(year: int, quarter: int) -> str:
    return f"{year}-{3 * quarter - 2:02}-01"


# Ways of saying it, in the order in which they are trusted.
_EXACT: tuple[tuple[str, Callable[[Told], str]], ...] = (
    (
        rf"eff(?:ective)?[\W_]{{0,3}}(\d{{1,2}})[-/](\d{{1,2}})[-/]{_YEAR}",
        lambda m: f"{m[3]}-{int(m[1]):02}-{int(m[2]):02}",
    ),
    (rf"effective[\W_]{{0,3}}{_MONTH} (\d{{1,2}}), {_YEAR}", lambda m: f"{_month(m[3], m[1])[:8]}{int(m[2]):02}"),
    (rf"{_YEAR}\W{{0,2}}q([1-4])", lambda m: _quarter(int(m[1]), int(m[2]))),
    # The edits are numbered from 1994 on, each quarter by one more digit.
    (r"v(\d\d)([0-3])r\d", lambda m: _quarter(1994 + int(m[1]), int(m[2]) + 1)),
    (rf"{_YEAR} (?:national )?physician fee schedule.{{0,60}}?{_MONTH} release", lambda m: _month(m[1], m[2])),
    (r"rvu(\d\d)([abcd])(?![a-z])", lambda m: _quarter(2000 + int(m[1]), "abcd".index(m[2]) + 1)),
    (rf"{_MONTH}[ _-]*(?:\d{{1,2}}[,_ -]+)?{_YEAR}", lambda m: _month(m[2], m[1])),
    (rf"{_YEAR}[ _-]*{_MONTH}", lambda m: _month(m[1], m[2])),
)
_FISCAL = rf"(?:order|tabular|fy|version|codes?)[ _<>-]*{_YEAR}"
_ONLY_YEAR = rf"(?<!\d){_YEAR}(?!\d)"


def start_of(spells: str, notice: str, names: Iterable[str]) -> str:
    """The ISO day from which a file holds; empty where nothing tells."""
    for told, is_name in ((notice, False), *((name, True) for name in names)):
        text = told.lower()
        if spells == "fiscal" and (found := re.search(_FISCAL, text)) and not (is_name and _of(text, _EXACT)):
            return f"{int(found[1]) - 1}-10-01"
        if day := _of(text, _EXACT):
            return day
        if is_name and spells != "fiscal" and (found := re.search(_ONLY_YEAR, text)):
            return f"{found[1]}-01-01"
    return ""


def _of(text: str, ways: Iterable[tuple[str, Callable[[Told], str]]]) -> str:
    for pattern, made in ways:
        for found in re.finditer(pattern, text):
            try:
                return date.fromisoformat(made(found)).isoformat()
            except ValueError:
                continue
    return ""


def end_of(spells: str, start: str) -> str:
    """The last ISO day on which a file holds; empty where only the next one ends it."""
    year = int(start[:4])
    if spells == "year":
        return f"{year}-12-31"
    if spells == "fiscal":
        return f"{year + (start[5:] >= '10-01')}-09-30"
    return ""
