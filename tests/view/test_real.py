"""The views of real answers: what the samples cannot show, since their words and ways are made up."""

from __future__ import annotations

import pytest

import iortkg
from iortkg import Answer
from iortkg.view.palette import LIGHT
from tests.contract.ten import TEN, Case

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


def test_the_energy_stands_on_the_walk_beside_the_device(sphere: Answer) -> None:
    kinds = {node.label: node.kind for node in sphere.proof.nodes}
    assert (kinds["50 kV"], kinds["right"]) == ("energy", "side")
    names = {node.id: node.label for node in sphere.proof.nodes}
    steps = {(names[edge.start], names[edge.end]) for edge in sphere.proof.edges}
    assert {("\u201c50 kV\u201d", "50 kV"), ("50 kV", "low-energy x-rays")} <= steps


def test_a_kind_left_open_is_drawn_as_radiation() -> None:
    walk = iortkg.code("Low anterior resection. IORT to the sacral margin, 12 Gy.", on=DAY, setting="inpatient").proof
    assert [node.kind for node in walk.nodes if node.id == "ior:KindNotStated"] == ["radiation"]


@pytest.mark.parametrize("case", TEN, ids=lambda case: case.name)
def test_nothing_on_the_walk_of_a_real_case_is_of_no_kind(case: Case) -> None:
    nodes = iortkg.code(case.text, on=case.on, setting=case.setting).proof.nodes
    assert len(nodes) > 1
    assert [node.label for node in nodes if node.kind not in set(LIGHT.kinds) - {"other"}] == []


def test_the_title_names_the_day_as_the_day_of_service(sphere: Answer) -> None:
    assert sphere.proof.title == "xray-iort: coded, for a service on 2026-03-02"


def test_choosing_a_code_in_the_network_tells_what_it_is_for(sphere: Answer) -> None:
    told = [node["title"] for node in sphere.to_pyvis().nodes if node["id"] == "cpt:77424@facility"]
    assert [title.split("\n")[:3] for title in told] == [["77424", "facility \u00b7 IORT delivery, x-rays", "code"]]


def test_a_class_of_another_vocabulary_is_told_in_words(kg: iortkg.Knowledge) -> None:
    found = {node.id: (node.label, node.note) for node in kg.view("ior:Cpt").nodes}
    assert found["ior:Cpt"] == ("CPT", "concept scheme")
    assert found["skos:ConceptScheme"][0] == "concept scheme"
