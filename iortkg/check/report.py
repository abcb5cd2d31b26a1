"""A score as people and programs read it."""

from __future__ import annotations

import json

from iortkg.check.score import Measure, Score

_WORDS = {
    "service": "service",
    "status": "status",
    "core-claims": "core claims, all billers exact",
    "facility": "core claims, facility",
    "radiation-oncologist": "core claims, radiation oncologist",
    "surgeon": "core claims, surgeon",
    "review": "confidence of core lines",
    "questions": "questions exact",
    "consider": "considered codes",
    "diagnosis": "diagnosis",
    "warning": "warnings",
    "also": "codes beside the delivery",
    "spans": "evidence, marked spans exact",
    "spans-with-concept": "evidence, spans and concepts exact",
    "token-precision": "evidence, tokens: precision",
    "token-recall": "evidence, tokens: recall",
    "token-f1": "evidence, tokens: F1",
    "coverage": "coverage (answers with status coded)",
    "wrong-when-committed": "risk (wrong among these; fewer is better)",
    "guessed": "delivery code where none is settled (must be 0)",
}


def score_table(score: Score) -> str:
    """The measures as a table, then the cases on which something differed."""
    width = max(map(len, _WORDS.values()))
    rows = [
        f"{_WORDS[item.name]:<{width}}  {item.count:>6}  {item.of:>6}  {_percent(item):>7}" for item in score.measures
    ]
    head = f"{f'{score.cases} cases':<{width}}  {'k':>6}  {'n':>6}  {'percent':>7}"
    misses = [line for miss in score.misses for line in (miss.id, *(f"  {text}" for text in miss.differs))]
    differing = ["", f"{len(score.misses)} cases differ from their labels:", *misses] if misses else []
    held = (
        ["", f"{score.held_misses} cases that are held back differ, too; they are not listed."]
        if score.held_misses
        else []
    )
    return "\n".join([head, *rows, *differing, *held])


def _percent(measure: Measure) -> str:
    return f"{100 * measure.share:.1f}" if measure.of else "-"


def score_json(score: Score) -> str:
    """The score as JSON."""
    plain = {
        "cases": score.cases,
        "measures": {
            item.name: {"k": item.count, "n": item.of, "percent": round(100 * item.share, 1)} for item in score.measures
        },
        "differing": [{"id": miss.id, "differs": list(miss.differs)} for miss in score.misses],
        "held_differing": score.held_misses,
    }
    return json.dumps(plain, ensure_ascii=False, indent=2)
