"""The public Knowledge: the ontology, open to questions about cases, things, walks and graphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from iortkg import case
from iortkg.knowledge import PREFIXES, Index
from iortkg.model import Outcome

if TYPE_CHECKING:
    import networkx as nx
    import rdflib


class Knowledge:
    """The ontology, compiled; ask it for cases, things, walks and graphs."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __repr__(self) -> str:
        return f"<iortkg ontology {self._index.version}: {len(self._index.things)} things>"

    @cached_property
    def reader(self) -> case.Reader:
        """What reading a case needs, compiled when first used."""
        return case.make_reader(self._index)

    @property
    def index(self) -> Index:
        """The frozen index of all things."""
        return self._index

    @cached_property
    def _whole(self) -> Index:
        """The index with the details that coding does not need, compiled for the first card."""
        from iortkg.knowledge import compile_index

        return compile_index(self._index.folders, whole=True)

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The CURIE table."""
        return dict(PREFIXES)

    @cached_property
    def graph(self) -> rdflib.Graph:
        """A plain rdflib Graph of the same triples, parsed when first needed."""
        from iortkg.knowledge import rdf_graph

        return rdf_graph(self._index)

    @cached_property
    def network(self) -> nx.MultiDiGraph[str]:
        """A frozen networkx MultiDiGraph; edges carry predicate, sources and dates."""
        from iortkg.knowledge import network

        return network(self._index)

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
        id: str | None = None,
        today: str | None = None,
    ) -> Outcome:
        """The plain value of an answer; today stands in for a day of service that is nowhere given."""
        day = None if on is None else case.parse_day(on)
        given = case.Given(today or date.today().isoformat(), id, day, case.check_setting(setting))
        return case.code_case(case.check_text(text), self.reader, given)

    def find(self, words: str) -> Findings:
        """Things whose labels match the words, best first, misspellings forgiven."""
        from iortkg.knowledge import find

        return Findings(
            tuple(
                f"{hit.thing.curie}  {hit.thing.label}  ({hit.label}, {hit.score:g})"
                for hit in find(self._index, words)
            )
        )

    def show(self, thing: str, *, on: str | date | None = None) -> Findings:
        """The card of a code or concept; raises UnknownThing with suggestions."""
        from iortkg.knowledge import card, resolve

        day = None if on is None else case.parse_day(on)
        found = resolve(self._whole, thing, day)
        return Findings(tuple(str(card(self._whole, found, day)).splitlines()))

    def path(self, start: str, end: str) -> Findings:
        """The walk between two things, in words; empty where nothing ties them."""
        from iortkg.knowledge import path, path_lines, resolve

        return Findings(
            tuple(path_lines(self._index, path(self._index, resolve(self._index, start), resolve(self._index, end))))
        )


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
