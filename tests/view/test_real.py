"""The views of real answers: what the samples cannot show, since their words and ways are made up."""

from __future__ import annotations

import pytest

import iortkg
from iortkg import Answer

SPHERE = (
    "Right breast invasive ductal carcinoma. Lumpectomy, INTRABEAM sphere placed in the lumpectomy cavity, 50 kV, "
    "20 Gy delivered."
)
DAY = "2026-03-02"


@pytest.fixture(scope="module")
def sphere() -> Answer:
    """A lumpectomy with low-energy x-rays."""
    return iortkg.code(SPHERE, on=DAY)


@pytest.mark.parametrize("code", ["77424", "77469", "19301", "19294", "C50.911", "77300", "C9726", "77425"])
def test_every_view_says_what_a_code_is_for_in_the_words_of_the_ontology(
    kg: iortkg.Knowledge, sphere: Answer, code: str
) -> None:
    meaning = next(thing.label for thing in kg.index.codes[code] if thing.is_valid_on(DAY))
    assert meaning in " ".join(sphere.to_text().split())
    assert meaning.replace("'", "&#x27;") in sphere.to_html()


def test_choosing_a_code_in_the_network_tells_what_it_is_for(sphere: Answer) -> None:
    told = [node["title"] for node in sphere.to_pyvis().nodes if node["id"] == "cpt:77424@facility"]
    assert [title.split("\n")[:3] for title in told] == [["77424", "facility \u00b7 IORT delivery, x-rays", "code"]]
