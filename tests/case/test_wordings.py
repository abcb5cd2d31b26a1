"""Ways of saying that a dose was, was not or may have been given, each read by a rule of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import iortkg

Outcome = Callable[[str], tuple[str, str]]
NOT_GIVEN = ("not-iort", "none")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A noun for the giving inside a plan, and the same words where nothing is planned.
        ("Left lumpectomy. Candidate for single-dose treatment with INTRABEAM. Wound closed.", NOT_GIVEN),
        ("Left lumpectomy. She was scheduled to receive 20 Gy with INTRABEAM. Wound closed.", NOT_GIVEN),
        ("Left lumpectomy, then single-dose treatment with INTRABEAM.", ("coded", "xray-iort")),
        ("Left lumpectomy. As planned she received 20 Gy with INTRABEAM.", ("coded", "xray-iort")),
        # What stands in brackets says nothing of what follows them.
        (
            "Left lumpectomy. 21 Gy (less if near the skin) by electron beam was given in the OR.",
            ("coded", "electron-iort"),
        ),
        ("Left lumpectomy. If near the skin, 15 Gy by electron beam. It was not near, and none given.", NOT_GIVEN),
        # A form that asks whether the dose was given, with no box ticked.
        (
            (
                "Gastrectomy.\nIntraoperative radiotherapy\n  Machine: Mobetron\n  Dose: [ ] delivered  [ ] not "
                "delivered\n"
            ),
            ("needs-information", "electron-iort"),
        ),
        (
            (
                "Gastrectomy.\nIntraoperative radiotherapy\n  Machine: Mobetron\n  Dose: [x] delivered  [ ] not "
                "delivered\n"
            ),
            ("coded", "electron-iort"),
        ),
        # The dose is told in a text that the reader has not.
        (
            "Left lumpectomy with IORT. The INTRABEAM sphere was placed. See the separate radiation oncology record.",
            ("needs-information", "xray-iort"),
        ),
        ("Low anterior resection, possible IOERT. The record is not in chart.", NOT_GIVEN),
        # Sources loaded on later days, and chemotherapy that begins on a later day.
        (
            (
                "Right lumpectomy. A SAVI device was put into the cavity. HDR afterloader treatment will begin on "
                "Monday."
            ),
            NOT_GIVEN,
        ),
        ("Right lumpectomy with INTRABEAM IORT, 20 Gy. Chemotherapy will begin on Monday.", ("coded", "xray-iort")),
        # A room of the radiation department may hold the machine of this operation, or that of another day.
        (
            (
                "Gastrectomy. She was taken asleep to the linac in radiation oncology, docked to the 7 cm cone, and "
                "treated with 12 MeV, 15 Gy."
            ),
            ("coded", "electron-iort"),
        ),
        (
            "Left lumpectomy. Whole breast treatment will follow on the linear accelerator in radiation oncology.",
            NOT_GIVEN,
        ),
        # A plan for the dose, of which a part was given, and a plan for the treatment.
        ("Whipple resection. The mobile linac faulted after 6 of the intended 12 Gy.", ("coded", "electron-iort")),
        ("Whipple resection. The Mobetron stopped after 6 Gy of a planned 12 Gy.", ("coded", "electron-iort")),
        (
            "Left lumpectomy. INTRABEAM shut down when 8 Gy out of the intended 20 Gy had been given.",
            ("coded", "xray-iort"),
        ),
        ("Left lumpectomy. The planned 20 Gy with INTRABEAM was cancelled before beam-on.", NOT_GIVEN),
        ("Left lumpectomy. INTRABEAM is intended at the second operation.", NOT_GIVEN),
    ],
)
def test_how_the_words_are_joined_tells_if_it_was_given(outcome: Outcome, text: str, expected: tuple[str, str]) -> None:
    assert outcome(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tandem placed under intraoperative transabdominal US. Today HDR fraction 1 of 4, Ir-192, 7 Gy.", NOT_GIVEN),
        ("Tandem placed. Insertion #2 of 3: 7 Gy with the HDR afterloader, Ir-192.", NOT_GIVEN),
    ],
)
def test_a_series_of_fractions_is_no_dose_of_the_operation(
    outcome: Outcome, text: str, expected: tuple[str, str]
) -> None:
    assert outcome(text) == expected


SPOKEN = (
    "preoperative diagnosis right frontal\ntumor period postoperative diagnosis same period procedure "
    "right frontal craniotomy with\nresection and intraoperative radiotherapy period twenty gray was "
    "given with fifty kilovolt x rays period no\nwhole brain radiation is planned period"
)


def test_stops_that_were_spoken_part_sentences(code: Callable[..., iortkg.Answer]) -> None:
    answer = code(SPOKEN, "inpatient")
    assert (answer.status, answer.service) == ("coded", "xray-iort")
    assert [line.code for line in answer.claims["facility"]] == ["D0Y0CZZ"]


def test_the_word_alone_is_no_stop(code: Callable[..., iortkg.Answer]) -> None:
    """A period of time, in a note with stops of its own."""
    text = "Left lumpectomy. In the same period the INTRABEAM was set up. 20 Gy was given over a period of 20 minutes."
    assert code(text).service == "xray-iort"


TWO = (
    "SURGEON: Left lumpectomy. Then intraoperative electrons 20 Gy by radiation oncology.\n\nRADIATION "
    "ONCOLOGY: 20 Gy single dose with 50 kV x-rays was delivered at the applicator surface."
)


def test_two_people_who_tell_of_two_kinds_leave_the_kind_open(code: Callable[..., iortkg.Answer]) -> None:
    answer = code(TWO)
    assert (answer.status, answer.service) == ("needs-information", "unspecified-iort")
    assert "radiation" in [question.missing for question in answer.questions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Fractions from outside told beside a dose that was given through an applicator.
        (
            (
                "In 318 patients breast-conserving surgery was performed. A spherical applicator was introduced. A "
                "dose of 20 Gy was applied with 50 kV photons. All patients were irradiated with 46 Gy in 23 "
                "fractions. Registry data."
            ),
            ("coded", "xray-iort"),
        ),
        # Fractions told, and electrons of the operation named as something others did.
        (
            (
                "A boost has been given by intraoperative electrons. In this retrospective review of 400 patients "
                "lumpectomy was done. Five weeks later 42 Gy in 16 fractions was given, then 9 MeV electrons, 10 Gy "
                "in 4 fractions. Electron boosts delivered en face are simple."
            ),
            NOT_GIVEN,
        ),
        # A cohort with two machines, each with its dose.
        (
            (
                "Registry of patients with quadrantectomy. A mobile electron accelerator was used in 22 centres (21 "
                "Gy) and a 50 kV generator in 7 (20 Gy)."
            ),
            ("needs-information", "unspecified-iort"),
        ),
        # What a study leaves out is no place that it treats.
        (
            (
                "Randomized trial. Patients undergo craniotomy; a sphere is brought into the cavity and 20 Gy are "
                "applied with 50 kV photons.\nExclusion: leptomeningeal disease."
            ),
            ("coded", "xray-iort"),
        ),
    ],
)
def test_a_study_did_what_it_tells_a_dose_of(outcome: Outcome, text: str, expected: tuple[str, str]) -> None:
    assert outcome(text) == expected


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            (
                "Left quadrantectomy. A lead disc was slid behind the gland to protect the chest wall. 21 Gy was "
                "given with the NOVAC, 7 MeV electrons."
            ),
            "DM003Z0",
        ),
        (
            (
                "Gastrectomy. A cone was centered on the gastric bed, esophageal stump and duodenal stump kept out. "
                "Mobetron, 12 Gy."
            ),
            "DD013Z0",
        ),
        (
            "Left neck dissection for nodal recurrence. IOERT to the nodal bed of the neck, Mobetron, 12 Gy given.",
            "D7033Z0",
        ),
        (
            (
                "Resection of recurrent rectal cancer. A CivaSheet was cut. Prescription 100 Gy. The sheet was sewn "
                "to the right pelvic sidewall."
            ),
            "0WHJ01Z",
        ),
    ],
)
def test_place_is_what_the_words_point_to_and_not_what_they_guard(
    code: Callable[..., iortkg.Answer], text: str, row: str
) -> None:
    assert [line.code for line in code(text, "inpatient").claims["facility"]] == [row]


FORM = (
    "Left lumpectomy, sphere seated in the cavity.\n"
    "Modality: [x] kV photons - INTRABEAM{0}[ ]{1}electrons - Mobetron{0}[ ] other\n20 Gy given."
)


@pytest.mark.parametrize("breaks", [("  ", " "), ("\n", " "), (" ", "\n")])
def test_a_list_of_choices_that_is_broken_after_a_box_goes_on(outcome: Outcome, breaks: tuple[str, str]) -> None:
    """The words of a box may stand in the next line, and are not those before it."""
    assert outcome(FORM.format(*breaks)) == ("coded", "xray-iort")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Left lumpectomy with the INTRABEAM.\nDose given: yes [x] no [ ]\n", ("coded", "xray-iort")),
        ("Left lumpectomy.\nINTRABEAM dose given: yes [ ] no [x]\n", NOT_GIVEN),
    ],
)
def test_boxes_may_stand_after_their_words(outcome: Outcome, text: str, expected: tuple[str, str]) -> None:
    assert outcome(text) == expected
