"""Heights in the picture: each thing beside what it leads to, nothing overlapping, near-level edges made level."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from iortkg.view.layers import Slots
from iortkg.view.order import Layers

Heights = dict[int, float]
_ROUNDS, _STILL = 40, 0.4
_PULL = 3  # how much harder lone links pull
_LEVEL = 22.0  # a climb smaller than this looks like a mistake and is levelled


def centres(slots: Slots, layers: Layers, tall: Mapping[int, float], gap: float) -> Heights:
    """The middle of each slot, the topmost edge of all at 0; tall holds the height of each slot."""
    lone = _lone(slots)
    rooms = _rooms(tall, lone)
    apart = {b: (rooms[a] + rooms[b]) / 2 + gap for layer in layers for a, b in pairwise(layer)}
    beside: dict[int, list[int]] = defaultdict(list)
    for near, far in (*slots.links, *lone * _PULL):
        beside[near].append(far)
        beside[far].append(near)
    middle, moved, turn = _stacked(layers, apart), _STILL, 0
    while moved >= _STILL and turn < _ROUNDS:
        before = dict(middle)
        for layer in layers[:: -1 if turn % 2 else 1]:
            middle.update(_settled(layer, middle, beside, apart))
        moved, turn = max((abs(middle[slot] - before[slot]) for slot in middle), default=0.0), turn + 1
    middle = _levelled(slots, layers, middle, {slot: room - gap / 3 for slot, room in apart.items()})
    top = min((middle[slot] - tall[slot] / 2 for slot in middle), default=0.0)
    return {slot: round(height - top, 1) for slot, height in middle.items()}


def _lone(slots: Slots) -> tuple[tuple[int, int], ...]:
    """Links between things that lead only to one another."""
    out, into = Counter(near for near, _ in slots.links), Counter(far for _, far in slots.links)
    return tuple((near, far) for near, far in slots.links if out[near] == into[far] == 1)


def _rooms(tall: Mapping[int, float], lone: Sequence[tuple[int, int]]) -> Heights:
    """The room kept for each slot: the ends of lone links get the same, so that they can stand level."""
    rooms = dict(tall)
    for near, far in (*lone, *lone[::-1]):
        rooms[near] = rooms[far] = max(rooms[near], rooms[far])
    return rooms


def _stacked(layers: Layers, apart: Mapping[int, float]) -> Heights:
    """Slots below one another, each column centred."""
    middle: Heights = {}
    for layer in layers:
        total = sum(apart[slot] for slot in layer[1:])
        height = -total / 2
        for slot in layer:
            height += apart.get(slot, 0) if slot != layer[0] else 0
            middle[slot] = height
    return middle


def _settled(
    layer: Sequence[int], middle: Heights, beside: Mapping[int, Sequence[int]], apart: Mapping[int, float]
) -> Heights:
    """The heights closest to the neighbours' mean that keep the slots apart, by pooling those that collide."""
    offset, pools = 0.0, []
    for number, slot in enumerate(layer):
        offset += apart[slot] if number else 0.0
        others = beside[slot]
        wanted = sum(middle[other] for other in others) / len(others) if others else middle[slot]
        pools.append((wanted - offset, max(len(others), 0.2), [(slot, offset)]))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (low, light, after), (high, heavy, before) = pools.pop(), pools.pop()
            weight = light + heavy
            pools.append(((low * light + high * heavy) / weight, weight, before + after))
    return {slot: height + offset for height, _, members in pools for slot, offset in members}


def _levelled(slots: Slots, layers: Layers, middle: Heights, apart: Mapping[int, float]) -> Heights:
    """Heights with the ends of slightly climbing links brought level where the neighbours leave room."""
    above = {b: a for layer in layers for a, b in pairwise(layer)}
    below = {a: b for b, a in above.items()}
    level, column = dict(middle), slots.column
    block = {slot: [slot] for slot in middle}
    for near, far in sorted(slots.links, key=lambda link: abs(middle[link[0]] - middle[link[1]])):
        joined = block[near] + block[far]
        if abs(level[near] - level[far]) > _LEVEL or len({column[slot] for slot in joined}) < len(joined):
            continue
        least = max((level[above[slot]] + apart[slot] for slot in joined if slot in above), default=float("-inf"))
        most = min((level[below[slot]] - apart[below[slot]] for slot in joined if slot in below), default=float("inf"))
        if least <= most:
            mean = sum(level[slot] for slot in joined) / len(joined)
            level.update(dict.fromkeys(joined, min(max(mean, least), most)))
            block.update(dict.fromkeys(joined, joined))
    return level
