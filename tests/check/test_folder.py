"""Checking the shipped ontology and folders that add to it."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import Future
from pathlib import Path

import pytest
import rdflib

import iortkg.check.folder
from iortkg.check import check_folder, hash_lines, report_json, report_text
from iortkg.check.__main__ import main
from iortkg.check.book import read_book
from iortkg.check.examples import case_faults, case_files
from iortkg.check.finding import Finding
from iortkg.errors import InputError

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
CONSTRAINTS = (
    SH["class"], SH.closed, SH.datatype, SH.disjoint, SH["in"], SH.languageIn, SH.lessThanOrEquals, SH.maxCount,
    SH.minCount, SH.minInclusive, SH.pattern, SH.xone,
)  # fmt: skip
CASE = """---
status: coded
service: xray-iort
facility: 77425
radiation-oncologist: 77469
surgeon: 19301-RT 19294-RT
questions:
setting: outpatient
hold: no
---
Right lumpectomy for invasive ductal carcinoma. 20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, 50 kV.
"""
SYNONYM = """@prefix ior: <https://w3id.org/iortkg/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

ior:Mobetron
    skos:altLabel "{}"@en ;
.
"""


def overlay(place: Path, label: str) -> Path:
    """A folder that adds a synonym to a device."""
    folder = place / "ours"
    folder.mkdir()
    (folder / "devices.ttl").write_text(SYNONYM.format(label), encoding="utf-8")
    return folder


def test_the_shipped_ontology_is_without_fault() -> None:
    report = check_folder(ONTOLOGY, base=ONTOLOGY, cases=False)
    assert [str(finding) for finding in report.findings] == []
    assert report.files >= 27
    assert report.things >= 1900


def test_a_synonym_may_be_added(tmp_path: Path) -> None:
    report = check_folder(overlay(tmp_path, "the blue linac of room 3"), base=ONTOLOGY)
    assert (report.findings, report.files, report.things) == ((), 1, 1)


def test_a_synonym_that_another_device_has_is_told_in_the_folder_alone(tmp_path: Path) -> None:
    report = check_folder(overlay(tmp_path, "Intrabeam"), base=ONTOLOGY)
    (finding,) = report.findings
    assert (Path(finding.file), finding.line, finding.thing) == (tmp_path / "ours" / "devices.ttl", 5, "ior:Mobetron")
    assert finding.found == '"Intrabeam", which ior:Intrabeam has'


def test_a_case_that_comes_out_otherwise_is_told_at_the_line_of_its_label(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "right.md").write_text(CASE.replace("77425", "77424"), encoding="utf-8")
    (tmp_path / "cases" / "wrong.md").write_text(CASE, encoding="utf-8")
    found = [str(fault).removeprefix(tmp_path.as_posix()) for fault in case_faults(read_book(tmp_path, ONTOLOGY))]
    wrong = "the answer has another facility than the label"
    write = "77425 by mending a rule, or correct the label"
    assert found == [f"/cases/wrong.md:4: wrong: {wrong}; found 77424; write {write}"]


def test_cases_held_back_are_not_told(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "held.md").write_text(CASE.replace("hold: no", "hold: yes"), encoding="utf-8")
    assert list(case_faults(read_book(tmp_path, ONTOLOGY))) == []


def test_many_cases_are_coded_in_a_process_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(iortkg.check.folder, "_MANY", 1)
    folder = overlay(tmp_path, "the blue linac of room 3")
    (folder / "cases").mkdir()
    (folder / "cases" / "wrong.md").write_text(CASE, encoding="utf-8")
    assert [fault.thing for fault in check_folder(folder, base=ONTOLOGY).findings] == ["wrong"]
    assert check_folder(folder, base=ONTOLOGY, cases=False).findings == ()


def test_cases_not_begun_beside_are_taken_over_from_the_end(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    names = [f"wrong-{number}" for number in range(5)]
    for name in names:
        (tmp_path / "cases" / f"{name}.md").write_text(CASE, encoding="utf-8")
    book = read_book(tmp_path, ONTOLOGY)
    parts: list[tuple[Path, ...]] = [(path,) for path in case_files(book)]
    coming: list[Future[tuple[Finding, ...]]] = [Future() for _ in parts]
    for part, future in zip(parts[:2], coming[:2], strict=True):
        future.set_running_or_notify_cancel()
        future.set_result(tuple(case_faults(book, part)))
    found = [fault.thing for fault in iortkg.check.folder._shared(book, parts, coming)]
    assert found == ["wrong-4", "wrong-3", "wrong-2", "wrong-0", "wrong-1"]
    assert [future.cancelled() for future in coming] == [False, False, True, True, True]


def test_cases_wait_until_names_are_right(tmp_path: Path) -> None:
    folder = overlay(tmp_path, "Intrabeam")
    (folder / "cases").mkdir()
    (folder / "cases" / "wrong.md").write_text(CASE, encoding="utf-8")
    report = check_folder(folder, base=ONTOLOGY)
    assert [fault.thing for fault in report.findings] == ["ior:Mobetron"]
    assert report_text(report).endswith("1 fault. Questions and labelled cases wait until these are mended.")


def test_a_report_is_the_same_as_json(tmp_path: Path) -> None:
    report = check_folder(overlay(tmp_path, "Intrabeam"), base=ONTOLOGY)
    found = json.loads(report_json(report))
    assert (found["files"], found["things"], found["waits"]) == (1, 1, "")
    assert [set(fault) for fault in found["findings"]] == [{"file", "line", "thing", "wrong", "found", "write"}]


def test_what_is_no_folder_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Name the folder of an ontology or of an overlay"):
        check_folder(tmp_path / "ours", base=ONTOLOGY)
    (tmp_path / "own.ttl").write_bytes(b"\xe9")
    with pytest.raises(InputError, match="is not valid UTF-8 at byte 1"):
        check_folder(tmp_path, base=ONTOLOGY)


def test_an_ontology_of_its_own_is_checked_alone(tmp_path: Path) -> None:
    shutil.copy(ONTOLOGY / "core.ttl", tmp_path)
    report = check_folder(tmp_path, base=ONTOLOGY)
    assert (report.findings, report.files) == ((), 1)
    assert report.things < 220


def test_every_constraint_of_a_shape_has_a_message_that_says_what_to_write() -> None:
    shapes = rdflib.Graph()
    files = sorted((ONTOLOGY / "shapes").glob("*.ttl"))
    assert len(files) >= 5
    for path in files:
        shapes.parse(path, format="turtle")
    holders = {node for term in CONSTRAINTS for node in shapes.subjects(term, None)}
    # What stands inside a choice is told of by the message of the choice.
    inside = {
        node
        for choice in shapes.objects(None, SH.xone)
        for item in shapes.items(choice)
        for node in (item, *shapes.objects(item, SH.property))
    }
    assert len(holders) >= 50
    messages = {node: [str(text) for text in shapes.objects(node, SH.message)] for node in holders - inside}
    assert [texts for texts in messages.values() if len(texts) != 1 or "; write " not in texts[0]] == []
    known = {term for node in holders for term in shapes.predicates(node)}
    about = {
        SH.path,
        SH.message,
        SH.severity,
        SH.flags,
        SH.ignoredProperties,
        SH.target,
        SH.targetClass,
        rdflib.RDF.type,
    }
    assert known - set(CONSTRAINTS) <= about


def test_a_licence_holder_can_print_hash_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "texts.txt").write_text("Shining a torch, into a knee\nShort\n", encoding="utf-8")
    assert main([str(tmp_path / "texts.txt"), "4"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 3
    assert printed == list(hash_lines(["shining a torch into a KNEE"], 4))
    planted = Path(__file__).resolve().parents[1] / "data" / "mistakes" / "licence-sequence" / "licence" / "ngrams.txt"
    assert planted.read_text(encoding="utf-8").splitlines()[1] in printed


@pytest.mark.parametrize("words", [[], ["nowhere.txt", "5"], [__file__, "0"], [__file__, "five"]])
def test_a_wrong_call_for_hash_lines_says_what_to_give(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("Give a text file with one descriptor a line")
