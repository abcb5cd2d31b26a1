"""Long words one slip away from a word of the ontology's labels are read as that word."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter

from rapidfuzz.distance import OSA

from iortkg.case.fold import Folded
from iortkg.knowledge import Lexicon

_LONG = re.compile(r"[a-z]{8,}")
_END = itemgetter(0)


def mend(folded: Folded, lexicon: Lexicon) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The spaced text with slips mended, and for each mend where it ends and by how much lengths differ."""
    parts, end, moved, moves = [], 0, 0, []
    for word in _LONG.finditer(folded.spaced):
        right = _nearest(word.group(), lexicon)
        if right != word.group():
            parts += [folded.spaced[end : word.start()], right]
            end = word.end()
            moved += len(right) - len(word.group())
            moves.append((end + moved, moved))
    return "".join([*parts, folded.spaced[end:]]), tuple(moves)


def unmoved(place: int, moves: tuple[tuple[int, int], ...]) -> int:
    """The place in the spaced text of a place in the mended text."""
    before = bisect_right(moves, place, key=_END)
    return place - moves[before - 1][1] if before else place


def _nearest(word: str, lexicon: Lexicon) -> str:
    """The word of a label that is meant, or the word itself. Nothing is remembered: names come by."""
    if word in lexicon.known:
        return word
    # A plural or a verb form is a word of its own, not a slip.
    near = [
        other
        for other in lexicon.alike(word)
        if other[:-1] != word and word[:-1] != other and OSA.distance(word, other, score_cutoff=1) == 1
    ]
    return min(near, key=lambda other: (len(other) != len(word), len(other), other), default=word)
