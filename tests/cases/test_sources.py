"""What a hospital lists for permanent sources: by isotope and form, a sheet by its area, a row of inpatients."""

from __future__ import annotations

import pytest

import iortkg

DAY = "2026-03-02"
SHEET = "Pelvic exenteration. CivaSheet, 50 x 50 mm, sutured to the pelvic sidewall."


def answered(kg: iortkg.Knowledge, text: str, setting: str) -> iortkg.Answer:
    """The answer in a setting."""
    return iortkg.code(text, on=DAY, setting=setting, knowledge=kg)


def supplies(kg: iortkg.Knowledge, text: str, setting: str = "outpatient") -> list[str]:
    """The facility's codes to consider."""
    return [item.code for item in answered(kg, text, setting).outcome.consider if item.biller == "facility"]


@pytest.mark.parametrize("setting", ["outpatient", "asc"])
@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (SHEET, ["C2645"]),
        ("Wedge resection. Cs-131 mesh sewn to the staple line of the left lung.", ["C2642", "C2643"]),
        ("Wedge resection. Two strands of ten cesium-131 seeds in a mesh sewn to the left lung.", ["C2642"]),
        ("Prostate cancer. 80 I-125 seeds were implanted.", ["C2638", "C2639"]),
        ("Prostate cancer. 80 I-125 seeds were implanted, stranded seeds.", ["C2638"]),
        ("Prostate cancer. 80 loose I-125 seeds were implanted. Loose seeds by Mick gun.", ["C2639"]),
        ("Prostate cancer. Pd-103 seeds were implanted, 60 stranded seeds and 20 loose seeds.", ["C2640", "C2641"]),
        ("Craniotomy, recurrent meningioma. GammaTile, 6 tiles, in the cavity.", []),
    ],
)
def test_sources_are_considered_by_isotope_and_form(
    kg: iortkg.Knowledge, text: str, codes: list[str], setting: str
) -> None:
    assert supplies(kg, text, setting) == codes


def test_the_sheet_is_counted_by_area(kg: iortkg.Knowledge) -> None:
    needs = [item.needs for item in answered(kg, SHEET, "outpatient").outcome.consider if item.code == "C2645"]
    assert needs == ["the area of the sheet, one unit per mm\u00b2"]


def test_seeds_listed_for_a_sheet_are_told(kg: iortkg.Knowledge) -> None:
    warnings = answered(kg, f"{SHEET} Claim: C2640 x 10.", "outpatient").outcome.warnings
    said = (
        "The text lists C2640, which is for stranded palladium-103 seeds; C2645 is for a palladium-103 sheet by area."
    )
    assert [(w.text, w.about) for w in warnings if "C2640" in w.about] == [(said, ("C2640", "C2645"))]
    assert not [
        w for w in answered(kg, f"{SHEET} Claim: C2645 x 2500.", "outpatient").outcome.warnings if w.text in said
    ]


@pytest.mark.parametrize(
    ("text", "line", "row"),
    [
        ("Wedge resection. CivaSheet sutured to the left lung.", "0BHL01Z", ["DB12BB1"]),
        (SHEET, "0WHJ01Z", ["DW16BB1"]),
        ("Retroperitoneal sarcoma resected. CivaSheet sutured to the retroperitoneum.", "0WHH01Z", ["DW13BB1"]),
        ("Wedge resection. Cs-131 mesh sewn to the staple line of the left lung.", "0BHL01Z", []),
        ("Craniotomy, recurrent meningioma. GammaTile, 6 tiles, in the cavity.", "00H004Z", []),
    ],
)
def test_a_palladium_sheet_of_an_inpatient_has_its_brachytherapy_row_to_consider(
    kg: iortkg.Knowledge, text: str, line: str, row: list[str]
) -> None:
    assert supplies(kg, text, "inpatient") == row
    lines = answered(kg, text, "inpatient").claims["facility"]
    assert [(item.code, item.core, item.confidence) for item in lines] == [(line, True, "review")]


def test_the_row_is_explained_with_its_source(kg: iortkg.Knowledge) -> None:
    told = [s for s in answered(kg, SHEET, "inpatient").explain().splitlines() if "DW16BB1" in s]
    assert len(told) == 1
    assert "Source: ICD-10-PCS code titles, April 2024, recalled; coding practice, recalled;" in told[0]
