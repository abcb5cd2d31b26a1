"""The ten cases of the contract, written out as its table tells them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

DAY = "2026-03-02"
SETTINGS = ("outpatient", "inpatient", "asc", "office")
Confidence = Literal["certain", "review"]


@dataclass(frozen=True)
class Core:
    """A core line: system, number, modifiers, units where the system has them, and how sure it is."""

    system: str
    code: str
    modifiers: tuple[str, ...] | None = ()
    units: int | None = 1
    confidence: Confidence = "certain"
    alternatives: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Case:
    """A row of the table; questions map what is missing to the codes that it decides, None where the row names none."""

    name: str
    text: str
    setting: str
    status: str
    service: str
    facility: tuple[Core, ...] = ()
    radiation_oncologist: tuple[Core, ...] = ()
    surgeon: tuple[Core, ...] = ()
    questions: dict[str, frozenset[str] | None] = field(default_factory=dict)
    considered: tuple[tuple[str, str, str], ...] | None = None
    never: frozenset[str] = frozenset()
    on: str | None = DAY


def pcs(code: str, confidence: Confidence = "certain", *alternatives: str) -> Core:
    """An inpatient line, which has neither units nor modifiers."""
    return Core("ICD-10-PCS", code, None, None, confidence, tuple(("ICD-10-PCS", other) for other in alternatives))


def cpt(code: str, *modifiers: str, confidence: Confidence = "certain") -> Core:
    """A CPT line of one unit."""
    return Core("CPT", code, modifiers, 1, confidence)


TEN = (
    Case(
        "breast, 50 kV sphere",
        "Right lumpectomy for invasive ductal carcinoma. "
        "20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, 50 kV.",
        "outpatient", "coded", "xray-iort",
        facility=(cpt("77424"),),
        radiation_oncologist=(cpt("77469"),),
        surgeon=(cpt("19301", "RT"), cpt("19294", "RT")),
    ),
    Case(
        "pancreas, electrons",
        "Whipple for pancreatic head cancer. IORT 15 Gy, 9 MeV, Mobetron, 6 cm cone.",
        "inpatient", "coded", "electron-iort",
        facility=(pcs("DF033Z0"),),
        radiation_oncologist=(cpt("77469"),),
    ),
    Case(
        "rectum, kind open",
        "Low anterior resection. IORT to the sacral margin, 12 Gy.",
        "outpatient", "needs-information", "unspecified-iort",
        radiation_oncologist=(cpt("77469", confidence="review"),),
        questions={"radiation": frozenset({"77424", "77425", "77770", "77771", "77772"})},
    ),
    Case(
        "presacral, eight channels",
        "Presacral recurrence resected. HDR-IORT to the sacral bed through the HAM applicator, 8 channels, Ir-192, "
        "12.5 Gy at 5 mm.",
        "outpatient", "coded", "hdr-brachytherapy",
        facility=(cpt("77771", confidence="review"),),
        radiation_oncologist=(cpt("77771", "26", confidence="review"),),
        never=frozenset({"77469"}),
    ),
    Case(
        "presacral, channels open",
        "Presacral recurrence resected. HDR-IORT to the sacral bed through the HAM applicator, Ir-192, "
        "12.5 Gy at 5 mm.",
        "outpatient", "needs-information", "hdr-brachytherapy",
        questions={"channels": frozenset({"77770", "77771", "77772"})},
    ),
    Case(
        "brain, 50 kV sphere",
        "Craniotomy for glioblastoma. Cavity prepared, 3 cm sphere placed, 20 Gy with 50 kV photons.",
        "inpatient", "coded", "xray-iort",
        facility=(pcs("D0Y0CZZ", "review", "D0000ZZ"),),
        radiation_oncologist=(cpt("77469"),),
        surgeon=(cpt("0735T", confidence="review"),),
        questions={"primary-procedure": None},
    ),
    Case(
        "breast, ELIOT",
        "Left lumpectomy, ELIOT 21 Gy with 9 MeV electrons.",
        "inpatient", "coded", "electron-iort",
        facility=(pcs("DM003Z0"),),
        radiation_oncologist=(cpt("77469"),),
        surgeon=(cpt("19301", "LT"), cpt("19294", "LT", confidence="review")),
    ),
    Case(
        "breast, aborted",
        "Lumpectomy. Planned INTRABEAM boost was aborted before beam-on because of a positive frozen section.",
        "outpatient", "not-iort", "none",
        considered=(("surgeon", "CPT", "19301"),),
    ),
    Case(
        "brain, tiles",
        "Craniotomy, recurrent meningioma. GammaTile, 6 tiles, in the cavity.",
        "outpatient", "coded", "ldr-brachytherapy",
        radiation_oncologist=(cpt("77778", "26", confidence="review"),),
        never=frozenset({"77424", "77425", "77469", "0735T"}),
    ),
    Case(
        "forearm, before the codes",
        "2011-11-08. Sarcoma of the forearm resected; 12.5 Gy, 6 MeV electrons through a 6 cm cone.",
        "outpatient", "no-code-on-date", "electron-iort",
        on=None,
    ),
)  # fmt: skip
