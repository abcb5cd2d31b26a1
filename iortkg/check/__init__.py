"""Labelled cases and how well answers fit them."""

from iortkg.check.labels import Labelled, Mark, line_of, read_labelled, unmark
from iortkg.check.report import score_json, score_table
from iortkg.check.score import SCORED_ON, Measure, Miss, Score, delivery_codes, score

__all__ = [
    "SCORED_ON", "Labelled", "Mark", "Measure", "Miss", "Score", "delivery_codes", "line_of", "read_labelled", "score",
    "score_json", "score_table", "unmark",
]  # fmt: skip
