"""What goes wrong is told in one sentence on standard error, with status 2, and never repeats the case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pytest

import iortkg.api
from iortkg.cli import main
from iortkg.terminal import complain

GIVE = "Give one case: its text in quotes, a file with --file, or - to read it from standard input."
NO_WORDS = "There is no letter and no digit to look for. Give words, or the number of a code."
NO_LETTER = "The case text holds no letter. Give the words of the note."
TOO_LONG = "The case text is longer than 20 MB. Give one case at a time, or use iortkg batch."
QUOTES = "There are more words than the command takes; put quotes around words that belong together."
SETTINGS = "Use one of outpatient, inpatient, asc, office."
HYPHEN = "a text that begins with a hyphen needs -- before it."
DATE = "Write it as YYYY-MM-DD, like 2026-03-02."
ENDINGS = "Give -o FILE, which ends in one of .html, .svg, .png, .graphml, .ttl, .json."

CALLS = [
    (("code",), GIVE),
    (("code", "a text", "--file", "f"), GIVE),
    (
        ("code", "a", "text", "of words"),
        "The case text came as 3 words. Put quotes around it, or give a file with --file.",
    ),
    (("code", ""), NO_LETTER),
    (("code", " \n\t"), NO_LETTER),
    (("code", "20 + 30 = 50."), NO_LETTER),
    (("code", "x", "--setting", "home"), f"'home' is not a setting. {SETTINGS}"),
    (("code", "x", "--setting", "Outpatient"), f"'Outpatient' is not a setting. {SETTINGS}"),
    (("code", "x", "--setting", ""), f"'' is not a setting. {SETTINGS}"),
    (("code", "x", "--on", "03/02/2026"), f"'03/02/2026' is not a date. {DATE}"),
    (("code", "x", "--on", "2026-02-30"), f"'2026-02-30' is not a date. {DATE}"),
    (("code", "x", "--on", "2026-03"), f"'2026-03' is not a date. {DATE}"),
    (("code", "x", "--on", ""), f"'' is not a date. {DATE}"),
    (("code", "x", "--setting", "h" * 5_000), f"A value of 5000 characters is not a setting. {SETTINGS}"),
    (("code", "x", "--on", "9" * 5_000), f"A value of 5000 characters is not a date. {DATE}"),
    (("show", "q" * 20), f"'{'q' * 20}' is not in the ontology. Try iortkg find with other words."),
    (("show", "q" * 21), "A value of 21 characters is not in the ontology. Try iortkg find with other words."),
    (("code", "x", "--as", "pdf"), "--as takes one of text, json, html, turtle. See iortkg code --help."),
    (("code", "x", "--on"), "--on takes exactly one value. See iortkg --help."),
    (
        ("code", "x", "--foo"),
        f"There is no --foo here; {HYPHEN} See iortkg code --help.",
    ),
    (
        ("code", "-Right lumpectomy"),
        f"There is no switch of that name here; {HYPHEN} See iortkg code --help.",
    ),
    (
        ("code", "--file", "none.txt"),
        "none.txt is not readable: No such file or directory. Name a file that holds one case.",
    ),
    (("code", "--file", "."), ". is not readable: Is a directory. Name a file that holds one case."),
    (("code", "--file", "latin.txt"), "latin.txt is not valid UTF-8 at byte 4. Save it as UTF-8."),
    (("code", "--file", "empty.txt"), NO_LETTER),
    (("code", "--file", "/dev/zero"), TOO_LONG),
    (("show",), "CODE-OR-CONCEPT is missing. See iortkg show --help."),
    (("show", "qqqqqqqqqq"), "'qqqqqqqqqq' is not in the ontology. Try iortkg find with other words."),
    (("show", "electrons", "--on", "soon"), f"'soon' is not a date. {DATE}"),
    (("show", "electrons", "--on", ""), f"'' is not a date. {DATE}"),
    (("find",), "WORDS is missing. See iortkg find --help."),
    (("find", ""), NO_WORDS),
    (("find", " ", "?!"), NO_WORDS),
    (("show", ""), "'' is not in the ontology. Try iortkg find with other words."),
    (("path", "electrons"), "TO is missing. See iortkg path --help."),
    (("path", "electrons", "surgeon", "more"), f"{QUOTES} See iortkg path --help."),
    (("path", "electrons", "qqqqqqqqqq"), "'qqqqqqqqqq' is not in the ontology. Try iortkg find with other words."),
    (("graph",), "WHAT is missing. See iortkg graph --help."),
    (("graph", "77424", "-o", "x.pdf"), f"x.pdf has an ending that is unknown. {ENDINGS}"),
    (("graph", "77424", "-o", "x.png", "--width", "wide"), "--width takes a whole number. See iortkg graph --help."),
    (("graph", "99999", "-o", "x.svg"), "'99999' is not in the ontology. Try iortkg find with other words."),
    (("diff", "2026-01-01"), "DATE is missing. See iortkg diff --help."),
    (("diff", "2026-01-01", "soon"), f"'soon' is not a date. {DATE}"),
    (("diff", "2026-01-02", "2026-01-01"), "2026-01-01 is not after 2026-01-02. Give the earlier day first."),
    (("batch", "in.jsonl"), "OUT is missing. See iortkg batch --help."),
    (("batch", "a.jsonl", "b.jsonl", "c.jsonl"), f"{QUOTES} See iortkg batch --help."),
    (
        ("batch", "a.jsonl", "b.jsonl"),
        "a.jsonl is not there. Name a .jsonl, .csv or .parquet file, or a folder of .txt files.",
    ),
    (("batch", "a", "b", "--on-error", "wait"), "--on-error takes one of record, stop. See iortkg batch --help."),
    (("score", "none"), "none is not there. Name a folder of labelled cases or a .jsonl file."),
    (("score", "."), ". holds no labelled case. Name a folder of .md files, one of them, or a .jsonl file."),
    (("check", "a", "b"), f"{QUOTES} See iortkg check --help."),
    (("check", "none"), "none is not a folder. Name the folder of an ontology or of an overlay."),
    (("format", "none.ttl"), "none.ttl is not there. Name a Turtle file or a folder of them."),
    (("explore", "--port", "first"), "--port takes a whole number. See iortkg explore --help."),
    (("graph", "all"), f"There is no file to write to. {ENDINGS}"),
    (("teach", "poster", "case:a"), "form takes one of storyboard, quiz, handout. See iortkg teach --help."),
    (("teach", "quiz", "examples", "-o", "a.pdf"), "a.pdf is no page to write to. Give -o FILE.html."),
    (("mcp", "first"), f"{QUOTES} See iortkg mcp --help."),
    (("tables", "add", "none.csv"), "none.csv is not there. Name a file as it was downloaded."),
    (("export", "--as", "pdf"), "--as takes one of turtle, xml, jsonld, nquads, fhir. See iortkg export --help."),
    (("explore", "--port", "70000"), "Port 70000 is not free: it is none. Name another one with --port."),
    (("query", "a.rq", "b.rq"), f"{QUOTES} See iortkg query --help."),
    (
        ("Right lumpectomy, 20 Gy",),
        f"The first word is no command. Use one of {', '.join(main.commands)}; a case text follows code.",
    ),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("latin.txt").write_bytes(b"caf\xe9")
    Path("empty.txt").write_bytes(b"")


@pytest.mark.parametrize(("words", "said"), CALLS, ids=[" ".join(words)[:80] for words, _ in CALLS])
def test_a_wrong_call_is_told_in_one_sentence(call: Any, words: tuple[str, ...], said: str) -> None:
    found = call(*words)
    assert (found.exit_code, found.stdout, found.stderr) == (2, "", f"{said}\n")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", NO_LETTER),
        (b"1 2 3", NO_LETTER),
        (b"Right \xff lumpectomy", "Standard input is not valid UTF-8 at byte 7. Save it as UTF-8."),
        (b"\xff\xfeR\x00", "Standard input is not valid UTF-8 at byte 1. Save it as UTF-8."),
        (b"x" * 20_000_001, TOO_LONG),
        (
            b"x" * 20_000_000 + "ö".encode(),
            "Standard input is longer than 20 MB. Give one case at a time, or use iortkg batch.",
        ),
    ],
    ids=["empty", "no letter", "latin", "utf-16", "too long", "too long, cut in a letter"],
)
def test_standard_input_that_is_no_case_is_told_in_one_sentence(call: Any, given: bytes, said: str) -> None:
    found = call("code", "-", input=given)
    assert (found.exit_code, found.stdout, found.stderr) == (2, "", f"{said}\n")


PRIVATE = "Zyxwovectomy"


@pytest.mark.parametrize(
    "words",
    [
        (f"{PRIVATE} of Jane",),
        ("code", PRIVATE, "of", "Jane"),
        ("code", f"--{PRIVATE} of Jane"),
        ("code", f"-{PRIVATE}"),
        ("code", "x", "--as", PRIVATE),
        ("code", f"{PRIVATE} of Jane", "--setting", "home"),
        ("code", f"{PRIVATE} of Jane", "--on", "soon"),
        ("code", "x", "--setting", f"{PRIVATE} of Jane"),
        ("code", "x", "--on", f"{PRIVATE} of Jane"),
        ("show", PRIVATE, "of", "Jane"),
        ("show", f"{PRIVATE} of Jane"),
        ("show", "electrons", "--on", f"{PRIVATE} of Jane"),
        ("path", "electrons", f"{PRIVATE} of Jane"),
        ("diff", "2026-01-01", f"{PRIVATE} of Jane"),
        ("code", f"{PRIVATE} of Jane", "--as", "pdf"),
        ("code", f"{PRIVATE} of Jane", "--foo"),
        ("path", "a", "b", f"{PRIVATE} of Jane"),
        ("batch", "a", "b", f"{PRIVATE} of Jane"),
    ],
)
def test_no_message_repeats_the_case(call: Any, words: tuple[str, ...]) -> None:
    found = call(*words)
    assert found.exit_code == 2
    assert found.stderr.count("\n") == 1
    assert PRIVATE not in found.stderr
    assert "Jane" not in found.stderr


def test_a_fault_of_ours_is_one_sentence_that_says_where_and_not_what(
    call: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError(PRIVATE)

    monkeypatch.setattr(iortkg.api, "code", broken)
    found = call("code", PRIVATE)
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr.startswith("iortkg met a fault of its own (ZeroDivisionError in cli.py, line ")
    assert found.stderr.endswith("). Please report it.\n")
    assert PRIVATE not in found.stderr


@pytest.mark.parametrize("stop", [KeyboardInterrupt, click.Abort])
def test_whoever_stops_a_run_is_told_how_to_go_on(
    call: Any, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise stop

    monkeypatch.setattr(iortkg.api, "code", stopped)
    found = call("code", "x")
    assert found.exit_code == 130
    assert found.stderr.strip() == (
        "Stopped before the end. A batch goes on where it stopped when the same command is run again."
    )


def test_a_message_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    complain("no\nsuch\r\n  file")
    assert capsys.readouterr().err == "no such file\n"


def test_every_command_has_a_wrong_call_above() -> None:
    assert {words[0] for words, _ in CALLS} >= set(main.commands)


def test_overlay_after_the_command_says_where_it_stands(call: Any) -> None:
    found = call("code", "--overlay", "rules", "Left lumpectomy.")
    assert found.exit_code == 2
    assert "--overlay comes before the command: iortkg --overlay FOLDER code ..." in found.stderr
