"""A view as one page that loads nothing: picture, list, tables, details and search, each in step with the others."""

from __future__ import annotations

from collections.abc import Iterable
from string import Template

from iortkg.view.boxes import words
from iortkg.view.clean import escaped
from iortkg.view.files import night, shipped
from iortkg.view.graphview import GraphView, ViewEdge, ViewNode
from iortkg.view.head import document, embedded
from iortkg.view.names import KIND_WORDS, spoken
from iortkg.view.proof import proofs
from iortkg.view.svg import drawing, shown_of
from iortkg.view.walkview import walk_of

_TITLE = "From the note to the codes"
# Of larger views only what is looked at is laid out, in tiles of so many things.
_MANY, _TILE = 300, 40


def view_html(view: GraphView, *, width: int | None = None) -> str:
    """The page of a view, which holds the view itself; only its own script and styles are let in, by their hashes."""
    tile = _TILE if len(view.nodes) > _MANY else 0
    picture = drawing(view, dark=night("picture"), shown_width=width, tile=tile)
    places = {node.id: number for number, node in enumerate(view.nodes)}
    title = escaped(view.title) or _TITLE
    body = Template(shipped("view.html")).substitute(
        title=title,
        facts=_facts(view),
        picture=picture,
        sentences=_sentences(view),
        steps=_steps(view, places),
        things=_things(view),
        ties=_ties(view, places),
        data=embedded("view", view.to_dict()),
    )
    styles = shipped("base.css"), shipped("view.css")
    return document(title, body, styles=styles, scripts=(shipped("view.js"),), pictures=(picture,))


def _facts(view: GraphView) -> str:
    """The day, the ontology and how much is shown."""
    told = (
        f"valid on {escaped(view.on)}" if view.on and view.kind != "walk" else "",
        f"ontology {escaped(view.ontology)}" if view.ontology else "",
        shown_of(view),
        f"{len(view.nodes):,} things, {len(view.edges):,} ties",
    )
    return " · ".join(filter(None, told))


def _sentences(view: GraphView) -> str:
    """The proof of each code in a sentence, for a walk."""
    found = proofs(walk_of(view)) if view.kind == "walk" else ()
    told = "".join(f"<li>{escaped(proof.sentence)}</li>" for proof in found)
    head = '<h2 id="h-words">In words</h2>'
    return f'<section aria-labelledby="h-words">{head}<ol>{told}</ol></section>' if told else ""


def _button(view: GraphView, number: int) -> str:
    """A thing to choose."""
    return f'<button type="button" data-n="{number}">{escaped(_told(view.nodes[number]))}</button>'


def _told(node: ViewNode) -> str:
    return node.label or node.id


def _steps(view: GraphView, places: dict[str, int]) -> str:
    """All ties in words, in lists of so many that one is laid out at a time."""
    told = [_step(view, edge, places) for edge in view.edges]
    firsts = range(0, max(len(told), 1), _MANY)
    return "".join(f'<ol start="{first + 1}">{"".join(told[first : first + _MANY])}</ol>' for first in firsts)


def _step(view: GraphView, edge: ViewEdge, places: dict[str, int]) -> str:
    """One tie in words."""
    start, end = places[edge.start], places[edge.end]
    tie = escaped(spoken(edge.label)) or "leads to"
    return f'<li data-of="{start} {end}">{_button(view, start)} {tie} {_button(view, end)}</li>'


def _table(caption: str, heads: Iterable[str], rows: Iterable[str]) -> str:
    """A table with its heads."""
    told = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return f'<table aria-label="{caption}"><thead><tr>{told}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _row(places: str, first: str, cells: Iterable[str]) -> str:
    """A row, with the places of the things that it is about."""
    rest = "".join(f"<td>{escaped(cell)}</td>" for cell in cells)
    return f'<tr data-of="{places}"><th scope="row">{first}</th>{rest}</tr>'


def _things(view: GraphView) -> str:
    """Every thing with what is known of it."""
    heads = ("Thing", "Kind", "Note", "Meaning", "Valid", "Sources", "Identifier")
    rows = (
        _row(
            str(number),
            _button(view, number),
            (KIND_WORDS.get(node.kind, node.kind), node.note, node.meaning, _valid(node), node.source, node.id),
        )
        for number, node in enumerate(view.nodes)
    )
    return _table("Things", heads, rows)


def _valid(node: ViewNode) -> str:
    """From when to when a thing is valid."""
    dates = (("from", node.valid_from), ("to", node.valid_to))
    return " ".join(f"{word} {day}" for word, day in dates if day)


def _ties(view: GraphView, places: dict[str, int]) -> str:
    """Every tie with its source."""
    heads = ("From", "Tie", "To", "Since", "Sources", "Property")
    nodes = {node.id: node for node in walk_of(view).nodes}
    rows = (
        _row(
            f"{places[edge.start]} {places[edge.end]}",
            escaped(words(nodes[edge.start])),
            (spoken(edge.label), words(nodes[edge.end]), edge.since, edge.source, edge.predicate),
        )
        for edge in view.edges
    )
    return _table("Ties", heads, rows)
