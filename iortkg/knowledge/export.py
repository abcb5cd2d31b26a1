"""The whole ontology in the formats of RDF, for tools that do not read our files: the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph

from iortkg.knowledge.files import whole_files
from iortkg.knowledge.graphs import CONCEPT, INVERSES, skos_concepts
from iortkg.knowledge.index import Index
from iortkg.knowledge.mappings import read_mappings
from iortkg.knowledge.names import PREFIXES, expand

_RDF = pyoxigraph.RdfFormat
_FORMATS = {"turtle": _RDF.TURTLE, "xml": _RDF.RDF_XML, "jsonld": _RDF.JSON_LD, "nquads": _RDF.N_QUADS}
_NAMES = re.compile(r"<rdf:RDF((?: xmlns:\w+=\"[^\"]*\")*)>")


def exported(index: Index, form: str) -> str:
    """Every triple of the ontology in a format by its name; in N-Quads they stand in a graph named by our namespace.

    JSON-LD comes in expanded form, so that who reads it needs no context and asks no network for one.
    """
    found = pyoxigraph.Dataset(_quads(index))
    # The names of blank nodes then depend on what is said of them, not on the order of reading.
    found.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    graph = pyoxigraph.NamedNode(PREFIXES["ior"])
    ordered = sorted(found, key=str)
    if form == "nquads":
        ordered = [pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in ordered]
    return serialized(ordered, _FORMATS[form], PREFIXES)


def _quads(index: Index) -> Iterator[pyoxigraph.Quad]:
    """The statements of the files as they were written, which a store would not keep, and those made on reading."""
    for folder in index.folders:
        for path in whole_files(folder):
            if path.is_file():
                # Blank nodes of two files are not the same.
                yield from pyoxigraph.parse(path=str(path), format=_RDF.TURTLE, rename_blank_nodes=True)
        for tie in read_mappings(folder):
            yield _stated(tie.subject, tie.predicate, tie.object)
    for thing in index.things.values():
        for predicate in INVERSES:
            for target in thing.all(predicate):
                yield _stated(*map(expand, (thing.curie, predicate, target)))
    for name in skos_concepts(index):
        yield _stated(*map(expand, (name, "rdf:type", CONCEPT)))


def _stated(*iris: str) -> pyoxigraph.Quad:
    subject, predicate, value = map(pyoxigraph.NamedNode, iris)
    return pyoxigraph.Quad(subject, predicate, value)


def serialized(
    statements: Iterable[pyoxigraph.Quad] | Iterable[pyoxigraph.Triple],
    form: pyoxigraph.RdfFormat,
    prefixes: dict[str, str],
) -> str:
    """Statements as they come in a format; the prefixes, which the engine writes in any order, come by name."""
    raw = pyoxigraph.serialize(statements, format=form, prefixes=prefixes) or b""
    text = raw.decode()
    if form == _RDF.RDF_XML:
        return _NAMES.sub(lambda head: f"<rdf:RDF {' '.join(sorted(head[1].split()))}>", text, count=1)
    if form == _RDF.TURTLE:
        lines = text.splitlines(keepends=True)
        heads = sorted(line for line in lines if line.startswith("@prefix"))
        return "".join((*heads, "\n", *lines[len(heads) :]))
    return text
