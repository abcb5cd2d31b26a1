"""Answers as data: what they say, that nothing of the note is in them unless asked for, and that many can be asked."""

from __future__ import annotations

import csv
import pickle
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import rdflib
from click.testing import CliRunner
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS

import iortkg
from iortkg.check import read_labelled
from iortkg.cli import main
from iortkg.errors import InputError

ROOT = Path(__file__).resolve().parents[2]
IOR = rdflib.Namespace("https://w3id.org/iortkg/")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
CASE = rdflib.Namespace("https://w3id.org/iortkg/case/")
BREAST = (
    "Right lumpectomy for invasive ductal carcinoma. "
    "20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, 50 kV."
)
GIVEN: dict[str, Any] = {"on": "2026-03-02", "setting": "outpatient"}
STORED = ROOT / "ontology" / "examples" / "codes-by-service.rq"


@pytest.fixture(scope="module")
def kg() -> iortkg.Knowledge:
    return iortkg.load()


@pytest.fixture(scope="module")
def answer() -> iortkg.Answer:
    return iortkg.code(BREAST, id="c1", **GIVEN)


@pytest.fixture(scope="module")
def answers(kg: iortkg.Knowledge) -> list[iortkg.Answer]:
    """Answers to labelled cases of every kind."""
    cases = list(read_labelled(ROOT / "ontology" / "cases" / "a"))
    found = [
        iortkg.code(case.text, id=case.id, on=case.on or GIVEN["on"], setting=case.setting, knowledge=kg)
        for case in cases
    ]
    assert len(found) >= 40
    assert len({one.status for one in found}) == 4
    return found


def test_a_claim_line_leads_back_to_its_rule_and_to_the_characters(answer: iortkg.Answer) -> None:
    graph = answer.to_rdf()
    found = {
        (str(row.code), str(row.rule), int(row.start), int(row.end))  # type: ignore[union-attr]
        for row in graph.query(
            "SELECT ?code ?rule ?start ?end { ?line a ior:ClaimLine ; ior:onClaimOf ior:Facility ; ior:hasCode ?code ;"
            " ior:byRule ?rule ; prov:wasDerivedFrom ?rule, ?evidence . ?evidence a oa:Annotation ;"
            " oa:hasTarget [ oa:hasSource <https://w3id.org/iortkg/case/c1> ; oa:hasSelector ?span ] ."
            " ?span a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end }"
        )
    }
    assert {(code, rule) for code, rule, _, _ in found} == {(f"{IOR}code/cpt/77424", f"{IOR}RuleXRayDelivery")}
    assert {BREAST[start:end] for _, _, start, end in found} == {"20 Gy", "INTRABEAM"}


@pytest.fixture(scope="module")
def graph(answers: list[iortkg.Answer]) -> rdflib.Graph:
    """All of them in one graph."""
    return iortkg.to_graph(answers)


def test_the_graph_says_what_the_answer_says(answers: list[iortkg.Answer], kg: iortkg.Knowledge) -> None:
    for one in answers[::6]:
        graph, told = one.to_rdf(), one.to_dict()
        top = next(graph.subjects(RDF.type, IOR.Answer))
        assert str(graph.value(top, IOR.hasStatus)) == told["status"]
        assert [kg.index[f"ior:{str(node).removeprefix(IOR)}"].text("skos:notation")
                for node in graph.objects(top, IOR.hasService)] == [told["service"]]  # fmt: skip
        assert [kg.index[f"ior:{str(node).removeprefix(IOR)}"].text("skos:notation")
                for node in graph.objects(top, IOR.inSetting)] == [told["setting"]]  # fmt: skip
        for kind, parts in {
            "ClaimLine": [line for lines in (*told["claims"].values(), told["diagnoses"]) for line in lines],
            "ConsideredLine": told["consider"],
            "NearMiss": told["why_not"],
        }.items():
            nodes = list(graph.subjects(RDF.type, IOR[kind]))
            assert len(nodes) == len(parts)
            codes = [str(kg.graph.value(graph.value(node, IOR.hasCode), SKOS.notation)) for node in nodes]
            assert sorted(codes) == sorted(part["code"] for part in parts)
        for kind, name in {"Fact": "facts", "Evidence": "evidence", "OpenQuestion": "questions"}.items():
            assert len(list(graph.subjects(RDF.type, IOR[kind]))) == len(told[name])
        asked = {(str(graph.value(node, IOR.factKind)), graph.value(node, DCTERMS.subject) is not None)
                 for node in graph.subjects(RDF.type, IOR.OpenQuestion)}  # fmt: skip
        assert asked == {(question["missing"], True) for question in told["questions"]}
        values = Counter(float(str(value)) for value in graph.objects(None, RDF.value))
        assert values == Counter(fact["value"] for fact in told["facts"] if fact.get("value") is not None)


