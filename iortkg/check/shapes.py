"""What the shapes of the ontology say of it, as findings: their messages, and what was found instead."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph

from iortkg.check.book import Book
from iortkg.check.finding import Finding
from iortkg.check.quick import BACK, SH, breach
from iortkg.errors import InputError
from iortkg.knowledge import shorten

if TYPE_CHECKING:
    import rdflib

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def shape_faults(book: Book) -> Iterator[Finding]:
    """Findings of all shapes, those of the folder too, on things that the folder tells of."""
    folders = dict.fromkeys((book.root, book.folder))
    shapes = [path for folder in folders for path in sorted((folder / "shapes").glob("*.ttl"))]
    if not shapes:
        return
    data = _graph(list(book.paths))
    try:
        report = _validated(data, _flat(_graph(shapes)))
    except InputError:
        raise
    except Exception as fault:  # noqa: BLE001  the engine fails in ways of several libraries where a shape is none
        yield _broken(book, data, fault)
        return
    for result in report.objects(None, _term("result")):
        yield from _findings(book, report, result)


def _broken(book: Book, data: rdflib.Graph, fault: Exception) -> Finding:
    """The finding on the first file of shapes that the engine fails on."""
    names = {file.path: file.name for file in book.files}
    own = [path for path in sorted((book.folder / "shapes").glob("*.ttl")) if path in names]
    for path in own:
        try:
            _validated(data, _flat(_graph([path])))
        except Exception as found:  # noqa: BLE001  as above
            own, fault = [path], found
            break
    reason = " ".join(str(fault).split())[:120] or type(fault).__name__
    file = names[own[0]] if own else book.shown
    return Finding(file, 1, "shape", "the shapes of the file can't be judged", reason, "shapes that SHACL allows")


def _validated(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    """The report of pySHACL."""
    try:
        import pyshacl
    except ImportError:
        raise InputError('Checking shapes needs pySHACL. Install it: pip install "iortkg[check]".') from None
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=True, inference="none", inplace=True)
    found: rdflib.Graph = report
    return found


def _graph(paths: list[Path]) -> rdflib.Graph:
    """An rdflib graph of files, parsed by the faster of two parsers."""
    import rdflib

    graph, known = rdflib.Graph(), _Terms()
    triples = (
        (known[quad.subject], known[quad.predicate], known[quad.object], graph)
        for path in paths
        if path.is_file()
        for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    )
    with _silent("rdflib.term"):
        return graph.addN(triples)


@contextmanager
def _silent(logger: str) -> Iterator[None]:
    """No words on standard error about values that do not fit their datatype: a shape tells of them."""
    log = logging.getLogger(logger)
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before


class _Terms(dict[Any, Any]):  # Any: terms of the two libraries
    """Terms of rdflib by those of the parser, each made once."""

    def __missing__(self, term: Any) -> Any:  # Any: as above
        made = self[term] = _rdf(term)
        return made


def _rdf(term: Any) -> Any:  # Any: a term of either library
    import rdflib

    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    plain = term.datatype.value == _STRING
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value))


def _term(name: str) -> rdflib.URIRef:
    import rdflib

    return rdflib.URIRef(SH + name)


_TARGETS = ("target", "targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")


def _flat(shapes: rdflib.Graph) -> rdflib.Graph:
    """The same shapes with the targets of each told of its properties, which pySHACL judges ten times as fast.

    It judges a property inside a shape once for each thing, and one with targets of its own once for all.
    """
    from rdflib.namespace import RDF

    for shape, inner in list(shapes.subject_objects(_term("property"))):
        targets = [(name, thing) for name in _TARGETS for thing in shapes.objects(shape, _term(name))]
        if targets:
            for name, thing in targets:
                shapes.add((inner, _term(name), thing))
            shapes.add((inner, RDF.type, _term("PropertyShape")))
            shapes.remove((shape, _term("property"), inner))
    return shapes


def _findings(book: Book, report: rdflib.Graph, result: Any) -> Iterator[Finding]:  # Any: a node of rdflib
    def told(name: str) -> str:
        value = report.value(result, _term(name))
        return "" if value is None else str(value)

    sort = _SORTS.get(told("sourceConstraintComponent"), "")
    path = report.value(result, _term("resultPath"))
    inverse = report.value(path, _term("inversePath"))
    name = f"{BACK}{shorten(str(inverse))}" if inverse else shorten(told("resultPath"))
    paths = _FIRST_DAYS if sort == "xone" else (name,)
    value = "" if sort in ("maxCount", "xone") else paths[0] if sort == "closed" else told("value")
    yield from breach(book, shorten(told("focusNode")), sort, paths, value, told("resultMessage"))


_SORTS = {
    f"{SH}MaxCountConstraintComponent": "maxCount", f"{SH}XoneConstraintComponent": "xone",
    f"{SH}ClosedConstraintComponent": "closed",
}  # fmt: skip
_FIRST_DAYS = ("ior:validFrom", "ior:knownValidFrom")
