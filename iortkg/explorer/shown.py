"""What the explorer asks of the rest: a function that codes one case, and the ontology."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from iortkg.knowledge import Index, Question
from iortkg.model import Outcome, Walk
from iortkg.view import GraphView


class Shown(Protocol):
    """An answer: a plain value with its proof, which is put right by hand and shows itself."""

    @property
    def outcome(self) -> Outcome:
        """The plain value."""
        ...

    @property
    def proof(self) -> Walk:
        """The walk as a plain value."""
        ...

    @property
    def view(self) -> GraphView:
        """The walk as it is drawn."""
        ...

    def correct(self, **facts: object) -> Shown:
        """The same case with facts set by hand."""
        ...

    def what_if(self, **facts: object) -> Any:  # Any: changes and an answer, which only the api knows
        """What moves if facts are changed."""
        ...

    def to_text(self) -> str:
        """The answer in plain words."""
        ...

    def _repr_html_(self) -> str: ...


class CodeOne(Protocol):
    """A function from a case text, a day and a setting to an answer."""

    def __call__(self, text: str, *, on: str | date | None = None, setting: str | None = None) -> Shown:
        """The answer; raises IortkgError for a case that is unfit."""
        ...


class Known(Protocol):
    """The ontology, open to questions."""

    @property
    def whole(self) -> Index:
        """The frozen index of all things."""
        ...

    @property
    def questions(self) -> Mapping[str, Question]:
        """The stored questions by name."""
        ...

    def query(self, sparql: str, /, **parameters: object) -> Any:  # Any: a table, which only the api knows
        """What a query finds."""
        ...

    def find(self, words: str) -> Iterable[Any]:  # Any: matches, which only the api knows
        """Things whose labels match the words."""
        ...

    def view(self, what: str, *, on: str | None = None) -> GraphView:
        """A part of the graph to draw."""
        ...

    def neighbours(self, thing: str, *, on: str | None = None) -> Iterable[tuple[str, str, str, tuple[str, ...]]]:
        """Ties of a thing in groups: property, its words, out or in, and the things there."""
        ...
