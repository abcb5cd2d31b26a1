"""A year before that of the operation makes a treatment one of the past."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Outcome = Callable[[str], tuple[str, str]]


@pytest.mark.parametrize(
    "text",
    [
        "Today the patient had a right lumpectomy. INTRABEAM was used in 2019 on the left side.",
        "Seen for a left breast cancer, lumpectomy done today. IORT was given in 2016 on the right.",
        "2026-02-03. Left lumpectomy. In 2017 electron IORT was given to the right breast.",
        "Date of operation: 2026-02-03. Pelvic exenteration. IORT with Mobetron was given in March 2015.",
    ],
)
def test_an_older_year_places_a_treatment_in_the_past(outcome: Outcome, text: str) -> None:
    assert outcome(text) == ("not-iort", "none")


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-03. Left lumpectomy. IORT in 2026 was given with electrons, 21 Gy.",
        "Date of operation: 2019-05-06. Left lumpectomy. In 2019 electrons were given as IORT, 21 Gy.",
        "IORT with the Mobetron was given at gastrectomy in 2019, 12 Gy.",
    ],
)
def test_the_year_of_the_operation_or_a_year_alone_places_nothing_in_the_past(outcome: Outcome, text: str) -> None:
    assert outcome(text) == ("coded", "electron-iort")


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-03. IORT with INTRABEAM, which we have used since 2012, was given at left lumpectomy: 20 Gy.",
        "2026-02-03. Left lumpectomy. INTRABEAM 20 Gy given, first described in 1998.",
    ],
)
def test_a_year_of_a_machine_places_no_treatment_in_the_past(outcome: Outcome, text: str) -> None:
    assert outcome(text)[0] == "coded"
