"""The ontology: files to a frozen index, its lexicon, its views, look-ups by words, and SPARQL."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from iortkg.knowledge.around import Neighbours, class_words, holds_on, is_worked_out, kind_of, neighbours, tie_words
from iortkg.knowledge.cards import Card, Step, card, code_label, path, path_lines, tie_label
from iortkg.knowledge.changes import Change, change_line, changes
from iortkg.knowledge.files import APART, CORE, READ, Statement, ontology_folder, statements, turtle_files, whole_files
from iortkg.knowledge.find import Hit, find, resolve
from iortkg.knowledge.graphs import network, rdf_graph, walk_network
from iortkg.knowledge.index import Index, compile_index, index_of
from iortkg.knowledge.lexicon import Lexicon, Lexicons, build_lexicon, phrases_of
from iortkg.knowledge.mappings import Table, mapping_files, mapping_table, read_mappings
from iortkg.knowledge.names import PREFIXES, expand, shorten
from iortkg.knowledge.needs import Kinded, Needs, presupposed
from iortkg.knowledge.overlay import lay_over, overlay_files
from iortkg.knowledge.reading import MARK, text_of
from iortkg.knowledge.records import sides_of
from iortkg.knowledge.tables import indicator_means, indicator_noted, indicator_of, records_about, with_tables
from iortkg.knowledge.thing import LABELS, Thing

if TYPE_CHECKING:
    from iortkg.knowledge.cases import BASE, answers_turtle
    from iortkg.knowledge.export import exported
    from iortkg.knowledge.questions import (
        NAME,
        Question,
        parameter_kind,
        question_called,
        question_files,
        read_question,
        read_questions,
    )
    from iortkg.knowledge.rows import Rows
    from iortkg.knowledge.sparql import tokens
    from iortkg.knowledge.store import Store

__all__ = [
    "APART",
    "BASE",
    "CORE",
    "LABELS",
    "MARK",
    "NAME",
    "PREFIXES",
    "READ",
    "Card",
    "Change",
    "Hit",
    "Index",
    "Kinded",
    "Lexicon",
    "Lexicons",
    "Needs",
    "Neighbours",
    "Question",
    "Rows",
    "Statement",
    "Step",
    "Store",
    "Table",
    "Thing",
    "answers_turtle",
    "build_lexicon",
    "card",
    "change_line",
    "changes",
    "class_words",
    "code_label",
    "compile_index",
    "expand",
    "exported",
    "find",
    "holds_on",
    "index_of",
    "indicator_means",
    "indicator_noted",
    "indicator_of",
    "is_worked_out",
    "kind_of",
    "lay_over",
    "mapping_files",
    "mapping_table",
    "neighbours",
    "network",
    "ontology_folder",
    "overlay_files",
    "parameter_kind",
    "path",
    "path_lines",
    "phrases_of",
    "presupposed",
    "question_called",
    "question_files",
    "rdf_graph",
    "read_mappings",
    "read_question",
    "read_questions",
    "records_about",
    "resolve",
    "shorten",
    "sides_of",
    "statements",
    "text_of",
    "tie_label",
    "tie_words",
    "tokens",
    "turtle_files",
    "walk_network",
    "whole_files",
    "with_tables",
]

_LATER = {
    "BASE": "cases",
    "NAME": "questions",
    "Question": "questions",
    "Rows": "rows",
    "Store": "store",
    "answers_turtle": "cases",
    "exported": "export",
    "parameter_kind": "questions",
    "question_called": "questions",
    "question_files": "questions",
    "read_question": "questions",
    "read_questions": "questions",
    "tokens": "sparql",
}


def __getattr__(name: str) -> Any:  # Any: a module attribute may be anything
    """What only queries need, imported when one is asked: coding a case pays nothing for it."""
    if name in _LATER:
        return getattr(import_module(f"iortkg.knowledge.{_LATER[name]}"), name)
    raise AttributeError(f"module 'iortkg.knowledge' has no attribute {name!r}")
