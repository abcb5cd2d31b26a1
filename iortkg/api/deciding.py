"""Answers by facts from outside, as plain values."""

from __future__ import annotations

from datetime import date

from iortkg import case
from iortkg.api.knowledge import Knowledge
from iortkg.model import Outcome


def decided(
    known: Knowledge,
    facts: object,
    text: str | None = None,
    *,
    on: str | date | None = None,
    setting: str | None = None,
    id: str | int | None = None,
    today: str | None = None,
) -> Outcome:
    """The plain value of an answer by facts, each quote looked for in the text; with no text the facts stand alone.

    Today stands in for a day of service that is nowhere given.
    """
    day = None if on is None else case.parse_day(on)
    words = case.check_text(text) if text else ""
    proposal = case.read_proposal(facts, words, known.reader)
    name, place = case.check_id(id), case.check_setting(setting)
    given = case.Given(today or date.today().isoformat(), name, day, place, books=known.codebooks)
    return case.code_case(words, known.reader, given, proposal)
