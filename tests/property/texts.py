"""Texts to try: words of the ontology and of notes, mixed with any Unicode, and plain cases to vary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st

import iortkg
from tests.contract.ten import TEN

DAY = "2026-03-02"
BILLERS = ("facility", "radiation-oncologist", "surgeon")
DELIVERY = frozenset({"77424", "77425", "77770", "77771", "77772", "77778"})

# Further cases of one to four sentences, so that all kinds of radiation, standings and questions are met.
MORE = (
    ("outpatient", "Left breast cancer. Partial mastectomy. Xoft Axxent balloon in the cavity, 20 Gy was delivered."),
    ("inpatient", "Rectal cancer, low anterior resection. Mobetron 9 MeV, 12.5 Gy given to the presacral space."),
    ("inpatient", "Radical resection of a retroperitoneal sarcoma. LIAC, 10 MeV electrons, 15 Gy to the tumor bed."),
    ("outpatient", "Right lumpectomy, IORT. The applicator was placed. No word says that a dose was given."),
    ("outpatient", "Prostate cancer. 80 iodine-125 seeds were implanted permanently under ultrasound, 145 Gy."),
    ("asc", "Left segmental mastectomy with IORT. NOVAC, 21 Gy with 8 MeV electrons through a 5 cm collimator."),
    ("outpatient", "Her sister had IORT with INTRABEAM in 2019. The patient had a lumpectomy of the left breast."),
    ("inpatient", "Parietal glioblastoma, craniotomy. INTRABEAM, 3 cm sphere, 20 Gy was delivered in the cavity."),
    ("outpatient", "Left lumpectomy for carcinoma. Whole-breast radiation therapy, 50 Gy in 25 fractions, follows."),
    ("outpatient", "Right lumpectomy. IORT with low-energy x-rays was given, 20 Gy to the tumor-bed surface."),
    ("outpatient", "Neck dissection. Ir-192 high-dose-rate afterloading in the operation, 3 channels, 10 Gy given."),
    ("office", "Consultation. IORT with 50 kV x-rays is planned at the time of lumpectomy of the right breast."),
)  # fmt: skip
# A case to vary: setting, day of service where the caller gives one, and text.
CASES = (*((case.setting, case.on, case.text) for case in TEN), *((setting, DAY, text) for setting, text in MORE))

WORDS = (
    "20 Gy", "12.5 Gy", "50 kV", "9 MeV", "8 channels", "sixteen channels", "was given", "was delivered", "no", "not",
    "without", "planned", "aborted", "history of", "sister", "lumpectomy", "craniotomy", "tumor bed", "IORT",
    "HDR-IORT", "2026-03-02", "left", "right", "[x]", "[ ]", ":", ";", ".", ",", "\n", "\n\n", "- ", "Operation:",
    "DIAGNOSIS:", "(", ")",
)  # fmt: skip


def labels(kg: iortkg.Knowledge) -> list[str]:
    """Everything that the ontology says texts say, in one order."""
    named = kg.index.things.values()
    places = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")
    found = sorted({label for thing in named for place in places for label in thing.texts.get(place, ())})
    assert len(found) >= 5000
    return found


# Signs that fold to nothing, to several letters or to others.
ODD = (
    "\ufb01",
    "\u0130",
    "\u00df",
    "\u00e4",
    "e\u0301",
    "\u00ad",
    "\u200b",
    "\u2011",
    "\u00a0",
    "\u2122",
    "\u00b2",
    "\U0001d406",
)
CASINGS: tuple[Callable[[str], str], ...] = (str, str.upper, str.title, str.swapcase)
GAPS = (" ", " ", " ", "", "  ", "\t", "\u00a0", "\n", ". ")


def mixed(words: list[str]) -> st.SearchStrategy[str]:
    """Texts that mix words with any Unicode, letter case changed at will; each holds a letter."""
    word = st.one_of(st.sampled_from(WORDS), st.sampled_from(words))
    cased = st.tuples(word, st.sampled_from(CASINGS)).map(lambda pair: pair[1](pair[0]))
    piece = st.one_of(cased, cased, st.text(max_size=8), st.sampled_from(ODD))
    pieces = st.lists(st.tuples(piece, st.sampled_from(GAPS)), min_size=1, max_size=25)
    return pieces.map(lambda parts: "a " + "".join(part + gap for part, gap in parts))


def claims(plain: Mapping[str, Any]) -> dict[str, Any]:
    """What an answer proposes, apart from the places of its evidence."""
    lines = {biller: [bare(line) for line in plain["claims"][biller]] for biller in BILLERS}
    return {"status": plain["status"], "service": plain["service"], **lines}


def bare(line: Mapping[str, Any]) -> dict[str, Any]:
    """A line without evidence and path."""
    return {name: value for name, value in line.items() if name not in ("evidence", "path")}


def plain(
    kg: iortkg.Knowledge, text: str, *, on: str | None = DAY, setting: str | None = "outpatient"
) -> dict[str, Any]:
    """The JSON form of an answer."""
    return iortkg.code(text, on=on, setting=setting, knowledge=kg).to_dict()
