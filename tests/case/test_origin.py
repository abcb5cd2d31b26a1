"""The organ that a spread tumor came from is neither the place treated nor the diagnosis."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import iortkg

BRAIN, LIVER, SACRUM, SPINE = "D0Y0CZZ", "DF003Z0", "DP083Z0", "DP0C0ZZ"


@pytest.mark.parametrize(
    ("text", "row", "diagnosis"),
    [
        ("Craniotomy for cerebellar metastasis from lung cancer, INTRABEAM, 20 Gy.", BRAIN, "C79.31"),
        ("Craniotomy for a metastasis from left breast cancer, INTRABEAM, 20 Gy.", BRAIN, "C79.31"),
        ("Occipital craniotomy for metastasis of renal cell carcinoma, INTRABEAM, 20 Gy.", BRAIN, "C79.31"),
        ("Resection of metastatic breast carcinoma to the right temporal lobe. INTRABEAM 20 Gy.", BRAIN, "C79.31"),
        ("Frontal craniotomy, metastasis (lung primary). INTRABEAM 20 Gy.", BRAIN, "C79.31"),
        ("Resection of sacral metastasis from rectal cancer, IOERT 12 Gy 9 MeV.", SACRUM, "C79.51"),
        ("Hepatectomy for colorectal cancer metastatic to the liver, IOERT 12 Gy 9 MeV.", LIVER, "C78.7"),
        ("Hepatectomy for metastasis from the colon, IOERT 12 Gy 9 MeV.", LIVER, "C78.7"),
        ("Kyphoplasty for metastatic renal cell carcinoma to the T9 vertebra, INTRABEAM 8 Gy.", SPINE, "C79.51"),
        ("T12 metastasis of breast cancer; kyphoplasty, 8 Gy with INTRABEAM.", SPINE, "C79.51"),
    ],
)
def test_place_treated_is_where_the_tumor_spread_to(
    code: Callable[..., iortkg.Answer], text: str, row: str, diagnosis: str
) -> None:
    answer = code(text, "inpatient")
    assert [line.code for line in answer.claims["facility"]] == [row]
    assert [line["code"] for line in answer.to_dict()["diagnoses"]] == [diagnosis]


@pytest.mark.parametrize(
    ("text", "diagnosis"),
    [
        ("Right lumpectomy for breast cancer with axillary node metastasis. INTRABEAM 20 Gy.", "C50.911"),
        ("Removal of a metastasis from the left cerebellum. INTRABEAM 18 Gy.", "C79.31"),
        ("Craniotomy for metastasis of the left frontal lobe. INTRABEAM 18 Gy.", "C79.31"),
    ],
)
def test_an_organ_that_is_operated_on_or_holds_the_metastasis_is_no_origin(
    code: Callable[..., iortkg.Answer], text: str, diagnosis: str
) -> None:
    assert [line["code"] for line in code(text, "inpatient").to_dict()["diagnoses"]] == [diagnosis]