def test_every_word_of_ours_is_declared(graph: rdflib.Graph, kg: iortkg.Knowledge) -> None:
    named = {node for triple in graph for node in triple if isinstance(node, rdflib.URIRef) and node.startswith(IOR)}
    own = {node for node in named if str(node).startswith((str(CASE), f"{IOR}version/"))}
    known = set(kg.graph.subjects())
    assert len(named - own) >= 150
    assert sorted(named - own - known) == []
    foreign = {str(node) for _, node, _ in graph if not str(node).startswith(str(IOR))}
    assert {node.rpartition("#")[0] or node.rpartition("/")[0] for node in foreign} == {
        "http://www.w3.org/ns/oa", "http://www.w3.org/ns/prov", "http://purl.org/dc/terms",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns",
    }  # fmt: skip
    assert {str(node).rpartition("#")[2] for node in graph.predicates() if node.startswith(PROV)} == {  # type: ignore[attr-defined]
        "used", "wasDerivedFrom", "wasGeneratedBy",
    }  # fmt: skip


def test_nothing_of_the_note_is_in_it_unless_asked_for(graph: rdflib.Graph) -> None:
    assert not any(isinstance(node, rdflib.BNode) for triple in graph for node in triple)
    said = [(term, value) for term, value in graph.predicate_objects() if isinstance(value, rdflib.Literal)]
    assert len(said) >= 2000
    kinds = {str(term).rpartition("/")[2].rpartition("#")[2] for term, _ in said}
    # Words of the contract, numbers, days, units and the id: nothing that a person wrote.
    assert [one for one in said if not re.fullmatch(r"[\w.{}/%-]*", one[1]) and one[0] != DCTERMS.identifier] == []
    assert kinds == {
        "identifier", "onDay", "hasStatus", "hasStanding", "start", "end", "factKind", "value", "inUcum", "units",
        "isCoreLine", "hasConfidence", "modifier",
    }  # fmt: skip


def test_two_notes_that_differ_in_words_alone_are_written_alike() -> None:
    told = [iortkg.code(f"Patient {name}. {BREAST}", id="c1", **GIVEN).to_turtle() for name in ("Ada Xy", "Eva Zz")]
    assert told[0] == told[1]


def test_the_text_and_its_words_are_there_when_asked_for(answer: iortkg.Answer) -> None:
    graph = answer.to_rdf(text=True)
    assert str(graph.value(CASE.c1, RDF.value)) == BREAST
    quotes = {str(value) for value in graph.objects(None, OA.exact)}
    assert quotes == {item.text for item in answer.evidence}
    assert len(list(graph.objects(None, SKOS.note))) == len(answer.why_not)
    plain = answer.to_rdf()
    assert set(plain) < set(graph)


@pytest.mark.parametrize("text", [False, True])
def test_rdflib_writes_and_reads_it_back(answer: iortkg.Answer, text: bool) -> None:
    graph = answer.to_rdf(text=text)
    for form in ("turtle", "xml", "nt"):
        assert isomorphic(rdflib.Graph().parse(data=graph.serialize(format=form), format=form), graph)


