"""What kind of text a text is: a note about one patient, a study, or a text that treats none."""

from __future__ import annotations

from collections.abc import Iterable

from iortkg.case.mentions import Mention
from iortkg.knowledge import Index

# What a text is about stands in its first words.
_TITLE = 160
# So few words that speak for one patient do not outweigh a title.
_FEW = 3


def speaks_of_others(found: Iterable[Mention], index: Index) -> bool:
    """True if a text about one patient has words of studies: it may tell of the field at large, too."""
    return any(index[mention.concept].text("skos:notation") == "study" for mention in found)


def genre_of(found: Iterable[Mention], index: Index, text: str) -> str:
    """note, study or no-treatment, by how many different words speak for each; a line of its own is a heading."""
    head = text.strip().find("\n")
    counts = {"note": 0, "study": 0, "no-treatment": 0}
    titled = headed = False
    for mention in found:
        genre = index[mention.concept].text("skos:notation")
        counts[genre] += 1
        titled |= genre == "no-treatment" and mention.start < _TITLE
        headed |= genre == "no-treatment" and mention.start < head
    if counts["study"] >= 2 and counts["study"] >= counts["note"]:
        return "no-treatment" if titled or counts["no-treatment"] >= 3 else "study"
    several = counts["no-treatment"] > 1
    if counts["note"] <= 1 and counts["no-treatment"] >= _FEW:
        return "no-treatment"
    if (titled and counts["note"] < (_FEW if several or headed else 1)) or (several and counts["note"] == 0):
        return "no-treatment"
    return "note" if counts["note"] or not counts["study"] else "study"
