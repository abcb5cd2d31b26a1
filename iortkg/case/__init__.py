"""A case text in, an answer out, as pure functions over frozen values."""

from iortkg.case.code import code_case
from iortkg.case.compare import LineChange, line_changes
from iortkg.case.correct import merged
from iortkg.case.dates import parse_day
from iortkg.case.ending import ending
from iortkg.case.explain import explain
from iortkg.case.intake import check_id, check_setting, check_text
from iortkg.case.letter import query_letter
from iortkg.case.proposal import Submitted, read_proposal
from iortkg.case.reader import Reader, make_reader
from iortkg.case.reading import Given
from iortkg.case.values import understand
from iortkg.case.walk import walk_of

__all__ = [
    "Given",
    "LineChange",
    "Reader",
    "Submitted",
    "check_id",
    "check_setting",
    "check_text",
    "code_case",
    "ending",
    "explain",
    "line_changes",
    "make_reader",
    "merged",
    "parse_day",
    "query_letter",
    "read_proposal",
    "understand",
    "walk_of",
]
