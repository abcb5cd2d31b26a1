"""Stored questions: queries in files, each with its question in English and whom it serves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from iortkg.errors import OntologyError, UnknownThing
from iortkg.knowledge.names import expand
from iortkg.knowledge.reading import text_of

_HEAD = re.compile(r"^# (question|for|parameters): (.+)$", re.MULTILINE)
_PARAMETER = re.compile(r"^(\w+) = (\S.*)$")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Question:
    """A stored query: its name, what it asks, for whom, its parameters with the values they have if none is given."""

    name: str
    asks: str
    reader: str
    parameters: Mapping[str, str]
    text: str
    path: Path

    def __str__(self) -> str:
        given = "".join(f", {name} = {value}" for name, value in self.parameters.items())
        return f"{self.name}  {self.asks} (for: {self.reader}{given})"


def read_questions(folders: tuple[Path, ...]) -> Mapping[str, Question]:
    """The stored questions of ontology folders by name."""
    return {path.stem: read_question(path) for folder in folders for path in question_files(folder)}


def question_files(folder: Path) -> tuple[Path, ...]:
    """The files of the stored questions of a folder."""
    return tuple(sorted((folder / "questions").glob("*.rq")))


def question_called(questions: Mapping[str, Question], name: str) -> Question:
    """The stored question of a name; raises UnknownThing with the nearest one."""
    if name in questions:
        return questions[name]
    near = get_close_matches(name, questions, 1)
    hint = f"Did you mean {near[0]}?" if near else "List them with iortkg query --list."
    raise UnknownThing(f"No stored question is called {name!r}. {hint}")


def parameter_kind(value: str) -> str:
    """day, thing or text: what the value is that a stored question has if none is given."""
    if _DAY.fullmatch(value):
        return "day"
    return "text" if expand(value) == value else "thing"


def read_question(path: Path) -> Question:
    """The stored question of a file; raises OntologyError or InputError where it is none."""
    text = text_of(path)
    head = dict(_HEAD.findall(text))
    if not {"question", "for"} <= head.keys():
        raise OntologyError(f"{path.name} does not say its question and whom it is for. Begin it with these two lines.")
    return Question(path.stem, head["question"], head["for"], dict(_parameters(path, head)), text, path)


def _parameters(path: Path, head: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for part in filter(None, head.get("parameters", "").split("; ")):
        found = _PARAMETER.match(part)
        if not found:
            raise OntologyError(f"{path.name} has the parameter {part!r}. Write each as: name = value, with ; between.")
        yield found[1], found[2]
