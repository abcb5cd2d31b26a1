"""Facts set by hand, in words that keep them apart from those of the note."""

from __future__ import annotations

from collections.abc import Iterable

from iortkg.case.entail import Known
from iortkg.knowledge import Index
from iortkg.model import Correction, Fact, Line, Outcome

HAND, PROPOSED = "hand", "proposal"
_BY = {HAND: "set by hand", PROPOSED: "submitted"}


def how_set(fact: Fact | Known) -> str:
    """How a fact came in that was not read, in words that end a sentence; empty for one that was read."""
    return _BY.get(fact.set_by or "", "")


def set_by_hand(correction: Correction, index: Index) -> str:
    """The sentence that says what was set, or taken away."""
    kind = correction.kind
    if correction.concept is None:
        return f"Taken away by hand, as if the note did not tell it: {kind}."
    return f"Set by hand and not read from the note: {kind}, {told(correction, index)}."


def told(fact: Correction | Fact | Known, index: Index) -> str:
    """What was set, as a person says it."""
    if isinstance(fact.value, str):
        return fact.value
    if fact.value is not None:
        return f"{fact.value:g} {(fact.unit or '').strip('{}')}".strip()
    return index.label(index.meant(fact.concept or ""))


def serving(line: Line, outcome: Outcome, needs: Iterable[str], index: Index) -> tuple[Fact, ...]:
    """Facts set by hand that a line rests on; needs are those of its rule."""
    wanted = {*needs, *line.path}
    return tuple(
        fact
        for fact in outcome.facts
        if fact.set_by
        and not fact.evidence
        and fact.status == "affirmed"
        and (
            wanted & index.entailed(fact.concept)
            or (fact.kind == "side" and line.modifiers)
            or (fact.kind == "site" and "ior:hasMember" in line.path)
        )
    )
