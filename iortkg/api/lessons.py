"""An answer as a lesson, with what the ontology calls things and rests on."""

from __future__ import annotations

from iortkg import case
from iortkg.knowledge import Index, code_label
from iortkg.model import Citation, Outcome, Walk
from iortkg.teach import Lesson
from iortkg.view import told_of, walk_view


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
