"""How far a score can be trusted: intervals, codes one by one, and risk against coverage in an honest order."""

from __future__ import annotations

from typing import Any

import pytest

from iortkg.check import Risk, doubts, risk_curve, score, score_json, score_table, wilson
from iortkg.check.codes import CodeCounts
from iortkg.model import Caution
from tests.check.test_score import LABELLED, case, claims


@pytest.mark.parametrize(
    ("count", "of", "ends"),
    [
        # Newcombe, Statistics in Medicine 1998, table I, method 3.
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
        (29, 29, (0.8830, 1.0)),
        (0, 0, (0.0, 1.0)),
    ],
)
def test_intervals_are_those_of_wilson(count: int, of: int, ends: tuple[float, float]) -> None:
    assert wilson(count, of) == pytest.approx(ends, abs=0.00005)


def test_doubts_are_lines_for_review_then_deciding_questions_then_warnings(outcome: Any, claim_line: Any) -> None:
    lines = claims(claim_line, facility=[claim_line("77424", review=True), claim_line("1", core=False, review=True)])
    unsure = outcome(claims=lines, missing=("diagnosis",), warnings=(Caution("a"), Caution("b")))
    assert doubts(unsure) == (2, 0, 2)
    assert doubts(outcome()) == (0, 0, 0)


def test_the_curve_takes_the_surest_first_and_answers_of_one_doubt_together() -> None:
    settled = [((1, 0, 0), True), ((0, 0, 2), False), ((0, 1, 0), True), ((0, 0, 2), True), ((0, 0, 0), False)]
    found = risk_curve(settled, 10)
    assert found == (Risk(1, 0, 10), Risk(3, 1, 10), Risk(4, 2, 10), Risk(5, 3, 10))
    assert [(point.coverage, point.share) for point in found][1] == pytest.approx((0.3, 1 / 3))
    assert found[-1].interval == wilson(3, 5)
    assert risk_curve(reversed(settled), 10) == found
    assert risk_curve([], 10) == ()


def test_the_end_of_the_curve_is_the_risk_and_coverage_of_the_table(outcome: Any, claim_line: Any) -> None:
    answers = {
        "right": outcome(claims=claims(claim_line)),
        "wrong": outcome(claims=claims(claim_line, facility=[claim_line("77425", review=True)])),
        "asks": outcome("unspecified-iort", "needs-information"),
    }
    found = score([case(name, claims=LABELLED) for name in answers], lambda labelled: answers[labelled.id])
    # Each has a line for review, the wrong one two.
    assert found.curve == (Risk(1, 0, 3), Risk(2, 1, 3))
    end = found.curve[-1]
    assert (end.answers, end.wrong) == (found["coverage"].count, found["wrong-when-committed"].count)


def test_codes_are_counted_biller_by_biller_where_labels_speak_of_them(outcome: Any, claim_line: Any) -> None:
    answers = {
        "right": outcome(claims=claims(claim_line)),
        "other": outcome(claims=claims(claim_line, facility=[claim_line("77425"), claim_line("C9726", core=False)])),
        "passage": outcome(claims=claims(claim_line)),
    }
    cases = [case(name, claims=() if name == "passage" else LABELLED) for name in answers]
    found = score(cases, lambda labelled: answers[labelled.id])
    assert found.codes == (
        CodeCounts("19294", 2, 2, 2),
        CodeCounts("19301", 2, 2, 2),
        CodeCounts("77424", 1, 1, 2),
        CodeCounts("77469", 2, 2, 2),
        CodeCounts("77425", 0, 1, 0),
    )
    rows = [line.split() for line in score_table(found).splitlines()]
    assert ["77424,", "precision", "1", "1", "100.0", "20.7-100.0"] in rows
    assert ["77424,", "recall", "1", "2", "50.0", "9.5-90.5"] in rows
    assert ["77425,", "recall", "0", "0", "-", "-"] in rows
    assert '"77425": {' in score_json(found)


def test_codes_labelled_seldom_can_be_left_out(outcome: Any, claim_line: Any) -> None:
    found = score([case(claims=LABELLED)], lambda _: outcome(claims=claims(claim_line)))
    assert "77469, recall" in score_table(found)
    assert "77469, recall" not in score_table(found, fewest=2)
    assert "code by code" not in score_table(found, fewest=2)
