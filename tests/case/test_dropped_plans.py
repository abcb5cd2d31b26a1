"""Plans that were dropped, denials of what was given, relatives of the patient, and lines broken to fit a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from iortkg.case.scene import Scene

GIVEN = "Low anterior resection. IORT to the presacral space, 12 Gy was given. "
OPEN = ("needs-information", "unspecified-iort")


@pytest.mark.parametrize(
    "said",
    [
        "The LIAC had been planned at first.",
        "Originally the LIAC was to be used, but the plan was changed.",
        "At first we had planned to use the LIAC.",
        "The LIAC had originally been scheduled.",
        "The LIAC was first choice.",
    ],
)
def test_a_plan_that_was_dropped_does_not_tell_the_kind(outcome: Callable[[str], tuple[str, str]], said: str) -> None:
    assert outcome(GIVEN + said) == OPEN


def test_a_plan_that_stood_tells_the_kind(outcome: Callable[[str], tuple[str, str]]) -> None:
    assert outcome(GIVEN + "The LIAC was planned.") == ("coded", "electron-iort")


def test_what_was_given_as_first_planned_was_given(outcome: Callable[[str], tuple[str, str]]) -> None:
    said = "Low anterior resection. 12 Gy with the LIAC was delivered as originally planned."
    assert outcome(said) == ("coded", "electron-iort")


@pytest.mark.parametrize(
    "said",
    [
        "No patient was treated with the LIAC.",
        "None of the patients received treatment with the LIAC.",
        "A cousin of the patient received 20 Gy with the LIAC.",
        "Other centers use the LIAC.",
        "The LIAC was never brought into the room.",
    ],
)
def test_a_machine_that_others_or_none_were_treated_with_is_not_coded(
    outcome: Callable[[str], tuple[str, str]], said: str
) -> None:
    assert outcome(GIVEN + said) == OPEN


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The field was set up and then checked by Dr.\nMiller and a physicist, and the dose was given to all.", 1),
        ("Frozen section of the edge came back an hour later as: \ntumor at the margin, one millimeter wide.", 1),
        ("The field was set up and then checked by a physicist.\nMiller gave the dose to all of the surface.", 2),
    ],
)
def test_a_line_that_ends_in_a_short_form_or_a_key_goes_on(
    scene: Callable[[str], Scene], text: str, sentences: int
) -> None:
    assert len(scene(text).layout.sentences) == sentences
