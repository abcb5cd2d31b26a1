"""Notes of about 300 words to measure with, put together from the labelled cases and always the same."""

from __future__ import annotations

import random
from collections.abc import Iterator

from iortkg.check import read_labelled
from iortkg.knowledge import ontology_folder

WORDS = 300


def notes(count: int) -> tuple[str, ...]:
    """Notes made of paragraphs of cases in a fixed random order, cut after the paragraph that reaches 300 words."""
    return tuple(one_by_one(count))


def one_by_one(count: int) -> Iterator[str]:
    """The same notes, each made when it is its turn."""
    pieces = paragraphs()
    return (_note(pieces) for _ in range(count))


def paragraphs() -> Iterator[str]:
    """Paragraphs of the labelled cases without end, shuffled anew each time around."""
    found = [part for case in read_labelled(ontology_folder() / "cases") for part in case.text.split("\n\n") if part]
    shuffle = random.Random(7).shuffle  # noqa: S311  # order, not secrets
    while True:
        shuffle(found)
        yield from found


def _note(pieces: Iterator[str]) -> str:
    note: list[str] = []
    while sum(len(piece.split()) for piece in note) < WORDS:
        note.append(next(pieces))
    return "\n\n".join(note)
