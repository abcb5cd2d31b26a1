"""What the library promises beside the shape of an answer: ids, refusals, things found, and graphs to work with."""

from __future__ import annotations

import io
from typing import Any

import networkx as nx
import numpy as np
import pytest

import iortkg
from tests.contract.ten import DAY

TEXT = "Right lumpectomy. 20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, 50 kV."
HALF = "The case text holds half of a surrogate pair, which is no character. Save it as UTF-8."


@pytest.fixture(scope="module")
def answer(kg: iortkg.Knowledge) -> iortkg.Answer:
    return iortkg.code(TEXT, on=DAY, knowledge=kg)


@pytest.mark.parametrize("name", ["7", 7, 0, "", None])
def test_an_id_stays_what_it_is(kg: iortkg.Knowledge, name: str | int | None) -> None:
    found = [
        iortkg.code(TEXT, on=DAY, id=name, knowledge=kg),
        *iortkg.code_many([{"id": name, "text": TEXT, "on": DAY}], knowledge=kg),
    ]
    assert [(type(one.to_dict()["id"]), one.to_dict()["id"]) for one in found] == [(type(name), name)] * 2


def test_a_whole_number_of_a_data_frame_is_an_id(kg: iortkg.Knowledge) -> None:
    (found,) = iortkg.code_many([{"id": np.int64(7), "text": TEXT}], knowledge=kg)
    assert type(found.to_dict()["id"]) is int


@pytest.mark.parametrize("name", [True, 1.5, ["c1"]])
def test_an_id_of_another_type_is_refused(kg: iortkg.Knowledge, name: Any) -> None:
    with pytest.raises(iortkg.IortkgError, match=r"^An id is \w+, not text and not a whole number\. Give each case"):
        list(iortkg.code_many([{"id": name, "text": TEXT}], knowledge=kg))


def test_an_id_of_nought_is_shown(kg: iortkg.Knowledge) -> None:
    found = iortkg.code(TEXT, on=DAY, id=0, knowledge=kg)
    assert "<title>0, " in found.to_html()
    assert found.to_text().splitlines()[0].startswith("0 ")


@pytest.mark.parametrize("case", ["John Doe text", ["text"], None])
def test_a_case_that_is_no_mapping_is_refused(kg: iortkg.Knowledge, case: Any) -> None:
    with pytest.raises(iortkg.IortkgError, match=r"^A case has no text\. Give each case as a mapping"):
        list(iortkg.code_many([case], knowledge=kg))


def test_half_a_surrogate_pair_is_refused_without_the_words_around_it(kg: iortkg.Knowledge) -> None:
    with pytest.raises(iortkg.IortkgError) as refused:
        iortkg.code("Lumpectomy \ud800 John Doe", knowledge=kg)
    assert str(refused.value) == HALF
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None


def test_things_found_have_a_name_and_show_themselves(kg: iortkg.Knowledge) -> None:
    found = kg.find("electron beem")
    assert (found[0].curie, found[0].label, found[0].kind) == ("ior:Electrons", "electrons", "radiation")
    assert kg.network.nodes[found[0].curie]["label"] == found[0].label
    assert repr(found).splitlines()[0] == str(found[0]) == "ior:Electrons  electrons  (electron beem, 100)"
    assert [kg.find(words)[0].kind for words in ("77424", "X-ray delivery", "whole-breast radiation", "surgeon")] == [
        "code", "rule", "other-treatment", "biller",
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["", " ", "--"])
def test_a_search_for_no_words_is_refused(kg: iortkg.Knowledge, words: str) -> None:
    with pytest.raises(iortkg.IortkgError, match=r"^There is no letter and no digit to look for"):
        kg.find(words)


def test_edges_of_the_network_carry_predicate_source_and_dates(kg: iortkg.Knowledge) -> None:
    edges = [(start, tie) for start, _, tie in kg.network.edges(data=True)]
    assert len(edges) > 5_000
    assert [tie for _, tie in edges if not {"predicate", "source"} <= set(tie)] == []
    for name in ("validFrom", "validTo", "knownValidFrom"):
        stated = {thing.curie: thing.text(f"ior:{name}") for thing in kg.whole.things.values()}
        assert sum(name in tie for _, tie in edges) > 50
        assert [tie for start, tie in edges if tie.get(name, "") != stated[start]] == []
    named = {source for _, tie in edges for source in tie["source"].split()}
    assert len(named) > 20
    assert {source for source in named if source not in kg.network} == set()


def test_graphs_can_be_written_as_graphml_and_read_back(kg: iortkg.Knowledge, answer: iortkg.Answer) -> None:
    for graph in (kg.network, answer.walk):
        written = io.BytesIO()
        nx.write_graphml(graph, written)
        written.seek(0)
        read = nx.read_graphml(written, force_multigraph=True)
        assert (read.number_of_nodes(), read.number_of_edges()) == (graph.number_of_nodes(), graph.number_of_edges())


def test_a_walk_joins_the_network_by_its_concepts_and_sources(kg: iortkg.Knowledge, answer: iortkg.Answer) -> None:
    walk = answer.walk
    assert walk.nodes["cpt:77424@facility"]["concept"] == "cpt:77424"
    concepts = {name: node["concept"] for name, node in walk.nodes(data=True) if node["kind"] != "text"}
    assert len(concepts) > 8
    assert [name for name, concept in concepts.items() if concept not in kg.network] == []
    parts = [node for _, node in walk.nodes(data=True)] + [edge for *_, edge in walk.edges(data=True)]
    sourced = [part for part in parts if part["sources"]]
    assert len(sourced) > 8
    for part in sourced:
        labels = [kg.index.label(source) for source in part["sources"].split()]
        assert part["source"] == ", ".join(labels)
        assert set(part["sources"].split()) <= set(kg.network)
    assert [part for part in parts if part["source"] and not part["sources"]] == []


def test_a_walk_that_claims_nothing_joins_the_network_too(kg: iortkg.Knowledge) -> None:
    walk = iortkg.code("Lumpectomy. INTRABEAM was planned and not used.", on=DAY, knowledge=kg).walk
    concepts = [node["concept"] for _, node in walk.nodes(data=True) if node["kind"] != "text"]
    assert len(concepts) > 1
    assert [concept for concept in concepts if concept not in kg.network] == []


def test_a_warning_stands_once(kg: iortkg.Knowledge) -> None:
    text = "Prostate cancer. 80 iodine-125 seeds were implanted in the prostate under ultrasound in this operation."
    warnings = iortkg.code(text, on="2010-03-02", knowledge=kg).to_dict()["warnings"]
    assert sum("earliest source for 77778" in warning["text"] for warning in warnings) == 1
    assert [warning for at, warning in enumerate(warnings) if warning in warnings[:at]] == []
