"""The part of a walk that proves one code, and the walk told in sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from iortkg.errors import UnknownThing
from iortkg.model import Walk, WalkEdge, WalkNode
from iortkg.view.boxes import words
from iortkg.view.clean import plain
from iortkg.view.names import spoken


@dataclass(frozen=True, slots=True)
class Proof:
    """What leads to a thing: chains of clauses, most of which start in the note; the last reaches the thing."""

    end: WalkNode
    chains: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The whole proof in one sentence."""
        return closed("; ".join(self.chains))


def selected(walk: Walk, main: str = "") -> str:
    """The id of the thing a walk is shown for: the named one, else the first code, else none.

    Raises UnknownThing if nothing on the walk has the name as its id or label.
    """
    names = {node.label: node.id for node in reversed(walk.nodes)} | {node.id: node.id for node in walk.nodes}
    if main and main not in names:
        raise UnknownThing(f"{plain(main)} is not on this walk. Name one of its codes.")
    codes = [node.id for node in walk.nodes if node.kind == "code"]
    return names[main] if main else next(iter(codes), "")


def steps_to(walk: Walk, end: str) -> tuple[WalkEdge, ...]:
    """The edges from which the thing is reached, in the order of the walk."""
    before: dict[str, list[str]] = defaultdict(list)
    for edge in walk.edges:
        before[edge.end].append(edge.start)
    reached, waiting = {end}, [end]
    while waiting:
        fresh = [other for other in before[waiting.pop()] if other not in reached]
        reached.update(fresh)
        waiting.extend(fresh)
    return tuple(edge for edge in walk.edges if edge.end in reached)


def proofs(walk: Walk) -> tuple[Proof, ...]:
    """One proof for each code; if there is none, one for each thing that leads nowhere further."""
    starts = {edge.start for edge in walk.edges}
    ends = {edge.end for edge in walk.edges}
    codes = [node for node in walk.nodes if node.kind == "code"]
    return tuple(
        _proof(walk, node) for node in codes or walk.nodes if node.id in ends and (codes or node.id not in starts)
    )


def _proof(walk: Walk, end: WalkNode) -> Proof:
    """The proof of one thing, each step told once: where chains meet, only the last to arrive goes on."""
    nodes = {node.id: node for node in walk.nodes}
    return Proof(end, tuple(", ".join(_clauses(run, nodes, end.id)) for run in _runs(walk, end.id)))


def hops(walk: Walk, end: str) -> tuple[WalkEdge, ...]:
    """The edges from which the thing is reached, in the order in which its proof tells them."""
    return tuple(edge for run in _runs(walk, end) for edge, _ in run)


def _runs(walk: Walk, end: str) -> Iterator[list[tuple[WalkEdge, bool]]]:
    """The edges of a proof, chain by chain; each says if other steps still lead to its end."""
    nodes = {node.id: node for node in walk.nodes}
    untold = [edge for edge in steps_to(walk, end) if edge.start != edge.end]
    while untold:
        waiting = {edge.end for edge in untold}
        ready = [edge for edge in untold if edge.start not in waiting] or untold
        yield _run(min(ready, key=lambda edge: nodes[edge.start].span or (0, 0)), untold)


def _run(edge: WalkEdge, untold: list[WalkEdge]) -> list[tuple[WalkEdge, bool]]:
    """One run of steps, which is thereby told; it stops at a thing that other steps still lead to."""
    run: list[tuple[WalkEdge, bool]] = []
    step: WalkEdge | None = edge
    while step:
        untold.remove(step)
        meeting = any(other.end == step.end for other in untold)
        run.append((step, meeting))
        onward = (other for other in untold if other.start == run[-1][0].end)
        step = None if meeting else next(onward, None)
    return run


def _clauses(run: list[tuple[WalkEdge, bool]], nodes: Mapping[str, WalkNode], end: str) -> Iterator[str]:
    """The steps of a run in words; what waits for other steps is not told to its end yet."""
    for place, (step, meeting) in enumerate(run):
        target = words(nodes[step.end]) if meeting and step.end != end else named(nodes[step.end])
        subject = "which" if place and step.end == end else words(nodes[step.start])
        yield f"{subject} {spoken(step.label) or 'leads to'} {target}"


def named(node: WalkNode) -> str:
    """A thing in a sentence; rules and codes with what is noted on them."""
    note = plain(node.note)
    return f"{words(node)} ({note})" if note and node.kind in {"rule", "code"} else words(node)


def closed(sentence: str) -> str:
    """The sentence with a full stop, if it has no closing sign of its own."""
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
