"""Outcomes to score, made by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from iortkg.model import BILLERS, Considered, Evidence, Line, Outcome, Question

Lines = dict[str, list[Line]]


def line(code: str, *modifiers: str, units: int | None = 1, core: bool = True, review: bool = False) -> Line:
    """A claim line; no units for a code set that has none."""
    return Line(
        "CPT", code, core, "review" if review else "certain", "ior:Rule", (), (), (), units,
        None if units is None else modifiers,
    )  # fmt: skip


@pytest.fixture
def claim_line() -> Callable[..., Line]:
    return line


@pytest.fixture
def outcome() -> Callable[..., Outcome]:
    """An outcome with lines by biller, missing facts, codes to consider, diagnoses and marked words."""

    def make(
        service: str = "xray-iort",
        status: str = "coded",
        *,
        claims: Lines | None = None,
        missing: tuple[str, ...] = (),
        consider: tuple[str, ...] = (),
        diagnoses: tuple[str, ...] = (),
        spans: tuple[tuple[int, int, str], ...] = (),
        **more: Any,
    ) -> Outcome:
        return Outcome(
            "", None, "2026-03-02", "given", "outpatient", "given", status, service,
            {biller: tuple((claims or {}).get(biller, ())) for biller in BILLERS}, "0",
            diagnoses=tuple(line(code, units=None) for code in diagnoses),
            consider=tuple(Considered("surgeon", "CPT", code, (), "") for code in consider),
            questions=tuple(Question(name, "", ()) for name in missing),
            evidence=tuple(Evidence(start, end, "", concept, "affirmed") for start, end, concept in spans), **more,
        )  # fmt: skip

    return make
