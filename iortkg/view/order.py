"""The order of slots in each column that makes the fewest edges cross."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from iortkg.view.layers import Slots

Layers = tuple[tuple[int, ...], ...]
Neighbours = Mapping[int, Sequence[int]]
_TRIED, _PATIENCE = 3, 4


def arranged(slots: Slots) -> Layers:
    """Columns with few crossings: the best of many starts, swept by barycentres, then sifted slot by slot."""
    left, right = _neighbours(slots)
    starts = dict.fromkeys((slots.layers, *(_followed(slots, first, left, right) for first in _firsts(slots))))

    def untidy(layers: Layers) -> tuple[int, float]:
        """Fewer crossings first, then less climbing."""
        return crossings(layers, right), _stretch(layers, right)

    tried = sorted(starts, key=untidy)[:_TRIED]
    best = min((_sift(_swept(start, left, right), left, right) for start in tried), key=untidy)
    rank = {slot: place for layer in slots.layers for place, slot in enumerate(layer)}
    return min(best, tuple(layer[::-1] for layer in best), key=lambda layers: _disorder(layers, rank))


def crossings(layers: Layers, right: Neighbours) -> int:
    """How many pairs of links cross, gutter by gutter."""
    total = 0
    for near, far in pairwise(layers):
        place = {slot: number for number, slot in enumerate(far)}
        passed: list[int] = []
        for slot in near:
            ends = [place[other] for other in right[slot]]
            total += sum(len(passed) - bisect_right(passed, end) for end in ends)
            for end in ends:
                insort(passed, end)
    return total


def _neighbours(slots: Slots) -> tuple[Neighbours, Neighbours]:
    """For each slot those linked to it from the column before, and those from the column after."""
    left: dict[int, list[int]] = defaultdict(list)
    right: dict[int, list[int]] = defaultdict(list)
    for near, far in slots.links:
        right[near].append(far)
        left[far].append(near)
    every = [slot for layer in slots.layers for slot in layer]
    return {slot: left[slot] for slot in every}, {slot: right[slot] for slot in every}


def _firsts(slots: Slots) -> Layers:
    """Pairs of a slot of an outer column and a direction, from which to go along the links."""
    outer = dict.fromkeys((*slots.layers[0], *slots.layers[-1])) if slots.layers else {}
    return tuple((slot, turn) for slot in outer for turn in (1, -1))


def _followed(slots: Slots, first: tuple[int, ...], left: Neighbours, right: Neighbours) -> Layers:
    """Columns in the order in which a walk along the links meets the slots."""
    start, turn = first
    met: dict[int, None] = {}
    waiting = [slot for layer in reversed(slots.layers) for slot in reversed(layer)] + [start]
    while waiting:
        slot = waiting.pop()
        if slot not in met:
            met[slot] = None
            waiting.extend((*left[slot], *right[slot])[::turn])
    rank = {slot: number for number, slot in enumerate(met)}
    return tuple(tuple(sorted(layer, key=rank.__getitem__)) for layer in slots.layers)


def _swept(layers: Layers, left: Neighbours, right: Neighbours) -> Layers:
    """The best columns met while sweeping forwards and backwards, until sweeping stops helping."""
    best, fewest, idle = layers, crossings(layers, right), 0
    while fewest and idle < _PATIENCE:
        layers = _sweep(layers[::-1], right)[::-1] if idle % 2 else _sweep(layers, left)
        count = crossings(layers, right)
        best, idle = (layers, 0) if count < fewest else (best, idle + 1)
        fewest = min(count, fewest)
    return best


def _sweep(layers: Layers, behind: Neighbours) -> Layers:
    """Each column ordered by the mean place of its neighbours in the column before."""
    done = [layers[0]]
    for layer in layers[1:]:
        place = {slot: (number + 0.5) / len(done[-1]) for number, slot in enumerate(done[-1])}
        keep = {slot: (number + 0.5) / len(layer) for number, slot in enumerate(layer)}
        wanted = {s: sum(place[o] for o in behind[s]) / len(behind[s]) if behind[s] else keep[s] for s in layer}
        done.append(tuple(sorted(layer, key=wanted.__getitem__)))
    return tuple(done)


def _sift(layers: Layers, left: Neighbours, right: Neighbours) -> Layers:
    """Columns after moving single slots to where they cross least, until nothing improves."""
    best, fewest = layers, crossings(layers, right)
    while fewest:
        for column in range(len(best)):
            best = (*best[:column], _sifted(column, best, left, right), *best[column + 1 :])
        if (count := crossings(best, right)) >= fewest:
            break
        fewest = count
    return best


def _sifted(column: int, layers: Layers, left: Neighbours, right: Neighbours) -> tuple[int, ...]:
    """One column with each slot moved to its best place."""
    place = {slot: number for layer in layers for number, slot in enumerate(layer)}
    layer = list(layers[column])
    near = {slot: [sorted(place[o] for o in side[slot]) for side in (left, right)] for slot in layer}
    cost = {(a, b): sum(map(_inversions, near[a], near[b])) for a in layer for b in layer if a != b}
    for slot in layers[column]:
        others = [other for other in layer if other != slot]
        here = [sum(cost[slot, other] for other in others)]
        for other in others:
            here.append(here[-1] - cost[slot, other] + cost[other, slot])
        now = layer.index(slot)
        target = min(range(len(here)), key=lambda spot: (here[spot], abs(spot - now)))
        layer = [*others[:target], slot, *others[target:]]
    return tuple(layer)


def _inversions(above: Sequence[int], below: Sequence[int]) -> int:
    """How many links cross when one slot stands above another."""
    return sum(len(above) - bisect_right(above, end) for end in below)


def _stretch(layers: Layers, right: Neighbours) -> float:
    """How far links climb, as the second measure of a tidy picture."""
    place = {slot: (number + 0.5) / len(layer) for layer in layers for number, slot in enumerate(layer)}
    return sum(abs(place[slot] - place[other]) for slot in place for other in right[slot])


def _disorder(layers: Layers, rank: Mapping[int, int]) -> tuple[int, ...]:
    """By column, how many pairs break the order in which the note and the walk tell them."""
    return tuple(sum(rank[a] > rank[b] for place, a in enumerate(layer) for b in layer[place:]) for layer in layers)
