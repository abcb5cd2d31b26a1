"""A short form that the text spells out means what the text says."""

from __future__ import annotations

import pytest

import iortkg
from tests.property.texts import DAY, plain

GIVEN = "Right lumpectomy. Intraoperative radiotherapy (IORT), 20 Gy, 50 kV, was given."


@pytest.mark.parametrize("words", ["International Osteosarcoma Response Trial", "Instrument Operating Room Tracking"])
def test_a_short_form_of_something_else_is_no_treatment(kg: iortkg.Knowledge, words: str) -> None:
    found = plain(kg, f"Right lumpectomy. The {words} (IORT) form was signed. IORT was complete.", on=DAY)
    assert (found["status"], found["service"]) == ("not-iort", "none")


def test_a_short_form_of_the_treatment_is_the_treatment(kg: iortkg.Knowledge) -> None:
    assert plain(kg, GIVEN, on=DAY)["service"] == "xray-iort"
