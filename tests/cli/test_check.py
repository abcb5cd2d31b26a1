"""iortkg check and iortkg format: what they print and how they leave."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

MISTAKES = Path(__file__).resolve().parents[1] / "data" / "mistakes"
SYNONYM = """@prefix ior: <https://w3id.org/iortkg/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

ior:Mobetron
    skos:altLabel "{}"@en ;
.
"""


def test_a_folder_without_fault_leaves_with_nothing_to_mend(call: Any, tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(SYNONYM.format("our blue linac"), encoding="utf-8")
    found = call("check", str(tmp_path))
    assert (found.exit_code, found.stdout, found.stderr) == (0, "1 file and 1 things checked: no fault.\n", "")


def test_a_fault_is_one_line_and_status_one(call: Any, tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(SYNONYM.format("Intrabeam"), encoding="utf-8")
    found = call("check", str(tmp_path))
    assert (found.exit_code, found.stderr) == (1, "")
    first, last = found.stdout.splitlines()
    place = f"{tmp_path.as_posix()}/own.ttl:5: ior:Mobetron"
    assert first.startswith(f"{place}: the label names another concept too; found ")
    assert last == "1 file and 1 things checked: 1 fault."


def test_findings_are_there_for_programs(call: Any) -> None:
    found = call("check", str(MISTAKES / "syntax-dot-missing"), "--as", "json")
    assert found.exit_code == 1
    assert [(fault["line"], fault["thing"]) for fault in json.loads(found.stdout)["findings"]] == [(15, "syntax")]


def test_a_folder_that_is_not_there_is_a_wrong_call(call: Any, tmp_path: Path) -> None:
    found = call("check", str(tmp_path / "gone"))
    said = f"{tmp_path}/gone is not a folder. Name the folder of an ontology or of an overlay.\n"
    assert (found.exit_code, found.stdout, found.stderr) == (2, "", said)


def test_files_that_are_not_canonical_are_named_and_then_written(call: Any, tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(SYNONYM.format("x").replace("    skos", "  skos"), encoding="utf-8")
    named = call("format", "--check", str(tmp_path))
    assert (named.exit_code, named.stdout) == (1, f"{file}\n")
    written = call("format", str(file))
    assert (written.exit_code, written.stdout) == (0, f"{file}\n")
    assert file.read_text(encoding="utf-8") == SYNONYM.format("x")
    again = call("format", "--check", str(file))
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "")


def test_the_shipped_files_are_canonical(call: Any) -> None:
    found = call("format", "--check")
    assert (found.exit_code, found.stdout, found.stderr) == (0, "", "")


def test_a_file_that_is_no_turtle_is_left_and_told(call: Any, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("ior:A .", encoding="utf-8")
    found = call("format", str(tmp_path / "a.ttl"))
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr.startswith(f"{tmp_path}/a.ttl is left as it is: ")
    assert (tmp_path / "a.ttl").read_text(encoding="utf-8") == "ior:A ."


def test_shapes_are_not_imported_before_they_are_asked_for(program: list[str], environment: dict[str, str]) -> None:
    words = [program[0], "-X", "importtime", *program[1:], "format", "--check"]
    found = subprocess.run(words, env=environment, capture_output=True, check=True)
    seen = set(re.findall(rb"\| +([A-Za-z_]+)[.\n]", found.stderr))
    assert b"pyoxigraph" in seen
    assert not seen & {b"pyshacl", b"rdflib"}
