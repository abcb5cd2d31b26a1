"""A treatment that is denied wherever it is named proposes no delivery, and so does one of another day or person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import iortkg
from tests.property.texts import BILLERS, CASES, DELIVERY, plain

# What names a treatment of the operation: devices, applicators, techniques, kinds of radiation.
CLASSES = ("ior:Device", "ior:Applicator", "ior:Technique", "ior:Radiation")
OPERATIONS = (
    "Right lumpectomy.",
    "Low anterior resection of the rectum.",
    "Craniotomy for glioblastoma.",
    "Whipple operation.",
    "",
)
DENIED = (
    "No {} was used.",
    "{} was not used.",
    "{} was not given.",
    "{} was not performed.",
    "{} was omitted.",
    "{} was declined.",
    "{}: not given.",
    "{}: none.",
    "There was no {}.",
    "The operation was done without {}.",
    "The patient did not receive {}.",
    "The patient declined {}.",
    "It was decided against {}.",
    "Neither {} nor anything like it was used.",
)
DENIED_DOSES = ("No dose was given.", "20 Gy was not given.", "No radiation was given.", "12 Gy was not delivered.", "")
# Frames about another person or another day.
ELSEWHERE = (
    "Her sister had {}.",
    "The next case had {}.",
    "{} is planned for next month.",
    "If the margins are positive, {} will be given.",
    "History of {} in 2015.",
    "{} was given three years ago at another hospital.",
    "{} at lumpectomy was not possible.",
    "{} is planned at the time of lumpectomy.",
    "{} will be given at lumpectomy.",
)


def named(kg: iortkg.Knowledge) -> list[str]:
    """What the ontology says that texts call a treatment."""
    places = ("skos:prefLabel", "skos:altLabel")
    things = kg.index.instances(*CLASSES)
    found = sorted({label for thing in things for place in places for label in thing.texts.get(place, ())})
    assert len(found) >= 600
    return found


def delivered(kg: iortkg.Knowledge, text: str, setting: str) -> tuple[str, list[str]]:
    """Whether a text is coded, and the delivery codes on its claims."""
    found = plain(kg, text, setting=setting)
    return found["status"], [line["code"] for biller in BILLERS for line in found["claims"][biller]]


def _said(frame: str, name: str) -> str:
    """A sentence about a treatment, with a capital at its start."""
    words = frame.format(name)
    return words[0].upper() + words[1:]


def texts(kg: iortkg.Knowledge, frames: tuple[str, ...]) -> st.SearchStrategy[tuple[str, list[str]]]:
    """An operation and sentences that each name a treatment in one of the frames."""
    sentence = st.builds(_said, st.sampled_from(frames), st.sampled_from(named(kg)))
    return st.tuples(st.sampled_from(OPERATIONS), st.lists(sentence, min_size=1, max_size=4))


@given(data=st.data(), setting=st.sampled_from(("outpatient", "inpatient")))
def test_a_treatment_that_is_denied_everywhere_proposes_nothing(
    kg: iortkg.Knowledge, data: st.DataObject, setting: str
) -> None:
    operation, sentences = data.draw(texts(kg, DENIED))
    dose = data.draw(st.sampled_from(DENIED_DOSES))
    text = " ".join(filter(None, (operation, *sentences, dose)))
    assert delivered(kg, text, setting) == ("not-iort", [])


@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.long)], ids=["some", "all"])
@pytest.mark.parametrize("frame", ELSEWHERE)
def test_a_treatment_of_another_day_or_person_proposes_no_delivery(kg: iortkg.Knowledge, frame: str, step: int) -> None:
    texts = {name: f"Right lumpectomy. {_said(frame, name)}" for name in named(kg)[::step]}
    assert len(texts) >= 600 // step
    wrong = [name for name, text in texts.items() if set(delivered(kg, text, "outpatient")[1]) & DELIVERY]
    assert wrong == [], f"{len(wrong)} names: {', '.join(wrong[:20])}"


@pytest.mark.parametrize("frame", DENIED)
def test_every_device_can_be_denied(kg: iortkg.Knowledge, frame: str) -> None:
    devices = [thing for thing in kg.index.instances("ior:DedicatedDevice", "ior:Technique") if thing.label]
    assert len(devices) >= 20
    found = {
        thing.label: delivered(kg, f"Right lumpectomy. {_said(frame, thing.label)}", "outpatient") for thing in devices
    }
    assert {name: told for name, told in found.items() if told != ("not-iort", [])} == {}


def test_the_same_sentences_without_a_denial_propose_a_delivery(kg: iortkg.Knowledge) -> None:
    coded = [text for setting, on, text in CASES if plain(kg, text, on=on, setting=setting)["status"] == "coded"]
    assert len(coded) >= 10
    said = _said("{} was used, and 20 Gy was given.", "INTRABEAM")
    assert delivered(kg, f"Right lumpectomy. {said}", "outpatient")[1][:1] == ["77424"]
