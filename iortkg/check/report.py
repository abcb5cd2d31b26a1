"""A score as people and programs read it."""

from __future__ import annotations

import json

from iortkg.check.codes import CodeCounts
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
    "spans": "evidence, exact spans: recall",
    "spans-with-concept": "evidence, spans and concepts exact",
    "span-precision": "evidence, exact spans: precision",
    "span-f1": "evidence, exact spans: F1",
    "token-precision": "evidence, tokens: precision",
    "token-recall": "evidence, tokens: recall",
    "token-f1": "evidence, tokens: F1",
    "coverage": "coverage (answers with status coded)",
    "wrong-when-committed": "risk (wrong among these; fewer is better)",
    "guessed": "delivery code where none is settled (must be 0)",
}


def score_table(score: Score, *, fewest: int = 0) -> str:
    """The measures with 95 % intervals as a table, those of codes labelled so often, then the cases that differ."""
    width = max(map(len, _WORDS.values()))
    head = f"{f'{score.cases} cases':<{width}}  {'k':>6}  {'n':>6}  {'percent':>7}  {'95 %':>11}"
    rows = [_row(_WORDS[item.name], item, width) for item in score.measures]
    codes = [
        _row(f"{counts.code}, {item.name}", item, width)
        for counts in score.codes
        if counts.labelled >= fewest
        for item in _of_code(counts)
    ]
    misses = [line for miss in score.misses for line in (miss.id, *(f"  {text}" for text in miss.differs))]
    differing = ["", f"{len(score.misses)} cases differ from their labels:", *misses] if misses else []
    held = (
        ["", f"{score.held_misses} cases that are held back differ, too; they are not listed."]
        if score.held_misses
        else []
    )
    return "\n".join([head, *rows, *(["", "Core lines, code by code", *codes] if codes else []), *differing, *held])


def _row(name: str, item: Measure, width: int) -> str:
    percent, interval = ("-", "-") if not item.of else (f"{100 * item.share:.1f}", _interval(item))
    return f"{name:<{width}}  {item.count:>6}  {item.of:>6}  {percent:>7}  {interval:>11}"


def _interval(item: Measure) -> str:
    return "-".join(f"{100 * end:.1f}" for end in item.interval)


def _of_code(counts: CodeCounts) -> tuple[Measure, Measure]:
    """How often it was right where an answer had it, and how often an answer had it where labels did."""
    return Measure("precision", counts.right, counts.proposed), Measure("recall", counts.right, counts.labelled)


def score_json(score: Score) -> str:
    """The score as JSON."""
    plain = {
        "cases": score.cases,
        "measures": {item.name: _plain(item) for item in score.measures},
        "codes": {counts.code: {item.name: _plain(item) for item in _of_code(counts)} for counts in score.codes},
        "curve": [
            {"answers": point.answers, "wrong": point.wrong, "coverage": round(100 * point.coverage, 1)}
            | {"risk": round(100 * point.share, 1), "interval": _ends(point.interval)}
            for point in score.curve
        ],
        "differing": [{"id": miss.id, "differs": list(miss.differs)} for miss in score.misses],
        "held_differing": score.held_misses,
    }
    return json.dumps(plain, ensure_ascii=False, indent=2)


def _plain(item: Measure) -> dict[str, object]:
    return {"k": item.count, "n": item.of, "percent": round(100 * item.share, 1), "interval": _ends(item.interval)}


def _ends(interval: tuple[float, float]) -> list[float]:
    return [round(100 * end, 1) for end in interval]
