"""The labelled cases as texts to change, and what is claimed for a text as it is and as it was changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import iortkg
from iortkg.check import Labelled, read_labelled
from tests.property.texts import BILLERS, DAY, plain

FOLDER = Path(__file__).resolve().parents[2] / "ontology" / "cases"
EVERY = read_labelled(FOLDER)
OPEN = tuple(case for case in EVERY if not case.hold)
# Texts of these styles are about no patient: they have no sister and no treatment of their own in the past.
STUDIES = frozenset(
    path.stem
    for path in FOLDER.rglob("*.md")
    if re.search("^style: (abstract|protocol)", path.read_text("utf-8"), re.MULTILINE)
)


@cache
def knowledge() -> iortkg.Knowledge:
    """The shipped ontology."""
    return iortkg.load()


def told(case: Labelled, text: str) -> Mapping[str, Any]:
    """Status, service and lines of a text, coded as a case is.

    The alternatives of a line are left out: a cancer of the past may compete with the one that was treated.
    """
    found = plain(knowledge(), text, on=case.on or DAY, setting=case.setting)
    lines = {biller: [_bare(line) for line in found["claims"][biller]] for biller in BILLERS}
    return {"status": found["status"], "service": found["service"], **lines}


def _bare(line: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name not in ("evidence", "path", "alternatives")}


@cache
def answered(name: str) -> Mapping[str, Any]:
    """What is claimed for a case as it is written."""
    return next(told(case, case.text) for case in EVERY if case.id == name)


def number(*words: str) -> int:
    """A number that is always the same for the same words, to choose by."""
    return crc32(" ".join(words).encode())
