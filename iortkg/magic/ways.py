"""The ways that a property path takes: a query that constructs each step between ends that were found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any

from iortkg.knowledge import expand
from iortkg.magic.pattern import Atom

_ENDS = ("?start", "?end")
_MOST = 40
Steps = tuple[str, tuple[str, ...]]


def ways(atom: Atom, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str | None:
    """A CONSTRUCT for the steps of a path between the ends of rows; None where the rows do not show both ends."""
    pairs = dict.fromkeys(_pairs(atom, columns, rows))
    if not pairs:
        return None
    fresh = (f"?step{number}" for number in count())
    pattern, template = _steps(_ENDS[0], atom.nodes[1], _ENDS[1], fresh)
    values = " ".join(f"(<{start}> <{end}>)" for start, end in list(pairs)[:_MOST])
    return f"CONSTRUCT {{ {' '.join(template)} }} WHERE {{ VALUES ({' '.join(_ENDS)}) {{ {values} }} {pattern} }}"


def _pairs(atom: Atom, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The ends of a path in each row, where both are things."""
    places = [columns.index(end[1:]) if end[1:] in columns else None for end in (atom.start, atom.end)]
    for row in rows:
        ends = [end if place is None else row[place] for end, place in zip((atom.start, atom.end), places, strict=True)]
        start, end = map(expand, ends)
        if all("://" in iri and not set(iri) & set(' <>"{}|^`\\') for iri in (start, end)):
            yield start, end


def _steps(start: str, path: Any, end: str, fresh: Iterator[str]) -> Steps:  # Any: a path of rdflib
    """A pattern from start to end, and the statements that it goes by."""
    from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, SequencePath

    if isinstance(path, InvPath):
        return _steps(end, path.arg, start, fresh)
    if isinstance(path, SequencePath):
        between = [start, *(next(fresh) for _ in path.args[1:]), end]
        told = [_steps(*ends, fresh) for ends in _links(between, path.args)]
        return " ".join(pattern for pattern, _ in told), tuple(step for _, steps in told for step in steps)
    if isinstance(path, AlternativePath):
        return _either(start, path, end, fresh)
    if isinstance(path, MulPath):
        first, last = next(fresh), next(fresh)
        pattern, template = _steps(first, path.path, last, fresh)
        one = f"({path.path.n3()})"
        many = f"{start} {one}* {first} . {pattern} {last} {one}* {end} ."
        if path.mod == "?":
            many = f"{pattern} FILTER(sameTerm({start}, {first}) && sameTerm({last}, {end}))"
        return (many if path.mod == "+" else f"{start} {path.n3()} {end} . OPTIONAL {{ {many} }}"), template
    if isinstance(path, NegatedPath):
        step = next(fresh)
        return f"{start} {path.n3()} {end} . {start} {step} {end} .", (f"{start} {step} {end} .",)
    return f"{start} {path.n3()} {end} .", (f"{start} {path.n3()} {end} .",)


def _links(between: Sequence[str], paths: Sequence[Any]) -> Iterator[tuple[str, Any, str]]:  # Any: paths of rdflib
    return ((between[number], path, between[number + 1]) for number, path in enumerate(paths))


def _either(start: str, path: Any, end: str, fresh: Iterator[str]) -> Steps:  # Any: a path of rdflib
    """Branches with ends of their own, so that no step is told of a branch that does not hold."""
    branches, template = [], list[str]()
    for part in path.args:
        first, last = next(fresh), next(fresh)
        pattern, steps = _steps(first, part, last, fresh)
        branches.append(f"{{ {pattern} BIND({first} AS {start}) BIND({last} AS {end}) }}")
        template += steps
    return " UNION ".join(branches), tuple(template)
