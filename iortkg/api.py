"""The public face: load, code, code_many, explore, and the Answer and Knowledge that they return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iortkg import case
from iortkg.errors import InputError
from iortkg.knowledge import PREFIXES, Index, compile_index, ontology_folder
from iortkg.model import Outcome, Walk

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib
    from pyvis.network import Network

_ROW = (
    "id",
    "on",
    "setting",
    "status",
    "service",
    "biller",
    "system",
    "code",
    "modifiers",
    "units",
    "core",
    "confidence",
    "rule",
)


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

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The CURIE table."""
        return dict(PREFIXES)

    @cached_property
    def graph(self) -> rdflib.Graph:
        """A plain rdflib Graph of the same triples, parsed when first asked for."""
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
        return Findings(tuple(str(card(self._index, resolve(self._index, thing, day), day)).splitlines()))

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


class Answer:
    """What a case means in codes, with the proof; it shows itself in a notebook."""

    def __init__(self, outcome: Outcome, knowledge: Knowledge) -> None:
        self._outcome, self._knowledge = outcome, knowledge

    def __repr__(self) -> str:
        codes = ", ".join(line.code for lines in self.claims.values() for line in lines)
        return f"<iortkg answer: {self.status}, {self.service}{': ' if codes else ''}{codes}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answer) and self._outcome == other._outcome

    __hash__ = None  # type: ignore[assignment]  # an outcome holds a mapping

    @property
    def outcome(self) -> Outcome:
        """The plain value behind the answer."""
        return self._outcome

    @property
    def status(self) -> str:
        """coded, needs-information, not-iort or no-code-on-date."""
        return self._outcome.status

    @property
    def service(self) -> str:
        """What was done, in one word of the contract."""
        return self._outcome.service

    @property
    def claims(self) -> Mapping[str, Any]:  # Any: tuples of Line, named so for readers of the contract
        """Claim lines by biller."""
        return self._outcome.claims

    @property
    def questions(self) -> tuple[Any, ...]:
        """What the physician must be asked, most deciding first."""
        return self._outcome.questions

    @property
    def why_not(self) -> tuple[Any, ...]:
        """Near misses, each with the one kind of fact that rules it out."""
        return self._outcome.why_not

    @property
    def evidence(self) -> tuple[Any, ...]:
        """Words of the note that the answer rests on."""
        return self._outcome.evidence

    @property
    def facts(self) -> tuple[Any, ...]:
        """What was understood."""
        return self._outcome.facts

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON-ready values, field by field as the contract says."""
        return self._outcome.to_dict()

    @cached_property
    def proof(self) -> Walk:
        """The walk as a plain value, which pictures are made from."""
        return case.walk_of(self._outcome, self._knowledge.index)

    @cached_property
    def walk(self) -> nx.MultiDiGraph[str]:
        """The walk as a frozen networkx graph: words of the note to codes."""
        from iortkg.knowledge import walk_network

        return walk_network(self.proof)

    def explain(self) -> str:
        """The answer in numbered sentences, each with source and date."""
        return case.explain(self._outcome, self._knowledge.index)

    def to_text(self, *, colour: bool = False, width: int = 100) -> str:
        """The answer for a terminal."""
        from iortkg.view import answer_text

        return answer_text(self._outcome, self.proof, colour=colour, width=width)

    def to_html(self) -> str:
        """One self-contained page that asks nothing of a network."""
        from iortkg.view import page_html

        return page_html(self._outcome, self.proof)

    def to_svg(self) -> str:
        """The walk as a picture."""
        from iortkg.view import walk_svg

        return walk_svg(self.proof)

    def to_pyvis(self) -> Network:
        """A pyvis Network of the walk; its HTML comes from iortkg.view.network_html."""
        from iortkg.view import walk_network

        return walk_network(self.proof)

    def _repr_html_(self) -> str:
        from iortkg.view import answer_html

        return answer_html(self._outcome, self.proof)

    def rows(self) -> list[dict[str, Any]]:
        """One row a claim line, or one row with no code where there is none."""
        head = {name: getattr(self._outcome, name) for name in _ROW[:5]}
        lines = [
            head | {"biller": biller, **{name: getattr(line, name) for name in _ROW[6:]}}
            for biller, lines in self.claims.items()
            for line in lines
        ]
        for line in lines:
            line["modifiers"] = "-".join(line["modifiers"] or ())
        return lines or [head | dict.fromkeys(_ROW[5:])]

    def to_frame(self) -> pd.DataFrame:
        """A pandas frame, one row a claim line."""
        return to_frame([self])


def load(overlay: str | Path | None = None) -> Knowledge:
    """The shipped ontology, compiled once; nothing is asked of a network."""
    if overlay is not None:
        raise InputError("An overlay folder is not read yet in this version. Call load() alone.")
    return _shipped()


@cache
def _shipped() -> Knowledge:
    return Knowledge(compile_index([ontology_folder()]))


def code(
    text: str,
    *,
    on: str | date | None = None,
    setting: str | None = None,
    id: str | None = None,
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
    for item in cases:
        if "text" not in item:
            raise InputError("A case has no text. Give each case as a mapping with at least id and text.")
        name = item.get("id")
        yield code(
            item["text"], on=item.get("on"), setting=item.get("setting"), id=None if name is None else str(name),
            knowledge=known,
        )  # fmt: skip


def to_frame(answers: Iterable[Answer]) -> pd.DataFrame:
    """A pandas frame of many answers, one row a claim line."""
    try:
        import pandas as pd
    except ImportError:
        raise InputError('pandas is not installed. Run: pip install "iortkg[notebook]"') from None
    return pd.DataFrame([row for answer in answers for row in answer.rows()], columns=list(_ROW))


def explore(text: str = "") -> Any:  # Any: an ipywidgets widget, known only where ipywidgets is installed
    """The notebook explorer: a case box with examples, day, setting and the answer."""
    from iortkg.explorer import explorer

    return explorer(text, code)
