"""Labels that every text holds: one sign, or nothing but words that name nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iortkg.check.book import Book
from iortkg.check.finding import Finding
from iortkg.check.overlap import matched
from iortkg.knowledge import LABELS

_GAP = re.compile(r"[-\s]+")


def word_faults(book: Book) -> Iterator[Finding]:
    """Such labels of concepts; cues are left out, since they are judged by what stands beside them."""
    stops = {word for thing in book.index.instances("ior:StopWord") for word in thing.texts.get("skos:altLabel", ())}
    kinds = matched(book.index)
    for thing in book.things(*sorted(kinds)):
        for predicate in LABELS:
            for label in thing.texts.get(predicate, ()):
                if wrong := _wrong(label, stops):
                    yield from book.finding(
                        thing.curie, f"the label is {wrong}, which every text holds", f'"{label}"',
                        "a label with a word that names the thing", at=(predicate, label),
                    )  # fmt: skip


def _wrong(label: str, stops: set[str]) -> str:
    """What a label is made of, if of nothing that names a thing."""
    words = _GAP.split(label.strip())
    if len(label.strip()) == 1:
        return "a single sign"
    # In capitals, OR is the operating room and IT no pronoun.
    stand_in = all(word.casefold() in stops and not (len(word) > 1 and word.isupper()) for word in words)
    return "made of stop words alone" if stand_in else ""