@pytest.mark.parametrize("text", [f"\ufeff{BREAST}\r\n\x01\u0130 \U0001f9ea '''\\ \"\"\" <x> @y"])
def test_any_text_can_be_written_and_its_offsets_hold(text: str) -> None:
    graph = iortkg.code(text, id="c1", **GIVEN).to_rdf(text=True)
    kept = str(graph.value(CASE.c1, RDF.value))
    assert kept == text
    quoted = 0
    for words in graph.subjects(RDF.type, OA.SpecificResource):
        parts = {term: value for part in graph.objects(words, OA.hasSelector)
                 for term, value in graph.predicate_objects(part)}  # fmt: skip
        assert kept[int(str(parts[OA.start])) : int(str(parts[OA.end]))] == str(parts[OA.exact])
        quoted += 1
    assert quoted >= 5


def test_each_case_has_a_name_of_its_own() -> None:
    ids: list[str | int | None] = ["1", 1, None, None, "1_2", "a.answer", "a", "é/ #?<>\"'", "_1"]
    answers = [iortkg.code(BREAST, id=each, **GIVEN) for each in ids]
    graph = iortkg.to_graph(answers)
    assert len(list(graph.subjects(RDF.type, IOR.Case))) == len(ids)
    assert len(graph) - sum(each is not None for each in ids) == len(ids) * (len(answers[2].to_rdf()))
    assert (CASE["1_2"], RDF.type, IOR.Case) in graph
    assert (CASE["1%5F2"], DCTERMS.identifier, rdflib.Literal("1_2")) in graph


def test_a_base_of_ones_own_names_the_cases(answer: iortkg.Answer) -> None:
    graph = answer.to_rdf(base="https://clinic.example/iort/")
    assert (rdflib.URIRef("https://clinic.example/iort/c1"), RDF.type, IOR.Case) in graph
    with pytest.raises(InputError, match=r"^The base is no address to name cases by\. Give one like https://example"):
        answer.to_rdf(base="no address")


def test_the_stored_example_counts_codes_by_service(answers: list[iortkg.Answer], graph: rdflib.Graph) -> None:
    query = STORED.read_text(encoding="utf-8")
    counts: Counter[tuple[str, str]] = Counter()
    for one in answers:
        counts.update({(one.service, line.code) for lines in one.claims.values() for line in lines})
    assert len(counts) >= 25
    coded = iortkg.load(answers=answers)
    notations = {row[0]: row[1] for row in coded.query("SELECT ?thing ?n { ?thing skos:notation ?n }")}
    found = {(notations[service], notations[code]): count for service, code, count in coded.query(query)}
    assert found == dict(counts)
    plain = {
        (str(row[0]), str(row[1]), str(row[2]))  # type: ignore[index]
        for row in graph.query(query)
    }
    rows = csv.reader(coded.query(query).to_csv().splitlines())
    assert plain == set(map(tuple, list(rows)[1:]))


def test_cases_and_ontology_are_asked_together(answers: list[iortkg.Answer], kg: iortkg.Knowledge) -> None:
    asked = (
        "SELECT DISTINCT ?case ?device { ?fact a ior:Fact ; dcterms:subject ?device ; dcterms:isPartOf ?answer ."
        " ?answer ior:hasService ior:ServiceElectron ; prov:wasDerivedFrom ?case . ?device ior:emits ior:Electrons }"
    )
    assert len(iortkg.load(answers=answers).query(asked)) >= 5
    assert len(kg.query(asked)) == 0


def test_the_command_writes_the_same(answer: iortkg.Answer) -> None:
    call = ["code", BREAST, "--on", "2026-03-02", "--setting", "outpatient", "--as", "turtle"]
    done = CliRunner().invoke(main, call)
    same = iortkg.code(BREAST, **GIVEN)
    assert (done.exit_code, done.stderr, done.stdout) == (0, "", same.to_turtle())
    assert CliRunner().invoke(main, [*call, "--with-text"]).stdout == same.to_turtle(text=True)


def test_answers_beside_the_ontology_go_with_it_to_another_process(kg: iortkg.Knowledge) -> None:
    answer = iortkg.code("Right lumpectomy. INTRABEAM, 20 Gy given.", id="c1", on="2026-03-02", knowledge=kg)
    known = pickle.loads(pickle.dumps(iortkg.load(answers=[answer])))  # noqa: S301  made right here
    lines = known.query("SELECT ?line WHERE { ?line a ior:ClaimLine }")
    assert len(lines.texts) == sum(map(len, answer.claims.values())) > 0
