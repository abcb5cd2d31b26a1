"""Things of the ontology as nodes of a picture: a path between two, and the whole told by kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from iortkg.knowledge import Index, Step, Thing, class_words, is_worked_out, kind_of, tie_words
from iortkg.model import Walk, WalkEdge, WalkNode
from iortkg.view.graphview import GraphView
from iortkg.view.names import spoken
from iortkg.view.walkview import About, Told, walk_view

# Their label says what they are about; what they are themselves is told below it.
_CLASSED = frozenset({"other", "record", "detail", "source", "biller", "word"})
# Columns of the whole: what notes name, what that means, what decides, what is billed, what stands behind it.
_STAGES = (
    ("detail", "record", "word", "source"),
    ("applicator", "procedure", "diagnosis", "device", "date"),
    ("site", "radiation", "delivered", "setting", "channels", "side"),
    ("rule", "other"),
    ("code", "biller"),
)
# Every thing has these ties; they say nothing of how kinds hang together.
_COMMON = frozenset({"rdf:type", "skos:inScheme", "dcterms:source"})
_PLURAL = {
    "delivered": "ways of delivery",
    "setting": "settings",
    "channels": "channel counts",
    "other": "other things",
}
_ES = {"diagnosis": "diagnoses", "radiation": "radiations and techniques", "word": "classes and properties"}


def told_of(index: Index) -> Told:
    """What the ontology says of a thing: its meaning in our words and its dates."""

    def told(curie: str) -> About:
        thing = index.things.get(curie)
        if thing is None:
            return About()
        meaning = thing.text("skos:definition") or thing.text("skos:scopeNote")
        return About(meaning, thing.text("ior:validFrom"), thing.text("ior:validTo"))

    return told


def _named(thing: Thing) -> str:
    """The label of a thing; of a name of another vocabulary, which has none here, its words."""
    return thing.label if thing.text("skos:prefLabel") or thing.text("skos:notation") else spoken(thing.curie)


def _class_named(index: Index, thing: Thing) -> str:
    """The narrowest class of a thing in words."""
    told = class_words(index, thing)
    return next((_named(index[name]) for name in thing.classes if name in index and index.label(name) == told), told)


def node_of(index: Index, thing: Thing, stage: int = 0) -> WalkNode:
    """A thing as a node: a code by its number and what it is for, anything else by its label."""
    kind = kind_of(index, thing)
    label, note = _named(thing), _class_named(index, thing) if kind in _CLASSED else ""
    if kind == "code":
        label, note = thing.text("skos:notation"), thing.text("skos:prefLabel")
    if kind == "rule":
        note = " and ".join(map(index.label, thing.all("ior:forBiller")))
    sources = thing.all("dcterms:source")
    cited = ", ".join(map(index.label, sources))
    return WalkNode(thing.curie, kind, label, stage, note, cited, concept=thing.curie, sources=sources)


def edge_of(index: Index, start: str, predicate: str, end: str) -> WalkEdge:
    """A statement as an edge, with the sources and the first day of its subject."""
    thing = index[start]
    sources = thing.all("dcterms:source")
    cited = ", ".join(map(index.label, sources))
    return WalkEdge(
        start, end, predicate, tie_words(index, predicate, start), cited, thing.text("ior:validFrom"), sources
    )


def path_view(index: Index, steps: Sequence[Step], what: str, on: str | None = None) -> GraphView:
    """The walk between two things in columns, one thing a column, as a sentence."""
    ends = [steps[0][0], *(target for _, _, target, _ in steps)]
    nodes = tuple(node_of(index, index[curie], stage) for stage, curie in enumerate(ends))
    edges = tuple(
        edge_of(index, *((node, predicate, target) if forward else (target, predicate, node)))
        for node, predicate, target, forward in steps
    )
    title = f"From {index.label(ends[0])} to {index.label(ends[-1])}"
    return walk_view(
        Walk(nodes, edges, title), main=ends[-1], kind="path", what=what, on=on, ontology=index.version,
        told=told_of(index),
    )  # fmt: skip


def whole_view(index: Index, things: Sequence[Thing], on: str | None = None) -> GraphView:
    """The things of the ontology by kind: a box for each with its number, an edge for the ties between two."""
    kinds = {thing.curie: kind_of(index, thing) for thing in things}
    counts = Counter(kinds.values())
    ties = Counter(
        (kinds[thing.curie], kinds[target], predicate)
        for thing in things
        for predicate, targets in thing.links.items()
        if predicate not in _COMMON and not is_worked_out(predicate)
        for target in targets
        if target in kinds
    )
    stages = {kind: stage for stage, group in enumerate(_STAGES) for kind in group}
    own = {kind: sum(n for (start, end, _), n in ties.items() if start == end == kind) for kind in counts}
    nodes = (
        WalkNode(f"kind:{kind}", kind, plural(kind), stages.get(kind, 0), _counted(count, own[kind]))
        for kind, count in sorted(counts.items())
    )
    pairs = sorted({(start, end) for start, end, _ in ties if start != end})
    edges = (_bundle(index, *pair, {p: n for (s, e, p), n in ties.items() if (s, e) == pair}) for pair in pairs)
    title = f"The ontology by kind: {len(things):,} things{f' valid on {on}' if on else ''}"
    drawn = Walk(tuple(nodes), tuple(edges), title)
    told = {f"kind:{kind}": About("", "", "", count) for kind, count in counts.items()}
    return walk_view(
        drawn,
        main=None,
        kind="all",
        what="all",
        on=on,
        ontology=index.version,
        told=lambda name: told.get(name, About()),
    )


def plural(kind: str) -> str:
    """A kind as the name of many."""
    return _PLURAL.get(kind) or _ES.get(kind) or f"{kind}s"


def _counted(count: int, own: int) -> str:
    return f"{count:,} thing{'' if count == 1 else 's'}" + (
        f" · {own:,} tie{'' if own == 1 else 's'} among them" if own else ""
    )


def _bundle(index: Index, start: str, end: str, ties: dict[str, int]) -> WalkEdge:
    """All ties from one kind to another as one edge: their number, and the word of the most."""
    first = max(sorted(ties), key=ties.__getitem__)
    more = " …" if len(ties) > 1 else ""
    label = f"{sum(ties.values()):,}: {tie_words(index, first, '')}{more}"
    return WalkEdge(f"kind:{start}", f"kind:{end}", first if len(ties) == 1 else "", label)
