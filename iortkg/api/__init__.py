"""The public face: load, code, code_many, explore, and the Answer and Knowledge that they return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iortkg.api.answer import Answer, frame
from iortkg.api.knowledge import Differences, Findings, Knowledge, Match, Matches
from iortkg.api.whatif import WhatIf
from iortkg.errors import InputError
from iortkg.knowledge import compile_index, ontology_folder

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Answer",
    "Differences",
    "Findings",
    "Knowledge",
    "Match",
    "Matches",
    "WhatIf",
    "code",
    "code_many",
    "explore",
    "load",
    "quiz",
    "taught",
    "to_frame",
]


def load(overlay: str | Path | None = None) -> Knowledge:
    """The shipped ontology, compiled once, and over it a folder of the user's own Turtle, checked first.

    Nothing is asked of a network. Raises OntologyError with the first fault of the overlay, InputError where there is
    no such folder.
    """
    if overlay is None:
        return _shipped()
    from iortkg.check import refuse_faults
    from iortkg.knowledge import lay_over

    refuse_faults(Path(overlay), base=ontology_folder())
    return Knowledge(lay_over(_shipped().index, Path(overlay)))


@cache
def _shipped() -> Knowledge:
    return Knowledge(compile_index([ontology_folder()]))


def code(
    text: str,
    *,
    on: str | date | None = None,
    setting: str | None = None,
    id: str | int | None = None,
    knowledge: Knowledge | None = None,
) -> Answer:
    """The answer to one case text; raises InputError where text, date or setting is of no use.

    The day of service is the one given, else the one operation date of the text, else today.
    """
    known = knowledge or load()
    return Answer(known.outcome(text, on=on, setting=setting, id=id), known)


def code_many(cases: Iterable[Mapping[str, Any]], *, knowledge: Knowledge | None = None) -> Iterator[Answer]:
    """Answers to cases of the form {"id", "text", "on"?, "setting"?}, in order."""
    known = knowledge or load()
    for case in cases:
        item = _fields(case)
        yield code(item["text"], on=item.get("on"), setting=item.get("setting"), id=item.get("id"), knowledge=known)


def _fields(case: object) -> Mapping[str, Any]:
    if isinstance(case, Mapping) and "text" in case:
        return case
    raise InputError("A case has no text. Give each case as a mapping with at least id and text.")


def quiz(cases: Iterable[Mapping[str, Any] | Answer], *, knowledge: Knowledge | None = None) -> str:
    """A quiz over cases of the form of code_many, or over answers, as one page that asks nothing of a network.

    Raises InputError where there is none.
    """
    return taught("quiz", cases, knowledge=knowledge)


def taught(form: str, cases: Iterable[Mapping[str, Any] | Answer], *, knowledge: Knowledge | None = None) -> str:
    """A page to teach with: the storyboard of one case, the quiz or the handout of many.

    Raises InputError where there is no case.
    """
    from iortkg import teach

    answers = (one if isinstance(one, Answer) else next(code_many([one], knowledge=knowledge)) for one in cases)
    lessons = [answer.lesson for answer in answers]
    if not lessons:
        raise InputError("There is no case to teach with. Give at least one, as a mapping with id and text.")
    if form == "storyboard":
        return teach.storyboard_html(lessons[0])
    return (teach.quiz_html if form == "quiz" else teach.handout_html)(lessons)


def to_frame(answers: Iterable[Answer]) -> pd.DataFrame:
    """A pandas frame of many answers, one row a claim line."""
    return frame(answers)


def explore(text: str = "", *, knowledge: Knowledge | None = None) -> Any:  # Any: a widget, as ipywidgets has it
    """The notebook explorer: a case and all that follows from it, the graph around it, and the way there."""
    from functools import partial

    from iortkg.explorer import explorer

    known = knowledge or load()
    return explorer(text, partial(code, knowledge=known), known)
