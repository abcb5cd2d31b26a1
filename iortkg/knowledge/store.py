"""The triples in an Oxigraph store, asked by SPARQL; reads only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

import pyoxigraph

from iortkg.errors import QueryError, UnknownThing
from iortkg.knowledge.files import whole_files
from iortkg.knowledge.graphs import CONCEPT, INVERSES, skos_concepts
from iortkg.knowledge.index import Index
from iortkg.knowledge.mappings import Mapping as Tie
from iortkg.knowledge.mappings import read_mappings
from iortkg.knowledge.names import PREFIXES, expand
from iortkg.knowledge.rows import Cell, Rows
from iortkg.knowledge.sparql import bind, fault_of, refuse_reaching_out, refuse_unknown_prefix, tokens

_TYPES = {
    bool: "boolean", int: "integer", float: "double", Decimal: "decimal", date: "date",
}  # fmt: skip


class Store:
    """The ontology as an RDF store in memory, which answers queries and takes nothing in."""

    def __init__(self, index: Index, beside: str = "") -> None:
        """Beside the ontology may stand triples of the user's own, as Turtle."""
        self._index = index
        self._store = pyoxigraph.Store()
        for folder in index.folders:
            for path in whole_files(folder):
                if path.is_file():
                    self._store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
            self._store.bulk_extend(map(_mapped, read_mappings(folder)))
        self._store.bulk_extend(_inverses(index))
        self._store.bulk_extend(map(_concept, skos_concepts(index)))
        self._store.bulk_load(input=beside, format=pyoxigraph.RdfFormat.TURTLE)

    def rows(self, query: str, parameters: Mapping[str, object]) -> Rows:
        """What a query finds; raises QueryError for one that can't be read or reaches out."""
        refuse_reaching_out(query)
        refuse_unknown_prefix(query)
        try:
            # An empty store reads the query as it was written, so that a fault is told at its own place.
            pyoxigraph.Store().query(query, prefixes=PREFIXES)
        except SyntaxError as fault:
            raise fault_of(query, str(fault)) from None
        bound = bind(query, {name: self._term(name, value) for name, value in parameters.items()})
        try:
            return _rows(self._store.query(bound, prefixes=PREFIXES), query)
        except SyntaxError:
            named = ", ".join(f"?{name}" for name in parameters)
            raise QueryError(f"{named} stands where no value can. Use another name for a variable there.") from None
        except (RuntimeError, ValueError, OSError) as fault:
            raise QueryError(f"The query can't be answered: {fault}. Mend the query.") from None

    def _term(self, name: str, value: object) -> str:
        """A value as SPARQL writes it: a thing by its short name, a day, a number, else a text."""
        if isinstance(value, str):
            return str(self._named(value) or pyoxigraph.Literal(value))
        for kind, xsd in _TYPES.items():
            if type(value) is kind:
                shown = str(value).lower() if kind is bool else str(value)
                return str(pyoxigraph.Literal(shown, datatype=pyoxigraph.NamedNode(PREFIXES["xsd"] + xsd)))
        raise QueryError(f"{name} is a {type(value).__name__}. Give a text, a number, a yes or no, or a day.")

    def _holds(self, iri: str) -> bool:
        """True for a thing of which the store tells; coding does not load all of them."""
        found = self._store.quads_for_pattern(pyoxigraph.NamedNode(iri), None, None)
        return next(found, None) is not None

    def _named(self, value: str) -> pyoxigraph.NamedNode | pyoxigraph.Literal | None:
        """The thing or the day that a text names."""
        iri = value[1:-1] if value[:1] == "<" and value[-1:] == ">" else expand(value)
        if iri != value:
            if value[0] != "<" and iri.startswith(PREFIXES["ior"]) and not self._holds(iri):
                near = get_close_matches(value, self._index.things, 1)
                hint = f"Did you mean {near[0]}?" if near else "Look for it with iortkg find."
                raise UnknownThing(f"{value} is not in the ontology. {hint}")
            try:
                return pyoxigraph.NamedNode(iri)
            except ValueError:
                raise QueryError(f"{value!r} is no address of a thing. Give a short name, like ior:Iort.") from None
        try:
            day = date.fromisoformat(value) if len(value) == 10 else None
        except ValueError:
            day = None
        return (
            None if day is None else pyoxigraph.Literal(value, datatype=pyoxigraph.NamedNode(PREFIXES["xsd"] + "date"))
        )


def _mapped(mapping: Tie) -> pyoxigraph.Quad:
    node = pyoxigraph.NamedNode
    return pyoxigraph.Quad(node(mapping.subject), node(mapping.predicate), node(mapping.object))


def _concept(name: str) -> pyoxigraph.Quad:
    node = pyoxigraph.NamedNode
    return pyoxigraph.Quad(node(expand(name)), node(expand("rdf:type")), node(expand(CONCEPT)))


def _inverses(index: Index) -> Iterable[pyoxigraph.Quad]:
    """Ties that are stated when the ontology is read."""
    node = pyoxigraph.NamedNode
    return (
        pyoxigraph.Quad(node(expand(thing.curie)), node(expand(predicate)), node(expand(target)))
        for thing in index.things.values()
        for predicate in INVERSES
        for target in thing.all(predicate)
    )


def _rows(found: object, query: str) -> Rows:
    """The result of the engine as plain values; what a query leaves unordered comes in the order of its words."""
    if isinstance(found, pyoxigraph.QueryBoolean):
        return Rows("ASK", ("answer",), ((Cell("literal", json.dumps(bool(found)), PREFIXES["xsd"] + "boolean"),),))
    if isinstance(found, pyoxigraph.QueryTriples):
        triples = {tuple(_cell(node) for node in (t.subject, t.predicate, t.object)) for t in found}
        return Rows("CONSTRUCT", ("subject", "predicate", "object"), tuple(sorted(triples, key=_by_text)))
    if not isinstance(found, pyoxigraph.QuerySolutions):
        raise QueryError("The query gives no rows. Use SELECT, ASK, CONSTRUCT or DESCRIBE.")
    named = [token.text[1:] for token in tokens(query) if token.kind == "variable"]
    columns = sorted((variable.value for variable in found.variables), key=[*named, *_all(found)].index)
    rows = tuple(tuple(_cell(solution[name]) for name in columns) for solution in found)
    ordered = any(token.word == "ORDER" for token in tokens(query))
    return Rows("SELECT", tuple(columns), rows if ordered else tuple(sorted(rows, key=_by_text)))


def _all(found: pyoxigraph.QuerySolutions) -> list[str]:
    return [variable.value for variable in found.variables]


def _by_text(row: tuple[Cell | None, ...]) -> tuple[str, ...]:
    return tuple(str(cell or "") for cell in row)


def _cell(node: object) -> Cell | None:
    """A node of the engine as a plain value."""
    if node is None:
        return None
    if isinstance(node, pyoxigraph.Literal):
        return Cell("literal", node.value, "" if node.language else node.datatype.value, node.language or "")
    if isinstance(node, pyoxigraph.NamedNode):
        return Cell("uri", node.value)
    if isinstance(node, pyoxigraph.BlankNode):
        return Cell("bnode", node.value)
    raise QueryError("The query gives a triple as a value. Ask for its subject, property and object one by one.")
