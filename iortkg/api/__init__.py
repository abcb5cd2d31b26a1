"""The public face: load, code, code_many, decide, explore, and the Answer and Knowledge that they return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iortkg.api.again import again
from iortkg.api.answer import Answer, frame, graph, turtle
from iortkg.api.books import Named, books_of
from iortkg.api.deciding import decided
from iortkg.api.knowledge import Differences, Findings, Knowledge, Match, Matches
from iortkg.api.whatif import WhatIf
from iortkg.codebooks import Codebooks
from iortkg.errors import InputError
from iortkg.knowledge import compile_index, ontology_folder

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    import rdflib

__all__ = [
    "Answer",
    "Differences",
    "Findings",
    "Knowledge",
    "Match",
    "Matches",
    "WhatIf",
    "again",
    "code",
    "code_many",
    "decide",
    "explore",
    "facts_of_fhir",
    "load",
    "quiz",
    "taught",
    "to_frame",
    "to_graph",
]


def load(overlay: str | Path | None = None, *, codebooks: Named = None, answers: Iterable[Answer] = ()) -> Knowledge:
    """The shipped ontology, compiled once, and over it a folder of the user's own Turtle, checked first.

    Codebooks are the user's CMS and licensed files: those stored by iortkg tables add, or those named here, a file as
    it was downloaded or a folder of such; with codebooks=() there are none. Answers then use the newest table valid on
    the day of service. Beside it may stand answers as data, in the triples of to_rdf: query then asks both. Nothing is
    asked of a network. Raises OntologyError with the first fault of the overlay, InputError where there is no such
    folder or file.
    """
    beside, books = turtle(answers), books_of(codebooks)
    if overlay is None:
        return (
            Knowledge(_shipped().index, beside, books) if beside or (books and codebooks is not None) else _kept(books)
        )
    from iortkg.check import refuse_faults
    from iortkg.knowledge import lay_over

    refuse_faults(Path(overlay), base=ontology_folder())
    return Knowledge(lay_over(_shipped().index, Path(overlay)), beside, books)


@cache
def _shipped() -> Knowledge:
    return Knowledge(compile_index([ontology_folder()]))


@lru_cache(maxsize=2)
def _kept(books: Codebooks) -> Knowledge:
    """The shipped ontology with the tables that the user stored, the same until another is added."""
    return Knowledge(_shipped().index, codebooks=books) if books else _shipped()


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


def code_many(
    cases: Iterable[Mapping[str, Any]] | pd.DataFrame | pa.Table, *, knowledge: Knowledge | None = None
) -> Iterator[Answer]:
    """Answers to cases of the form {"id", "text", "on"?, "setting"?}, in order, one at a time.

    A pandas or polars frame, an Arrow table and batches of one are rows of such cases.
    """
    from iortkg.batch import cases_of

    known = knowledge or load()
    for item in cases_of(cases):
        yield code(item["text"], on=item.get("on"), setting=item.get("setting"), id=item.get("id"), knowledge=known)


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


def to_graph(answers: Iterable[Answer], *, text: bool = False, base: str | None = None) -> rdflib.Graph:
    """A plain rdflib Graph of many answers, each as by its to_rdf; cases that share an id are numbered."""
    return graph(answers, text=text, base=base)


def decide(
    facts: Iterable[Mapping[str, Any]],
    text: str | None = None,
    *,
    on: str | date | None = None,
    setting: str | None = None,
    id: str | int | None = None,
    knowledge: Knowledge | None = None,
) -> Answer:
    """The answer that the rules give to facts from outside: a form, a registry, FHIR or a language model.

    A fact has a kind and a concept, as the facts of an answer have, and where they apply status, value, unit and quote:
    words of the text, letter by letter. A kind that is submitted is taken from the proposal, and where the text reads
    otherwise the answer says so; other kinds are read from the text. With no text the facts stand alone, and of
    several sites the first is the place treated. Raises InputError that names the fact and says what would do.
    """
    known = knowledge or load()
    return Answer(decided(known, facts, text, on=on, setting=setting, id=id), known)


def facts_of_fhir(
    source: str | Path, *, knowledge: Knowledge | None = None
) -> tuple[tuple[Mapping[str, Any], ...], tuple[str, ...]]:
    """The facts of a radiotherapy procedure in FHIR R4, a file or JSON text, and what of it was not understood.

    Raises InputError where there is no such procedure in it, or more than one.
    """
    from iortkg.exchange import read_fhir

    found = read_fhir(source, (knowledge or load()).reader)
    return found.facts, found.notes


def explore(text: str = "", *, knowledge: Knowledge | None = None) -> Any:  # Any: a widget, as ipywidgets has it
    """The notebook explorer: a case and all that follows from it, the graph around it, and the way there."""
    from functools import partial

    from iortkg.explorer import explorer

    known = knowledge or load()
    return explorer(text, partial(code, knowledge=known), known)
