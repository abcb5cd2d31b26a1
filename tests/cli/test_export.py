"""The command that writes the ontology in other formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call


@pytest.mark.parametrize(
    ("ending", "begins"),
    [("ttl", "@prefix"), ("OWL", "<?xml"), ("rdf", "<?xml"), ("jsonld", '[{"@id"'), ("nq", "<http")],
)
def test_the_ending_says_the_format(call: Call, tmp_path: Path, ending: str, begins: str) -> None:
    target = tmp_path / f"iortkg.{ending}"
    done = call("export", "-o", str(target))
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"Wrote {target}.\n")
    assert target.read_text(encoding="utf-8").startswith(begins)


def test_the_name_of_a_format_goes_before_the_ending(call: Call, tmp_path: Path) -> None:
    target = tmp_path / "iortkg.txt"
    assert call("export", "--as", "xml", "-o", str(target)).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("<?xml")


def test_turtle_goes_to_standard_output(call: Call) -> None:
    done = call("export")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "\nior:Mobetron " in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-o", "x.docx"), "x.docx has an ending that is unknown. Use one of .ttl, .owl, .rdf, .xml, .jsonld, .nq, or"),
        (("-o", "missing/x.ttl"), "missing/x.ttl is not writable: No such file or directory. Name a file in a folder"),
        (("--as", "n3"), "--as takes one of turtle, xml, jsonld, nquads, fhir. See iortkg export --help."),
    ],
)
def test_a_wrong_call_is_one_sentence(call: Call, words: tuple[str, ...], said: str) -> None:
    done = call("export", *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1
