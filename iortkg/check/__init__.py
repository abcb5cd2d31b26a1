"""Labelled cases and how well answers fit them; what is wrong with an ontology folder; canonical Turtle."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from iortkg.check.labels import Labelled, Mark, line_of, read_labelled, unmark
from iortkg.check.report import score_json, score_table
from iortkg.check.risk import Risk, doubts, risk_curve, wilson
from iortkg.check.score import SCORED_ON, Measure, Miss, Score, delivery_codes, score

if TYPE_CHECKING:
    from iortkg.check.finding import Finding
    from iortkg.check.folder import Report, check_folder, report_json, report_text
    from iortkg.check.graph import refuse_faults
    from iortkg.check.layout import canonical, reformat
    from iortkg.check.ngrams import hash_lines

__all__ = [
    "SCORED_ON",
    "Finding",
    "Labelled",
    "Mark",
    "Measure",
    "Miss",
    "Report",
    "Risk",
    "Score",
    "canonical",
    "check_folder",
    "delivery_codes",
    "doubts",
    "hash_lines",
    "line_of",
    "read_labelled",
    "reformat",
    "refuse_faults",
    "report_json",
    "report_text",
    "risk_curve",
    "score",
    "score_json",
    "score_table",
    "unmark",
    "wilson",
]

_LATER = {
    "Finding": "finding",
    "Report": "folder",
    "canonical": "layout",
    "check_folder": "folder",
    "hash_lines": "ngrams",
    "reformat": "layout",
    "refuse_faults": "graph",
    "report_json": "folder",
    "report_text": "folder",
}


def __getattr__(name: str) -> Any:  # Any: a module attribute may be anything
    """What only checks of a folder need, imported when first named."""
    if name in _LATER:
        return getattr(import_module(f"iortkg.check.{_LATER[name]}"), name)
    raise AttributeError(f"module 'iortkg.check' has no attribute {name!r}")
