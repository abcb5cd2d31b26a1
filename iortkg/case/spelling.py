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


def long_words(folded: Folded) -> frozenset[str]:
    """The words that are long enough to be mended."""
    return frozenset(_LONG.findall(folded.spaced))


def mend(folded: Folded, lexicon: Lexicon, words: frozenset[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The spaced text with slips mended, and for each mend where it ends and by how much lengths differ."""
    parts, end, moved, moves = [], 0, 0, []
    # Only words that no label has are looked at, each once.
    meant = {word: right for word in words - lexicon.known if (right := _nearest(word, lexicon)) != word}
    for word in _LONG.finditer(folded.spaced) if meant else ():
        if word.group() in meant:
            right = meant[word.group()]
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
    """The word of a label that an unknown one means, or the word itself. Nothing is remembered: names come by."""
    # A plural or a verb form is a word of its own, not a slip.
    near = [
        other
        for other in lexicon.alike(word)
        if other[:-1] != word and word[:-1] != other and OSA.distance(word, other, score_cutoff=1) == 1
    ]
    return min(near, key=lambda other: (len(other) != len(word), len(other), other), default=word)
