"""iortkg query: files, stored questions, values and forms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ASKED = b"SELECT ?r { ?d ior:emits ?r }"


def test_a_query_is_read_from_a_file_or_from_standard_input(call: Any, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_bytes(ASKED)
    by_file = call("query", str(file), "--with", "d=ior:Mobetron")
    by_input = call("query", "-", "--with", "d=ior:Mobetron", input=ASKED)
    assert by_file.stdout == by_input.stdout == "r\n-------------\nior:Electrons\n1 row\n"
    assert (by_file.exit_code, by_file.stderr) == (0, "")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("csv", "r\nhttps://w3id.org/iortkg/Electrons\n"),
        ("tsv", "?r\n<https://w3id.org/iortkg/Electrons>\n"),
        ("table", "r\n-------------\nior:Electrons\n1 row\n"),
    ],
)
def test_each_form_is_written(call: Any, form: str, said: str) -> None:
    found = call("query", "-", "--with", "d=ior:Mobetron", "--as", form, input=ASKED)
    assert (found.exit_code, found.stdout.replace("\r\n", "\n")) == (0, said)


def test_json_is_that_of_the_standard(call: Any) -> None:
    found = call("query", "-", "--with", "d=ior:Mobetron", "--as", "json", input=ASKED)
    cell = {"type": "uri", "value": "https://w3id.org/iortkg/Electrons"}
    assert json.loads(found.stdout) == {"head": {"vars": ["r"]}, "results": {"bindings": [{"r": cell}]}}


def test_turtle_is_for_triples_only(call: Any) -> None:
    found = call("query", "-", "--as", "turtle", input=b"CONSTRUCT WHERE { ior:Electrons a ?c }")
    assert found.stdout.endswith("\nior:Electrons a ior:Radiation , skos:Concept .\n")
    refused = call("query", "-", "--as", "turtle", input=ASKED)
    said = "Only CONSTRUCT and DESCRIBE give triples for Turtle. Choose table, json, csv or tsv.\n"
    assert (refused.exit_code, refused.stdout, refused.stderr) == (2, "", said)


def test_list_names_every_stored_question(call: Any, kg: Any) -> None:
    found = call("query", "--list")
    assert found.exit_code == 0
    assert [line.split()[0] for line in found.stdout.splitlines()] == list(kg.questions)


def test_a_stored_question_is_asked_by_its_name_with_its_own_values_or_others(call: Any) -> None:
    own = call("query", "--name", "device-radiation", "--as", "csv").stdout
    assert "Mobetron" in own


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Give one query: a file, - for standard input, or --name. Stored ones: iortkg query --list."),
        (("a.rq", "--name", "b"), "Give one query: a file, - for standard input, or --name. Stored ones: iortkg query"),
        (("none.rq",), "none.rq is not readable: No such file or directory. Name a file that holds one query."),
        (("--name", "device-radiatoin"), "No stored question is called 'device-radiatoin'. Did you mean device-rad"),
        (("--name", "SELECT *"), "A stored question has a name of small letters, digits and hyphens. See"),
        (("--name", "device-radiation", "--with", "x"), "--with takes NAME=VALUE, like on=2026-03-02."),
        (("--name", "device-radiation", "--with", "x=1", "--with", "x=2"), "--with gives one name two values."),
        (("--name", "device-radiation", "--with", "x=1"), "The query has no variable ?x. It has device, radiation."),
        (("--name", "device-radiation", "--as", "xml"), "--as takes one of table, json, csv, tsv, turtle."),
    ],
)  # fmt: skip
def test_a_wrong_call_is_one_sentence(call: Any, words: tuple[str, ...], said: str) -> None:
    found = call("query", *words)
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr.startswith(said)
    assert found.stderr.count("\n") == 1


@pytest.mark.parametrize("query", [b"device-radiation", b"SELECT * { SERVICE <http://127.0.0.1/> {} }", b"CLEAR ALL"])
def test_what_is_no_query_or_reaches_out_is_refused(call: Any, query: bytes) -> None:
    found = call("query", "-", input=query)
    assert (found.exit_code, found.stdout, found.stderr.count("\n")) == (2, "", 1)
    assert " at line 1, column " in found.stderr
