"""The fewest crossings that columns allow, found exactly: every order of every column, column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise, permutations, product

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.float32]
_CHUNK = 1_000


def fewest_crossings(layers: Sequence[Sequence[int]], right: Mapping[int, Sequence[int]]) -> int:
    """The fewest crossings of links between neighbouring columns over all orders of all columns."""
    best = np.zeros(_orders(len(layers[0])).shape[0], np.float32)
    for near, far in pairwise(layers):
        best = _onward(best, _orders(len(near)), _weights(near, far, right), _orders(len(far)))
    return round(float(best.min()))


def _orders(count: int) -> Table:
    """A row for each order: for each pair of places, 1 where the first stands above the second, else -1."""
    ranks = np.argsort(np.array(list(permutations(range(count)))), axis=1)
    pairs = list(combinations(range(count), 2))
    signs = [np.sign(ranks[:, b] - ranks[:, a]) for a, b in pairs] or [np.zeros(len(ranks))]
    return np.stack(signs, axis=1).astype(np.float32)


def _weights(near: Sequence[int], far: Sequence[int], right: Mapping[int, Sequence[int]]) -> tuple[Table, float]:
    """How many pairs of links cross or do not, by the pairs of slots that they join, and their number in all."""
    place = {slot: number for number, slot in enumerate(far)}
    ends = [[place[other] for other in right[slot]] for slot in near]
    rows = {pair: n for n, pair in enumerate(combinations(range(len(near)), 2))}
    columns = {pair: n for n, pair in enumerate(combinations(range(len(far)), 2))}
    found = np.zeros((max(len(rows), 1), max(len(columns), 1)), np.float32)
    total = 0
    for (a, b), row in rows.items():
        for c, d in product(ends[a], ends[b]):
            if c != d:
                found[row, columns[min(c, d), max(c, d)]] += 1 if c < d else -1
                total += 1
    return found, float(total)


def _onward(best: Table, orders: Table, weights: tuple[Table, float], others: Table) -> Table:
    """For each order of the next column the fewest crossings up to it."""
    found, total = weights
    # Two links that do not cross agree in sign at both ends.
    agreeing = orders @ found
    chunks = range(0, len(others), _CHUNK)
    return np.concatenate(
        [(best[:, None] + (total - agreeing @ others[at : at + _CHUNK].T) / 2).min(axis=0) for at in chunks]
    )
