"""A hospital lays its own devices, names and rules over the ontology: checked first, ours untouched."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import iortkg
from iortkg.check import check_folder, reformat
from iortkg.cli import main
from iortkg.errors import InputError, OntologyError

HEAD = """@prefix cpt: <https://w3id.org/iortkg/code/cpt/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ior: <https://w3id.org/iortkg/> .
@prefix our: <https://example.org/hospital/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SOURCED = 'dcterms:source our:Handbook ; ior:grade "recalled" ;'
HANDBOOK = 'our:Handbook a ior:Source ; skos:prefLabel "Our handbook"@en .\n'
LUMENTA = f'our:Lumenta a ior:Device ; {SOURCED} ior:emits ior:LowEnergyXRay ; skos:prefLabel "Lumenta"@en .\n'
NOTE = "Right lumpectomy for invasive ductal carcinoma. 20 Gy IORT was given to the cavity with the Lumenta."
DAY = "2026-03-02"
ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
SHAPE = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ior: <https://w3id.org/iortkg/> .
@prefix our: <https://example.org/hospital/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
our:Numbered a sh:NodeShape ; sh:targetClass ior:Device ;
    sh:property [ sh:path dcterms:identifier ; sh:minCount 1 ;
        sh:message "our devices have a number; write one dcterms:identifier" ] .
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An overlay with one device and the handbook that tells of it."""
    place = tmp_path / "ours"
    (place / "devices").mkdir(parents=True)
    (place / "handbook.ttl").write_text(HEAD + HANDBOOK, encoding="utf-8")
    (place / "devices" / "lumenta.ttl").write_text(HEAD + LUMENTA, encoding="utf-8")
    return place


def add(folder: Path, statements: str) -> Path:
    """The overlay with one file more."""
    (folder / "more.ttl").write_text(HEAD + statements, encoding="utf-8")
    return folder


def lines(answer: iortkg.Answer) -> dict[str, list[str]]:
    """The codes of an answer by biller."""
    return {biller: [line["code"] for line in found] for biller, found in answer.to_dict()["claims"].items()}


def test_a_new_device_changes_an_answer(folder: Path, kg: iortkg.Knowledge) -> None:
    ours = iortkg.code(NOTE, on=DAY, knowledge=iortkg.load(overlay=folder))
    assert iortkg.code(NOTE, on=DAY).to_dict()["status"] == "needs-information"
    assert lines(ours) == {"facility": ["77424"], "radiation-oncologist": ["77469"], "surgeon": ["19301", "19294"]}
    assert iortkg.load() is kg


def test_a_walk_starts_at_the_device_of_the_overlay(folder: Path) -> None:
    answer = iortkg.code(NOTE, on=DAY, knowledge=iortkg.load(folder)).to_dict()
    assert answer["claims"]["facility"][0]["path"][:3] == [
        "https://example.org/hospital/Lumenta", "ior:emits", "ior:LowEnergyXRay",
    ]  # fmt: skip


def test_a_name_of_the_house_for_a_device_of_ours_is_read(folder: Path) -> None:
    add(folder, 'ior:Mobetron skos:altLabel "blue robot"@en .')
    note = "Whipple for pancreatic head cancer. IORT 15 Gy with the blue robot."
    assert iortkg.code(note, on=DAY).to_dict()["service"] == "unspecified-iort"
    assert iortkg.code(note, on=DAY, knowledge=iortkg.load(folder)).to_dict()["service"] == "electron-iort"


def test_a_rule_of_the_house_adds_a_line_to_consider(folder: Path) -> None:
    rule = f"""our:RuleDoseCheck a ior:Rule ; {SOURCED} ior:ofKind ior:Convention ;
        ior:forBiller ior:RadiationOncologist ; ior:needs our:Lumenta ; ior:considers cpt:77321 ;
        ior:reason "a plan of the house"@en ; ior:validFrom "2020-01-01"^^xsd:date ; skos:prefLabel "House plan"@en ;
        skos:definition "A plan is made for each treatment with the device."@en ."""
    add(folder, rule)
    considered = iortkg.code(NOTE, on=DAY, knowledge=iortkg.load(folder)).to_dict()["consider"]
    without = iortkg.code(NOTE, on=DAY).to_dict()["consider"]
    assert "77321" in {line["code"] for line in considered} - {line["code"] for line in without}


def test_the_graph_and_cards_hold_the_overlay(folder: Path) -> None:
    known = iortkg.load(folder)
    assert any("Lumenta" in line for line in known.show("Lumenta"))
    assert any("hospital/Lumenta" in str(subject) for subject in known.graph.subjects())


def test_the_version_names_the_overlay_and_changes_with_it(folder: Path, kg: iortkg.Knowledge) -> None:
    one = iortkg.load(folder).version
    other = iortkg.load(add(folder, 'ior:Mobetron skos:altLabel "blue robot"@en .')).version
    assert one.startswith(f"{kg.version}+")
    assert iortkg.load(folder).version == other != one


def test_the_command_line_takes_an_overlay_before_each_command(folder: Path, tmp_path: Path) -> None:
    call = CliRunner().invoke
    first = ["--overlay", str(folder)]
    coded = call(main, [*first, "code", NOTE, "--on", DAY, "--as", "json"])
    assert lines_of(coded.output)["facility"] == ["77424"]
    assert "Lumenta" in call(main, [*first, "show", "Lumenta"]).output
    assert "Lumenta" in call(main, [*first, "find", "lumenta"]).output
    assert call(main, [*first, "path", "Lumenta", "77424"]).exit_code == 0
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "text": NOTE, "on": DAY}) + "\n", encoding="utf-8")
    assert call(main, [*first, "batch", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl")]).exit_code == 0
    assert lines_of((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["facility"] == ["77424"]


def lines_of(text: str) -> dict[str, list[str]]:
    """The codes of an answer in JSON by biller."""
    return {biller: [line["code"] for line in found] for biller, found in json.loads(text)["claims"].items()}


DEVICE = f'a ior:Device ; {SOURCED} skos:prefLabel "X1000"@en'
RULE = f"""our:R a ior:Rule ; {SOURCED} skos:prefLabel "R"@en ; ior:ofKind ior:Convention ; ior:needs our:Lumenta ;
    ior:forBiller ior:Facility ; ior:confidence "review" ; ior:proposes cpt:77321 ; """
CHOICE = (
    f"our:C a ior:Choice ; {SOURCED} ior:settles ior:ConflictAfterloading ; "
    'ior:validFrom "2026-01-01"^^xsd:date ; skos:prefLabel "ours"@en'
)
SIDE_A = "ior:bySide ior:ConflictAfterloadingSideA"
FAULTS = {
    "syntax": ("our:X a ior:Device", "more.ttl:8: syntax: the file can't be read as Turtle"),
    "a node without a name": (f"[] {DEVICE} .", "more.ttl:8: node: a node has no name"),
    "a statement of ours changed": (
        "ior:Mobetron ior:emits ior:LowEnergyXRay .",
        "more.ttl:8: ior:Mobetron: the thing is iortkg's own, .*; found ior:emits; write skos:altLabel",
    ),
    "a misspelled property": (f"our:X {DEVICE} ; ior:emitts ior:Electrons .", "found ior:emitts; write ior:emits, if"),
    "a misspelled property of SKOS": (f'our:X {DEVICE} ; skos:altLable "x"@en .', "write skos:altLabel, if you meant"),
    "a misspelled thing": (
        f"our:X {DEVICE} ; ior:emits ior:Electron .",
        "more.ttl:8: .*/X: ior:emits points to nothing that is there; found ior:Electron; write ior:Electrons, if",
    ),
    "a misspelled class": (
        f'our:X a ior:Devise ; {SOURCED} skos:prefLabel "X1000"@en .', "found ior:Devise; write ior:Device, if",
    ),
    "a misspelled source": (
        'our:X a ior:Device ; dcterms:source our:Handbok ; ior:grade "recalled" ; skos:prefLabel "X1000"@en .',
        "found https://example.org/hospital/Handbok; write https://example.org/hospital/Handbook, if",
    ),
    "a code that is not there": (f"{RULE.replace('77321', '77426')} .", "nothing that is there; found cpt:77426"),
    "a text for a thing": (f'our:X {DEVICE} ; ior:emits "electrons" .', 'found the text "electrons"; write its name'),
    "a thing for a text": (f"our:X {DEVICE} ; ior:isShield ior:Electrons .", "no thing; found ior:Electrons"),
    "no source": (
        'our:X a ior:Device ; ior:grade "recalled" ; skos:prefLabel "X1000"@en .',
        "more.ttl:8: https://example.org/hospital/X: it has no source; found nothing; write dcterms:source",
    ),
    "a grade of its own": (
        'our:X a ior:Device ; dcterms:source our:Handbook ; ior:grade "sure" ; skos:prefLabel "X1000"@en .',
        'the grade is none of the three; found "sure"',
    ),
    "a choice of a side of another conflict": (
        f"{CHOICE} ; ior:bySide ior:ConflictElectronicBrachytherapySideA .",
        "more.ttl:8: .*/C: the side is no side of the conflict that the choice settles; found ior:ConflictElectronicBr",
    ),
    "a choice without a side": (f"{CHOICE} .", "more.ttl:8: .*/C: a choice is for exactly one side; found nothing"),
    "two choices for one day": (
        f"{CHOICE} ; {SIDE_A} .\n{CHOICE.replace('our:C', 'our:C2')} ; {SIDE_A} .",
        "/C2: two choices settle one conflict on the same days; found ior:ConflictAfterloading, which .*/C settles",
    ),
    "a name that is taken": (
        f'our:X {DEVICE} ; skos:altLabel "mobetron"@en .', 'too; found "mobetron", which ior:Mobetron has',
    ),
    "a rule without a first day": (f"{RULE} .", "more.ttl:8: .*/R: a first day is missing"),
    "a blind modifier": (
        f'{RULE} ior:validFrom "2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date> ; ior:modifier "59" .',
        'for a person to add, by what is documented; found "59"',
    ),
    "an x-ray device of electrons": (
        f"our:X {DEVICE} ; a ior:XRayDevice ; ior:emits ior:Electrons .", "low-energy x-rays; found ior:Electrons",
    ),
    "a device that is a site": (
        f"our:X {DEVICE} ; a ior:Site .", "no thing is of both these kinds; found ior:Device and ior:Site",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_in_one_line_and_nothing_is_loaded(folder: Path, name: str) -> None:
    statements, said = FAULTS[name]
    with pytest.raises(OntologyError, match=said) as caught:
        iortkg.load(overlay=add(folder, statements))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["absent", "empty"])
def test_a_folder_without_turtle_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"The overlay folder is not there or has no \.ttl file"):
        iortkg.load(overlay=tmp_path / name)


def test_a_fault_reaches_the_command_line_as_one_sentence(folder: Path) -> None:
    add(folder, FAULTS["no source"][0])
    done = CliRunner().invoke(main, ["--overlay", str(folder), "code", NOTE])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "it has no source" in done.stderr


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_refused_the_check_finds_too(folder: Path, name: str) -> None:
    add(folder, FAULTS[name][0])
    with pytest.raises(OntologyError) as refused:
        iortkg.load(overlay=folder)
    found = [f"{fault}." for fault in check_folder(folder, base=ONTOLOGY).findings]
    assert str(refused.value).partition(" 1 more: ")[0].partition(" 2 more: ")[0] in found


def test_what_has_no_fault_for_the_check_is_laid_over(folder: Path) -> None:
    for file in [folder / "handbook.ttl", folder / "devices" / "lumenta.ttl"]:
        reformat([file], write=True)
    findings = check_folder(folder, base=ONTOLOGY).findings
    # Words for a source and a device are wished for, so that a person and a note can name them.
    assert sorted({fault.wrong for fault in findings}) == [
        "it has no other name than its own", "nothing says what it is",
    ]  # fmt: skip
    assert iortkg.load(overlay=folder).version.startswith(f"{iortkg.load().version}+")


def test_laying_over_waits_for_no_engine_of_shapes(folder: Path) -> None:
    script = (
        "import sys, iortkg; iortkg.load(overlay=sys.argv[1]);"
        "sys.exit(' '.join({'rdflib', 'pyshacl'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder)], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_shapes_and_cases_of_the_folder_are_no_statements_of_it(folder: Path) -> None:
    (folder / "shapes").mkdir()
    (folder / "shapes" / "own.ttl").write_text(SHAPE, encoding="utf-8")
    with pytest.raises(OntologyError, match="our devices have a number; found nothing; write one dcterms:identifier"):
        iortkg.load(overlay=folder)
    (folder / "devices" / "lumenta.ttl").write_text(
        HEAD + LUMENTA.replace(" ior:emits", ' dcterms:identifier "7" ; ior:emits'), encoding="utf-8"
    )
    assert lines(iortkg.code(NOTE, on=DAY, knowledge=iortkg.load(folder)))["facility"] == ["77424"]


def test_a_file_called_like_that_of_a_whole_ontology_is_refused(folder: Path) -> None:
    (folder / "handbook.ttl").rename(folder / "core.ttl")
    with pytest.raises(
        InputError, match=r"has a file core\.ttl, which is that of a whole ontology\. Rename the file\."
    ):
        iortkg.load(overlay=folder)
