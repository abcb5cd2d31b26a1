"""BM25 over code cards: the card that fits the note best gives the service, a score too low gives none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks.readers import Example, Material, Note, Read
from benchmarks.readers.simple import NONE, guess


def make(material: Material) -> Read:
    """A reader whose lowest score is the one that is right most often on the examples."""
    import bm25s  # type: ignore[import-not-found,unused-ignore]

    def words(texts: Iterable[str]) -> list[list[str]]:
        made: list[list[str]] = bm25s.tokenize(list(texts), stopwords="en", return_ids=False, show_progress=False)
        return made

    cards: Any = bm25s.BM25()  # Any: peers have no types here
    cards.index(words(card.text for card in material.cards), show_progress=False)

    def best(texts: Iterable[str]) -> list[tuple[float, str]]:
        return [_best(cards.get_scores(said), len(said), material.cards) for said in words(texts)]

    examples = best(example.text for example in material.examples)
    lowest = fitted(examples, [example.service for example in material.examples])

    def read(notes: Iterable[Note]) -> list[Any]:
        kept = list(notes)
        found = best(note.text for note in kept)
        return [
            guess(service if score >= lowest else NONE, note)
            for (score, service), note in zip(found, kept, strict=True)
        ]

    return read


def _best(scores: Sequence[float], length: int, cards: Sequence[Example]) -> tuple[float, str]:
    """The highest score of a card for each word of the note, and the card's service."""
    at = max(range(len(cards)), key=lambda number: scores[number])
    return float(scores[at]) / max(length, 1), cards[at].service


def fitted(found: Sequence[tuple[float, str]], labels: Sequence[str]) -> float:
    """The lowest score at which the most examples come out right."""

    def right(lowest: float) -> int:
        return sum(
            (name if score >= lowest else NONE) == label for (score, name), label in zip(found, labels, strict=True)
        )

    return max((0.0, *(score for score, _ in found)), key=right)
