"""Write ontology/codes/icd10pcs.ttl from the grid of ICD-10-PCS section D and a few insertion codes.

The grid is that of the FY2024 set; the starts after 2015 are those of the Medicare Code Editor.
Run from anywhere: ``python tools/pcs_rows.py``.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TARGET = Path(__file__).resolve().parent.parent / "ontology" / "codes" / "icd10pcs.ttl"
START = "2015-10-01"
HEADER = """\
# The ICD-10-PCS codes of radiation in the operation and of its neighbours. Written by tools/pcs_rows.py.

@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ior: <https://w3id.org/iortkg/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

SITES = {
    "0": "0 Brain; 1 Brain Stem; 6 Spinal Cord; 7 Peripheral Nerve",
    "7": "0 Bone Marrow; 1 Thymus; 2 Spleen; 3 Neck Lymphatics; 4 Axillary Lymphatics; 5 Thorax Lymphatics; "
    "6 Abdomen Lymphatics; 7 Pelvis Lymphatics; 8 Inguinal Lymphatics",
    "9": "0 Ear; 1 Nose; 3 Hypopharynx; 4 Mouth; 5 Tongue; 6 Salivary Glands; 7 Sinuses; 8 Hard Palate; "
    "9 Soft Palate; B Larynx; C Pharynx; D Nasopharynx; F Oropharynx",
    "B": "0 Trachea; 1 Bronchus; 2 Lung; 5 Pleura; 6 Mediastinum; 7 Chest Wall; 8 Diaphragm",
    "D": "0 Esophagus; 1 Stomach; 2 Duodenum; 3 Jejunum; 4 Ileum; 5 Colon; 7 Rectum; 8 Anus",
    "F": "0 Liver; 1 Gallbladder; 2 Bile Ducts; 3 Pancreas",
    "G": "0 Pituitary Gland; 1 Pineal Body; 2 Adrenal Glands; 4 Parathyroid Glands; 5 Thyroid",
    "H": "2 Face Skin; 3 Neck Skin; 4 Arm Skin; 6 Chest Skin; 7 Back Skin; 8 Abdomen Skin; 9 Buttock Skin; B Leg Skin",
    "M": "0 Left Breast; 1 Right Breast", "8": "0 Eye",
    "P": "0 Skull; 2 Maxilla; 3 Mandible; 4 Sternum; 5 Rib(s); 6 Humerus; 7 Radius/Ulna; 8 Pelvic Bones; 9 Femur; "
    "B Tibia/Fibula; C Other Bone",
    "T": "0 Kidney; 1 Ureter; 2 Bladder; 3 Urethra", "U": "0 Ovary; 1 Cervix; 2 Uterus", "V": "0 Prostate; 1 Testis",
    "W": "0 Cranial Cavity; 1 Head and Neck; 2 Chest; 3 Abdomen; 4 Hemibody; 5 Whole Body; 6 Pelvic Region; "
    "K Upper Back; L Lower Back; P Gastrointestinal Tract; Q Respiratory Tract; R Genitourinary Tract; "
    "X Upper Extremity; Y Lower Extremity",
}  # fmt: skip
CONCEPTS = {"Rib(s)": "Ribs", "Cervix": "CervixUteri"}
SIDES = {"Left": "LeftSide", "Right": "RightSide", "Bilateral": "BothSides"}

BEAM = {
    "0": "0167", "7": "012345678", "8": "0", "9": "013456789BDF", "B": "0125678", "D": "0123457", "F": "0123",
    "G": "01245", "H": "2346789B", "M": "01", "P": "023456789BC", "T": "0123", "U": "012", "V": "01", "W": "123456",
}  # fmt: skip
IORT = {"0": "0167", "9": "4BCD", "D": "1234578", "F": "0123", "T": "0123", "U": "012", "V": "0"}
IMPLANT = {system: sites for system, sites in BEAM.items() if system not in "HP"}


class Family(NamedTuple):
    """One row shape of section D: characters 3 and 5 to 7, the title around the site, and the sites it exists for."""

    name: str
    root: str
    tail: str
    title: str
    radiation: str | None
    sites: dict[str, str]
    start: str = START


class Code(NamedTuple):
    """One code: the body part is named as in the title, family, site and radiation as in the ontology."""

    notation: str
    title: str
    part: str
    family: str
    site: str
    radiation: str | None
    start: str


