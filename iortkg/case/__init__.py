"""A case text in, an answer out, as pure functions over frozen values."""

from iortkg.case.code import Given, code_case
from iortkg.case.dates import parse_day
from iortkg.case.ending import ending
from iortkg.case.explain import explain
from iortkg.case.intake import check_id, check_setting, check_text
from iortkg.case.reader import Reader, make_reader
from iortkg.case.walk import walk_of

__all__ = [
    "Given",
    "Reader",
    "check_id",
    "check_setting",
    "check_text",
    "code_case",
    "ending",
    "explain",
    "make_reader",
    "parse_day",
    "walk_of",
]
