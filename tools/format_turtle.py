"""Writes Turtle files in canonical form: subjects by IRI, one predicate a line, the header comment kept.

Run it as: python tools/format_turtle.py FILE...
"""

from __future__ import annotations

import sys
from pathlib import Path

import rdflib
from rdflib.namespace import RDF

PREFIXES = (
    "cpt", "dcat", "dcterms", "hcpcs", "icd10cm", "icd10pcs", "ior", "owl", "rdf", "rdfs", "skos", "void", "xsd",
)  # fmt: skip


def canonical(path: Path) -> str:
    """The canonical text of a Turtle file."""
    text = path.read_text(encoding="utf-8")
    header = [line for line in text.split("@prefix")[0].splitlines() if line.startswith("#")]
    graph = rdflib.Graph()
    graph.parse(data=text, format="turtle")
    namespaces = dict(graph.namespaces())
    blocks = [_block(graph, subject) for subject in sorted(set(graph.subjects()), key=str) if _named(subject)]
    inner = set(graph.objects())
    # Nodes without a name come last, by their text, for their own order changes from one reading to the next.
    blocks += sorted(_block(graph, node) for node in set(graph.subjects()) - inner if not _named(node))
    body = "\n\n".join(blocks)
    used = [f"@prefix {name}: <{namespaces[name]}> ." for name in PREFIXES if f"{name}:" in body and name in namespaces]
    return "\n".join([*header, "", *used, "", body]) + "\n"


def _named(node: rdflib.term.Node) -> bool:
    return not isinstance(node, rdflib.BNode)


def _block(graph: rdflib.Graph, subject: rdflib.term.Node) -> str:
    lines = [_name(graph, subject) if _named(subject) else "[]"]
    predicates = sorted(set(graph.predicates(subject)), key=lambda p: (p != RDF.type, _name(graph, p)))
    for predicate in predicates:
        values = sorted(_name(graph, value) for value in graph.objects(subject, predicate))
        verb = "a" if predicate == RDF.type else _name(graph, predicate)
        if len(values) == 1:
            lines.append(f"    {verb} {values[0]} ;")
        else:
            lines += [f"    {verb}", *(f"        {value} ," for value in values[:-1]), f"        {values[-1]} ;"]
    return "\n".join([*lines, "."])


def _name(graph: rdflib.Graph, term: rdflib.term.Node) -> str:
    if isinstance(term, rdflib.Literal) and term.datatype in _BARE:
        return str(term)
    if isinstance(term, rdflib.BNode):
        return _nested(graph, term)
    return term.n3(graph.namespace_manager)


def _nested(graph: rdflib.Graph, node: rdflib.BNode) -> str:
    """A node without a name on one line: a list in round brackets, any other in square ones."""
    if (node, RDF.first, None) in graph:
        return f"( {' '.join(_name(graph, item) for item in graph.items(node))} )"
    told = sorted((p != RDF.type, _name(graph, p), _name(graph, value)) for p, value in graph.predicate_objects(node))
    pairs = (f"{verb} {value}" if later else f"a {value}" for later, verb, value in told)
    return f"[ {' ; '.join(pairs)} ]"


_BARE = (rdflib.XSD.boolean, rdflib.XSD.integer, rdflib.XSD.decimal)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        Path(name).write_text(canonical(Path(name)), encoding="utf-8")
