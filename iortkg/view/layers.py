"""The walk in columns: places for its nodes, and bends where an edge passes a column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from iortkg.errors import IortkgError
from iortkg.model import Walk, WalkEdge

_MEANS = 1


@dataclass(frozen=True, slots=True)
class Chain:
    """An edge, or several with the same ends: the slots that it passes, from its start to its end."""

    edges: tuple[WalkEdge, ...]
    slots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Slots:
    """Columns of slots: a slot below the number of nodes is that node, any other a bend.

    Links are pairs of slots in neighbouring columns, the left one first, each once.
    """

    nodes: int
    stages: tuple[int, ...]
    layers: tuple[tuple[int, ...], ...]
    chains: tuple[Chain, ...]
    column: Mapping[int, int]
    links: tuple[tuple[int, int], ...]


def columns(walk: Walk) -> Slots:
    """The slots of a walk; a stage whose things lead to one another takes several columns."""
    index = {node.id: number for number, node in enumerate(walk.nodes)}
    _refuse_unknown(walk, index)
    stages = _stages(walk, index)
    keys = list(zip(stages, _depths(walk, index, stages), strict=True))
    kinds = sorted(set(keys))
    column = {number: kinds.index(key) for number, key in enumerate(keys)}
    bends: dict[tuple[int, int, bool], int] = {}
    chains = tuple(Chain(edges, _bend(pair, column, bends)) for pair, edges in _pairs(walk, index).items())
    column |= {slot: place for (_, place, _), slot in bends.items()}
    told = sorted(column, key=lambda slot: (_reading(walk, slot), slot))
    layers = tuple(tuple(slot for slot in told if column[slot] == place) for place in range(len(kinds)))
    return Slots(len(keys), tuple(stage for stage, _ in kinds), layers, chains, column, _links(chains, column))


def _reading(walk: Walk, slot: int) -> tuple[int, int]:
    """Where the words of a slot stand in the note; things that have none stand at the start."""
    return (walk.nodes[slot].span if slot < len(walk.nodes) else None) or (0, 0)


def _pairs(walk: Walk, index: dict[str, int]) -> dict[tuple[int, int], tuple[WalkEdge, ...]]:
    """Edges by their ends; one that leads from a thing to itself says nothing and is left out."""
    pairs: dict[tuple[int, int], tuple[WalkEdge, ...]] = {}
    for edge in walk.edges:
        pair = index[edge.start], index[edge.end]
        if edge.start != edge.end:
            pairs[pair] = (*pairs.get(pair, ()), edge)
    return pairs


def _links(chains: tuple[Chain, ...], column: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    """The steps of all chains, told from the first column on."""
    steps = (step for chain in chains for step in pairwise(chain.slots))
    return tuple(dict.fromkeys((a, b) if column[a] < column[b] else (b, a) for a, b in steps))


def _bend(pair: tuple[int, int], column: Mapping[int, int], bends: dict[tuple[int, int, bool], int]) -> tuple[int, ...]:
    """The slots from start to end; edges with the same end share their bends, since they mean the same there."""
    start, end = pair
    backwards = column[start] > column[end]
    places = range(column[start] + (-1 if backwards else 1), column[end], -1 if backwards else 1)
    shared = (bends.setdefault((end, place, backwards), len(column) + len(bends)) for place in places)
    return (start, *shared, end)


def _stages(walk: Walk, index: dict[str, int]) -> list[int]:
    """The stage of each node; what another meaning leads to is no bare meaning and stands with what follows."""
    meanings = {node.id for node in walk.nodes if node.stage == _MEANS}
    stages = [node.stage for node in walk.nodes]
    for edge in walk.edges:
        if {edge.start, edge.end} <= meanings and edge.start != edge.end:
            stages[index[edge.end]] = _MEANS + 1
    return stages


def _depths(walk: Walk, index: dict[str, int], stages: list[int]) -> list[int]:
    """How many steps within its own stage lead to each node; a step that closes a circle does not count."""
    before: dict[int, list[int]] = defaultdict(list)
    for edge in walk.edges:
        start, end = index[edge.start], index[edge.end]
        if stages[start] == stages[end]:
            before[end].append(start)
    depth: dict[int, int] = {}

    def visit(number: int, seen: frozenset[int]) -> int:
        """The depth of one node, found by way of those before it."""
        if number not in depth:
            earlier = [visit(other, seen | {other}) for other in before[number] if other not in seen]
            depth[number] = 1 + max(earlier, default=-1)
        return depth[number]

    return [visit(number, frozenset({number})) for number in range(len(walk.nodes))]


def _refuse_unknown(walk: Walk, index: dict[str, int]) -> None:
    """Raise IortkgError if two nodes share an id or an edge has an end that is no node."""
    if len(index) < len(walk.nodes):
        raise IortkgError("Two nodes of the walk have the same id. Give each node an id of its own.")
    lost = sorted({end for edge in walk.edges for end in (edge.start, edge.end) if end not in index})
    if lost:
        raise IortkgError(f"The walk has edges to {', '.join(lost)}, which are not among its nodes. Add the nodes.")
