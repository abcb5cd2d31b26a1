"""The public Answer: a plain value with its proof, which shows itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from iortkg import case
from iortkg.api.books import official
from iortkg.api.frames import data_frame
from iortkg.api.knowledge import Knowledge
from iortkg.api.whatif import WhatIf
from iortkg.model import Outcome, Walk

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib
    from pyvis.network import Network

    from iortkg.teach import Lesson
    from iortkg.view import GraphView

ROW = (
    "id", "on", "setting", "status", "service",
    "biller", "system", "code", "modifiers", "units", "core", "confidence", "rule",
)  # fmt: skip


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

    def correct(self, **facts: object) -> Answer:
        """The same case with facts set by hand, like radiation="electrons"; None takes a fact away.

        Everything follows from the facts: claims, questions, why not, walk and explanation. A value is a short name of
        the ontology, a label, common words or a number. Raises InputError that says what would do.
        """
        return Answer(self._knowledge.corrected(self._outcome, facts), self._knowledge)

    def what_if(self, **facts: object) -> WhatIf:
        """What moves if facts are changed: the answer then, and the lines that change.

        Facts are given as for correct. Raises InputError that says what would do.
        """
        then = self.correct(**facts)
        return WhatIf(then, case.line_changes(self._outcome, then.outcome), self)

    def query_letter(self) -> str:
        """The open questions as a letter to the physician, in plain text; codes and payment stay out of it."""
        return case.query_letter(self._outcome, self._knowledge.index)

    @cached_property
    def proof(self) -> Walk:
        """The walk as a plain value, which pictures are made from."""
        return case.walk_of(self._outcome, self._knowledge.index)

    @cached_property
    def view(self) -> GraphView:
        """The walk as it is drawn, for pictures and exports."""
        from iortkg.view import told_of, walk_view

        index, on = self._knowledge.index, self._outcome.on
        return walk_view(self.proof, on=on, ontology=index.version, told=told_of(index))

    @cached_property
    def walk(self) -> nx.MultiDiGraph[str]:
        """The walk as a frozen networkx graph: words of the note to codes."""
        from iortkg.knowledge import walk_network

        return walk_network(self.proof)

    @property
    def _words(self) -> dict[str, Any]:  # Any: two functions that name things
        """What the views call concepts and codes."""
        from iortkg.knowledge import code_label

        index, on = self._knowledge.index, self._outcome.on
        return {"label": index.label, "meaning": lambda system, code: code_label(index, system, code, on)}

    @property
    def _official(self) -> dict[str, Any]:  # Any: as above
        """The same with official wording, for the screen."""
        return official(self._words, self._knowledge.codebooks, self._outcome.on)

    def explain(self) -> str:
        """The answer in numbered sentences, each with source and date."""
        return case.explain(self._outcome, self._knowledge.index)

    def to_text(self, *, colour: bool = False, width: int = 100, wording: bool = True) -> str:
        """The answer for a terminal, with the official wording of codes where a licensed file of the user has it."""
        from iortkg.view import answer_text

        why, words = case.ending(self._outcome, self._knowledge.index), self._official if wording else self._words
        return answer_text(self._outcome, self.proof, colour=colour, width=width, ending=why, **words)

    def to_turtle(self, *, text: bool = False, base: str | None = None) -> str:
        """The answer as Turtle, its case named by its id after the base.

        The text, the words of evidence and what quotes them are in it with text=True alone.
        """
        return turtle([self], text=text, base=base)

    def to_rdf(self, *, text: bool = False, base: str | None = None) -> rdflib.Graph:
        """The triples of to_turtle as a plain rdflib Graph."""
        return graph([self], text=text, base=base)

    def to_html(self, *, wording: bool = False) -> str:
        """One self-contained page that asks nothing of a network.

        The official wording of codes, from a licensed file of the user, is in it with wording=True alone.
        """
        from iortkg.view import page_html

        return page_html(self._outcome, self.proof, **(self._official if wording else self._words))

    def to_svg(self) -> str:
        """The walk as a picture."""
        return self.view.to_svg()

    def to_pyvis(self) -> Network:
        """A pyvis Network of the walk; its HTML comes from our template."""
        return self.view.to_pyvis()

    @cached_property
    def lesson(self) -> Lesson:
        """The answer to teach with, which storyboard, quiz and handout are made from."""
        from iortkg.api.lessons import lesson_of

        return lesson_of(self._outcome, self.proof, self._knowledge.index)

    def to_storyboard(self) -> str:
        """A page that reveals the walk hop by hop, with notes for the speaker; it asks nothing of a network."""
        from iortkg.teach import storyboard_html

        return storyboard_html(self.lesson)

    def to_quiz(self) -> str:
        """A page with questions on the codes of this case, which answers with the rules."""
        from iortkg.teach import quiz_html

        return quiz_html([self.lesson])

    def to_handout(self) -> str:
        """A page to print: case, walk, steps with sources, questions, and lines for notes."""
        from iortkg.teach import handout_html

        return handout_html([self.lesson])

    def _repr_html_(self) -> str:
        from iortkg.view import answer_html

        return answer_html(self._outcome, self.proof, **self._words)

    def rows(self) -> list[dict[str, Any]]:
        """One row a claim line, or one row with no code where there is none."""
        head = {name: getattr(self._outcome, name) for name in ROW[:5]}
        lines = [
            head | {"biller": biller, **{name: getattr(line, name) for name in ROW[6:]}}
            for biller, lines in self.claims.items()
            for line in lines
        ]
        for line in lines:
            line["modifiers"] = "-".join(line["modifiers"] or ())
        return lines or [head | dict.fromkeys(ROW[5:])]

    def to_frame(self) -> pd.DataFrame:
        """A pandas frame, one row a claim line."""
        return frame([self])


def frame(answers: Iterable[Answer]) -> pd.DataFrame:
    """A pandas frame of answers, one row a claim line."""
    return data_frame((row for answer in answers for row in answer.rows()), ROW)


def turtle(answers: Iterable[Answer], *, text: bool = False, base: str | None = None) -> str:
    """Answers as Turtle; they must be of one ontology."""
    found = tuple(answers)
    if not found:
        return ""
    from iortkg.knowledge import BASE, answers_turtle

    index = found[0]._knowledge.index  # noqa: SLF001  an answer knows its ontology
    return answers_turtle((one.outcome for one in found), index, text=text, base=base or BASE)


def graph(answers: Iterable[Answer], *, text: bool = False, base: str | None = None) -> rdflib.Graph:
    """A plain rdflib Graph of answers."""
    import rdflib

    return rdflib.Graph().parse(data=turtle(answers, text=text, base=base), format="turtle")
