"""Cues: which way and how far they read, what ends their reach, and which yields to which."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from iortkg.case.scene import Scene

Outcome = Callable[[str], tuple[str, str]]
Read = Callable[[str], Scene]
DEVICE = "ior:Intrabeam"
NOT_GIVEN = ("not-iort", "none")


def standings(scene: Scene, concept: str = DEVICE) -> list[str]:
    """The standing of each mention of a concept."""
    return [mention.status for mention in scene.mentions if mention.concept == concept]


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("No INTRABEAM today.", "negated"),
        ("INTRABEAM was not used.", "negated"),
        ("The case went ahead without INTRABEAM.", "negated"),
        ("INTRABEAM is planned.", "planned"),
        ("She is scheduled for INTRABEAM.", "planned"),
        ("History of INTRABEAM.", "past"),
        ("INTRABEAM, two years ago.", "past"),
        ("If the margin is close, INTRABEAM.", "hypothetical"),
        ("INTRABEAM remains an option.", "hypothetical"),
        ("Her sister had INTRABEAM.", "other-person"),
        ("Her neighbor in the next bed told her much about what it was like to have INTRABEAM.", "other-person"),
        ("INTRABEAM was used.", "given"),
        ("We gave INTRABEAM.", "given"),
        ("INTRABEAM.", "affirmed"),
    ],
)
def test_a_cue_sets_the_standing_of_what_it_points_to(scene: Read, text: str, standing: str) -> None:
    assert standings(scene(text)) == [standing]


@pytest.mark.parametrize(
    "text",
    [
        "INTRABEAM instead of mastectomy.",
        "INTRABEAM, no drains.",
        "INTRABEAM, her sister drove her home.",
        "INTRABEAM; not the balloon.",
        "INTRABEAM, history of asthma.",
    ],
)
def test_a_cue_that_reads_forward_does_not_reach_back(scene: Read, text: str) -> None:
    assert standings(scene(text)) == ["affirmed"]


@pytest.mark.parametrize(
    "text",
    [
        "The clip did not fit, INTRABEAM.",
        "Chemotherapy is being considered, INTRABEAM.",
        "The drain was unnecessary, INTRABEAM.",
        "The port was placed last week, INTRABEAM.",
    ],
)
def test_a_cue_that_reads_backward_does_not_reach_forward(scene: Read, text: str) -> None:
    assert standings(scene(text)) == ["affirmed"]


@pytest.mark.parametrize(
    "text",
    [
        "No nodes, but INTRABEAM.",
        "No nodes were sent; INTRABEAM.",
        "Without a drain, however INTRABEAM.",
        "Not a mastectomy. INTRABEAM.",
        "No skin was taken and then INTRABEAM.",
        "Her sister came along and the patient had INTRABEAM.",
    ],
)
def test_a_word_that_turns_the_sentence_ends_the_reach(scene: Read, text: str) -> None:
    assert standings(scene(text)) == ["affirmed"]


@pytest.mark.parametrize(
    ("name", "standing"), [("electrons", "later"), ("external beam therapy", "later"), ("INTRABEAM", "affirmed")]
)
def test_what_belongs_to_the_operation_is_not_of_another_day(scene: Read, name: str, standing: str) -> None:
    told = scene(f"The resection was followed by {name}.")
    assert [m.status for m in told.mentions if m.start == len("The resection was followed by ")][:1] == [standing]


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("No large vessel or nerve, INTRABEAM.", "negated"),
        ("No large vessel or small nerve near the deep wall, INTRABEAM.", "affirmed"),
        ("Instead of one large and well perfused flap, INTRABEAM.", "negated"),
        ("Instead of one large and well perfused pectoral flap in a thin patient, INTRABEAM.", "affirmed"),
    ],
)
def test_a_cue_reaches_so_many_words_and_no_further(scene: Read, text: str, standing: str) -> None:
    assert standings(scene(text)) == [standing]


@pytest.mark.parametrize(
    "text",
    [
        "Whipple. No tumor at the margin, Mobetron IORT was given, 15 Gy.",
        "Gastrectomy. Not seeing any bleeding, we gave electron IORT, 12 Gy.",
        "Left lumpectomy. No second lesion was found, the LIAC was used for 21 Gy.",
        "Right lumpectomy. Previous imaging in hand, 21 Gy electron IORT was applied.",
        "Left lumpectomy. The planned IORT was given with electrons, 21 Gy.",
        "Whipple. As intended the planned electron IORT was delivered, 15 Gy.",
    ],
)
def test_words_that_say_given_beside_the_treatment_outweigh_a_cue_further_away(outcome: Outcome, text: str) -> None:
    assert outcome(text) == ("coded", "electron-iort")


@pytest.mark.parametrize(
    "text",
    [
        "Right lumpectomy. No dose by INTRABEAM was given.",
        "Left lumpectomy. No INTRABEAM given.",
        "Whipple. Without any Mobetron treatment given.",
        "Left lumpectomy. INTRABEAM was given to the right breast three years ago.",
    ],
)
def test_a_denial_or_a_past_close_by_holds_against_given(outcome: Outcome, text: str) -> None:
    assert outcome(text) == NOT_GIVEN


@pytest.mark.parametrize(
    "text",
    [
        "Left lumpectomy. The planned INTRABEAM boost was delivered: 20 Gy.",
        "Right lumpectomy. We had recommended INTRABEAM and it was given: 20 Gy.",
    ],
)
def test_a_plan_that_was_carried_out_was_given(outcome: Outcome, text: str) -> None:
    assert outcome(text) == ("coded", "xray-iort")


@pytest.mark.parametrize(
    "text",
    [
        "Right lumpectomy\nIORT: none\nINTRABEAM = not used",
        "Left lumpectomy. INTRABEAM: no. Dose: none.",
        "Gastrectomy | Mobetron | not used",
        "Left lumpectomy. IORT - declined",
    ],
)
def test_a_value_denies_the_key_before_it(outcome: Outcome, text: str) -> None:
    assert outcome(text) == NOT_GIVEN


@pytest.mark.parametrize(
    "text",
    [
        "Left lumpectomy with INTRABEAM by Dr. Lee was not done.",
        "Left lumpectomy. IORT was, according to Dr. Lee, not given.",
        "Gastrectomy. Electrons, as the resident told St. Mary, were not used.",
    ],
)
def test_the_stop_of_a_short_form_ends_no_reach(outcome: Outcome, text: str) -> None:
    assert outcome(text) == NOT_GIVEN


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("History: INTRABEAM to the other side.", "past"),
        ("Family history: INTRABEAM.", "other-person"),
        ("Plan: INTRABEAM.", "planned"),
        ("Operation: INTRABEAM.", "affirmed"),
        ("Plan: INTRABEAM was given.", "given"),
        ("Family history: sister well; the patient had INTRABEAM.", "affirmed"),
    ],
)
def test_a_heading_sets_the_standing_where_no_cue_does(scene: Read, text: str, standing: str) -> None:
    assert standings(scene(text)) == [standing]
