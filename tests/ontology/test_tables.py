"""The ontology and the tables of the dossier agree: nothing is missing and nothing is extra."""

from __future__ import annotations

import csv
from itertools import product
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS, SKOS

from tests.ontology.conftest import IOR, curie, instances, iris, literals, one

DATA = Path(__file__).resolve().parents[1] / "data"
GRADES = {"verified", "recalled", "conflicting"}
# Pairs that the file of 2024 does not hold, by section 2.1 of the dossier.
DELIVERIES = ("77424", "77425")
PHYSICS = (
    "77261", "77262", "77263", "77280", "77285", "77290", "77293", "77295", "77300", "77306", "77307", "77316", "77317",
    "77318", "77321", "77332", "77333", "77334", "77336", "77370", "77470",
)  # fmt: skip
NO_PAIRS = {
    *product(DELIVERIES, PHYSICS), *product(DELIVERIES, (*DELIVERIES, "77469")), ("77469", "77427"),
    ("77469", "77431"), ("77424", "0395T"),
}  # fmt: skip


def table(name: str, count: int) -> list[dict[str, str]]:
    """The rows of a table in tests/data, whose number must be known."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == count
    return rows


def number(graph: rdflib.Graph, code: rdflib.term.Node) -> str:
    """The notation of a code or an indicator."""
    return str(one(graph, code, SKOS.notation))


def texts(graph: rdflib.Graph, thing: rdflib.term.Node, term: rdflib.URIRef) -> list[str]:
    """The literals of a property, sorted."""
    return sorted(str(value) for value in literals(graph.objects(thing, term)))


SETTINGS = {
    "77424": {"Asc", "Outpatient"},
    "77425": {"Asc", "Outpatient"},
    "77469": {"Asc", "Inpatient", "Outpatient"},
    "19294": {"Asc", "Inpatient", "Outpatient"},
    "19301": {"Asc", "Inpatient", "Outpatient"},
    "19302": {"Asc", "Inpatient", "Outpatient"},
    "0735T": {"Inpatient"},
    "C9726": {"Asc", "Outpatient"},
    "C9725": {"Asc", "Outpatient"},
    "C9728": {"Outpatient"},
}


# Operations that a rule needs to tell one from another, beside the codes that the tables of the dossier hold.
OPERATIONS = {
    "19120", "19125", "19303", "19307", "22513", "22514", "61510", "61512", "61518", "61519", "61521",
}  # fmt: skip


def test_the_codes_are_those_of_the_dossier_each_with_its_unit_and_who_bills_it(graph: rdflib.Graph) -> None:
    expected = {row["code"]: (row["unit"], row["billers"]) for row in table("codes.csv", 126)}
    assert expected["77424"] == ("treatment session", "facility")
    found = {}
    for scheme in (IOR.Cpt, IOR.Hcpcs):
        for code in iris(graph.subjects(SKOS.inScheme, scheme)):
            billers = sorted(number(graph, biller) for biller in graph.objects(code, IOR.isBilledBy))
            if "-until-" not in code:
                found[number(graph, code)] = str(graph.value(code, IOR.billingUnit) or ""), " ".join(billers)
    assert {code: found.pop(code)[0] for code in sorted(OPERATIONS)} == dict.fromkeys(OPERATIONS, "")
    assert found == expected


def test_the_core_codes_have_the_settings_that_the_sources_tell(graph: rdflib.Graph) -> None:
    found: dict[str, set[str]] = {}
    for code, setting in graph.subject_objects(IOR.isReportedIn):
        found.setdefault(number(graph, code), set()).add(curie(setting))
    assert found == SETTINGS


def test_the_fee_schedule_treats_each_code_as_its_files_show(graph: rdflib.Graph) -> None:
    expected = {
        (row["code"], row["year"]): (row["status"], row["component"], row["global"], row["split"] == "yes")
        for row in table("fee-indicators.csv", 141)
    }
    found = {}
    for entry in instances(graph, IOR.FeeEntry):
        key = number(graph, one(graph, entry, IOR.concerns)), str(one(graph, entry, IOR.validFrom))[:4]
        assert str(one(graph, entry, IOR.validTo)) == f"{key[1]}-12-31"
        split = graph.value(entry, IOR.hasSplitRows)
        found[key] = (
            str(one(graph, entry, IOR.paymentStatus)), number(graph, one(graph, entry, IOR.componentIndicator)),
            str(one(graph, entry, IOR.globalPeriod)), split is not None and bool(literals([split])[0].toPython()),
        )  # fmt: skip
    assert found == expected


def test_the_fee_schedule_pays_both_sides_assistants_and_two_surgeons_as_its_file_shows(graph: rdflib.Graph) -> None:
    ways = {"bilateral": IOR.bilateralIndicator, "assistant": IOR.assistantIndicator,
            "cosurgeon": IOR.coSurgeonIndicator, "team": IOR.teamIndicator}  # fmt: skip
    expected = {row["code"]: tuple(row[way] for way in ways) for row in table("sharing-indicators.csv", 10)}
    found = {}
    for entry in instances(graph, IOR.SharingEntry):
        given = (graph.value(entry, tie) for tie in ways.values())
        told = tuple(number(graph, indicator) if indicator else "" for indicator in given)
        found[number(graph, one(graph, entry, IOR.concerns))] = told
    assert found == expected


def test_every_code_that_is_not_split_bars_the_modifiers_of_parts(graph: rdflib.Graph) -> None:
    components = {one(graph, entry, IOR.componentIndicator) for entry in instances(graph, IOR.FeeEntry)}
    bars = {number(graph, indicator): texts(graph, indicator, IOR.bars) for indicator in components}
    assert bars == {"0": ["26", "TC"], "1": [], "2": ["26", "TC"], "3": ["26", "TC"], "9": ["26", "TC"]}


def test_the_most_units_of_each_code_are_those_of_the_files(graph: rdflib.Graph) -> None:
    rows = table("unit-edits.csv", 155)
    expected = {(row["code"], row["claims"], row["units"], row["indicator"]) for row in rows}
    assert len(expected) == len(rows)
    found = []
    for edit in instances(graph, IOR.UnitEdit):
        indicator = graph.value(edit, IOR.adjudicatedBy)
        most = str(one(graph, edit, IOR.mostUnits))
        found += [
            (number(graph, code), claims, most, number(graph, indicator) if indicator else "")
            for code, claims in product(graph.objects(edit, IOR.limits), texts(graph, edit, IOR.claimFile))
        ]
    assert sorted(found) == sorted(expected)


Pair = tuple[str, str, str, str, str]


def stated_pairs(graph: rdflib.Graph) -> list[Pair]:
    """Every pair of the edits: column one, column two, indicator, claims, last day."""
    found = []
    for edit in instances(graph, IOR.PairEdit):
        first = [number(graph, code) for code in graph.objects(edit, IOR.columnOne)]
        second = [number(graph, code) for code in graph.objects(edit, IOR.columnTwo)]
        second += texts(graph, edit, IOR.columnTwoNumbers)
        indicator = number(graph, one(graph, edit, IOR.modifierIndicator))
        last = str(graph.value(edit, IOR.validTo) or "")
        found += [
            (a, b, indicator, claims, last)
            for a, b, claims in product(first, second, texts(graph, edit, IOR.claimFile))
        ]
    return found


def test_the_pair_edits_are_those_of_the_dossier(graph: rdflib.Graph) -> None:
    expected = [
        (a, b, row["indicator"], claims, row["until"])
        for row in table("pair-edits.csv", 40)
        for a, b, claims in product(row["column1"].split(), row["column2"].split(), row["claims"].split())
    ]
    assert len(expected) == 376
    assert sorted(stated_pairs(graph)) == sorted(expected)


def test_a_pair_is_told_once_and_never_in_both_directions(graph: rdflib.Graph) -> None:
    found = [(a, b, claims) for a, b, _, claims, _ in stated_pairs(graph)]
    assert len(set(found)) == len(found)
    assert {(a, b) for a, b, claims in found if (b, a, claims) in set(found)} == set()


def test_pairs_that_the_file_does_not_hold_are_not_made_up(graph: rdflib.Graph) -> None:
    assert len(NO_PAIRS) == 51
    found = {(a, b) for a, b, *_ in stated_pairs(graph)}
    assert {(a, b) for a, b in NO_PAIRS if {(a, b), (b, a)} & found} == set()


def test_numbers_outside_the_ontology_are_told_apart_from_its_codes(graph: rdflib.Graph) -> None:
    codes = {number(graph, code) for code in instances(graph, IOR.Code)}
    outside = {text for edit in instances(graph, IOR.PairEdit) for text in texts(graph, edit, IOR.columnTwoNumbers)}
    assert len(outside) >= 60
    assert outside & codes == set()


def test_every_pair_says_as_of_when_it_holds(graph: rdflib.Graph) -> None:
    edits = instances(graph, IOR.PairEdit)
    assert len(edits) == 42
    assert {str(one(graph, edit, IOR.validAsOf)) for edit in edits} == {"2024-07-01"}


def test_26_stands_only_on_rules_for_codes_with_two_parts(graph: rdflib.Graph) -> None:
    split = {
        graph.value(entry, IOR.concerns)
        for entry in instances(graph, IOR.FeeEntry)
        if graph.value(entry, IOR.componentIndicator) == IOR.ComponentSplit
    }
    codes = {
        (curie(rule), code)
        for rule in instances(graph, IOR.Rule)
        if "26" in texts(graph, rule, IOR.modifier)
        for way in (IOR.proposes, IOR.considers)
        for code in graph.objects(rule, way)
    }
    assert len(codes) >= 15
    assert {(rule, curie(code)) for rule, code in codes if code not in split} == set()


def test_no_rule_proposes_a_modifier_that_lifts_an_edit(graph: rdflib.Graph) -> None:
    stated = {str(value) for value in literals(graph.objects(None, IOR.modifier))}
    assert stated == {"26", "LT", "RT"}


def expanded(rows: list[dict[str, str]]) -> list[str]:
    """The codes of the grid of section D."""
    axes = ("system", "root", "sites", "modalities", "isotopes", "qualifiers")
    parts = [("D", *(row[axis] for axis in axes)) for row in rows]
    assert [len(list(product(*part))) for part in parts] == [int(row["codes"]) for row in rows]
    return ["".join(code) for part in parts for code in product(*part)]


def test_the_grid_of_section_d_makes_its_codes_and_ours_are_among_them(graph: rdflib.Graph) -> None:
    grid = expanded(table("icd10pcs-grid.csv", 104))
    assert (len(grid), len(set(grid))) == (2056, 2056)
    electrons = {row["code"] for row in table("icd10pcs-electrons.csv", 85)}
    iort = {row["code"] for row in table("icd10pcs-iort.csv", 27)}
    assert {code for code in grid if code[2] == "0" and code[6] == "0"} == electrons
    assert {code for code in grid if code[2] == "Y" and code[4] == "C"} == iort
    kept = {number(graph, code) for code in iris(graph.subjects(SKOS.inScheme, IOR.Icd10Pcs))}
    ours = {code for code in kept if code[0] == "D"}
    assert ours >= electrons | iort
    assert ours - set(grid) == set()


@pytest.mark.parametrize(
    ("name", "count", "family"),
    [("icd10pcs-electrons.csv", 85, IOR.FamilyPcsElectrons), ("icd10pcs-iort.csv", 27, IOR.FamilyPcsIort)],
    ids=["electrons", "radiation"],
)
def test_the_rows_have_their_official_titles(graph: rdflib.Graph, name: str, count: int, family: rdflib.URIRef) -> None:
    expected = {row["code"]: row["title"] for row in table(name, count)}
    rows = iris(graph.subjects(IOR.isInFamily, family))
    assert {number(graph, row): str(one(graph, row, SKOS.prefLabel)) for row in rows} == expected


def test_every_record_has_its_name_sentence_source_and_grade(graph: rdflib.Graph) -> None:
    records = instances(graph, IOR.Record, IOR.Payer, IOR.Indicator)
    assert len(records) >= 280
    # An entry of a fee schedule is a row of letters; all else is told in a sentence.
    wrong = [
        curie(record)
        for record in records
        if len(texts(graph, record, SKOS.prefLabel)) != 1
        or not set(texts(graph, record, IOR.grade)) <= GRADES
        or not graph.value(record, DCTERMS.source)
        or ((record, rdflib.RDF.type, IOR.FeeEntry) not in graph and not any(texts(graph, record, SKOS.definition)))
    ]
    assert wrong == []


def test_every_record_but_an_undated_page_says_when_it_was_so(graph: rdflib.Graph) -> None:
    undated = [curie(r) for r in instances(graph, IOR.Record) if not graph.value(r, IOR.validAsOf)]
    assert undated == ["UnitsOne"]


def test_every_conflict_has_two_sides_each_with_a_source_and_a_grade_of_its_own(graph: rdflib.Graph) -> None:
    conflicts = instances(graph, IOR.Conflict)
    # The row on ambulatory surgery is settled by the later list of the centers.
    assert len(conflicts) == 6
    sides = {c: sorted(iris(graph.subjects(IOR.isOneSideOf, c))) for c in conflicts}
    assert {curie(c): len(found) for c, found in sides.items() if len(found) != 2} == {}
    cited = {
        curie(c): [{curie(source) for source in graph.objects(side, DCTERMS.source)} for side in found]
        for c, found in sides.items()
    }
    assert {name for name, (one_side, other) in cited.items() if one_side == other} == set()


def test_what_a_conflict_unsettles_is_for_review(graph: rdflib.Graph) -> None:
    rules = set(graph.objects(None, IOR.unsettles))
    assert len(rules) == 8
    assert {curie(rule) for rule in rules if texts(graph, rule, IOR.confidence) != ["review"]} == set()


def test_each_side_speaks_for_rules_of_its_own_conflict_alone(graph: rdflib.Graph) -> None:
    spoken = [(one(graph, side, IOR.isOneSideOf), side, rule) for side, rule in graph.subject_objects(IOR.speaksFor)]
    assert len(spoken) == 9
    assert len({rule for *_, rule in spoken}) == 9
    unsettled = {(conflict, rule) for conflict, rule in graph.subject_objects(IOR.unsettles)}
    apart = [curie(rule) for conflict, _, rule in spoken if (conflict, rule) not in unsettled]
    assert apart == ["RuleElectronicBrachytherapyOwnNumber"]
    assert [curie(rule) for rule in graph.subjects(IOR.ofKind, IOR.OnlyByChoice)] == apart
    assert unsettled <= {(conflict, rule) for conflict, _, rule in spoken}
    assert instances(graph, IOR.Choice) == []


def test_the_twenty_one_principles_and_two_of_later_findings_are_there_with_an_authority(graph: rdflib.Graph) -> None:
    found = instances(graph, IOR.Principle)
    assert [curie(node) for node in found] == [f"Principle{n:02}" for n in range(1, 24)]
    kinds = {curie(one(graph, node, IOR.ofKind)) for node in found}
    assert kinds == {
        "AddOnList", "CodeSetNote", "CodeWording", "Convention", "FeeScheduleIndicator", "NcciPair", "NcciUnits",
        "PayerRule",
    }  # fmt: skip


def test_a_payer_decides_no_code(graph: rdflib.Graph) -> None:
    positions = instances(graph, IOR.PayerPosition)
    assert len(positions) >= 14
    known = set(positions) | set(instances(graph, IOR.Payer))
    decided = {node for rule in instances(graph, IOR.Rule) for node in graph.objects(rule, None) if node in known}
    assert decided == set()
    stances = {text for position in positions for text in texts(graph, position, IOR.stance)}
    assert stances == {"covered", "criteria", "investigational", "not covered"}
