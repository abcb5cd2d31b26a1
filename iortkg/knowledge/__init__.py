"""The ontology: files to a frozen index, its lexicon, its views, and look-ups by words."""

from iortkg.knowledge.cards import Card, Step, card, code_label, path, path_lines, tie_label
from iortkg.knowledge.files import ontology_folder, statements, turtle_files
from iortkg.knowledge.find import Hit, find, resolve
from iortkg.knowledge.graphs import network, rdf_graph, walk_network
from iortkg.knowledge.index import LABELS, Index, Thing, compile_index, index_of
from iortkg.knowledge.lexicon import Lexicon, build_lexicon, phrases_of
from iortkg.knowledge.names import PREFIXES, expand, shorten

__all__ = [
    "LABELS",
    "PREFIXES",
    "Card",
    "Hit",
    "Index",
    "Lexicon",
    "Step",
    "Thing",
    "build_lexicon",
    "card",
    "code_label",
    "compile_index",
    "expand",
    "find",
    "index_of",
    "network",
    "ontology_folder",
    "path",
    "path_lines",
    "phrases_of",
    "rdf_graph",
    "resolve",
    "shorten",
    "statements",
    "tie_label",
    "turtle_files",
    "walk_network",
]
