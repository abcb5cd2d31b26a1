"""Answers about cases as triples, which SPARQL asks by the thousand; ``about/answers.ttl`` says the words.

Names are made from the id of a case and from positions. The text, the words of evidence and the sentences that quote
them come on request alone, and no hash of them is made, since a short note is easily guessed from its hash.
PROV-O says what rests on what, Web Annotation where it stands in the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from urllib.parse import quote

import pyoxigraph

from iortkg.errors import InputError
from iortkg.knowledge.export import serialized
from iortkg.knowledge.index import Index
from iortkg.knowledge.names import PREFIXES, expand
from iortkg.model import Considered, Line, Outcome

BASE = PREFIXES["ior"] + "case/"
_Value = str | bool | int | float


def answers_turtle(outcomes: Iterable[Outcome], index: Index, *, text: bool = False, base: str = BASE) -> str:
    """Answers as Turtle; raises InputError for a base that is no address."""
    try:
        pyoxigraph.NamedNode(base)
    except ValueError:
        raise InputError("The base is no address to name cases by. Give one like https://example.org/case/.") from None
    return serialized(_answers(outcomes, index, text, base), pyoxigraph.RdfFormat.TURTLE, {**PREFIXES, "case": base})


def _answers(outcomes: Iterable[Outcome], index: Index, text: bool, base: str) -> Iterator[pyoxigraph.Triple]:  # noqa: FBT001
    """The triples of answers; cases with the same id, and those with none, are numbered."""
    seen: Counter[str] = Counter()
    for outcome in outcomes:
        name = _name(outcome.id)
        seen[name] += 1
        number = f"_{seen[name]}" if seen[name] > 1 or not name else ""
        yield from _Told(index, outcome, f"{base}{name}{number}").all(text=text)


def _name(id: str | int | None) -> str:
    """An id as part of an address; it keeps no dot and no line, which part from it what follows."""
    name = "" if id is None else quote(str(id), safe="")
    return "".join(f"%{ord(sign):02X}" if sign in "._~" else sign for sign in name)


class _Told:
    """One answer as triples, part by part."""

    def __init__(self, index: Index, outcome: Outcome, case: str) -> None:
        self._index, self._outcome, self._case = index, outcome, case

    def all(self, *, text: bool) -> Iterator[pyoxigraph.Triple]:
        """The case, the answer, how it came about, and its parts."""
        outcome, answer = self._outcome, self._at("answer")
        yield self._is(self._case, "rdf:type", "ior:Case")
        if outcome.id is not None:
            yield self._has(self._case, "dcterms:identifier", str(outcome.id))
        if text:
            yield self._has(self._case, "rdf:value", outcome.text)
        yield from self._typed(answer, "ior:Answer", "prov:Entity")
        yield self._has(answer, "ior:onDay", outcome.on, "date")
        yield self._has(answer, "ior:hasStatus", outcome.status)
        yield from self._noted(answer, "ior:hasService", "ior:Service", outcome.service)
        yield from self._noted(answer, "ior:inSetting", "ior:Setting", outcome.setting)
        yield self._is(answer, "prov:wasDerivedFrom", self._case)
        yield self._is(answer, "prov:wasGeneratedBy", self._at("coding"))
        yield self._is(self._at("coding"), "rdf:type", "prov:Activity")
        yield self._is(self._at("coding"), "prov:used", self._case)
        yield self._is(self._at("coding"), "prov:used", f"{PREFIXES['ior']}version/{quote(outcome.ontology)}")
        yield from self._evidence(text=text)
        yield from self._facts()
        for biller, lines in outcome.claims.items():
            for number, line in enumerate(lines):
                yield from self._line(self._at(biller, number), biller, line)
        for number, line in enumerate(outcome.diagnoses):
            yield from self._line(self._at("diagnosis", number), "", line)
        for number, item in enumerate(outcome.consider):
            yield from self._part(self._at("considered", number), "ior:ConsideredLine")
            yield from self._billed(self._at("considered", number), item.biller, item)
        yield from self._open(text=text)

    def _evidence(self, *, text: bool) -> Iterator[pyoxigraph.Triple]:
        for number, item in enumerate(self._outcome.evidence):
            here, words, span = (self._at(name, number) for name in ("evidence", "words", "span"))
            yield from self._part(here, "ior:Evidence", "oa:Annotation")
            yield self._is(here, "oa:hasBody", item.concept)
            yield self._has(here, "ior:hasStanding", item.status)
            yield self._is(here, "oa:hasTarget", words)
            yield self._is(words, "rdf:type", "oa:SpecificResource")
            yield self._is(words, "oa:hasSource", self._case)
            yield self._is(words, "oa:hasSelector", span)
            yield self._is(span, "rdf:type", "oa:TextPositionSelector")
            yield self._has(span, "oa:start", item.start, "nonNegativeInteger")
            yield self._has(span, "oa:end", item.end, "nonNegativeInteger")
            if text:
                yield self._is(words, "oa:hasSelector", self._at("quote", number))
                yield self._is(self._at("quote", number), "rdf:type", "oa:TextQuoteSelector")
                yield self._has(self._at("quote", number), "oa:exact", item.text)

    def _facts(self) -> Iterator[pyoxigraph.Triple]:
        for number, fact in enumerate(self._outcome.facts):
            here = self._at("fact", number)
            yield from self._part(here, "ior:Fact", "prov:Entity")
            yield self._has(here, "ior:factKind", fact.kind)
            yield self._is(here, "dcterms:subject", fact.concept)
            yield self._has(here, "ior:hasStanding", fact.status)
            if fact.value is not None:
                yield self._has(here, "rdf:value", format(Decimal(repr(fact.value)), "f"), "decimal")
            if fact.unit:
                yield self._has(here, "ior:inUcum", fact.unit)
            if fact.set_by:
                yield self._has(here, "ior:setBy", fact.set_by)
            yield from self._rests(here, fact.evidence)

    def _line(self, here: str, biller: str, line: Line) -> Iterator[pyoxigraph.Triple]:
        yield from self._part(here, "ior:ClaimLine", "prov:Entity")
        yield from self._billed(here, biller, line)
        if line.units is not None:
            yield self._has(here, "ior:units", line.units, "integer")
        yield self._has(here, "ior:isCoreLine", str(line.core).lower(), "boolean")
        yield self._has(here, "ior:hasConfidence", line.confidence)
        for other in line.alternatives:
            yield from self._coded(here, "ior:hasAlternative", other.code, other.system)
        yield from self._ruled(here, line.rule)
        yield from self._rests(here, line.evidence)
        for cited in line.sources:
            yield self._is(here, "dcterms:source", cited.source)

    def _open(self, *, text: bool) -> Iterator[pyoxigraph.Triple]:
        """Questions and near misses."""
        for number, question in enumerate(self._outcome.questions):
            here = self._at("question", number)
            yield from self._part(here, "ior:OpenQuestion")
            yield self._has(here, "ior:factKind", question.missing)
            yield from self._noted(here, "dcterms:subject", "ior:Question", question.missing)
            for code in question.decides:
                yield from self._coded(here, "ior:hasCode", code)
        for number, miss in enumerate(self._outcome.why_not):
            here = self._at("near-miss", number)
            yield from self._part(here, "ior:NearMiss", "prov:Entity")
            yield from self._coded(here, "ior:hasCode", miss.code, miss.system)
            yield self._has(here, "ior:factKind", miss.deciding)
            yield from self._ruled(here, miss.rule)
            yield from self._rests(here, miss.evidence)
            if text:
                yield self._has(here, "skos:note", miss.because)

    def _billed(self, here: str, biller: str, line: Line | Considered) -> Iterator[pyoxigraph.Triple]:
        yield from self._coded(here, "ior:hasCode", line.code, line.system)
        yield from self._noted(here, "ior:onClaimOf", "ior:Biller", biller)
        for modifier in line.modifiers or ():
            yield self._has(here, "ior:modifier", modifier)

    def _ruled(self, here: str, rule: str) -> Iterator[pyoxigraph.Triple]:
        if rule:
            yield self._is(here, "ior:byRule", rule)
            yield self._is(here, "prov:wasDerivedFrom", rule)

    def _rests(self, here: str, evidence: Iterable[int]) -> Iterator[pyoxigraph.Triple]:
        return (self._is(here, "prov:wasDerivedFrom", self._at("evidence", number)) for number in evidence)

    def _coded(self, here: str, predicate: str, notation: str, system: str = "") -> Iterator[pyoxigraph.Triple]:
        """A code by its number, the node that is valid on the day if it has several."""
        index = self._index
        found = [node for node in index.codes.get(notation, ()) if not system or index.system(node) == system]
        valid = [node for node in found if node.is_valid_on(self._outcome.on)] or found
        return (self._is(here, predicate, node.curie) for node in valid[:1])

    def _noted(self, here: str, predicate: str, kind: str, notation: str) -> Iterator[pyoxigraph.Triple]:
        """A thing of the ontology by the word that the answer has for it."""
        found = (thing for thing in self._index.instances(kind) if thing.text("skos:notation") == notation)
        return (self._is(here, predicate, thing.curie) for thing in found)

    def _part(self, here: str, *kinds: str) -> Iterator[pyoxigraph.Triple]:
        yield from self._typed(here, *kinds)
        yield self._is(here, "dcterms:isPartOf", self._at("answer"))

    def _typed(self, here: str, *kinds: str) -> Iterator[pyoxigraph.Triple]:
        return (self._is(here, "rdf:type", kind) for kind in kinds)

    def _at(self, part: str, number: int | None = None) -> str:
        return f"{self._case}.{part}" + ("" if number is None else f"-{number}")

    def _is(self, subject: str, predicate: str, value: str) -> pyoxigraph.Triple:
        node = pyoxigraph.NamedNode
        return pyoxigraph.Triple(node(subject), node(expand(predicate)), node(expand(value)))

    def _has(self, subject: str, predicate: str, value: _Value, kind: str = "string") -> pyoxigraph.Triple:
        node = pyoxigraph.NamedNode
        literal = pyoxigraph.Literal(str(value), datatype=node(expand(f"xsd:{kind}")))
        return pyoxigraph.Triple(node(subject), node(expand(predicate)), literal)
