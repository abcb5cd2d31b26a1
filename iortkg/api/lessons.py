"""Answers as lessons for whoever teaches: what they are called and rest on, as the ontology says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from iortkg import case
from iortkg.errors import InputError
from iortkg.knowledge import Index, code_label
from iortkg.model import Citation, Outcome, Walk
from iortkg.teach import Lesson, quiz_html
from iortkg.view import told_of, walk_view

if TYPE_CHECKING:
    from iortkg.api.answer import Answer
    from iortkg.api.knowledge import Knowledge

Case = Mapping[str, Any]  # Any: id, text, and at times day and setting


def lesson_of(outcome: Outcome, walk: Walk, index: Index) -> Lesson:
    """An answer to teach with; no code of its walk is chosen before another."""

    def cited(system: str, code: str) -> tuple[Citation, ...]:
        """The sources of the code that is valid on the day."""
        known = [thing for thing in index.codes.get(code, ()) if index.system(thing) == system]
        valid = next((thing for thing in known if thing.is_valid_on(outcome.on)), None)
        return tuple((valid or known[0]).citations) if known else ()

    view = walk_view(walk, main=None, on=outcome.on, ontology=index.version, told=told_of(index))
    return Lesson(
        outcome, walk, view, index.label, lambda system, code: code_label(index, system, code, outcome.on) or "", cited,
        case.ending(outcome, index),
    )  # fmt: skip


def quiz(cases: Iterable[Case | Answer], *, knowledge: Knowledge | None = None) -> str:
    """A quiz over cases, or answers, as one page that asks nothing of a network.

    Cases have the form {"id", "text", "on"?, "setting"?}. Raises InputError where there is none.
    """
    from iortkg import api

    lessons = [
        (one if isinstance(one, api.Answer) else next(api.code_many([one], knowledge=knowledge))).lesson
        for one in cases
    ]
    if not lessons:
        raise InputError("There is no case to ask about. Give at least one, as a mapping with id and text.")
    return quiz_html(lessons)
