"""The tables of mappings are SSSOM, and give each site the identifiers that the dossier has for it, no other."""

from __future__ import annotations

import csv
import warnings
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS, SKOS

import iortkg
from iortkg.errors import OntologyError
from iortkg.knowledge.mappings import read_mappings
from tests.ontology.conftest import IOR, ONTOLOGY, curie
from tests.ontology.test_details import table

TABLES = tuple(sorted((ONTOLOGY / "mappings").glob("*.tsv")))
EACH = pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name.partition(".")[0])
# What the schema of SSSOM requires of a mapping, and of the head of a table.
REQUIRED = {"subject_id", "predicate_id", "object_id", "mapping_justification"}
HEAD = {"mapping_set_id", "mapping_set_version", "mapping_set_title", "license", "creator_label", "curie_map"}
PREDICATES = {f"skos:{name}Match" for name in ("exact", "close", "narrow", "broad", "related")}
CONFIDENCE = {"verified": "0.95", "recalled": "0.6", "conflicting": "0.5"}


def head(path: Path) -> dict[str, str]:
    """The metadata of a table, nested ones as empty texts."""
    lines = [line[1:] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    pairs = (line.partition(":") for line in lines if not line.startswith(" "))
    return {name: value.strip() for name, _, value in pairs}


def rows(path: Path) -> list[dict[str, str]]:
    """The mappings of a table."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def test_there_is_one_table_for_each_vocabulary() -> None:
    assert [path.name.removesuffix(".sssom.tsv") for path in TABLES] == ["icdo", "mondo", "ncit", "snomedct", "uberon"]


@EACH
def test_a_table_has_its_metadata_and_every_mapping_its_justification(path: Path, kg: iortkg.Knowledge) -> None:
    assert set(head(path)) >= HEAD
    assert head(path)["mapping_set_version"].strip('"') == kg.version
    found = rows(path)
    assert len(found) >= 20
    assert set(found[0]) >= REQUIRED | {"confidence", "mapping_source", "subject_label"}
    assert {row["mapping_justification"] for row in found} == {"semapv:ManualMappingCuration"}
    assert {row["predicate_id"] for row in found} <= PREDICATES
    assert {row["confidence"] for row in found} <= set(CONFIDENCE.values())
    assert [tuple(row.values()) for row in found] == sorted({tuple(row.values()) for row in found})


@EACH
def test_sssom_reads_a_table_and_finds_no_fault(path: Path) -> None:
    sssom = pytest.importorskip("sssom", reason="sssom is not installed; it brings many packages. pip install sssom")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from sssom.parsers import parse_sssom_table
        from sssom.validators import validate

        parsed = parse_sssom_table(str(path))
        report = validate(parsed, fail_on_error=True)
    assert sssom.__version__
    assert len(parsed.df) == len(rows(path))
    assert [result for found in report.values() for result in found.results] == []


@EACH
def test_every_subject_and_source_is_ours_and_called_as_we_call_it(path: Path, graph: rdflib.Graph) -> None:
    wrong = [
        row
        for row in rows(path)
        if (subject := IOR[row["subject_id"].removeprefix("ior:")])
        and str(graph.value(subject, SKOS.prefLabel)) != row["subject_label"]
    ]
    assert wrong == []
    sources = {IOR[row["mapping_source"].removeprefix("ior:")] for row in rows(path)}
    cited = set(graph.objects(IOR[f"mappings/{path.name.partition('.')[0]}"], DCTERMS.source))
    assert sources == cited


def test_every_site_has_the_identifiers_of_the_dossier_with_their_grades() -> None:
    given = [row for row in table("site-identifiers.csv") if row["system"] != "ICD10CM"]
    expected = {
        (
            f"ior:{row['subject']}",
            f"skos:{row['predicate']}",
            f"{row['system']}:{row['first']}",
            CONFIDENCE[row["grade"]],
        )
        for row in given
    }
    columns = ("subject_id", "predicate_id", "object_id", "confidence")
    found = [tuple(row[name] for name in columns) for path in TABLES for row in rows(path)]
    assert len(given) == 180
    assert sorted(found) == sorted(expected)


def test_the_graph_holds_the_mappings_and_coding_does_not(kg: iortkg.Knowledge) -> None:
    breast = rdflib.URIRef("http://purl.obolibrary.org/obo/UBERON_0000310")
    assert (IOR.Breast, SKOS.exactMatch, breast) in kg.graph
    assert kg.index["ior:Breast"].all("skos:exactMatch") == ()
    count = sum(1 for _ in read_mappings(ONTOLOGY))
    assert count == sum(len(rows(path)) for path in TABLES) >= 150


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("other:Breast\tskos:exactMatch\tUBERON:1\tsemapv:ManualMappingCuration\t0.9", "'other'"),
        ("ior:Breast\tskos:exactMatch\tUBERON:1\tsemapv:ManualMappingCuration\tsure", "'sure'"),
    ],
    ids=["prefix", "confidence"],
)
def test_a_table_that_can_t_be_read_is_named(tmp_path: Path, line: str, found: str) -> None:
    text = (ONTOLOGY / "mappings" / "uberon.sssom.tsv").read_text(encoding="utf-8")
    top = "".join(part for part in text.splitlines(keepends=True) if part.startswith("#"))
    columns = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\n"
    (tmp_path / "mappings").mkdir()
    (tmp_path / "mappings" / "x.sssom.tsv").write_text(f"{top}{columns}{line}\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=f"x.sssom.tsv can't be read as an SSSOM table: .*{found}"):
        list(read_mappings(tmp_path))


def test_no_label_of_a_licensed_vocabulary_is_shipped() -> None:
    assert {name for path in TABLES for name in rows(path)[0] if name.startswith("object")} == {"object_id"}


def test_the_names_of_all_subjects_are_known(graph: rdflib.Graph) -> None:
    subjects = {IOR[row["subject_id"].removeprefix("ior:")] for path in TABLES for row in rows(path)}
    assert len(subjects) >= 60
    assert sorted(curie(node) for node in subjects if (node, None, None) not in graph) == []
