"""The codes: those that must be there, their dates, what they add on to, and no wording of the AMA."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS, RDF, SKOS

from tests.ontology.conftest import IOR, curie, instances, iris, literals, one

DATA = Path(__file__).resolve().parents[1] / "data"
CPT, HCPCS, CM, PCS = IOR.Cpt, IOR.Hcpcs, IOR.Icd10Cm, IOR.Icd10Pcs
# What may be said of a CPT number: our own words, dates, ties. A property left out here might carry a descriptor.
ALLOWED = {
    RDF.type, DCTERMS.source, SKOS.definition, SKOS.editorialNote, SKOS.inScheme, SKOS.notation, SKOS.prefLabel,
    SKOS.scopeNote, IOR.addsOnTo, IOR.bilateralModifier, IOR.bilateralUnits,
    IOR.bilateralWarning, IOR.billingUnit, IOR.differsBecause, IOR.differsBy, IOR.grade, IOR.gradeOfFirstDay,
    IOR.isBilledBy, IOR.isFollowedBy, IOR.isFor, IOR.isForReference, IOR.isMistakenFor, IOR.isReportedIn,
    IOR.knownValidFrom,
    IOR.lapsesUnlessRenewed,
    IOR.takesSide, IOR.validFrom, IOR.validTo,
}  # fmt: skip
MOST_WORDS = 15
# First and last days that the contract, the issue and the dossier name.
DATES = {
    "cpt:77424": ("2012-01-01", None),
    "cpt:77425": ("2012-01-01", None),
    "cpt:77469": ("2012-01-01", None),
    "cpt:19294": ("2018-01-01", None),
    "cpt:0735T": ("2023-01-01", None),
    "cpt:77425-until-2000-06-30": (None, "2000-06-30"),
    "cpt:0394T": ("2016-01-01", "2025-12-31"),
    "cpt:77401": (None, "2025-12-31"),
    "cpt:77437": ("2026-01-01", None),
    "cpt:77438": ("2026-01-01", None),
    "hcpcs:C9726": ("2006-01-01", None),
    "hcpcs:C9725": ("2005-10-01", None),
    "hcpcs:C2645": ("2016-01-01", None),
}
# CPT numbers whose first day the dossier marks as recalled.
RECALLED_DAYS = {
    "cpt:0394T", "cpt:0395T", "cpt:19294", "cpt:77424", "cpt:77425", "cpt:77469", "cpt:77767", "cpt:77768",
    "cpt:77770", "cpt:77771", "cpt:77772",
}  # fmt: skip
STARTS = (IOR.validFrom, IOR.knownValidFrom)
WAYS = (IOR.proposes, IOR.considers)
ADD_ONS = {
    "cpt:19294": {"cpt:19301", "cpt:19302"},
    "cpt:19297": {"cpt:19301", "cpt:19302"},
    # Its primaries are taken from practice, and its scope note says so.
    "cpt:77293": {"cpt:77295", "cpt:77301"},
    "cpt:0735T": {"cpt:61510", "cpt:61512", "cpt:61518", "cpt:61519", "cpt:61521"},
}
# Near misses that the contract names, each of which must be linked.
MISTAKEN = {
    "cpt:77424": {"cpt:77425", "cpt:0395T", "cpt:0394T", "cpt:77401", "cpt:77437", "cpt:77438"},
    "cpt:77425": {"cpt:77424"},
    "cpt:77469": {"cpt:77431", "cpt:77470"},
    "cpt:19294": {"hcpcs:C9726", "cpt:19296", "cpt:19297"},
    "cpt:77770": {"cpt:77424", "cpt:77425"},
    "cpt:77771": {"cpt:77424", "cpt:77425"},
    "cpt:77772": {"cpt:77424", "cpt:77425"},
}


def of(graph: rdflib.Graph, scheme: rdflib.URIRef) -> list[rdflib.URIRef]:
    """The codes of a code system."""
    return sorted(iris(graph.subjects(SKOS.inScheme, scheme)))


def numbers(graph: rdflib.Graph, nodes: Iterable[rdflib.URIRef]) -> list[str]:
    """The notations of codes, sorted."""
    return sorted(str(graph.value(node, SKOS.notation)) for node in nodes)


def listed(name: str, count: int) -> list[str]:
    """The codes of a list in tests/data, taken from the tables of the dossier."""
    found = (DATA / name).read_text(encoding="utf-8").split()
    assert len(set(found)) == len(found) == count
    return sorted(found)


def test_the_codes_of_each_system_are_there(graph: rdflib.Graph) -> None:
    assert set(graph.objects(None, SKOS.inScheme)) == {CPT, HCPCS, CM, PCS}
    found = {scheme: len(of(graph, scheme)) for scheme in (CPT, HCPCS, CM, PCS)}
    least = {CPT: 75, HCPCS: 20, CM: 300, PCS: 300}
    assert {scheme: n for scheme, n in found.items() if n < least[scheme]} == {}
    assert sum(found.values()) == len(instances(graph, IOR.Code))


@pytest.mark.parametrize(
    ("name", "count", "family", "ending"),
    [
        ("icd10pcs-intraoperative-electrons.txt", 85, IOR.FamilyPcsElectrons, "03Z0"),
        ("icd10pcs-intraoperative.txt", 27, IOR.FamilyPcsIort, "YCZZ"),
    ],
    ids=["electrons", "radiation"],
)
def test_the_intraoperative_rows_are_those_of_the_dossier(
    graph: rdflib.Graph, name: str, count: int, family: rdflib.URIRef, ending: str
) -> None:
    expected = listed(name, count)
    rows = of(graph, PCS)
    assert numbers(graph, [row for row in rows if (row, IOR.isInFamily, family) in graph]) == expected
    assert [row for row in numbers(graph, rows) if row[0] == "D" and row[2] + row[4:] == ending] == expected


def test_every_row_has_its_axes(graph: rdflib.Graph) -> None:
    rows = [node for node in of(graph, PCS) if str(one(graph, node, SKOS.notation))[0] == "D"]
    assert len(rows) >= 112
    assert [
        curie(row) for row in rows if not graph.value(row, IOR.hasSite) or not graph.value(row, IOR.isInFamily)
    ] == []
    electrons = {row for row in rows if (row, IOR.isInFamily, IOR.FamilyPcsElectrons) in graph}
    assert [curie(row) for row in electrons if graph.value(row, IOR.hasRadiation) != IOR.Electrons] == []
    breast = {
        str(graph.value(row, SKOS.notation)): curie(one(graph, row, IOR.hasSide)) for row in electrons if "/DM" in row
    }
    assert breast == {"DM003Z0": "LeftSide", "DM013Z0": "RightSide"}


@pytest.mark.parametrize("code", DATES)
def test_a_code_has_its_dates(graph: rdflib.Graph, code: str) -> None:
    system, _, name = code.partition(":")
    node = IOR[f"code/{system}/{name}"]
    dates = tuple(day and str(day) for day in (graph.value(node, IOR.validFrom), graph.value(node, IOR.validTo)))
    assert dates == DATES[code]
    assert str(graph.value(node, SKOS.notation)) == name.partition("-")[0]


def test_a_number_with_an_earlier_meaning_has_two_nodes_whose_dates_do_not_meet(graph: rdflib.Graph) -> None:
    nodes: dict[tuple[str, str], list[str]] = {}
    for node in instances(graph, IOR.Code):
        key = (curie(one(graph, node, SKOS.inScheme)), str(graph.value(node, SKOS.notation)))
        nodes.setdefault(key, []).append(curie(node))
    assert {key: names for key, names in nodes.items() if len(names) > 1} == {
        ("Cpt", "77402"): ["cpt:77402", "cpt:77402-until-2025-12-31"],
        ("Cpt", "77407"): ["cpt:77407", "cpt:77407-until-2025-12-31"],
        ("Cpt", "77412"): ["cpt:77412", "cpt:77412-until-2025-12-31"],
        ("Cpt", "77425"): ["cpt:77425", "cpt:77425-until-2000-06-30"],
    }


def test_every_code_stands_at_the_iri_of_its_system_and_number(graph: rdflib.Graph) -> None:
    prefix = {CPT: "cpt", HCPCS: "hcpcs", CM: "icd10cm", PCS: "icd10pcs"}
    wrong = [
        curie(node)
        for scheme, name in prefix.items()
        for node in of(graph, scheme)
        if curie(node).partition("-until-")[0] != f"{name}:{graph.value(node, SKOS.notation)}"
    ]
    assert wrong == []


def test_every_notation_is_a_plain_string(graph: rdflib.Graph) -> None:
    notations = literals(one(graph, node, SKOS.notation) for node in instances(graph, IOR.Code))
    assert len(notations) >= 900
    assert [n for n in notations if n.language or n.datatype not in (None, rdflib.XSD.string)] == []


def test_every_code_and_rule_has_one_first_day_real_or_known(graph: rdflib.Graph) -> None:
    things = instances(graph, IOR.Code, IOR.Rule)
    assert len(things) >= 1000
    days = {curie(thing): [(thing, start, None) in graph for start in STARTS].count(True) for thing in things}
    assert {name: count for name, count in days.items() if count != 1} == {}


def test_a_first_day_that_no_source_shows_is_the_last_one(graph: rdflib.Graph) -> None:
    days = {curie(node): graph.value(node, IOR.validTo) for node in instances(graph, IOR.Code)}
    known = {curie(node): day for node, day in graph.subject_objects(IOR.knownValidFrom)}
    same = {name: str(day) for name, day in days.items() if day is not None and known.get(name) == day}
    assert same == {
        "cpt:0182T": "2015-12-31", "cpt:49203": "2024-12-31", "cpt:49204": "2024-12-31", "cpt:49205": "2024-12-31",
        "cpt:58957": "2024-12-31", "cpt:77425-until-2000-06-30": "2000-06-30",
    }  # fmt: skip


def first_day(graph: rdflib.Graph, thing: rdflib.term.Node) -> tuple[str, str]:
    """The first day of a thing, real or known, and the grade of that day."""
    day = next((str(day) for start in STARTS for day in graph.objects(thing, start)), "")
    return day, str(graph.value(thing, IOR.gradeOfFirstDay) or one(graph, thing, IOR.grade))


def test_a_rule_without_a_day_of_its_own_begins_with_the_first_of_its_codes(graph: rdflib.Graph) -> None:
    begins = {
        curie(rule): (str(day), min(first_day(graph, code)[0] for way in WAYS for code in graph.objects(rule, way)))
        for rule in instances(graph, IOR.Rule)
        for day in graph.objects(rule, IOR.knownValidFrom)
    }
    assert len(begins) >= 20
    assert {name: days for name, days in begins.items() if days[0] != days[1]} == {}


def test_the_first_days_that_are_recalled_say_so(graph: rdflib.Graph) -> None:
    days = {curie(node): first_day(graph, node) for node in of(graph, CPT)}
    assert {name for name, (_, grade) in days.items() if grade == "recalled"} >= RECALLED_DAYS
    noted = {curie(node) for node, note in graph.subject_objects(SKOS.editorialNote) if "recalled" in str(note)}
    assert noted == RECALLED_DAYS


def test_a_rule_does_not_know_a_first_day_better_than_its_code(graph: rdflib.Graph) -> None:
    pairs = [(rule, code) for rule in instances(graph, IOR.Rule) for way in WAYS for code in graph.objects(rule, way)]
    shared = [
        (curie(rule), first_day(graph, rule), first_day(graph, code)[1])
        for rule, code in pairs
        if first_day(graph, rule)[0] == first_day(graph, code)[0]
    ]
    assert len(shared) >= 30
    assert [found for found in shared if found[2] == "recalled" and found[1][1] == "verified"] == []


def test_no_day_of_icd_10_is_before_its_first(graph: rdflib.Graph) -> None:
    days = [
        (curie(node), str(day))
        for scheme in (CM, PCS)
        for node in of(graph, scheme)
        for start in (IOR.validFrom, IOR.knownValidFrom)
        for day in graph.objects(node, start)
    ]
    assert len(days) >= 800
    assert [pair for pair in days if pair[1] < "2015-10-01"] == []


def test_every_day_is_a_date_and_none_ends_before_it_begins(graph: rdflib.Graph) -> None:
    names = (IOR.validFrom, IOR.validTo, IOR.knownValidFrom)
    days = literals(day for name in names for day in graph.objects(None, name))
    assert len(days) >= 900
    assert [day for day in days if day.datatype != rdflib.XSD.date or day.ill_typed] == []
    spans = [
        literals((first, last))
        for node, first in graph.subject_objects(IOR.validFrom)
        for last in graph.objects(node, IOR.validTo)
    ]
    assert spans
    assert [span for span in spans if span[0] > span[1]] == []


def test_add_ons_have_the_primaries_of_their_list_and_no_others(graph: rdflib.Graph) -> None:
    found: dict[str, set[str]] = {}
    for code, primary in graph.subject_objects(IOR.addsOnTo):
        found.setdefault(curie(code), set()).add(curie(primary))
    assert found == ADD_ONS


def test_the_near_misses_that_the_contract_names_are_linked(graph: rdflib.Graph) -> None:
    links: dict[str, set[str]] = {}
    for code, other in graph.subject_objects(IOR.isMistakenFor):
        links.setdefault(curie(code), set()).add(curie(other))
        links.setdefault(curie(other), set()).add(curie(code))
    assert {name: wanted - links[name] for name, wanted in MISTAKEN.items() if wanted - links[name]} == {}
    assert all(name not in others for name, others in links.items())


def test_of_a_cpt_number_only_our_own_words_are_said(graph: rdflib.Graph) -> None:
    numbers = of(graph, CPT)
    assert len(numbers) >= 75
    assert {curie(node): said for node in numbers if (said := set(graph.predicates(node)) - ALLOWED)} == {}


def test_our_words_for_a_cpt_number_are_few(graph: rdflib.Graph) -> None:
    words = {curie(node): str(graph.value(node, SKOS.definition)).split() for node in of(graph, CPT)}
    assert len(words) >= 75
    assert {code: len(text) for code, text in words.items() if not 3 <= len(text) <= MOST_WORDS} == {}
