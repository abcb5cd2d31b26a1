"""The public Knowledge: the ontology, open to questions about cases, things, walks and graphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from iortkg import case
from iortkg.api.books import card_lines
from iortkg.api.table import Table
from iortkg.codebooks import NONE, Codebooks
from iortkg.errors import InputError
from iortkg.knowledge import PREFIXES, Change, Index, with_tables
from iortkg.model import Outcome

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from iortkg.knowledge import Neighbours, Question, Store
    from iortkg.view import GraphView


class Knowledge:
    """The ontology, compiled; ask it for cases, things, walks and graphs."""

    def __init__(self, index: Index, beside: str = "", codebooks: Codebooks = NONE) -> None:
        self._index, self.beside, self.codebooks = index, beside, codebooks

    def __repr__(self) -> str:
        return f"<iortkg ontology {self._index.version}: {len(self._index.things)} things>"

    @cached_property
    def reader(self) -> case.Reader:
        """What reading a case needs, compiled when first used."""
        return case.make_reader(self._index)

    @property
    def index(self) -> Index:
        """The frozen index of what coding needs."""
        return self._index

    @cached_property
    def whole(self) -> Index:
        """The frozen index of all things: payment, payers and principles too."""
        return with_tables(self._index)

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The CURIE table."""
        return dict(PREFIXES)

    @cached_property
    def graph(self) -> rdflib.Graph:
        """A plain rdflib Graph of the same triples, parsed when first needed."""
        from iortkg.knowledge import rdf_graph

        return rdf_graph(self.whole)

    @cached_property
    def network(self) -> nx.MultiDiGraph[str]:
        """A frozen networkx MultiDiGraph; edges carry predicate, source and dates."""
        from iortkg.knowledge import network

        return network(self.whole)

    @property
    def version(self) -> str:
        """The version that answers name."""
        return self._index.version

    def outcome(
        self,
        text: str,
        *,
        on: str | date | None = None,
        setting: str | None = None,
        id: str | int | None = None,
        today: str | None = None,
    ) -> Outcome:
        """The plain value of an answer; today stands in for a day of service that is nowhere given."""
        day = None if on is None else case.parse_day(on)
        now, place = today or date.today().isoformat(), case.check_setting(setting)
        given = case.Given(now, case.check_id(id), day, place, books=self.codebooks)
        return case.code_case(case.check_text(text), self.reader, given)

    def corrected(self, outcome: Outcome, facts: Mapping[str, object]) -> Outcome:
        """The plain value of an answer with facts set by hand beside those that it was made with."""
        made = case.merged(outcome.corrections, case.understand(facts, self.reader), self._index)
        today = outcome.on if outcome.on_from == "today" else date.today().isoformat()
        on = outcome.on if outcome.on_from == "given" else None
        setting = outcome.setting if outcome.setting_from == "given" else None
        given = case.Given(today, outcome.id, on, setting, made, self.codebooks)
        return case.code_case(outcome.text, self.reader, given, outcome.proposal)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The stored questions by name."""
        from iortkg.knowledge import read_questions

        return read_questions(self._index.folders)

    @cached_property
    def _store(self) -> Store:
        """The triples as SPARQL asks them, loaded with the first question."""
        from iortkg.knowledge import Store

        return Store(self.whole, self.beside)

    def query(self, sparql: str, /, **parameters: object) -> Table:
        """What a SPARQL 1.1 query finds, or a stored question asked by its name.

        A parameter stands for the variable of its name: the short name of a thing, an ISO date or a date for a day, a
        number, else a text. It is put in as one value and is no part of the query itself. Nothing outside the ontology
        is asked and nothing is written. Raises QueryError with the place of a fault.
        """
        from iortkg.knowledge import NAME, question_called

        text, given = sparql, dict(parameters)
        if NAME.fullmatch(sparql.strip()):
            stored = question_called(self.questions, sparql.strip())
            text, given = stored.text, {**stored.parameters, **self._as_declared(stored.parameters, given)}
        return Table(self._store.rows(text, given), self.whole)

    def _as_declared(self, declared: Mapping[str, str], given: Mapping[str, object]) -> dict[str, object]:
        """Values for a stored question as what its own values are: days, and things that a number may name."""
        from iortkg.knowledge import parameter_kind, resolve

        found = dict(given)
        for name in declared.keys() & given.keys():
            value, kind = given[name], parameter_kind(declared[name])
            if isinstance(value, str) and kind != "text":
                found[name] = case.parse_day(value) if kind == "day" else resolve(self.whole, value).curie
        return found

    def find(self, words: str) -> Matches:
        """Things whose labels match the words, best first, misspellings forgiven; raises InputError for no words."""
        from iortkg.knowledge import find

        if not any(char.isalnum() for char in words):
            raise InputError("There is no letter and no digit to look for. Give words, or the number of a code.")
        return Matches(
            Match(hit.thing.curie, hit.thing.label, hit.kind, hit.label, hit.score) for hit in find(self.whole, words)
        )

    def show(self, thing: str, *, on: str | date | None = None, wording: bool = True) -> Findings:
        """The card of a code or concept, with licensed wording if loaded; raises UnknownThing with suggestions."""
        day = None if on is None else case.parse_day(on)
        return Findings(card_lines(self.whole, self.codebooks, thing, day, wording=wording))

    def diff(self, first: str | date, second: str | date) -> Differences:
        """What changed after the first day and up to the second; raises InputError where the second is not later."""
        from iortkg.knowledge import change_line, changes

        days = case.parse_day(first), case.parse_day(second)
        if days[0] >= days[1]:
            raise InputError(f"{days[1]} is not after {days[0]}. Give the earlier day first.")
        found = changes(self.whole, *days)
        return Differences(tuple(change_line(self.whole, change) for change in found), *days, found)

    def neighbours(self, thing: str, *, on: str | date | None = None) -> tuple[Neighbours, ...]:
        """What a thing is tied to, by property and direction: (predicate, label, "out" or "in", CURIEs).

        On a day, only what is valid then. Raises UnknownThing with suggestions.
        """
        from iortkg.knowledge import neighbours, resolve

        day = None if on is None else case.parse_day(on)
        return neighbours(self.whole, resolve(self.whole, thing, day), day)

    def view(self, what: str, *, on: str | date | None = None, most: int | None = None) -> GraphView:
        """A part of the graph to draw: a code or concept with its neighbours, a walk "A..B", or "all" by kind.

        On a day, only what is valid then; of more neighbours than the most, the first of each group. Raises
        UnknownThing with suggestions, InputError where no walk ties A and B.
        """
        from iortkg.api.views import view_of

        return view_of(self.whole, what, None if on is None else case.parse_day(on), most)

    def path(self, start: str, end: str) -> Findings:
        """The walk between two things, in words; empty where nothing ties them."""
        from iortkg.knowledge import path, path_lines, resolve

        return Findings(
            tuple(path_lines(self.whole, path(self.whole, resolve(self.whole, start), resolve(self.whole, end))))
        )


@dataclass(frozen=True, slots=True)
class Match:
    """A thing that was found: its CURIE, label and kind, the words of it that matched, and how well, of 100."""

    curie: str
    label: str
    kind: str
    words: str
    score: float

    def __str__(self) -> str:
        return f"{self.curie}  {self.label}  ({self.words}, {self.score:g})"


class Matches(tuple[Match, ...]):
    """Things that were found, best first, which show themselves."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(map(str, self))

    def __repr__(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class Findings:
    """Lines that show themselves."""

    lines: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(self.lines)

    def __repr__(self) -> str:
        return str(self)

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


@dataclass(frozen=True, slots=True, repr=False)
class Differences(Findings):
    """What changed between two days; it shows itself as lines."""

    first: str
    second: str
    changes: tuple[Change, ...]

    def to_dict(self) -> dict[str, Any]:
        """The changes as JSON-ready values."""
        return {"from": self.first, "to": self.second, "changes": [change.to_dict() for change in self.changes]}