FAMILIES = (
    Family("FamilyPcsElectrons", "0", "3Z0", "Beam Radiation of {} using Electrons, Intraoperative", "Electrons", BEAM),
    Family("FamilyPcsIort", "Y", "CZZ", "Intraoperative Radiation Therapy (IORT) of {}", None, IORT),
    Family("FamilyPcsHdr", "1", "98Z", "High Dose Rate (HDR) Brachytherapy of {} using Iridium 192 (Ir-192)",
           "HdrGamma", IMPLANT | {"W": "1236"}),
    Family("FamilyPcsLowPhotons", "0", "0ZZ", "Beam Radiation of {} using Photons <1 MeV", "LowEnergyXRay", BEAM),
    Family("FamilyPcsContact", "Y", "7ZZ", "Contact Radiation of {}", "LowEnergyXRay",
           {system: sites for system, sites in BEAM.items() if system != "7"}),
    Family("FamilyPcsUnidirectional", "1", "BB1",
           "Low Dose Rate (LDR) Brachytherapy of {} using Palladium 103 (Pd-103), Unidirectional Source",
           "Palladium103", IMPLANT | {"W": "01236KLPQRXY"}, "2019-10-01"),
)  # fmt: skip
LATER = dict.fromkeys(("D0Y0CZZ", "D0Y1CZZ", "D0Y6CZZ", "D0Y7CZZ"), "2020-10-01")

# notation, words after "Radioactive Element", body part of the title, site, radiation, start
INSERTIONS = (
    ("00H001Z", "", "Brain", "Brain", None, "2020-10-01"),
    ("00H004Z", ", Cesium-131 Collagen Implant", "Brain", "Brain", "Caesium131", "2017-10-01"),
    ("00H005Z", ", Palladium-103 Collagen Implant", "Brain", "Brain", "Palladium103", "2024-04-01"),
    ("0BHK01Z", "", "Right Lung", "Lung", None, START), ("0BHL01Z", "", "Left Lung", "Lung", None, START),
    ("0HHT01Z", "", "Right Breast", "RightBreast", None, START),
    ("0HHU01Z", "", "Left Breast", "LeftBreast", None, START),
    ("0HHV01Z", "", "Bilateral Breast", "BothBreasts", None, START),
    ("0WHH01Z", "", "Retroperitoneum", "Retroperitoneum", None, START),
    ("0WHJ01Z", "", "Pelvic Cavity", "PelvicRegion", None, START),
)  # fmt: skip


def codes() -> Iterator[Code]:
    """All codes of the families, in no particular order."""
    for family in FAMILIES:
        for system, letters in family.sites.items():
            names = dict(entry.split(" ", 1) for entry in SITES[system].split("; "))
            for letter in letters:
                part, notation = names[letter], f"D{system}{family.root}{letter}{family.tail}"
                site = CONCEPTS.get(part) or "".join(word[0].upper() + word[1:] for word in re.findall(r"\w+", part))
                start = LATER.get(notation, family.start)
                yield Code(notation, family.title.format(part), part, family.name, site, family.radiation, start)
    for notation, element, part, site, radiation, start in INSERTIONS:
        title = f"Insertion of Radioactive Element{element} into {part}, Open Approach"
        yield Code(notation, title, part, "FamilyPcsInsertion", site, radiation, start)


def statement(predicate: str, *values: str | None) -> str:
    """One predicate with its objects in canonical form: literals as they are, names with the prefix, None left out."""
    objects = sorted(value if value.startswith('"') else f"ior:{value}" for value in values if value)
    gap = "\n        " if len(objects) > 1 else " "
    return f"    {predicate}{gap}" + f" ,{gap}".join(objects) + " ;\n" if objects else ""


def turtle(code: Code) -> str:
    """The subject block of a code; a sided breast is also the breast, so that quadrant and side lead to the code."""
    return f"\n<https://w3id.org/iortkg/code/icd10pcs/{code.notation}>\n    a ior:Code ;\n" + "".join((
        statement("dcterms:source", "SourcePcs24", None if code.start == START else "SourceMce"),
        statement("skos:inScheme", "Icd10Pcs"),
        statement("skos:notation", f'"{code.notation}"'),
        statement("skos:prefLabel", f'"{code.title}"@en'),
        statement("ior:grade", '"verified"'),
        statement("ior:hasRadiation", code.radiation),
        statement("ior:hasSide", SIDES.get(code.part.split()[0])),
        statement("ior:hasSite", code.site, "Breast" if "Breast" in code.site else None),
        statement("ior:isInFamily", code.family),
        statement("ior:validFrom", f'"{code.start}"^^xsd:date'),
        ".\n",
    ))  # fmt: skip


def main() -> None:
    """Write the file, after counting the two families whose size is published."""
    rows = sorted(codes())
    counts = [sum(row.family == family.name for row in rows) for family in FAMILIES[:2]]
    if counts != [85, 27]:
        raise SystemExit(f"The grid gives {counts} rows of electrons and of IORT, not the published 85 and 27.")
    TARGET.write_text(HEADER + "".join(map(turtle, rows)), encoding="utf-8")


if __name__ == "__main__":
    main()
