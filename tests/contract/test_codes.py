"""No code is made up: each stands in the ontology, is valid on the day, and can be walked back to the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import networkx as nx
import pytest
import rdflib

import iortkg
from tests.contract.conftest import IOR, Coded, Codes, expand
from tests.contract.test_shape import BILLERS, faults, lines

pytestmark = pytest.mark.xdist_group("graph")
PLACES = ("claims", "diagnoses", "alternatives", "consider", "why_not")


def named(found: Coded, place: str) -> Iterator[tuple[str, str]]:
    """System and number of the codes of a part of an answer."""
    plain = found.plain
    claimed = [*(line for _, line in lines(plain)), *plain["diagnoses"]]
    parts = {
        "claims": [line for _, line in lines(plain)],
        "diagnoses": plain["diagnoses"],
        "alternatives": [other for line in claimed for other in line["alternatives"]],
        "consider": plain["consider"],
        "why_not": plain["why_not"],
    }
    return ((item["system"], item["code"]) for item in parts[place])


@pytest.mark.parametrize("place", PLACES)
def test_every_code_stands_in_the_ontology_and_is_valid_on_the_day(
    every: tuple[Coded, ...], codes: Codes, place: str
) -> None:
    def check(found: Coded) -> Iterator[object]:
        for system, code in named(found, place):
            if codes.node(system, code, found.plain["on"]) is None:
                yield system, code, found.plain["on"]

    assert len({code for found in every for code in named(found, place)}) >= 8
    assert faults(every, check) == []


def test_every_code_that_a_question_decides_is_valid_on_the_day(every: tuple[Coded, ...], codes: Codes) -> None:
    systems = ("CPT", "HCPCS", "ICD-10-PCS", "ICD-10-CM")

    def check(found: Coded) -> Iterator[object]:
        for question in found.plain["questions"]:
            for code in question["decides"]:
                if not any(codes.node(system, code, found.plain["on"]) for system in systems):
                    yield question["missing"], code

    assert sum(len(question["decides"]) for found in every for question in found.plain["questions"]) >= 200
    assert faults(every, check) == []


def test_no_line_of_icd_10_stands_before_its_first_day(every: tuple[Coded, ...]) -> None:
    early = [found for found in every if found.plain["on"] < "2015-10-01"]
    standing = [
        (found.name, line["code"])
        for found in early
        for line in (*found.plain["claims"]["facility"], *found.plain["diagnoses"])
        if line["system"].startswith("ICD-10")
    ]
    assert len(early) >= 40
    assert standing == []


def walks(every: tuple[Coded, ...]) -> list[tuple[Coded, Mapping[str, Any], list[str]]]:
    """Every line that has a path, with its answer."""
    found = [
        (coded, line, line["path"])
        for coded in every
        for line in (*(line for _, line in lines(coded.plain)), *coded.plain["diagnoses"])
    ]
    assert len(found) >= 600
    return found


def test_every_step_of_a_path_is_an_edge_of_the_graph(every: tuple[Coded, ...], kg: iortkg.Knowledge) -> None:
    steps = {step for *_, path in walks(every) for step in zip(path[::2], path[1::2], path[2::2], strict=False)}
    assert len(steps) >= 150
    edges = {step: (expand(step[0]), expand(step[1]), expand(step[2])) for step in steps}
    assert sorted(step for step, edge in edges.items() if edge not in kg.graph) == []


def test_every_step_of_a_path_is_an_edge_of_the_network(every: tuple[Coded, ...], kg: iortkg.Knowledge) -> None:
    steps = {step for *_, path in walks(every) for step in zip(path[::2], path[1::2], path[2::2], strict=False)}
    assert isinstance(kg.network, nx.MultiDiGraph)
    assert nx.is_frozen(kg.network)
    assert sorted((one, tie, other) for one, tie, other in steps if not kg.network.has_edge(one, other, key=tie)) == []


def test_a_path_goes_through_its_rule_to_the_node_of_its_code(every: tuple[Coded, ...], codes: Codes) -> None:
    wrong = [
        (found.name, line["code"], path)
        for found, line, path in walks(every)
        if len(path) % 2 == 0
        or line["rule"] not in path[2::2]
        or expand(path[-1]) != codes.node(line["system"], line["code"], found.plain["on"])
    ]
    assert wrong == []


def test_a_path_starts_at_a_concept_that_the_answer_found(every: tuple[Coded, ...]) -> None:
    wrong = [
        (found.name, line["code"], path[0])
        for found, line, path in walks(every)
        if path[0] not in {item["concept"] for item in (*found.plain["facts"], *found.plain["evidence"])}
    ]
    assert wrong == []


def test_a_path_starts_at_a_concept_of_the_evidence_of_its_line(every: tuple[Coded, ...]) -> None:
    wrong = [
        (found.name, line["code"], path[0])
        for found, line, path in walks(every)
        if path[0] not in {found.plain["evidence"][at]["concept"] for at in line["evidence"]}
    ]
    assert wrong == []


def test_why_not_tells_of_the_codes_mistaken_for_those_of_the_answer_and_of_no_others(
    every: tuple[Coded, ...], codes: Codes, mistaken: Mapping[rdflib.URIRef, frozenset[rdflib.URIRef]]
) -> None:
    def check(found: Coded) -> Iterator[object]:
        on = found.plain["on"]
        proposed = {codes.node(line["system"], line["code"], on) for _, line in lines(found.plain)}
        opened = {
            codes.node(system, code, on)
            for question in found.plain["questions"]
            for code in question["decides"]
            for system in ("CPT", "HCPCS", "ICD-10-PCS", "ICD-10-CM")
        }
        near = {
            other
            for node in proposed | opened
            if node is not None
            for other in mistaken.get(node, ())
            if codes.is_valid(other, on) and other not in proposed
        }
        told = sorted((item["system"], item["code"]) for item in found.plain["why_not"])
        if told != sorted(map(codes.named, near)):
            yield set(told) ^ set(map(codes.named, near))

    assert faults(every, check) == []


def test_a_near_miss_names_its_code_in_its_reason(every: tuple[Coded, ...]) -> None:
    def check(found: Coded) -> Iterator[object]:
        yield from (item["because"] for item in found.plain["why_not"] if item["code"] not in item["because"])

    assert faults(every, check) == []


def in_rules(graph: rdflib.Graph) -> Callable[[str], bool]:
    """Whether a name is that of a rule of the graph."""
    rules = set(graph.subjects(rdflib.RDF.type, IOR.Rule))
    assert len(rules) >= 40
    return lambda curie: expand(curie) in rules


def test_every_rule_named_is_a_rule_of_the_graph(every: tuple[Coded, ...], kg: iortkg.Knowledge) -> None:
    is_rule = in_rules(kg.graph)

    def check(found: Coded) -> Iterator[object]:
        plain = found.plain
        named_rules = [
            item["rule"] for item in (*(line for _, line in lines(plain)), *plain["diagnoses"], *plain["why_not"])
        ]
        yield from (rule for rule in named_rules if not is_rule(rule))

    assert faults(every, check) == []


def test_every_source_named_is_a_source_of_the_graph(every: tuple[Coded, ...], kg: iortkg.Knowledge) -> None:
    sources = set(kg.graph.subjects(rdflib.RDF.type, IOR.Source))
    cited = {
        citation["source"]
        for found in every
        for line in (*(line for _, line in lines(found.plain)), *found.plain["diagnoses"])
        for citation in line["sources"]
    }
    assert len(cited) >= 8
    assert sorted(name for name in cited if expand(name) not in sources) == []


def test_every_concept_named_is_in_the_graph_and_has_a_name_for_people(
    every: tuple[Coded, ...], kg: iortkg.Knowledge
) -> None:
    concepts = {item["concept"] for found in every for item in (*found.plain["facts"], *found.plain["evidence"])}
    assert len(concepts) >= 200
    assert sorted(name for name in concepts if not kg.graph.value(expand(name), rdflib.SKOS.prefLabel)) == []


def test_the_billers_of_the_graph_are_those_of_the_claims(kg: iortkg.Knowledge) -> None:
    billers = {
        str(kg.graph.value(biller, rdflib.SKOS.notation)) for biller in kg.graph.subjects(rdflib.RDF.type, IOR.Biller)
    }
    assert billers == set(BILLERS)
