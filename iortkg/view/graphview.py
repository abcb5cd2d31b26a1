"""The one neutral value that pictures, exports and the live graph are made from: things, ties, and where they stand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from iortkg import view as exports  # the door, which imports a way out only when it is asked for
from iortkg.errors import InputError
from iortkg.model import Plain
from iortkg.view.parts import READ, ill, required

if TYPE_CHECKING:
    from pyvis.network import Network

FORMAT = "iortkg-view/1"
KINDS = ("walk", "neighbourhood", "path", "query", "all")
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class ViewHead(Plain):
    """Words above a column or a group: left, width, and the base of the line."""

    text: str
    x: float
    width: float
    y: float


@dataclass(frozen=True, slots=True)
class ViewNode(Plain):
    """A thing with its CURIE, what is said of it, and its box by the left top corner.

    Stage is the column of a walk; count, how many things a box stands for that stands for a kind.
    """

    id: str
    kind: str
    label: str
    note: str = ""
    source: str = ""
    sources: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    meaning: str = ""
    concept: str = ""
    span: tuple[int, int] | None = None
    stage: int = 0
    count: int = 0
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class ViewEdge(Plain):
    """A tie; of its points each even one begins a curve to the next, each odd one a level line."""

    start: str
    end: str
    predicate: str
    label: str
    source: str = ""
    sources: tuple[str, ...] = ()
    since: str = ""
    strong: bool = False
    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class GraphView(Plain):
    """A part of the graph as it is shown: what made it, for which day, how much of how much, and all that is drawn."""

    kind: str
    what: str
    title: str = ""
    on: str | None = None
    ontology: str = ""
    width: float = 0.0
    height: float = 0.0
    shown: int = 0
    total: int = 0
    heads: tuple[ViewHead, ...] = field(default=(), repr=False)
    nodes: tuple[ViewNode, ...] = field(default=(), repr=False)
    edges: tuple[ViewEdge, ...] = field(default=(), repr=False)
    selected: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The view as JSON-ready values; from_dict is the exact way back."""
        return {"format": FORMAT} | super(GraphView, self).to_dict()

    @classmethod
    def from_dict(cls, values: object) -> GraphView:
        """The view of JSON-ready values; raises InputError with the place of a fault."""
        if not isinstance(values, Mapping) or values.get("format") != FORMAT:
            raise ill("format", f"be {FORMAT}")
        parts = {"heads": ViewHead, "nodes": ViewNode, "edges": ViewEdge}
        found = _read(cls, values, "", {name: partial(_listed, kind) for name, kind in parts.items()})
        _refuse_unfit(found)
        return found

    def to_json(self) -> str:
        """The view as JSON text: sorted, in ASCII, the same bytes for the same view."""
        return json.dumps(self.to_dict(), indent=1, sort_keys=True, allow_nan=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> GraphView:
        """The view of a JSON text; raises InputError with the place of a fault."""
        try:
            values = json.loads(text)
        except (ValueError, RecursionError):
            raise InputError("This is not JSON. Give a file that iortkg graph wrote with -o FILE.json.") from None
        return cls.from_dict(values)

    def to_svg(self, *, width: int | None = None) -> str:
        """The picture, with its words in title and desc; width in pixels, else as wide as it is drawn."""
        return exports.view_svg(self, width=width)

    def to_html(self, *, width: int | None = None) -> str:
        """One page that loads nothing: picture, list, tables, details and search."""
        return exports.view_html(self, width=width)

    def to_png(self, *, width: int | None = None, dpi: int | None = None) -> bytes:
        """The picture in pixels, with its words in a text chunk; raises InputError where resvg-py or a font misses."""
        return exports.view_png(self, width=width, dpi=dpi)

    def to_graphml(self) -> str:
        """GraphML with all attributes, for Gephi and networkx."""
        return exports.view_graphml(self)

    def to_ttl(self) -> str:
        """Turtle of exactly the statements shown."""
        return exports.view_turtle(self)

    def to_pyvis(self) -> Network:
        """A pyvis Network with our places and no physics, whose HTML comes from our template."""
        return exports.view_network(self)

    def _repr_html_(self) -> str:
        return exports.view_cell(self)


def _listed(kind: type[_Part], value: object, place: str) -> tuple[_Part, ...]:
    """Parts of a view, each with its place in the list."""
    if not isinstance(value, list):
        raise ill(place, "be a list")
    return tuple(_read(kind, item, f"{place}[{number}].") for number, item in enumerate(value))


def _read(
    kind: type[_Part], values: object, place: str, more: Mapping[str, Any] | None = None
) -> _Part:  # Any: readers
    """A value of fields by name, each read as its type says."""
    if not isinstance(values, Mapping):
        raise ill(place.rstrip("."), "be an object")
    readers = {part.name: READ.get(str(part.type)) for part in fields(kind)} | dict(more or {})  # type: ignore[arg-type]
    return kind(**{name: read(required(values, name, place), place + name) for name, read in readers.items() if read})


def _refuse_unfit(found: GraphView) -> None:
    """Raise InputError for parts that do not fit together."""
    names = {node.id for node in found.nodes}
    if found.kind not in KINDS:
        raise ill("kind", f"be one of {', '.join(KINDS)}")
    if len(names) < len(found.nodes):
        raise ill("nodes", "have each id once")
    if found.selected and found.selected not in names:
        raise ill("selected", "be the id of a node")
    for number, edge in enumerate(found.edges):
        if not {edge.start, edge.end} <= names:
            raise ill(f"edges[{number}]", "run between nodes of the view")
        if len(edge.points) % 2:
            raise ill(f"edges[{number}].points", "be even in number")
