"""A thing with its ties in groups that open one by one, as a walk to draw."""

from __future__ import annotations

import re

from iortkg.explorer.shown import Known
from iortkg.explorer.trail import Opened, Place
from iortkg.knowledge import Index
from iortkg.model import Walk, WalkEdge, WalkNode

# Stages of a walk below ten have heads of their own.
_MIDDLE = 20
_MOST = 12
_SEAM = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Classes in words, where a thing is no kind of fact: the first that fits.
_PLAIN = {"ior:Code": "code", "ior:Rule": "rule"}


def kind_of(index: Index, curie: str) -> str:
    """The kind of a thing in a word: a kind of fact, a code, a rule, else its class."""
    thing = index.things.get(curie)
    if thing is None:
        return "other"
    known = index.kind(curie) or next((word for name, word in _PLAIN.items() if thing.is_a(name)), "")
    if known == "" and "owl:Class" in thing.classes:
        return "class"
    own = sorted(name for name in thing.classes if name.startswith("ior:"))
    return known or (_SEAM.sub(" ", own[0].partition(":")[2]).lower() if own else "other")


def label_of(index: Index, curie: str) -> str:
    """What a thing is called: a code by its number, all else by its label."""
    thing = index.things.get(curie)
    return (thing.is_a("ior:Code") and thing.text("skos:notation")) or thing.label if thing else curie


def several(kind: str) -> str:
    """The plural of a kind."""
    if kind.endswith("sis"):
        return f"{kind[:-2]}es"
    if kind.endswith("ss"):
        return f"{kind}es"
    return kind if kind.endswith(("s", "ion", "energy")) else f"{kind}s"


def counted(index: Index, things: tuple[str, ...]) -> str:
    """Things by kind with their number, like "devices 4"."""
    kinds = {kind_of(index, thing) for thing in things}
    word = (next(iter(kinds)) if len(things) == 1 else several(next(iter(kinds)))) if len(kinds) == 1 else "things"
    return f"{word} {len(things)}"


def thing_walk(known: Known, place: Place, on: str | None) -> Walk:
    """A thing between what points to it and what it points to, each group of ties closed until it is opened."""
    index = known.whole
    nodes = {place.what: _node(index, place.what, _MIDDLE)}
    edges: dict[tuple[str, str, str], WalkEdge] = {}
    waiting = [place.what]
    while waiting:
        thing = waiting.pop(0)
        stage = nodes[thing].stage
        if thing != place.what and not any(one[0] == thing for one in place.opened):
            continue
        for predicate, label, direction, things in known.neighbours(thing, on=on):
            aside = 1 if direction == "out" else -1
            opened = (thing, predicate, direction)
            is_open = opened in place.opened or (len(things) == 1 and thing == place.what)
            if not is_open and thing != place.what:
                continue
            shown = things[:_MOST] if is_open else ()
            for other in shown:
                if other not in nodes:
                    nodes[other] = _node(index, other, stage + aside)
                    waiting.append(other)
                ends = (thing, other) if direction == "out" else (other, thing)
                edges[*ends, predicate] = WalkEdge(*ends, predicate, label)
            if len(things) > len(shown):
                rest = group_id(opened)
                more = f"{len(things) - len(shown)} more" if shown else counted(index, things)
                nodes[rest] = WalkNode(rest, "group", more, stage + aside)
                ends = (thing, rest) if direction == "out" else (rest, thing)
                edges[*ends, predicate] = WalkEdge(*ends, predicate, label)
    return Walk(tuple(nodes.values()), tuple(edges.values()), f"{label_of(index, place.what)} and what it is tied to")


def group_id(opened: Opened) -> str:
    """The name of the box that stands for a group."""
    return "group:" + " ".join(opened)


def _node(index: Index, curie: str, stage: int) -> WalkNode:
    """A thing as a box: its name and, of a code, what it is for."""
    thing, kind = index.things.get(curie), kind_of(index, curie)
    name = label_of(index, curie)
    note = thing.label if thing and kind == "code" else kind
    return WalkNode(curie, kind, name, stage, note if note != name else "")
