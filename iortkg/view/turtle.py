"""A view as Turtle: the statements that it shows, the labels of their things, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iortkg.knowledge import PREFIXES, expand
from iortkg.view.clean import plain
from iortkg.view.graphview import GraphView, ViewNode

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_-])?")
_UNSAFE = re.compile(r"[\x00-\x20<>\"{}|^`\\\ud800-\udfff]")
_WORDS = re.compile(r"text:(\d+)-(\d+)")


def view_turtle(view: GraphView) -> str:
    """Turtle of the statements shown; words of the note are blank nodes with their text as rdf:value.

    The step from words to what they mean is dcterms:references: it holds for the note, not for the field. Kinds with
    their numbers are what VoID calls data sets and link sets.
    """
    heads = "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in PREFIXES.items())
    if view.kind == "all":
        return f"{heads}\n{_block(_counted(view))}"
    nodes = {node.id: node for node in view.nodes}
    lines = dict.fromkeys(
        f"{_term(nodes[edge.start])} {_property(edge.predicate)} {_term(nodes[edge.end])} ."
        for edge in view.edges
        if edge.predicate
    )
    labels = dict.fromkeys(line for node in view.nodes for line in _told(node))
    return f"{heads}\n{_block(sorted(lines))}\n{_block(sorted(labels))}"


def _block(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _counted(view: GraphView) -> list[str]:
    """How many things each kind has, and how many ties run between two."""
    numbers = {node.id: f"_:kind-{place}" for place, node in enumerate(view.nodes)}
    kinds = [
        f"{numbers[node.id]} a void:Dataset ; rdfs:label {_literal(node.label)} ; void:entities {node.count} ."
        for node in view.nodes
    ]
    links = [
        f"_:ties-{place} a void:Linkset ; void:subjectsTarget {numbers[edge.start]} ; "
        f"void:objectsTarget {numbers[edge.end]} ; rdfs:label {_literal(edge.label)} ."
        for place, edge in enumerate(view.edges)
    ]
    return kinds + links


def _told(node: ViewNode) -> Iterator[str]:
    """What a thing is called."""
    if node.kind == "text":
        yield f"{_term(node)} rdf:value {_literal(node.label.strip('“”'))} ."
    elif node.kind == "code" and node.label:
        yield f"{_term(node)} skos:notation {_literal(_notation(node))} ."
    elif node.label and not node.count:
        yield f"{_term(node)} skos:prefLabel {_literal(node.label)}@en ."


def _notation(node: ViewNode) -> str:
    """The number of a code, as it is before a claim line adds modifiers."""
    return re.split(r"[- ]", node.label)[0]


def _term(node: ViewNode) -> str:
    """A thing: words of the note as a blank node, anything else by its CURIE or IRI."""
    if node.kind == "text":
        found = _WORDS.fullmatch(node.id)
        return f"_:text-{found[1]}-{found[2]}" if found else f"_:text-{node.id.encode('utf-8', 'replace').hex()}"
    return _name(node.concept or node.id)


def _property(predicate: str) -> str:
    """A property; the word by which a walk leaves the note stands for a reference."""
    return _name(predicate) if ":" in predicate else "dcterms:references"


def _name(curie: str) -> str:
    """A CURIE where Turtle takes it, else an IRI, in which signs that none may hold are spelled out."""
    prefix, _, local = curie.partition(":")
    if prefix in PREFIXES and _LOCAL.fullmatch(local):
        return curie
    iri = expand(curie)
    iri = iri if ":" in iri else f"urn:x-iortkg:{iri}"
    return f"<{_UNSAFE.sub(lambda sign: ''.join(f'%{byte:02X}' for byte in sign[0].encode('utf-8', 'replace')), iri)}>"


def _literal(text: str) -> str:
    """A text between quotes."""
    escaped = plain(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
