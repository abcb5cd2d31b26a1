"""Sentences that say nothing of the treatment of this operation, and the places where they can stand in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from iortkg.check import Labelled
from tests.property.labelled import STUDIES, answered

# Devices of another kind than that of the case, by its service.
_ELECTRONS, _XRAYS = ("Mobetron", "LIAC", "NOVAC"), ("INTRABEAM", "Xoft Axxent", "Papillon")
_BOTH = ("INTRABEAM", "Mobetron", "LIAC")
OTHERS = {"xray-iort": _ELECTRONS, "electron-iort": _XRAYS}

# For notes about a patient.
NOTES: Mapping[str, tuple[str, ...]] = {
    "a denied mention of another device": (
        "The {0} was not used.",
        "No {0} was available.",
        "There was no {0} in the room.",
        "We did not use the {0}.",
        "The {0} was out of order.",
        "The {0} was not needed and stayed in its box.",
        "It was decided against the {0}.",
        "Neither the {0} nor the {1} was used.",
        "{0}: not used.",
        "The {0} was never brought into the room.",
        "Use of the {0} was considered but rejected.",
        "This was done without the {0}.",
    ),
    "a planned mention of another device": (
        "The {0} had been planned at first.",
        "At first the team had planned to use the {0}.",
        "The {0} had originally been scheduled.",
        "Originally the {0} was to be used, but the plan was changed.",
        "The {0} was discussed as an alternative.",
        "In clinic the {0} had first been offered.",
        "The {0} had been considered earlier.",
        "The {0} was on standby in case of a failure.",
        "The {0} was first choice, but plans changed.",
        "Initially a treatment with the {0} was intended.",
    ),
    "a sentence on the past": (
        "In 2014 she had whole-breast radiation at another hospital.",
        "Past history is notable for external beam radiation in 2009, 50 Gy in 25 fractions.",
        "Ten years ago the patient had INTRABEAM treatment of the other side elsewhere.",
        "The patient had been treated with electrons for a skin cancer in 2011.",
        "Previous treatment included brachytherapy several years ago.",
        "There is a history of IORT with the Mobetron at an outside hospital.",
        "The patient underwent an appendectomy in 1998.",
        "Of note, 45 Gy had been given preoperatively five years earlier for another cancer.",
        "A lumpectomy with IORT was done elsewhere many years ago.",
    ),
    "a sentence on the family": (
        "Her sister was treated with INTRABEAM.",
        "The patient's mother had IORT with electrons in 2018.",
        "The family history includes an aunt who had a lumpectomy with IORT.",
        "The father died of prostate cancer after iodine seeds.",
        "A cousin of the patient received 20 Gy with the Mobetron.",
        "One brother had radiation for rectal cancer.",
        "Family history is positive for breast cancer in a maternal grandmother, who had a mastectomy.",
        "The husband had been given HDR brachytherapy, 10 Gy, with the same doctor.",
        "A neighbor had told the family about the LIAC, which had been used for her.",
    ),
}
# For texts about many patients, animals or nobody.
OF_STUDIES: Mapping[str, tuple[str, ...]] = {
    "a denied mention of another device": (
        "The {0} was not used in this study.",
        "No patient was treated with the {0}.",
        "Patients treated with the {0} were excluded.",
        "No {0} was available.",
        "Treatment with the {0} was not part of the protocol.",
        "Neither the {0} nor the {1} was used.",
        "Use of the {0} was not allowed.",
        "None of the patients received treatment with the {0}.",
    ),
    "a planned mention of another device": (
        "The {0} had been planned at first.",
        "The first version of the protocol had planned the {0}, which was later dropped.",
        "The {0} had been considered earlier.",
        "The {0} was discussed as an alternative.",
        "Originally the {0} was to be used, but the plan was changed.",
        "Other centers intend to use the {0}.",
        "The {0} may be considered for later trials.",
        "Initially a treatment with the {0} was intended.",
    ),
    "a sentence on the past": (
        "Prior external beam radiation had been given in 12 cases.",
        "Previous radiation to the site was an exclusion criterion.",
        "Some patients had been irradiated years before at other hospitals.",
        "In 2009 a pilot study had been done elsewhere.",
        "Several patients had a history of radiation, median 50 Gy.",
        "Five patients had previously received brachytherapy.",
    ),
    "a sentence on the family": (
        "A family history of cancer was recorded in nine patients.",
        "A first-degree relative had breast cancer in 11%.",
        "Relatives who had been treated with INTRABEAM were asked about it.",
        "The sister of one patient had also been treated with the Mobetron.",
    ),
}
RELATIONS = tuple(NOTES)
# Sentences that say nothing at all, to see what any sentence does at a place; one is longer than most lines.
SILENT = (
    "The weather was fine.",
    "The weather was fine on that day, the sun shone over the roofs, and lunch was served at noon in the hall.",
)


@dataclass(frozen=True, slots=True)
class Said:
    """A text with a sentence added, and how to name it."""

    name: str
    text: str


def at_the_end(text: str, said: str) -> str:
    """The text with a sentence behind it; where the text ends without a stop, in a paragraph of its own."""
    body = text.rstrip()
    gap = ("\n" if "\n" in body else " ") if body.endswith((".", "!", "?")) else "\n\n"
    return f"{body}{gap}{said}"


def at_the_start(text: str, said: str) -> str:
    """The text with a sentence before it."""
    return f"{said}\n\n{text}" if "\n" in text else f"{said} {text}"


def in_the_middle(text: str, said: str) -> str:
    """The text with a sentence behind the full stop nearest to its middle; unchanged where it has none in prose."""
    stops = [stop.end() for stop in re.finditer(r"(?<=[a-z)]{3})\.(?=\s+[A-Z])", text)]
    at = min(stops, key=lambda stop: abs(stop - len(text) // 2), default=0)
    return f"{text[:at]} {said}{text[at:]}" if at else text


PLACES: Mapping[str, Callable[[str, str], str]] = {
    "at the end": at_the_end,
    "at the start": at_the_start,
    "in the middle": in_the_middle,
}


def sayings(case: Labelled, relation: str) -> Iterator[Said]:
    """A case with each sentence of a relation at each place where it can stand."""
    is_study = case.id in STUDIES
    devices = OTHERS.get(str(answered(case.id)["service"]), _BOTH)
    for turn, frame in enumerate((OF_STUDIES if is_study else NOTES)[relation]):
        said = frame.format(devices[turn % 3], devices[(turn + 1) % 3])
        for place, put in PLACES.items():
            # A study opens with its title, which says what it is.
            text = case.text if is_study and place == "at the start" else put(case.text, said)
            if text != case.text:
                yield Said(f"{place}: {said}", text)
