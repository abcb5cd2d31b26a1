"""The diagnosis of a tumor of the skin follows its kind and the part of the body named for it."""

from __future__ import annotations

import pytest

import iortkg

GIVEN = "excised; surface IORT 10 Gy 50 kV was given in the operating room."


def diagnosed(kg: iortkg.Knowledge, tumor: str) -> list[tuple[str, str]]:
    """The diagnosis codes of a tumor that was excised and irradiated, with their confidence."""
    answer = iortkg.code(f"{tumor} {GIVEN}", on="2026-03-02", setting="outpatient", knowledge=kg)
    return [(line.code, line.confidence) for line in answer.outcome.diagnoses]


@pytest.mark.parametrize(
    ("tumor", "code"),
    [
        ("Basal cell carcinoma of the skin of the nose", "C44.311"),
        ("Basal cell carcinoma of the nose", "C44.311"),
        ("Squamous cell carcinoma of the skin of the nose", "C44.321"),
        ("Squamous cell carcinoma of the skin of the scalp", "C44.42"),
        ("Basal cell carcinoma of the left ear", "C44.219"),
        ("BCC of the cheek", "C44.319"),
        ("Skin cancer of the cheek", "C44.309"),
        ("Cutaneous squamous cell carcinoma of the left forearm", "C44.629"),
        ("Diagnosis: basal cell carcinoma, forehead. Lesion", "C44.319"),
        ("Merkel cell carcinoma of the nose", "C4A.31"),
        ("Melanoma of the scalp", "C43.4"),
    ],
)
def test_a_skin_tumor_has_the_row_of_its_kind_and_its_part_of_the_body(
    kg: iortkg.Knowledge, tumor: str, code: str
) -> None:
    assert diagnosed(kg, tumor) == [(code, "certain")]


@pytest.mark.parametrize(
    ("tumor", "code"),
    [
        ("Basal cell carcinoma", "C44.91"),
        ("Cutaneous squamous cell carcinoma", "C44.92"),
        ("Skin cancer", "C44.90"),
    ],
)
def test_a_skin_tumor_of_no_named_part_has_the_row_of_its_kind_for_review(
    kg: iortkg.Knowledge, tumor: str, code: str
) -> None:
    assert diagnosed(kg, tumor) == [(code, "review")]


def test_a_skin_tumor_that_spread_keeps_the_row_of_its_nodes(kg: iortkg.Knowledge) -> None:
    tumor = "Melanoma of the scalp with nodal recurrence in the neck. Neck dissection, nodal bed of the neck"
    assert diagnosed(kg, tumor)[0][0] == "C77.0"
