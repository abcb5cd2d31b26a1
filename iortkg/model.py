"""The plain values that flow through iortkg: frozen and made once.

Each value carries what it was made from, so an answer leads back to characters of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

BILLERS = ("facility", "radiation-oncologist", "surgeon")
SETTINGS = ("outpatient", "inpatient", "asc", "office")


class Plain:
    """A value that has a JSON form: its fields by name, in their order."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON form of the contract."""
        return {part.name: _plain(getattr(self, part.name)) for part in fields(self)}  # type: ignore[arg-type]  # a dataclass


def _plain(value: object) -> Any:  # Any: whatever JSON holds
    if isinstance(value, Plain):
        return value.to_dict()
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class Evidence(Plain):
    """Words of the note: text equals case_text[start:end], counted in Unicode code points."""

    start: int
    end: int
    text: str
    concept: str
    status: str


@dataclass(frozen=True, slots=True)
class Fact(Plain):
    """Something understood about the case; evidence counts positions in the answer's evidence.

    Where it was not read, set_by says who set it, as in hand, and there is no evidence.
    """

    kind: str
    concept: str
    status: str
    evidence: tuple[int, ...]
    value: float | None = None
    unit: str | None = None
    set_by: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; value and unit only for quantities, set_by only for facts that were set."""
        plain = super(Fact, self).to_dict()
        return {name: value for name, value in plain.items() if value is not None}


# Grades of statements, the weakest first.
GRADES = ("conflicting", "recalled", "verified")


@dataclass(frozen=True, slots=True)
class Citation(Plain):
    """A source with the grade it gives a statement: verified, recalled or conflicting."""

    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class Alternative(Plain):
    """A code that competes with a line, and why."""

    system: str
    code: str
    because: str


@dataclass(frozen=True, slots=True)
class Line(Plain):
    """One line of a claim; path alternates node, property, node from a concept to the code."""

    system: str
    code: str
    core: bool
    confidence: str
    rule: str
    sources: tuple[Citation, ...]
    evidence: tuple[int, ...]
    path: tuple[str, ...]
    units: int | None = None
    modifiers: tuple[str, ...] | None = None
    alternatives: tuple[Alternative, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; ICD lines have no units and no modifiers."""
        plain = super(Line, self).to_dict()
        billed = {name: plain.pop(name) for name in ("units", "modifiers")}
        head = {name: plain.pop(name) for name in ("system", "code")}
        return head | ({} if self.units is None else billed) | plain


@dataclass(frozen=True, slots=True)
class Considered(Plain):
    """A code that the case suggests but whose documentation the text does not show."""

    biller: str
    system: str
    code: str
    modifiers: tuple[str, ...]
    needs: str


@dataclass(frozen=True, slots=True)
class Question(Plain):
    """A missing fact, the words to ask for it, and the codes that it decides between."""

    missing: str
    ask: str
    decides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhyNot(Plain):
    """A near miss and the one kind of fact that rules it out."""

    system: str
    code: str
    deciding: str
    rule: str
    evidence: tuple[int, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Caution(Plain):
    """Something a person must know before using the answer."""

    text: str
    about: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction(Plain):
    """A fact set by hand: its kind and concept; no concept is a fact taken away, and a day has itself as value."""

    kind: str
    concept: str | None
    value: float | str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome(Plain):
    """Everything an answer says; the public Answer wraps it."""

    text: str
    id: str | int | None
    on: str
    on_from: str
    setting: str
    setting_from: str
    status: str
    service: str
    claims: Mapping[str, tuple[Line, ...]]
    ontology: str
    diagnoses: tuple[Line, ...] = ()
    consider: tuple[Considered, ...] = ()
    questions: tuple[Question, ...] = ()
    why_not: tuple[WhyNot, ...] = ()
    facts: tuple[Fact, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    warnings: tuple[Caution, ...] = ()
    corrections: tuple[Correction, ...] = ()
    proposal: tuple[Any, ...] = ()  # Any: as iortkg.case reads them
    differences: tuple[Plain, ...] | None = None
    tables: tuple[Any, ...] = ()  # Any: as iortkg.codebooks names them

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON-ready values, in the order of the contract; the text itself is left out.

        Corrections are there if a fact was set by hand, differences if facts were submitted, tables if any are in use.
        """
        apart = {"corrections": self.corrections or None, "differences": self.differences}
        return {name: [item.to_dict() for item in told] for name, told in apart.items() if told is not None} | {
            "id": self.id,
            "on": self.on,
            "on_from": self.on_from,
            "setting": self.setting,
            "setting_from": self.setting_from,
            "status": self.status,
            "service": self.service,
            "claims": {biller: [line.to_dict() for line in self.claims[biller]] for biller in BILLERS},
            "diagnoses": [line.to_dict() for line in self.diagnoses],
            "consider": [item.to_dict() for item in self.consider],
            "questions": [item.to_dict() for item in self.questions],
            "why_not": [item.to_dict() for item in self.why_not],
            "facts": [item.to_dict() for item in self.facts],
            "evidence": [item.to_dict() for item in self.evidence],
            "warnings": [item.to_dict() for item in self.warnings],
            "ontology": self.ontology,
            **({"tables": [table.to_dict() for table in self.tables]} if self.tables else {}),
        }


@dataclass(frozen=True, slots=True)
class WalkNode:
    """One thing on the walk, with its CURIE. Stage: 0 in the note, 1 means, 2 so it is, 3 the rule, 4 the code.

    source has the labels of the sources, sources their CURIEs.
    """

    id: str
    kind: str
    label: str
    stage: int
    note: str = ""
    source: str = ""
    span: tuple[int, int] | None = None
    concept: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WalkEdge:
    """One step of the walk, with the word for it, its source and since when it holds."""

    start: str
    end: str
    predicate: str
    label: str
    source: str = ""
    since: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Walk:
    """The proof as a graph: words of the note, what they mean, the rules they serve, the codes."""

    nodes: tuple[WalkNode, ...]
    edges: tuple[WalkEdge, ...]
    title: str = ""
