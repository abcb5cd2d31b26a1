"""The ontology: files to a frozen index, its lexicon, its views, and look-ups by words."""

from iortkg.knowledge.cards import Card, Step, card, code_label, path, path_lines, tie_label
from iortkg.knowledge.changes import Change, change_line, changes
from iortkg.knowledge.files import ontology_folder
from iortkg.knowledge.find import Hit, find, resolve
from iortkg.knowledge.graphs import network, rdf_graph, walk_network
from iortkg.knowledge.index import Index, Thing, compile_index
from iortkg.knowledge.lexicon import Lexicon, build_lexicon, phrases_of
from iortkg.knowledge.names import PREFIXES, expand, shorten
from iortkg.knowledge.records import sides_of
from iortkg.knowledge.tables import with_tables

__all__ = [
    "PREFIXES",
    "Card",
    "Change",
    "Hit",
    "Index",
    "Lexicon",
    "Step",
    "Thing",
    "build_lexicon",
    "card",
    "change_line",
    "changes",
    "code_label",
    "compile_index",
    "expand",
    "find",
    "network",
    "ontology_folder",
    "path",
    "path_lines",
    "phrases_of",
    "rdf_graph",
    "resolve",
    "shorten",
    "sides_of",
    "tie_label",
    "walk_network",
    "with_tables",
]
