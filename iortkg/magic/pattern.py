"""What a query looks for, as rdflib's parser reads it: statements with variables, and how each must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from iortkg.knowledge import PREFIXES, shorten, tokens

# What an operator says of its second part.
_MODES = {"LeftJoin": "optional", "Minus": "not", "Builtin_EXISTS": "exists", "Builtin_NOTEXISTS": "not"}


@dataclass(frozen=True, slots=True)
class Atom:
    """A statement that is looked for: its ends and property as written, as rdflib has them, and how it must hold."""

    start: str
    predicate: str
    end: str
    mode: str
    nodes: tuple[Any, Any, Any]  # Any: terms and paths of rdflib
    is_path: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """The form of a query, its statements, and the conditions on its variables."""

    form: str
    atoms: tuple[Atom, ...]
    conditions: Mapping[str, tuple[str, ...]]


def read_pattern(query: str) -> Pattern | None:
    """What a query looks for; None where rdflib can't read it, though the engine may."""
    from rdflib.plugins.sparql import prepareQuery

    try:
        algebra = prepareQuery(query, initNs=dict(PREFIXES)).algebra
    except Exception:  # noqa: BLE001  it raises whatever its grammar raises; a picture is no reason to fail
        return None
    return Pattern(algebra.name, tuple(dict.fromkeys(_atoms(algebra.p, ""))), _conditions(query))


def _atoms(part: Any, mode: str) -> Iterator[Atom]:  # Any: the tree of rdflib
    from rdflib.paths import Path

    name = getattr(part, "name", "")
    for key, value in part.items() if hasattr(part, "items") else ():
        within = _MODES[name] if name in _MODES and key in ("p2", "graph") else mode
        if key == "triples":
            flat = [node for statements in value for node in statements]
            for start, predicate, end in zip(flat[::3], flat[1::3], flat[2::3], strict=True):
                nodes = (start, predicate, end)
                yield Atom(_told(start), _property(predicate), _told(end), mode, nodes, isinstance(predicate, Path))
        elif isinstance(value, list):
            for one in value:
                yield from _atoms(one, within)
        else:
            yield from _atoms(value, within)


def _told(node: Any) -> str:  # Any: a term of rdflib
    """A term as a person writes it."""
    from rdflib import BNode, Literal, Variable

    if isinstance(node, Variable):
        return f"?{node}"
    if isinstance(node, BNode):
        return f"_:{node}"
    return f'"{node}"' if isinstance(node, Literal) else shorten(str(node))


def _property(node: Any) -> str:  # Any: a term or a path of rdflib
    """A property or a path as a person writes it."""
    from rdflib import Graph, URIRef
    from rdflib.paths import Path

    if not isinstance(node, Path):
        return _told(node)
    names = Graph(bind_namespaces="none").namespace_manager
    for prefix, base in PREFIXES.items():
        names.bind(prefix, URIRef(base))
    return str(node.n3(names))


def _conditions(query: str) -> Mapping[str, tuple[str, ...]]:
    """What filters ask of each variable, as it is written."""
    found: dict[str, tuple[str, ...]] = {}
    parts = tokens(query)
    for number, token in enumerate(parts):
        if token.word != "FILTER" or number + 1 == len(parts) or parts[number + 1].text != "(":
            continue
        depth, named = 0, []
        for inner in parts[number + 1 :]:
            depth += {"(": 1, ")": -1}.get(inner.text, 0)
            named += [f"?{inner.text[1:]}"] if inner.kind == "variable" else []
            if not depth:
                said = " ".join(query[parts[number + 1].start + 1 : inner.start].split())
                for name in dict.fromkeys(named):
                    found[name] = (*found.get(name, ()), said)
                break
    return found
