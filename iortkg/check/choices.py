"""Choices of a side where sources differ: of a conflict's own sides, and one on a day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from iortkg.check.book import Book
from iortkg.check.finding import Finding

_ALWAYS = "9999-12-31"


def choice_faults(book: Book) -> Iterator[Finding]:
    """Choices that take a side of another conflict, as the shapes say too, and choices that rival each other."""
    for choice in book.things("ior:Choice"):
        for side in choice.all("ior:bySide"):
            of = book.index[side].all("ior:isOneSideOf") if side in book.index else ()
            if set(of).isdisjoint(choice.all("ior:settles")):
                yield from book.finding(
                    choice.curie, "the side is no side of the conflict that the choice settles", side,
                    "ior:bySide with one of its own", at=("ior:bySide", side),
                )  # fmt: skip
    for one, other in combinations(book.index.instances("ior:Choice"), 2):
        shared = sorted(set(one.all("ior:settles")) & set(other.all("ior:settles")))
        first = max(one.text("ior:validFrom"), other.text("ior:validFrom"))
        last = min(one.text("ior:validTo") or _ALWAYS, other.text("ior:validTo") or _ALWAYS)
        if shared and first <= last:
            later, earlier = (other, one) if book.lines(other.curie) else (one, other)
            yield from book.finding(
                later.curie, "two choices settle one conflict on the same days",
                f"{shared[0]}, which {earlier.curie} settles", "ior:validTo in the earlier of the two",
                at=("ior:settles", shared[0]),
            )  # fmt: skip
