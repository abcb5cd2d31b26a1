"""A view as GraphML with all attributes, for Gephi, networkx and what else reads it."""

from __future__ import annotations

from iortkg.view.clean import plain
from iortkg.view.graphview import GraphView


def view_graphml(view: GraphView) -> str:
    """The things and ties of a view as GraphML; lists and points stand in one text with a space between."""
    # networkx takes a third of a second to import.
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        title=plain(view.title), kind=view.kind, what=plain(view.what), on=view.on or "", ontology=plain(view.ontology),
        shown=view.shown, total=view.total, selected=plain(view.selected),
    )  # fmt: skip
    for node in view.nodes:
        start, end = node.span or (-1, -1)
        graph.add_node(
            plain(node.id), label=plain(node.label), kind=plain(node.kind), note=plain(node.note),
            meaning=plain(node.meaning), concept=plain(node.concept), source=plain(node.source),
            sources=_joined(node.sources), valid_from=plain(node.valid_from), valid_to=plain(node.valid_to),
            span_start=start, span_end=end, stage=node.stage, count=node.count,
            x=node.x, y=node.y, width=node.width, height=node.height,
        )  # fmt: skip
    for number, edge in enumerate(view.edges):
        points = " ".join(f"{x:g},{y:g}" for x, y in edge.points)
        graph.add_edge(
            plain(edge.start), plain(edge.end), key=str(number), label=plain(edge.label),
            predicate=plain(edge.predicate), source=plain(edge.source), sources=_joined(edge.sources),
            since=plain(edge.since), strong=edge.strong, points=points,
        )  # fmt: skip
    lines = nx.generate_graphml(graph, named_key_ids=False, prettyprint=True)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + "\n".join(lines) + "\n"


def _joined(names: tuple[str, ...]) -> str:
    return " ".join(map(plain, names))
