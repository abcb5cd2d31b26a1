"""Which place was treated and on which side, seen in the facility's row and in the surgeon's modifiers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Row = Callable[[str], list[str]]
Surgeon = Callable[[str], list[str]]
PELVIS, ABDOMEN = "DW063Z0", "DW033Z0"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Presacral recurrence of rectal cancer. Abdominoperineal resection was done. The ureters were seen. "
                "Blood loss was small. Mobetron, 12 Gy was given."
            ),
            PELVIS,
        ),
        (
            (
                "Sidewall recurrence of cervical cancer, radical hysterectomy. The ureters were freed. The vessels "
                "were clean. The Mobetron was docked. 15 Gy was given."
            ),
            PELVIS,
        ),
        (
            (
                "Recurrence of renal cancer in the renal fossa. Nephrectomy was completed. The colon was mobilized. "
                "Hemostasis was good. Mobetron, 12 Gy was given."
            ),
            ABDOMEN,
        ),
        ("Low anterior resection for rectal cancer. Mobetron, 12 Gy was given to the presacral space.", PELVIS),
        (
            (
                "Rectal cancer, low anterior resection, which was long. The ureters were seen and the presacral "
                "space was dry. A drain was left. Skin was closed. Mobetron, 12 Gy was given."
            ),
            "DD073Z0",
        ),
        ("Low anterior resection for rectal cancer. Mobetron, 12 Gy was given.", "DD073Z0"),
    ],
)
def test_a_region_beside_the_organ_is_treated_where_the_tumor_grows_in_it(row: Row, text: str, expected: str) -> None:
    assert row(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neck dissection for squamous carcinoma. Electron IORT, 10 Gy to the lymph node bed.", "D7033Z0"),
        ("Gastrectomy for gastric cancer. Mobetron, 12 Gy to the nodal bed.", "D7063Z0"),
        ("Radical cystectomy. Electron IORT 12 Gy to the nodal bed.", "D7073Z0"),
        ("Radical prostatectomy with Mobetron, 12 Gy to the lymph node bed.", "D7073Z0"),
        ("Gastrectomy. Mobetron 12 Gy to the celiac nodal bed.", "D7063Z0"),
        ("Gastrectomy. Mobetron 12 Gy to the bed. Nodes were sent.", "DD013Z0"),
    ],
)
def test_a_nodal_bed_is_that_of_the_region_operated_on(row: Row, text: str, expected: str) -> None:
    assert row(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Left modified radical mastectomy, Mobetron, 10 Gy given. Target: axilla. The chest wall looked fine.",
            "D7043Z0",
        ),
        ("Whipple with the Mobetron. 15 Gy was given. Field: celiac axis, beside the stomach.", "D7063Z0"),
        ("Whipple with the Mobetron. 15 Gy was given. The stomach was drawn aside, beside the liver.", "DF033Z0"),
    ],
)
def test_a_place_named_as_the_target_is_treated(row: Row, text: str, expected: str) -> None:
    assert row(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Craniotomy. INTRABEAM, 20 Gy was given; brain stem dose limit kept.", "D0Y0CZZ"),
        ("Craniotomy with INTRABEAM. 20 Gy was given, the brain stem was shielded.", "D0Y0CZZ"),
        ("Craniotomy for a brain stem metastasis. INTRABEAM, 20 Gy was given to the brain stem.", "D0Y1CZZ"),
    ],
)
def test_a_part_of_the_brain_that_was_spared_is_not_treated(row: Row, text: str, expected: str) -> None:
    assert row(text) == [expected]


def test_the_dose_to_a_part_that_was_spared_does_not_make_it_treated(row: Row) -> None:
    text = "Craniotomy for a parietal metastasis. INTRABEAM, 20 Gy was given; dose to the brain stem was estimated."
    assert row(text) == ["D0Y0CZZ"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gastrectomy with Mobetron, 12 Gy. Spleen, stomach bed.", "DD013Z0"),
        ("Whipple with Mobetron, 15 Gy. The colon was long.", "DF033Z0"),
        ("Left nephrectomy with the LIAC, 12 Gy. The spleen was large.", "DT003Z0"),
    ],
)
def test_an_organ_met_on_the_way_is_not_treated(row: Row, text: str, expected: str) -> None:
    assert row(text) == [expected]


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("R lumpectomy, INTRABEAM 20 Gy given.", "RT"),
        ("(R) breast lumpectomy with INTRABEAM, 20 Gy given.", "RT"),
        ("L partial mastectomy with INTRABEAM, 20 Gy given.", "LT"),
        ("Rt. lumpectomy, INTRABEAM 20 Gy given.", "RT"),
    ],
)
def test_letters_before_an_operation_name_its_side(surgeon: Surgeon, text: str, modifier: str) -> None:
    assert surgeon(text) == [f"19301-{modifier}", f"19294-{modifier}"]


@pytest.mark.parametrize(
    "text",
    [
        "Lumpectomy, INTRABEAM 20 Gy given. Vitamin R was held.",
        "Lumpectomy by Dr. L. Marsh, INTRABEAM 20 Gy given.",
        "Lumpectomy, INTRABEAM 20 Gy given to a tumor of grade R 0.",
    ],
)
def test_letters_elsewhere_name_no_side(surgeon: Surgeon, text: str) -> None:
    assert surgeon(text) == ["19301", "19294"]


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("Left lumpectomy with INTRABEAM, 20 Gy given. Right inguinal lymphadenectomy.", "-LT"),
        ("Lumpectomy with INTRABEAM, 20 Gy given to the left breast. Right nephrectomy in the same session.", "-LT"),
        ("Lumpectomy with INTRABEAM, 20 Gy given. Right oophorectomy in the same session.", ""),
        ("Breast cancer, right. Lumpectomy, INTRABEAM, 20 Gy given.", "-RT"),
        ("Breast cancer, right. Lumpectomy, INTRABEAM, 20 Gy given. Second opinion, left.", ""),
        ("Lumpectomy with INTRABEAM, 20 Gy given.\nLaterality: right side of the body", "-RT"),
    ],
)
def test_a_side_is_that_of_the_operation_on_the_place_treated(surgeon: Surgeon, text: str, modifier: str) -> None:
    assert surgeon(text) == [f"19301{modifier}", f"19294{modifier}"]


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        (
            "Re-lumpectomy for close margins, INTRABEAM 20 Gy given. Status post excision in the right breast.",
            "-RT",
        ),
        (
            "Re-excision of the margins of the breast, INTRABEAM, 20 Gy given. History of cancer of the left breast.",
            "-LT",
        ),
        ("Lumpectomy of the breast with INTRABEAM, 20 Gy given. History of cancer of the left breast.", ""),
    ],
)
def test_what_is_excised_again_lies_on_the_side_of_the_first_operation(
    surgeon: Surgeon, text: str, modifier: str
) -> None:
    assert surgeon(text)[:1] == [f"19301{modifier}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Low anterior resection with the LIAC, 12 Gy given after pelvic radiation.", "DD073Z0"),
        ("Left lumpectomy. INTRABEAM, 20 Gy given. Chest wall irradiation was given in her sister.", "DM000ZZ"),
        (
            "Craniotomy for a frontal metastasis. Whole brain irradiation, 30 Gy, was before. INTRABEAM, 20 Gy given.",
            "D0Y0CZZ",
        ),
        ("Left mastectomy of an irradiated breast, INTRABEAM, 10 Gy given to the chest wall.", "DB070ZZ"),
    ],
)
def test_a_place_in_the_name_of_another_treatment_is_not_treated(row: Row, text: str, expected: str) -> None:
    assert row(text) == [expected]
