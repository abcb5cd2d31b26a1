"""Abstracts: what a study did, apart from what it tells of the field."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Outcome = Callable[[str], tuple[str, str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Electron IORT has been reported in large series, and the INTRABEAM sphere is common in Europe. We "
                "treated 40 patients with high-dose-rate IORT through the HAM applicator after resection of rectal "
                "cancer, 12 Gy. Median follow-up was 3 years."
            ),
            ("needs-information", "hdr-brachytherapy"),
        ),
        (
            (
                "Mobetron has been used for rectal cancer in many series, and the LIAC is common in Italy. We "
                "treated 30 patients with INTRABEAM after resection, 12 Gy. Median follow-up was 30 months."
            ),
            ("coded", "xray-iort"),
        ),
    ],
)
def test_what_shares_a_sentence_with_the_field_at_large_was_not_done(
    outcome: Outcome, text: str, expected: tuple[str, str]
) -> None:
    assert outcome(text) == expected


@pytest.mark.parametrize(
    ("text", "service"),
    [
        (
            (
                "After a randomized trial (ELIOT) reported more recurrences, we treated 60 patients with INTRABEAM at "
                "lumpectomy, 20 Gy. Median follow-up was 40 months."
            ),
            "xray-iort",
        ),
        (
            (
                "This study compares cosmesis in patients of one trial (TARGIT). Patients received electrons at "
                "lumpectomy, 21 Gy. Results were good."
            ),
            "electron-iort",
        ),
        (
            (
                "We report 35 patients who received intraoperative electrons (ELIOT), 21 Gy, at lumpectomy. Median "
                "follow-up was 40 months."
            ),
            "electron-iort",
        ),
    ],
)
def test_a_name_in_brackets_is_that_of_a_study(outcome: Outcome, text: str, service: str) -> None:
    assert outcome(text) == ("coded", service)


def test_a_name_in_brackets_behind_a_treatment_says_which_it_was(outcome: Outcome) -> None:
    text = (
        "We report 35 women who received intraoperative radiotherapy (ELIOT) at lumpectomy. Median follow-up was long."
    )
    assert outcome(text) == ("coded", "electron-iort")


@pytest.mark.parametrize(
    ("text", "service"),
    [
        (
            (
                "Electron IORT has been used in our unit since 2005 for rectal cancer. Fifty patients were followed "
                "for 40 months after resection. Local control was 90% and overall survival 62%."
            ),
            "electron-iort",
        ),
        (
            (
                "Intraoperative radiotherapy with INTRABEAM has been used after lumpectomy, 20 Gy. Median follow-up "
                "was 30 months and overall survival 95%."
            ),
            "xray-iort",
        ),
        (
            (
                "HDR-IORT with the HAM applicator has been reported for retroperitoneal sarcoma in 12 patients. The "
                "median follow-up was 28 months; local recurrence occurred in three."
            ),
            "hdr-brachytherapy",
        ),
    ],
)
def test_a_study_that_names_one_treatment_only_describes_it(outcome: Outcome, text: str, service: str) -> None:
    assert outcome(text)[1] == service


@pytest.mark.parametrize(
    "text",
    [
        (
            "IORT with INTRABEAM has gained ground after lumpectomy. In this study 120 women received whole-breast "
            "irradiation, 40 Gy in 15 fractions. Median follow-up was 5 years."
        ),
        (
            "IORT with electrons is given at lumpectomy in some centers. This study evaluated women who received "
            "accelerated partial breast irradiation, 34 Gy in 10 fractions, after lumpectomy. Cosmesis was good and "
            "median follow-up 60 months."
        ),
        (
            "Electron IORT at resection improves control of rectal cancer. In this trial patients received external "
            "beam radiation therapy, 50.4 Gy, and chemotherapy. Local control at 3 years was 85%."
        ),
    ],
)
def test_a_study_of_another_treatment_is_no_treatment_in_an_operation(outcome: Outcome, text: str) -> None:
    assert outcome(text) == ("not-iort", "none")


def test_a_study_of_both_treatments_has_that_of_the_operation(outcome: Outcome) -> None:
    text = (
        "Patients received external beam radiation therapy, 45 Gy. At resection the patients in this trial received "
        "electron IORT, 12 Gy. Local control at 3 years was 85%."
    )
    assert outcome(text) == ("coded", "electron-iort")


@pytest.mark.parametrize(
    "text",
    [
        (
            "Women received electrons, 21 Gy, followed by oncoplastic closure after quadrantectomy. Median follow-up "
            "was 60 months. Local recurrence was 2%."
        ),
        (
            "This phase II trial: pancreatectomy is planned, electron IORT, 15 Gy, is planned. Primary endpoint: local "
            "control; overall survival."
        ),
    ],
)
def test_what_a_study_plans_or_does_around_the_treatment_is_of_its_operation(outcome: Outcome, text: str) -> None:
    assert outcome(text) == ("coded", "electron-iort")


@pytest.mark.parametrize(
    "text",
    [
        "Left lumpectomy. Images on reading tray (IORT) were checked.",
        "Nephrectomy. Infusion of Ringer therapy (IORT) was continued.",
        "Left lumpectomy. ELIOT (= early look at intraoperative tissue) was done.",
    ],
)
def test_a_short_form_spelled_out_as_something_else_is_no_treatment(outcome: Outcome, text: str) -> None:
    assert outcome(text) == ("not-iort", "none")


def test_a_short_form_spelled_out_as_the_treatment_stays(outcome: Outcome) -> None:
    text = "Left lumpectomy. Intraoperative radiation therapy (IORT) was given with electrons."
    assert outcome(text) == ("coded", "electron-iort")


def test_a_note_that_refers_to_a_guideline_is_still_a_note(outcome: Outcome) -> None:
    text = "Left lumpectomy, IORT per our departmental guideline. The patient received 20 Gy with INTRABEAM."
    assert outcome(text) == ("coded", "xray-iort")
