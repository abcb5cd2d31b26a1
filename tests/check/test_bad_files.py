"""Files that a person saved in another way than is meant are told by name, with what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from iortkg.check import check_folder, refuse_faults
from iortkg.check.__main__ import main as hash_main
from iortkg.check.book import read_book
from iortkg.check.ngrams import licence_faults
from iortkg.check.questions import question_faults
from iortkg.cli import main
from iortkg.errors import InputError, OntologyError

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
ASKED = "# question: Which devices?\n# for: analyst\nSELECT ?d { ?d ior:emits ior:Electrons ; a ior:DedicatedDevice }\n"
ROWS = "d\nior:Liac\nior:Mobetron\nior:MobileElectronAccelerator\nior:Novac\n"


def asking(place: Path, query: bytes, rows: bytes) -> list[str]:
    """What the check of a folder with one stored question finds, the folder left out."""
    (place / "questions").mkdir()
    (place / "questions" / "which.rq").write_bytes(query)
    (place / "questions" / "which.csv").write_bytes(rows)
    return [str(fault).removeprefix(f"{place}/") for fault in question_faults(read_book(place, ONTOLOGY))]


def test_a_mark_at_the_beginning_of_a_question_or_table_does_no_harm(tmp_path: Path) -> None:
    mark = "\ufeff".encode()
    told = asking(tmp_path, mark + ASKED.encode(), mark + ROWS.encode())
    assert not [line for line in told if "\ufeff" in line]
    assert [line.partition("; write")[0] for line in told] == []


def test_a_table_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (told,) = asking(tmp_path, ASKED.encode(), "d\nLiacé\n".encode("cp1252"))
    assert told == (
        "questions/which.csv:1: which: the table can't be read; found It is not valid UTF-8 at byte 7; "
        "write it so: save it as UTF-8"
    )


def test_a_question_that_is_not_utf_8_is_told_and_the_others_are_asked(tmp_path: Path) -> None:
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "another.rq").write_bytes(ASKED.encode())
    told = [str(fault).removeprefix(f"{tmp_path}/") for fault in question_faults(read_book(tmp_path, ONTOLOGY))]
    assert [line.partition(":")[0] for line in told] == ["questions/another.rq"]
    (tmp_path / "questions" / "accent.rq").write_bytes("# question: Où?\n".encode("cp1252"))
    told = [str(f).removeprefix(f"{tmp_path}/") for f in question_faults(read_book(tmp_path, ONTOLOGY))]
    assert told[0] == (
        "questions/accent.rq:1: accent: the question can't be read; found It is not valid UTF-8 at byte 14; "
        "write it so: save it as UTF-8"
    )
    assert told[1].startswith("questions/another.rq:1: another: the question has no table")


def test_the_list_of_questions_names_the_file_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "accent.rq").write_bytes("# question: Où?\n".encode("cp1252"))
    shutil.copy(ROOT / "tests" / "data" / "overlay.ttl", tmp_path)
    found = CliRunner().invoke(main, ["--overlay", str(tmp_path), "query", "--list"])
    said = f"{tmp_path}/questions/accent.rq is not valid UTF-8 at byte 14. Save it as UTF-8.\n"
    assert (found.exit_code, found.stdout, found.stderr) == (2, "", said)


def test_a_list_of_hashes_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "licence").mkdir()
    (tmp_path / "licence" / "ngrams.txt").write_bytes(b"\xe9")
    shutil.copy(ROOT / "tests" / "data" / "overlay.ttl", tmp_path)
    (told,) = licence_faults(read_book(tmp_path, ONTOLOGY))
    assert str(told).removeprefix(f"{tmp_path}/") == (
        "licence/ngrams.txt:1: list: the list is not read; found a file that is not valid UTF-8 at byte 1; "
        "write it anew: save it as UTF-8"
    )


def test_texts_to_hash_that_are_not_utf_8_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "l.txt").write_bytes(b"\xe9")
    assert hash_main([str(tmp_path / "l.txt"), "2"]) == 2
    assert capsys.readouterr().err == f"{tmp_path}/l.txt is not valid UTF-8 at byte 1. Save it as UTF-8.\n"


@pytest.mark.parametrize("name", ["empty", "of notes"])
def test_a_folder_that_holds_nothing_to_check_is_a_wrong_call(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    if name != "empty":
        (folder / "note.txt").write_text("Lumpectomy.", encoding="utf-8")
    with pytest.raises(InputError, match=r"holds nothing to check\. Name a folder with"):
        check_folder(folder, base=ONTOLOGY)


def test_a_file_of_a_whole_ontology_that_nothing_reads_is_told(tmp_path: Path) -> None:
    shutil.copy(ONTOLOGY / "core.ttl", tmp_path)
    shutil.copy(ROOT / "tests" / "data" / "overlay.ttl", tmp_path / "devices.ttl")
    (found,) = check_folder(tmp_path, base=ONTOLOGY).findings
    assert (Path(found.file).name, found.line) == ("devices.ttl", 1)
    assert found.wrong == "it is not read: the folder has a core.ttl, so it is a whole ontology"
    assert found.write.startswith(
        "it into modules/, codes/, rules/, tables/, details/, about/, or rename core.ttl where"
    )


@pytest.mark.parametrize("shape", ['sh:pattern "("', 'sh:minCount "many"', "sh:minInclusive ior:Device"])
def test_a_shape_that_is_none_refuses_an_overlay(tmp_path: Path, shape: str) -> None:
    (tmp_path / "shapes").mkdir()
    shutil.copy(ROOT / "tests" / "data" / "overlay.ttl", tmp_path)
    (tmp_path / "shapes" / "own.ttl").write_text(
        "@prefix ior: <https://w3id.org/iortkg/> .\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        f"<urn:s> sh:targetClass ior:Device ; sh:property [ sh:path ior:emits ; {shape} ] .\n",
        encoding="utf-8",
    )
    with pytest.raises(OntologyError, match=r"which is none\. Ask iortkg check for its file\."):
        refuse_faults(tmp_path, base=ONTOLOGY)


def test_nesting_past_all_measure_is_told(tmp_path: Path) -> None:
    text = f"@prefix ior: <https://w3id.org/iortkg/> .\nior:A ior:p {'[ ior:p ' * 3000}1 {']' * 3000} .\n"
    (tmp_path / "own.ttl").write_text(text, encoding="utf-8")
    found = check_folder(tmp_path, base=ONTOLOGY, cases=False).findings
    assert {fault.wrong for fault in found} >= {"the file has no canonical form"}
