"""The proof of an answer as a walk: words of the note, what they mean, the rules they serve, the codes claimed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable

from iortkg.case.hand import how_set, serving
from iortkg.knowledge import Index, presupposed, tie_label
from iortkg.model import BILLERS, Fact, Line, Outcome, Walk, WalkEdge, WalkNode

_QUANTITY = frozenset({"dose", "energy", "channels"})


class _Draft:
    """Nodes and edges while a walk is being drawn; each node and each edge once, in the order met."""

    def __init__(self, index: Index, outcome: Outcome) -> None:
        self.index, self.outcome = index, outcome
        self.nodes: dict[str, WalkNode] = {}
        self.edges: dict[tuple[str, str], WalkEdge] = {}
        self.after: dict[str, set[str]] = defaultdict(set)

    def node(
        self, concept: str, kind: str, label: str, stage: int, note: str = "",
        *, part: str = "", sources: tuple[str, ...] = (),
    ) -> str:  # fmt: skip
        name = concept + part
        node = WalkNode(name, kind, label, stage, note, self.cited(sources), concept=concept, sources=sources)
        self.nodes.setdefault(name, node)
        return name

    def cited(self, sources: Iterable[str]) -> str:
        return ", ".join(map(self.index.label, sources))

    def words(self, number: int) -> str:
        item = self.outcome.evidence[number]
        name = f"text:{item.start}-{item.end}"
        quoted = f"\u201c{' '.join(item.text.split())}\u201d"
        self.nodes.setdefault(name, WalkNode(name, "text", quoted, 0, "", "", (item.start, item.end)))
        return name

    def edge(self, start: str, end: str, predicate: str, sources: tuple[str, ...] = (), since: str = "") -> None:
        label = tie_label(self.index, predicate, start)
        self.after[start].add(end)
        self.edges.setdefault((start, end), WalkEdge(start, end, predicate, label, self.cited(sources), since, sources))


def walk_of(outcome: Outcome, index: Index) -> Walk:
    """The walk of an answer."""
    draft = _Draft(index, outcome)
    for biller in BILLERS:
        for line in outcome.claims[biller]:
            _draw_line(draft, line, biller)
    for line in outcome.diagnoses:
        _draw_line(draft, line, "diagnosis")
    if not draft.nodes:
        _draw_facts(draft)
    title = f"{outcome.service}: {outcome.status.replace('-', ' ')}, for a service on {outcome.on}"
    return Walk(tuple(draft.nodes.values()), tuple(draft.edges.values()), title)


def _draw_line(draft: _Draft, line: Line, biller: str) -> None:
    index = draft.index
    rule = index[line.rule]
    since = rule.text("ior:validFrom")
    kind = index.label(rule.one("ior:ofKind"))
    note = " \u00b7 ".join(part for part in (f"from {since[:4]}" if since else "", kind) if part)
    sources = tuple(citation.source for citation in line.sources)
    name = draft.node(line.rule, "rule", rule.label, 3, note, sources=sources)
    needs = index.needs(rule).every
    told = [f for f in draft.outcome.facts if f.status == "affirmed" and set(f.evidence) & set(line.evidence)]
    told += serving(line, draft.outcome, needs, index)
    paths = [(fact, _steps(index, fact, line, needs)) for fact in told]
    for fact, path in sorted(paths, key=lambda drawn: -len(drawn[1])):
        _draw_fact(draft, fact, path, name, needs)
    _draw_energies(draft)
    modifiers = "-".join(("", *(line.modifiers or ())))
    units = f" \u00d7{line.units}" if (line.units or 1) > 1 else ""
    review = ", review" if line.confidence == "review" else ""
    code = line.path[-1] if line.path else line.code
    meaning = index.label(code) if code in index else ""
    note = " \u00b7 ".join(part for part in (biller.replace("-", " ") + review, meaning) if part)
    billed = f"{line.code}{modifiers}{units}"
    end = draft.node(code, "code", billed, 4, note, part=f"@{biller}", sources=sources)
    draft.edge(name, end, "ior:proposes", sources, since)


def _steps(index: Index, fact: Fact, line: Line, needs: Iterable[str]) -> tuple[str, ...]:
    """The concept of a fact and what it entails up to a need of the rule; empty where the rule has no use for it."""
    path = next((p for p in index.steps_from(fact.concept) if p[-1] in needs), None)
    served = fact.concept in line.path or fact.kind == "site" or (fact.kind == "side" and line.modifiers)
    return tuple(path or ((fact.concept,) if served else ()))


def _draw_fact(draft: _Draft, fact: Fact, path: tuple[str, ...], rule: str, needs: Container[str]) -> None:
    """The words, the concept, what it entails up to a need of the rule, and the rule."""
    if not path:
        return
    index = draft.index
    note = how_set(fact)
    first = draft.node(path[0], _kind(index, fact), _label(index, fact), 1, note)
    for number in fact.evidence:
        words = draft.words(number)
        # Words that already lead to the concept through a device need no second way.
        if not any(first in draft.after[middle] for middle in tuple(draft.after[words])):
            draft.edge(words, first, "means")
    last = first
    for predicate, target in zip(path[1::2], path[2::2], strict=True):
        stage = 2
        draft.node(target, index.kind(target) or "other", index.label(target), stage)
        draft.edge(last, target, predicate, index[last].all("dcterms:source"))
        last = target
    scope = presupposed(index[rule], index.things, "ior:presupposes", "ior:presupposesOneOf")
    tie = "ior:bringsIntoScope" if last in scope else "ior:isNeededBy" if last in needs else "ior:specifies"
    draft.edge(last, rule, tie)


def _draw_energies(draft: _Draft) -> None:
    """The energies told that mean a radiation on the walk: the note says twice what it says by name and by number."""
    for fact in draft.outcome.facts:
        meant = draft.index.meant(fact.concept)
        if fact.kind == "energy" and fact.status == "affirmed" and meant in draft.nodes:
            name = draft.node(fact.concept, fact.kind, _label(draft.index, fact), 1)
            for number in fact.evidence:
                draft.edge(draft.words(number), name, "means")
            draft.edge(name, meant, "ior:means")


def _kind(index: Index, fact: Fact) -> str:
    """The kind of a fact: that of its concept, save where the concept is but a unit or a range."""
    return fact.kind if fact.kind in _QUANTITY else index.kind(fact.concept) or fact.kind


def _label(index: Index, fact: Fact) -> str:
    if fact.kind in _QUANTITY and fact.value is not None:
        unit = (fact.unit or "").strip("{}")
        return f"{fact.value:g} {unit}"
    return index.label(fact.concept)


def _draw_facts(draft: _Draft) -> None:
    """Where nothing is claimed: the words and what they mean, with their standing."""
    for fact in draft.outcome.facts:
        if fact.evidence:
            note = "" if fact.status == "affirmed" else fact.status
            name = draft.node(
                fact.concept, _kind(draft.index, fact), _label(draft.index, fact), 1, note, part=f"#{fact.status}"
            )
            for number in fact.evidence:
                draft.edge(draft.words(number), name, "means")
