"""Where a dose, a device or a side belongs, told in the order that notes tell it."""

from __future__ import annotations

import pytest

import iortkg
from tests.case.conftest import DAY


@pytest.mark.parametrize(
    ("text", "status", "service"),
    [
        ("Left lumpectomy with INTRABEAM. Breast 40 Gy in 15 fractions, cavity 20 Gy.", "coded", "xray-iort"),
        ("Right lumpectomy followed by Xoft Axxent, 20 Gy.", "coded", "xray-iort"),
        (
            "Low anterior resection followed by the HAM applicator in the pelvis, 8 channels, 12 Gy given.",
            "coded",
            "hdr-brachytherapy",
        ),
        ("Left lumpectomy. INTRABEAM given? No.", "not-iort", "none"),
        ("Left lumpectomy. IORT given? Yes. INTRABEAM, 20 Gy.", "coded", "xray-iort"),
        ("Left lumpectomy\nHistory: IORT on the right breast\nINTRABEAM 20 Gy given", "coded", "xray-iort"),
        (
            "Lumpectomy with IORT, 20 Gy given. Specimen film was taken at 50 kV.",
            "needs-information",
            "unspecified-iort",
        ),
        ("Right lumpectomy. The INTRABEAM leaflet was given to her.", "not-iort", "none"),
        ("Gastrectomy, Mobetron 9 MeV. The cord got less than 1 Gy.", "needs-information", "electron-iort"),
    ],
)
def test_a_dose_belongs_where_it_is_told(kg: iortkg.Knowledge, text: str, status: str, service: str) -> None:
    plain = iortkg.code(text, on=DAY, setting="outpatient", knowledge=kg).to_dict()
    assert (plain["status"], plain["service"]) == (status, service)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Rectal cancer. The presacral veins were dry. Low anterior resection. Mobetron, 12 Gy given.", "DD073Z0"),
        ("Recurrent rectal cancer, presacral. Resection. Mobetron, 12 Gy given.", "DW063Z0"),
        ("Whipple. IOERT 12 Gy given, pancreas shielded, celiac nodes in the field.", "D7063Z0"),
        ("Whipple. IOERT 12 Gy given to the pancreatic bed.", "DF033Z0"),
        ("Neck dissection. LIAC, 12 Gy given to the nodal bed.", "D7033Z0"),
    ],
)
def test_the_place_treated_has_its_row(kg: iortkg.Knowledge, text: str, row: str) -> None:
    plain = iortkg.code(text, on=DAY, setting="inpatient", knowledge=kg).to_dict()
    assert [line["code"] for line in plain["claims"]["facility"]] == [row]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Re-lumpectomy, INTRABEAM 20 Gy given. Status post right lumpectomy.", ["RT"]),
        ("Left lumpectomy, INTRABEAM 20 Gy given. Status post right mastectomy in 2011.", ["LT"]),
        ("Lumpectomy, INTRABEAM 20 Gy given. Status post right mastectomy.", []),
    ],
)
def test_a_side_of_the_past_counts_only_where_the_operation_goes_on(
    kg: iortkg.Knowledge, text: str, side: list[str]
) -> None:
    plain = iortkg.code(text, on=DAY, setting="outpatient", knowledge=kg).to_dict()
    assert plain["claims"]["surgeon"][0]["modifiers"] == side
