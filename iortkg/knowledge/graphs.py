"""The same triples as a plain rdflib Graph and as a frozen networkx MultiDiGraph, made when first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iortkg.knowledge.files import whole_files
from iortkg.knowledge.index import Index
from iortkg.knowledge.mappings import read_mappings
from iortkg.knowledge.names import PREFIXES, expand
from iortkg.model import Walk

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    Network = nx.MultiDiGraph[str]

# Stated when the ontology is read; the files state only the other direction.
INVERSES = ("ior:isNeededBy", "ior:hasMember", "ior:isMistakenFor", "ior:makesUp")
CONCEPT = "skos:Concept"
_DATES = ("validFrom", "validTo", "knownValidFrom")


def rdf_graph(index: Index) -> rdflib.Graph:
    """A plain rdflib Graph of the whole ontology and its mappings, with the inverse ties that walks use."""
    import rdflib

    graph = rdflib.Graph()
    for folder in index.folders:
        for path in whole_files(folder):
            graph.parse(path, format="turtle")
        for mapping in read_mappings(folder):
            graph.add((rdflib.URIRef(mapping.subject), rdflib.URIRef(mapping.predicate), rdflib.URIRef(mapping.object)))
    for prefix, base in PREFIXES.items():
        graph.bind(prefix, base, replace=True)
    for thing in index.things.values():
        for predicate in INVERSES:
            for target in thing.all(predicate):
                graph.add(
                    (
                        rdflib.URIRef(expand(thing.curie)),
                        rdflib.URIRef(expand(predicate)),
                        rdflib.URIRef(expand(target)),
                    )
                )
    for name in skos_concepts(index):
        graph.add((rdflib.URIRef(expand(name)), rdflib.RDF.type, rdflib.SKOS.Concept))
    return graph


def skos_concepts(index: Index) -> tuple[str, ...]:
    """Things whose kind is a sort of skos:Concept, which tools that draw no conclusions must be told.

    The files leave it out: coding reads them at each start, has no use for it, and would wait for it.
    """
    direct = {thing.curie for thing in index.instances("owl:Class") if CONCEPT in thing.all("rdfs:subClassOf")}
    kinds = {CONCEPT} | {name for name, wider in index.classes_above.items() if not direct.isdisjoint(wider)}
    return tuple(name for name, thing in index.things.items() if thing.is_a(*kinds))


def network(index: Index) -> Network:
    """The things and the ties between them; nodes carry labels, edges predicate, source and dates.

    Several classes or sources stand in one text with a space between: file formats for graphs take no lists.
    """
    import networkx as nx

    graph: Network = nx.MultiDiGraph(name="iortkg")
    for thing in index.things.values():
        graph.add_node(
            thing.curie, label=thing.label, classes=" ".join(sorted(thing.classes)), kind=index.kind(thing.curie)
        )
    for thing in index.things.values():
        source = " ".join(thing.all("dcterms:source"))
        dates = {name: thing.text(f"ior:{name}") for name in _DATES if thing.text(f"ior:{name}")}
        for predicate, targets in thing.links.items():
            for target in targets:
                if target in graph:
                    graph.add_edge(thing.curie, target, key=predicate, predicate=predicate, source=source, **dates)
    nx.freeze(graph)
    return graph


def walk_network(walk: Walk) -> Network:
    """The walk of an answer as a frozen networkx graph; concept and sources are nodes of the ontology's network."""
    import networkx as nx

    graph: Network = nx.MultiDiGraph(name=walk.title)
    for node in walk.nodes:
        graph.add_node(
            node.id, kind=node.kind, label=node.label, stage=node.stage, note=node.note,
            concept=node.concept, source=node.source, sources=" ".join(node.sources),
        )  # fmt: skip
    for edge in walk.edges:
        graph.add_edge(
            edge.start, edge.end, key=edge.predicate,
            predicate=edge.predicate, label=edge.label,
            source=edge.source, sources=" ".join(edge.sources), since=edge.since,
        )  # fmt: skip
    nx.freeze(graph)
    return graph
