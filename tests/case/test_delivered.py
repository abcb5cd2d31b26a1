"""Whether the dose was given in this operation, and by which words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Outcome = Callable[[str], tuple[str, str]]
NOT_GIVEN = ("not-iort", "none")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Left lumpectomy. INTRABEAM IORT had been planned. At the time of surgery the cavity was too near the "
                "skin. Instead external beam radiotherapy of 40 Gy was given."
            ),
            NOT_GIVEN,
        ),
        (
            (
                "Left lumpectomy, INTRABEAM sphere brought to the room. The treatment was completed with external beam "
                "radiotherapy."
            ),
            ("needs-information", "xray-iort"),
        ),
        (
            "Low anterior resection with the Mobetron. Pelvic chemoradiation: treatment completed without a pause.",
            ("needs-information", "electron-iort"),
        ),
        (
            "Left lumpectomy, INTRABEAM sphere brought to the room. The treatment was completed in 24 minutes.",
            ("coded", "xray-iort"),
        ),
    ],
)
def test_a_treatment_outside_the_operation_does_not_give_its_dose(
    outcome: Outcome, text: str, expected: tuple[str, str]
) -> None:
    assert outcome(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Left lumpectomy. A MammoSite balloon for IORT was left in the cavity.", NOT_GIVEN),
        (
            "Sarcoma of the thigh resected. Intraoperative brachytherapy catheters for later loading were placed.",
            NOT_GIVEN,
        ),
        (
            "Left lumpectomy. IORT with INTRABEAM, 20 Gy, was given in place of the MammoSite balloon of another day.",
            ("coded", "xray-iort"),
        ),
    ],
)
def test_a_device_that_is_loaded_later_is_no_treatment_in_the_operation(
    outcome: Outcome, text: str, expected: tuple[str, str]
) -> None:
    assert outcome(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Resection of a sarcoma. Intraoperative placement of brachytherapy catheters, six. Loading starts on day 5.",
    ],
)
def test_catheters_that_are_loaded_on_another_day_are_no_treatment_in_the_operation(
    outcome: Outcome, text: str
) -> None:
    assert outcome(text) == NOT_GIVEN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Left lumpectomy. The INTRABEAM was turned on but the treatment was aborted before any dose reached her.",
            NOT_GIVEN,
        ),
        ("Gastrectomy. The Mobetron was docked and turned on, but the beam could not be delivered.", NOT_GIVEN),
        (
            "Low anterior resection. IORT was performed up to docking; treatment was then abandoned for bleeding.",
            NOT_GIVEN,
        ),
        (
            "Left lumpectomy. INTRABEAM was used to treat the cavity, 20 Gy was given. A second field was abandoned.",
            ("coded", "xray-iort"),
        ),
    ],
)
def test_what_was_begun_and_stopped_in_one_sentence_was_not_given(
    outcome: Outcome, text: str, expected: tuple[str, str]
) -> None:
    assert outcome(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Left lumpectomy with INTRABEAM, 20 Gy. History: in 2012 IORT was aborted on the right.",
        "Right lumpectomy. INTRABEAM 20 Gy. Past history: IORT aborted in 2012.",
        "Left lumpectomy with INTRABEAM, 20 Gy. Her sister had a lumpectomy and IORT was aborted.",
    ],
)
def test_what_was_stopped_on_another_day_or_for_another_person_takes_nothing_away(outcome: Outcome, text: str) -> None:
    assert outcome(text) == ("coded", "xray-iort")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Left lumpectomy. INTRABEAM boost was planned. 20 Gy was delivered to the cavity in the operating room.",
            ("coded", "xray-iort"),
        ),
        (
            (
                "Gastrectomy with planned electron IORT. After the resection, in the operating room, 12.5 Gy was "
                "given to the bed."
            ),
            ("coded", "electron-iort"),
        ),
        ("Left lumpectomy. INTRABEAM boost was planned. The wound was closed in the operating room.", NOT_GIVEN),
    ],
)
def test_a_dose_given_in_the_room_is_of_the_kind_that_was_planned(
    outcome: Outcome, text: str, expected: tuple[str, str]
) -> None:
    assert outcome(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Left lumpectomy. The 4 cm spherical applicator was placed in the cavity. 20 Gy was delivered over 22 "
                "minutes."
            ),
            ("needs-information", "unspecified-iort"),
        ),
        (
            "Whipple. The applicator was docked over the bed. Counts were right. 15 Gy was given.",
            ("needs-information", "unspecified-iort"),
        ),
        (
            (
                "Left lumpectomy. The spherical applicator was placed. It fit. The gap was small. The skin was held. "
                "The nurse counted. It was quiet. 20 Gy was delivered."
            ),
            NOT_GIVEN,
        ),
        ("Left lumpectomy. The 4 cm spherical applicator was placed in the cavity and removed.", NOT_GIVEN),
    ],
)
def test_an_applicator_right_before_a_dose_is_a_treatment_of_open_kind(
    outcome: Outcome, text: str, expected: tuple[str, str]
) -> None:
    assert outcome(text) == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Right lumpectomy, INTRABEAM\n\nStep | state\nDock | done\nTreat | completed", "coded"),
        ("Left lumpectomy with the Mobetron\n\nTask   state\nBeam   delivered", "coded"),
        ("Left lumpectomy with INTRABEAM. Time-out completed.", "needs-information"),
        ("Right lumpectomy, INTRABEAM in the room. Local anesthetic given. Counts completed.", "needs-information"),
    ],
)
def test_a_word_such_as_completed_tells_of_the_dose_only_in_a_cell_of_its_own(
    outcome: Outcome, text: str, status: str
) -> None:
    assert outcome(text)[0] == status


def test_a_dose_named_far_from_the_treatment_is_not_its_dose(outcome: Outcome) -> None:
    between = " The wound was closed in layers."
    near, far = (
        f"Left lumpectomy with INTRABEAM.{between * times} Sphere of four centimeters, 20 Gy." for times in (3, 9)
    )
    assert (outcome(near)[0], outcome(far)[0]) == ("coded", "needs-information")


def test_a_limit_is_no_dose_that_was_given(outcome: Outcome) -> None:
    assert outcome("Left lumpectomy with INTRABEAM. A dose of 5 Gy is the limit for skin.")[0] == "needs-information"
