"""What a person asks to see, as a view: a thing with its neighbours, a walk between two, or all by kind."""

from __future__ import annotations

from iortkg.errors import InputError
from iortkg.knowledge import Index, Thing, holds_on, neighbours, path, resolve
from iortkg.view import MOST, GraphView, around_view, path_view, whole_view

_BETWEEN = ".."


def view_of(index: Index, what: str, on: str | None = None, most: int | None = None) -> GraphView:
    """The view of all, of A..B, or of a thing and what it is tied to; raises UnknownThing or InputError."""
    if most is not None and most < 1:
        raise InputError(f"{most} neighbours are none. Show at least 1.")
    if what.strip() == "all":
        return whole_view(index, [thing for thing in index.things.values() if _is_shown(index, thing, on)], on)
    if _BETWEEN in what:
        return _between(index, what, on)
    thing = resolve(index, what, on)
    return around_view(index, thing, neighbours(index, thing, on), what=what, on=on, most=most or MOST)


def _is_shown(index: Index, thing: Thing, on: str | None) -> bool:
    """True for things with a class, on a day for those that are valid then."""
    return bool(thing.classes) and (on is None or holds_on(index, thing, on))


def _between(index: Index, what: str, on: str | None) -> GraphView:
    """The walk between two things; on a day, by what is valid then."""
    first, _, last = what.partition(_BETWEEN)
    start, end = (resolve(index, name, on) for name in (first, last))
    valid = index if on is None else _valid(index, on, {start.curie, end.curie})
    steps = path(valid, start, end)
    if not steps:
        day = f" on {on}" if on else ""
        raise InputError(f"No walk ties {start.curie} and {end.curie}{day}. Look at each with iortkg show.")
    return path_view(index, steps, what, on)


def _valid(index: Index, on: str, ends: set[str]) -> Index:
    """The index of what is valid on a day, the two ends included."""
    things = {name: t for name, t in index.things.items() if name in ends or holds_on(index, t, on)}
    return Index(things, index.folders, index.version)
