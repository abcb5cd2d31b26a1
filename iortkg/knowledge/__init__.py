"""The ontology: files to a frozen index, its lexicon, its views, and look-ups by words."""

from iortkg.knowledge.cards import Card, Step, card, code_label, path, path_lines, tie_label
from iortkg.knowledge.files import ontology_folder
from iortkg.knowledge.find import Hit, find, resolve
from iortkg.knowledge.graphs import network, rdf_graph, walk_network
from iortkg.knowledge.index import Index, Thing, compile_index
from iortkg.knowledge.lexicon import Lexicon, build_lexicon, phrases_of
from iortkg.knowledge.names import PREFIXES, expand, shorten
from iortkg.knowledge.overlay import lay_over

__all__ = [
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
    "lay_over",
    "network",
    "ontology_folder",
    "path",
    "path_lines",
    "phrases_of",
    "rdf_graph",
    "resolve",
    "shorten",
    "tie_label",
    "walk_network",
]
