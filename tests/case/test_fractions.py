"""A dose in several fractions, and the kind of radiation that gave it, belong to other days than the operation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Outcome = Callable[[str], tuple[str, str]]
Doses = Callable[[str], list[float | None]]


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("Left lumpectomy with INTRABEAM. The breast gets 26 Gy in 5 fractions.", "xray-iort"),
        ("Low anterior resection, Mobetron in the room. The pelvis was given 25 Gy in 5 fractions.", "electron-iort"),
        ("Left lumpectomy with INTRABEAM. In all 5 fractions, 26 Gy, to the breast.", "xray-iort"),
        ("Gastrectomy with Mobetron. Upper abdomen 30 Gy total, 10 fractions.", "electron-iort"),
        ("Rectal cancer, resection with the Mobetron at hand. 25 Gy in five was given to the pelvis.", "electron-iort"),
        ("Whipple with the LIAC on hold. 30 Gy in 10 was given to the upper abdomen.", "electron-iort"),
    ],
)
def test_a_dose_in_fractions_is_not_the_dose_of_the_operation(
    outcome: Outcome, doses: Doses, text: str, service: str
) -> None:
    assert (*outcome(text), doses(text)) == ("needs-information", service, [])


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("Left lumpectomy, INTRABEAM. The cavity got 20 Gy in 1 fraction.", 20),
        ("Left lumpectomy with INTRABEAM. 20 Gy was given in 28 minutes.", 20),
        ("Gastrectomy with Mobetron. 12 Gy in 2 minutes.", 12),
        ("Gastrectomy with Mobetron. 12 Gy in one field.", 12),
        ("Parotidectomy with electron IORT. Field one 5 x 6 Gy to the neck, bed 12 Gy given.", 12),
        ("Right lumpectomy with INTRABEAM. Earlier plan for the breast: five times 5 Gy. 20 Gy was given.", 20),
    ],
)
def test_a_single_dose_is_the_dose_of_the_operation(doses: Doses, text: str, dose: float) -> None:
    assert doses(text) == [dose]


@pytest.mark.parametrize(
    "text",
    [
        "Parotidectomy. IORT 10 Gy was given. The neck then had electrons in 5 fractions.",
        "Left lumpectomy with IORT, 20 Gy given. The scar was treated with electrons, 8 fractions.",
    ],
)
def test_a_kind_that_came_in_fractions_is_not_the_kind_of_the_operation(outcome: Outcome, text: str) -> None:
    assert outcome(text) == ("needs-information", "unspecified-iort")


@pytest.mark.parametrize(
    "text",
    [
        "Left lumpectomy, IORT with electrons in one fraction, 21 Gy.",
        "Parotidectomy with IORT, electrons, 10 Gy given. The neck will have 30 fractions.",
    ],
)
def test_a_kind_without_fractions_of_its_own_stays(outcome: Outcome, text: str) -> None:
    assert outcome(text) == ("coded", "electron-iort")


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("Left lumpectomy followed by INTRABEAM 20 Gy.", 20),
        ("Low anterior resection followed by electron IORT, 12.5 Gy.", 12.5),
        ("Whipple, followed by Mobetron, 15 Gy, to the bed.", 15),
    ],
)
def test_an_operation_followed_by_a_treatment_of_it_has_its_dose(
    outcome: Outcome, doses: Doses, text: str, dose: float
) -> None:
    assert (outcome(text)[0], doses(text)) == ("coded", [dose])


def test_a_treatment_followed_by_one_of_another_day_keeps_its_own_dose(doses: Doses) -> None:
    assert doses("Left lumpectomy, INTRABEAM, 20 Gy, followed by whole-breast irradiation, 26 Gy.") == [20]
    assert doses("Right lumpectomy with INTRABEAM. Followed by whole-breast irradiation with 26 Gy.") == []
