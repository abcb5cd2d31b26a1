"""A thing with its ties in groups that open one by one, as a walk to draw."""

from __future__ import annotations

from iortkg.explorer.shown import Known
from iortkg.explorer.trail import Opened, Place
from iortkg.knowledge import Index, kind_of
from iortkg.model import Walk, WalkEdge, WalkNode
from iortkg.view import edge_of, node_of, plural

# Stages of a walk below ten have heads of their own.
_MIDDLE = 20
_MOST = 12


def label_of(index: Index, curie: str) -> str:
    """What a thing is called: a code by its number, all else by its label."""
    thing = index.things.get(curie)
    return (thing.is_a("ior:Code") and thing.text("skos:notation")) or thing.label if thing else curie


def counted(index: Index, things: tuple[str, ...]) -> str:
    """Things by kind with their number, like "devices 4"."""
    kinds = {kind_of(index, index[thing]) for thing in things}
    return f"{plural(kinds.pop()) if len(kinds) == 1 else 'things'} {len(things)}"


def thing_walk(known: Known, place: Place, on: str | None) -> Walk:
    """A thing between what points to it and what it points to, each group of ties closed until it is opened."""
    index = known.whole
    nodes = {place.what: node_of(index, index[place.what], _MIDDLE)}
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
                    nodes[other] = node_of(index, index[other], stage + aside)
                    waiting.append(other)
                ends = (thing, other) if direction == "out" else (other, thing)
                edges[*ends, predicate] = edge_of(index, ends[0], predicate, ends[1])
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
