"""The ontology: files to a frozen index, its lexicon, its views, and look-ups by words."""

from iortkg.knowledge.cards import Card, Step, card, path, path_lines
from iortkg.knowledge.files import ontology_folder
from iortkg.knowledge.graphs import network, rdf_graph, walk_network
from iortkg.knowledge.index import Index, Thing, compile_index
from iortkg.knowledge.names import PREFIXES, expand, shorten

__all__ = [
    "PREFIXES", "Card", "Index", "Step", "Thing", "card", "compile_index", "expand", "network", "ontology_folder", "path",
    "path_lines", "rdf_graph", "shorten", "walk_network",
]  # fmt: skip
