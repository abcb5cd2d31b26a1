"""Single values of tables: as they are stored; what is none raises ValueError."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

Reader = Callable[[str], str]


def _matching(pattern: str) -> Reader:
    """A reader that takes what matches as it stands."""
    fits = re.compile(pattern).fullmatch

    def read(told: str) -> str:
        if not fits(told):
            raise ValueError
        return told

    return read


def _day(told: str) -> str:
    """The ISO day of YYYYMMDD."""
    if len(told) != 8 or not told.isascii() or not told.isdigit():
        raise ValueError
    return date(int(told[:4]), int(told[4:6]), int(told[6:])).isoformat()


def _ordinal(told: str) -> str:
    """The ISO day of YYYYDDD, the day counted from the first of its year."""
    if len(told) != 7 or not told.isascii() or not told.isdigit():
        raise ValueError
    first, days = date(int(told[:4]), 1, 1), int(told[4:])
    found = first + timedelta(days - 1)
    if found.year != first.year:
        raise ValueError
    return found.isoformat()


def _or_none(read: Reader) -> Reader:
    """A reader for which nothing, or an asterisk, says that there is none."""
    return lambda told: "" if told in ("", "*") else read(told)


_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d*\.?\d+|-?\d+\.")


def _number(told: str) -> str:
    """An amount, its sign of dollars and its commas left out."""
    bare = told.removeprefix("$").strip()
    if not _NUMBER.fullmatch(bare) or not bare.isascii() or len(bare) > 20:
        raise ValueError
    return bare.replace(",", "")


def _dotless(pattern: str) -> Reader:
    """A reader that leaves one dot out and takes what then matches."""
    read = _matching(pattern)
    return lambda told: read(told.replace(".", "", 1))


def _first_digit(told: str) -> str:
    """The digit of an adjudication indicator, which its words follow."""
    if not re.match(r"[123](?!\w)", told):
        raise ValueError
    return told[0]


_LISTS = {"1": "1", "I": "1", "2": "2", "II": "2", "3": "3", "III": "3"}


def _list(told: str) -> str:
    if told not in _LISTS:
        raise ValueError
    return _LISTS[told]


_CODE, _AMOUNT, _DIGIT = "a code of five characters", "a number", "one digit or nothing"
_WHEN, _YEARLY = "a day as YYYYMMDD", "a day as YYYYDDD"
# How a value is read, and what is expected in the words of a sentence.
READERS: Mapping[str, tuple[Reader, str]] = {
    "adjudication": (_first_digit, "1, 2 or 3, with its words"),
    "code": (_matching(r"[0-9A-Z]\d{3}[0-9A-Z]"), _CODE),
    "concept": (_matching(r"C\d{7}"), "C and seven digits"),
    "day": (_day, _WHEN),
    "day?": (_or_none(_day), f"{_WHEN}, or nothing"),
    "diagnosis": (_dotless(r"[A-Z][0-9A-Z]{2,6}"), "a code of three to seven characters"),
    "digit?": (_matching(r"\d?"), _DIGIT),
    "flag": (_matching(r"[01]"), "0 or 1"),
    "indicator": (_matching(r"[A-Z]\d?"), "a letter, or a letter and a digit"),
    "level two": (_matching(r"[A-Z]\d{4}|[0-9A-Z]{2}"), "a letter with four digits, or a modifier of two characters"),
    "list": (_list, "1, 2 or 3"),
    "modifier?": (_matching(r"(?:[0-9A-Z]{2})?"), "a modifier of two characters, or nothing"),
    "na": (_matching(r"(?:NA)?"), "NA or nothing"),
    "number": (_number, _AMOUNT),
    "number?": (_or_none(_number), f"{_AMOUNT}, or nothing"),
    "ordinal?": (_or_none(_ordinal), f"{_YEARLY}, or nothing"),
    "pairing": (_matching(r"[019]"), "0, 1 or 9"),
    "primary": (_matching(r"[0-9A-Z]\d{3}[0-9A-Z]|CCCCC"), f"{_CODE}, or CCCCC"),
    "asterisk": (_matching(r"\*?"), "an asterisk or nothing"),
    "procedure": (_matching(r"[0-9A-HJ-NP-Z]{3}|[0-9A-HJ-NP-Z]{7}"), "three or seven characters but I and O"),
    "record": (_matching(r"[3478]"), "3, 4, 7 or 8"),
    "status": (_matching(r"[A-Z]"), "a capital letter"),
    "text": (str, "words"),
    "whole": (_matching(r"[0-9]{1,9}"), "a whole number"),
    "word": (_matching(r"\S{0,20}(?: \S{1,20}){0,3}"), "a short word or nothing"),
}
