"""Pages of other graph explorers, each as it comes and, as ours, with all that it needs within."""

from __future__ import annotations

import json
import tempfile
from importlib import import_module
from pathlib import Path

import networkx as nx

from iortkg.view import GraphView

# What a widget needs of a notebook: a model that holds its state, and a place to draw in.
WIDGET = """<!doctype html><meta charset="utf-8"><style>%s</style><div id="place"></div>
<script type="application/json" id="state">%s</script>
<script type="module">%s
const state = JSON.parse(document.getElementById("state").textContent);
const model = { get: (name) => state[name], set: (name, value) => { state[name] = value; }, on() {}, off() {},
  save_changes() {}, send() {} };
const widget = typeof WIDGET === "function" ? await WIDGET() : WIDGET;
await widget.render({ model, el: document.getElementById("place") });
document.documentElement.dataset.ready = "yes";
</script>"""


def by_pyvis(view: GraphView) -> str:
    """The same graph as pyvis makes it when nothing is said."""
    from pyvis.network import Network

    network = Network(cdn_resources="in_line")
    for node in view.nodes:
        network.add_node(node.id, label=node.label)
    for edge in view.edges:
        network.add_edge(edge.start, edge.end)
    return str(network.generate_html(notebook=False))


def by_ipysigma(view: GraphView) -> str:
    """The page that ipysigma saves, which asks a network for its parts; raises ImportError where it is missing."""
    sigma = import_module("ipysigma").Sigma
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((node.id, {"label": node.label}) for node in view.nodes)
    graph.add_edges_from((edge.start, edge.end) for edge in view.edges)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        sigma.write_html(graph, str(path), fullscreen=True)
        return path.read_text(encoding="utf-8")


def by_anywidget_graph(view: GraphView) -> str:
    """The widget of anywidget-graph in a page of its own; raises ImportError where it is missing."""
    widget = import_module("anywidget_graph").Graph(
        nodes=[{"id": node.id, "label": node.label} for node in view.nodes],
        edges=[{"source": edge.start, "target": edge.end} for edge in view.edges],
        max_nodes=len(view.nodes),
    )
    state = widget.get_state()
    script, style = str(state.pop("_esm")), str(state.pop("_css"))
    told = json.dumps({name: value for name, value in state.items() if not name.startswith("_")}, default=str)
    return WIDGET % (style, told.replace("<", "\\u003c"), script.replace("export default", "const WIDGET ="))
