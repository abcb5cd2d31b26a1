"""Every rule is whole, can be reached by some text, and speaks in some answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import rdflib
from rdflib.namespace import RDF, SKOS

import iortkg
from iortkg.check import read_labelled
from tests.contract.ten import DAY
from tests.ontology.conftest import IOR, ONTOLOGY, curie, instances, iris, literals

NEEDS = (IOR.needs, IOR.needsOneOf)
PROPOSALS = (IOR.proposes, IOR.proposesFrom, IOR.considers, IOR.considersFrom)
VOCABULARY = 20
# When a thing holds and how well that is known is told of codes in the same words.
TOLD_OF_ALL = {IOR.grade, IOR.gradeOfFirstDay, IOR.knownValidFrom, IOR.validFrom, IOR.validTo}
# Texts for rules that no labelled case meets.
RARE = (
    ("outpatient", "Craniotomy for a convexity meningioma of the frontal lobe. INTRABEAM, 50 kV, 20 Gy was given."),
    ("inpatient", "Suboccipital craniotomy for a cerebellar meningioma. INTRABEAM, 50 kV, 20 Gy was given."),
    ("inpatient", "Craniotomy for a clivus chordoma. INTRABEAM, 3 cm sphere, 50 kV, 20 Gy was given."),
    ("outpatient", "Right lumpectomy with axillary lymph node dissection. IORT was not given."),
    ("inpatient", "Temporary low-dose-rate brachytherapy with cesium-137 was given during hysterectomy."),
)


@pytest.fixture(scope="module")
def rules(graph: rdflib.Graph) -> list[rdflib.URIRef]:
    """All rules."""
    found = instances(graph, IOR.Rule)
    assert len(found) >= 40
    return found


def test_every_rule_needs_something_and_proposes_something(graph: rdflib.Graph, rules: list[rdflib.URIRef]) -> None:
    idle = [
        curie(rule)
        for rule in rules
        if not any((rule, need, None) in graph for need in NEEDS)
        or not any((rule, way, None) in graph for way in PROPOSALS)
    ]
    assert idle == []


def test_every_rule_names_its_authority_and_all_but_the_diagnosis_a_biller(
    graph: rdflib.Graph, rules: list[rdflib.URIRef]
) -> None:
    kinds, billers = set(graph.subjects(RDF.type, IOR.RuleKind)), set(graph.subjects(RDF.type, IOR.Biller))
    assert [curie(rule) for rule in rules if graph.value(rule, IOR.ofKind) not in kinds] == []
    unbilled = [curie(rule) for rule in rules if not billers.issuperset(graph.objects(rule, IOR.forBiller))]
    silent = [curie(rule) for rule in rules if not graph.value(rule, IOR.forBiller)]
    assert (unbilled, silent) == ([], ["RuleDiagnosis"])


def test_rules_are_written_in_fewer_than_twenty_terms(graph: rdflib.Graph, rules: list[rdflib.URIRef]) -> None:
    said = {term for rule in rules for term in iris(graph.predicates(rule)) if term.startswith(IOR)}
    terms = set(map(curie, said - TOLD_OF_ALL))
    assert {"needs", "proposes", "forBiller"} <= terms
    assert len(terms) < VOCABULARY, sorted(terms)


def kinds_of_fact(graph: rdflib.Graph, thing: rdflib.term.Node) -> set[str]:
    """The kinds of fact that a thing may be."""
    return {str(kind) for group in graph.objects(thing, RDF.type) for kind in graph.objects(group, IOR.factKind)}


def test_every_need_is_a_fact_that_a_case_can_have(graph: rdflib.Graph, rules: list[rdflib.URIRef]) -> None:
    needs = {need for rule in rules for way in (*NEEDS, IOR.excludedBy) for need in graph.objects(rule, way)}
    assert len(needs) >= 30
    assert sorted(curie(need) for need in needs if not kinds_of_fact(graph, need)) == []


def reached(graph: rdflib.Graph) -> set[rdflib.term.Node]:
    """All that some text can bring about: what has a name for texts, what ranges mean, and all that these entail."""
    entailing = {tie for tie, value in graph.subject_objects(IOR.entails) if literals([value])[0].toPython() is True}
    ties = {SKOS.broader, *entailing}
    named = {thing for place in (SKOS.altLabel, SKOS.hiddenLabel) for thing in graph.subjects(place, None)}
    queue = [
        thing
        for thing in (*named, *instances(graph, IOR.Range, IOR.Setting))
        if kinds_of_fact(graph, thing) or (thing, RDF.type, IOR.Range) in graph
    ]
    found = set(queue)
    while queue:
        thing = queue.pop()
        for target in (target for tie in ties for target in graph.objects(thing, tie)):
            if target not in found:
                found.add(target)
                queue.append(target)
    return found


def test_every_need_can_be_brought_about_by_a_text(graph: rdflib.Graph, rules: list[rdflib.URIRef]) -> None:
    brought = reached(graph)
    assert len(brought) >= 500
    needs = {need for rule in rules for way in NEEDS for need in graph.objects(rule, way)}
    # Whether and how a dose was given, or its kind left open, is read from the whole text, not from one name.
    open_kinds = set(instances(graph, IOR.OpenKind))
    read = {need for need in needs if need in open_kinds or "delivered" in kinds_of_fact(graph, need)}
    assert len(read) < 8
    assert sorted(curie(need) for need in needs - brought - read) == []


def test_every_proposed_code_is_valid_for_some_day_of_its_rule(graph: rdflib.Graph, rules: list[rdflib.URIRef]) -> None:
    def span(thing: rdflib.term.Node) -> tuple[str, str]:
        first, last = graph.value(thing, IOR.validFrom), graph.value(thing, IOR.validTo)
        return str(first or "0001-01-01"), str(last or "9999-12-31")

    pairs = [
        (rule, code) for rule in rules for way in (IOR.proposes, IOR.considers) for code in graph.objects(rule, way)
    ]
    assert len(pairs) >= 40
    apart = [
        (curie(rule), curie(code))
        for rule, code in pairs
        if max(span(rule)[0], span(code)[0]) > min(span(rule)[1], span(code)[1])
    ]
    assert apart == []


def test_every_family_has_members_and_a_rule(graph: rdflib.Graph) -> None:
    families = instances(graph, IOR.Family)
    used = {
        family
        for way in (IOR.proposesFrom, IOR.elseFrom, IOR.considersFrom, IOR.offers, IOR.elseOffers)
        for family in graph.objects(None, way)
    }
    assert len(families) >= 6
    assert [curie(family) for family in families if (None, IOR.isInFamily, family) not in graph] == []
    assert [curie(family) for family in families if family not in used] == []


def spoken(kg: iortkg.Knowledge) -> Iterator[tuple[str, str, str]]:
    """Of all labelled cases and the rare texts: the rules of lines, and the biller and code of what is considered."""
    cases = [(case.text, case.on or DAY, case.setting) for case in read_labelled(ONTOLOGY / "cases")]
    assert len(cases) >= 210
    for text, on, setting in (*cases, *((text, DAY, setting) for setting, text in RARE)):
        answer = iortkg.code(text, on=on, setting=setting, knowledge=kg).to_dict()
        for line in (*(line for lines in answer["claims"].values() for line in lines), *answer["diagnoses"]):
            yield line["rule"], "", ""
        for item in answer["consider"]:
            yield "", item["biller"], item["code"]


def test_every_rule_speaks_in_some_answer(
    kg: iortkg.Knowledge, graph: rdflib.Graph, rules: list[rdflib.URIRef]
) -> None:
    heard = set(spoken(kg))
    silent = []
    by_choice = set(graph.subjects(IOR.ofKind, IOR.OnlyByChoice))
    assert len(by_choice) == 1
    # What holds only by a user's choice is heard in tests/cases/test_choices.py.
    for rule in (rule for rule in rules if rule not in by_choice):
        billers = [str(graph.value(biller, SKOS.notation)) for biller in graph.objects(rule, IOR.forBiller)]
        considered = [str(graph.value(code, SKOS.notation)) for code in graph.objects(rule, IOR.considers)]
        wanted = {("", biller, code) for biller in billers for code in considered} or {(f"ior:{curie(rule)}", "", "")}
        families = graph.objects(rule, IOR.considersFrom)
        rows = [str(graph.value(code, SKOS.notation)) for f in families for code in graph.subjects(IOR.isInFamily, f)]
        if not wanted <= heard and heard.isdisjoint(("", biller, code) for biller in billers for code in rows):
            silent.append((curie(rule), sorted(wanted - heard)))
    assert silent == []
