"""Statements that a query found, and those that it looks for, as a view in columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from iortkg.knowledge import Index, tie_words
from iortkg.model import Walk, WalkEdge, WalkNode
from iortkg.view.graphview import GraphView
from iortkg.view.things import node_of, told_of
from iortkg.view.walkview import walk_view

MOST_TRIPLES = 60
_NAME = re.compile(r"\w+:\w+")
Triple = tuple[str, str, str]


def triples_view(
    index: Index,
    triples: Sequence[Triple],
    literals: Mapping[str, Sequence[str]],
    *,
    what: str,
    most: int = MOST_TRIPLES,
) -> GraphView:
    """Statements between things, by their short names, the first of them if there are many; literals are notes."""
    shown = triples[:most]
    names = dict.fromkeys(name for start, _, end in shown for name in (start, end))
    nodes = tuple(_node(index, name, literals.get(name, ())) for name in names or list(literals)[:most])
    edges = tuple(WalkEdge(start, end, tie, tie_words(index, tie, start)) for start, tie, end in shown)
    count = f"{len(triples)} statements" if len(triples) != 1 else "1 statement"
    title = f"{what}: {count}" if len(shown) == len(triples) else f"{what}: {len(shown)} of {count}"
    return walk_view(
        Walk(nodes, edges, title), main=None, kind="query", what=what, ontology=index.version, told=told_of(index)
    )


def _node(index: Index, name: str, notes: Sequence[str]) -> WalkNode:
    if name in index:
        return node_of(index, index[name])
    return WalkNode(name, "other", name, 0, "; ".join(notes))


def pattern_view(
    index: Index, edges: Sequence[tuple[str, str, str, str]], notes: Mapping[str, Sequence[str]], *, what: str
) -> GraphView:
    """What a query looks for: variables and things, and ties as written, each with how it must hold if not plainly."""
    names = dict.fromkeys(name for start, _, end, _ in edges for name in (start, end)) | dict.fromkeys(notes)
    nodes = []
    for name in names:
        said = "; ".join(notes.get(name, ()))
        if name in index:
            node = node_of(index, index[name])
            nodes.append(WalkNode(node.id, node.kind, node.label, 0, "; ".join(filter(None, (name, said)))))
        else:
            nodes.append(WalkNode(name, "other", name, 0, said))
    ties = tuple(
        WalkEdge(start, end, "", f"{_tie(index, tie)} ({mode})" if mode else _tie(index, tie))
        for start, tie, end, mode in edges
    )
    return walk_view(Walk(tuple(nodes), ties, what), main=None, kind="query", what="query", ontology=index.version)


def _tie(index: Index, written: str) -> str:
    """Properties in words, also those of a path; a variable as it is written."""
    return _NAME.sub(lambda name: tie_words(index, name[0], ""), written)
