"""What moved between two answers to a case: lines added, removed and changed, biller by biller."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from iortkg.model import BILLERS, Line, Outcome, Plain


@dataclass(frozen=True, slots=True)
class LineChange(Plain):
    """A line that was added, removed or changed, and what of it changed."""

    biller: str
    system: str
    code: str
    change: str
    details: tuple[str, ...] = ()


def line_changes(before: Outcome, after: Outcome) -> tuple[LineChange, ...]:
    """The lines that moved, in the order of the claims; what is gone stands before what is new."""
    return tuple(change for biller in BILLERS for change in _of_biller(biller, before, after))


def _of_biller(biller: str, before: Outcome, after: Outcome) -> Iterator[LineChange]:
    old, new = ({(line.system, line.code): line for line in o.claims[biller]} for o in (before, after))
    yield from (LineChange(biller, *key, "removed") for key in old if key not in new)
    for key, line in new.items():
        if key not in old:
            yield LineChange(biller, *key, "added")
        elif details := tuple(_details(old[key], line)):
            yield LineChange(biller, *key, "changed", details)


def _details(old: Line, new: Line) -> Iterator[str]:
    """What a person bills or trusts otherwise; words and paths may move while the line stays."""
    for name in ("confidence", "units", "core"):
        one, other = getattr(old, name), getattr(new, name)
        if one != other:
            yield f"{name} {_word(one)}, now {_word(other)}"
    for name in ("modifiers", "alternatives"):
        first, second = _listed(getattr(old, name)), _listed(getattr(new, name))
        if first != second:
            yield f"{name} {first}, now {second}"


def _word(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _listed(values: tuple[object, ...] | None) -> str:
    return " ".join(str(getattr(value, "code", value)) for value in values or ()) or "none"
