"""The program as an operating system sees it: statuses, streams, locales, terminals, imports."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CASE = "Right lumpectomy. 20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, 50 kV."
# What a cold command line may not import, since each would cost more than the answer.
HEAVY = {b"IPython", b"ipywidgets", b"jinja2", b"networkx", b"numpy", b"pandas", b"pyvis", b"rdflib", b"rich"}


def test_a_case_is_answered_on_standard_output_alone(start: Any) -> None:
    found = start("code", CASE)
    assert (found.returncode, found.stderr) == (0, b"")
    assert b"77424" in found.stdout


def test_module_and_script_are_one_program(start: Any, environment: dict[str, str]) -> None:
    script = subprocess.run(
        [sys.executable, "-m", "iortkg.cli", "code", CASE, "--on", "2026-03-02"],
        env=environment, capture_output=True, check=True,
    )  # fmt: skip
    assert script.stdout == start("code", CASE, "--on", "2026-03-02").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((b"code", b"Right lump\xe9"), b"The case text is not valid UTF-8 at byte 11. Save it as UTF-8.\n"),
        ((b"code", b"x", b"--setting", b"hom\xe9"), rb"'hom\udce9' is not a setting."),
        ((b"code", b"--file", b"no\xe9"), rb"no\udce9 is not readable: No such file or directory."),
        ((b"show", b"\xe9\xe9\xe9\xe9"), rb"'\udce9\udce9\udce9\udce9' is not in the ontology."),
        ((b"\xe9",), b"The first word is no command."),
        ((b"batch", b"no\xe9.jsonl", b"out.jsonl"), rb"no\udce9.jsonl is not there."),
    ],
)
def test_bytes_that_are_no_utf8_are_told_in_one_sentence(start: Any, words: tuple[bytes, ...], said: bytes) -> None:
    found = start(*words)
    assert (found.returncode, found.stdout, found.stderr.count(b"\n")) == (2, b"", 1)
    assert found.stderr.startswith(said)


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "latin-1"}, {"TZ": "Asia/Tokyo"}]
)
def test_bytes_do_not_depend_on_the_locale(start: Any, environment: dict[str, str], locale: dict[str, str]) -> None:
    words = ("code", f"Größe 4 cm. {CASE}", "--on", "2026-03-02")
    assert start(*words, env=environment | locale).stdout == start(*words).stdout


# An answer that fits the buffer of the stream is still in it when the program ends; a longer one is not.
SIZES = ["Lumpectomy.", CASE]


@pytest.mark.parametrize("text", SIZES)
def test_a_reader_that_leaves_is_no_fault(program: list[str], environment: dict[str, str], text: str) -> None:
    with subprocess.Popen(
        [*program, "code", text, "--as", "json"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert (running.stderr.read(), running.wait()) == (b"", 0)


def test_head_of_a_long_answer_is_silent(program: list[str], environment: dict[str, str]) -> None:
    line = f"set -o pipefail; {' '.join(program)} find bed of the 2>&1 | head -1"
    found = subprocess.run(["bash", "-c", line], env=environment, capture_output=True, check=False)
    assert (found.returncode, found.stderr, found.stdout.count(b"\n")) == (0, b"", 1)


@pytest.mark.parametrize("text", SIZES)
def test_standard_output_that_is_full_is_told(start: Any, text: str) -> None:
    with Path("/dev/full").open("wb") as full:
        found = start("code", text, "--as", "json", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    said = b"Standard output takes no more: No space left on device. Make room, or send it to another place.\n"
    assert (found.returncode, found.stderr) == (2, said)


@pytest.mark.parametrize(
    ("streams", "said"),
    [
        (">&-", b"Standard output takes no more: it is closed. Make room, or send it to another place.\n"),
        ("- <&-", b"Standard input is closed. Give the case text in quotes, or a file with --file.\n"),
    ],
)
def test_streams_that_are_closed_are_told(
    program: list[str], environment: dict[str, str], streams: str, said: bytes
) -> None:
    text = "" if "-" in streams.split() else f"'{CASE}'"
    found = subprocess.run(
        ["bash", "-c", f"{' '.join(program)} code {text} {streams}"],
        env=environment,
        stderr=subprocess.PIPE,
        check=False,
    )
    assert (found.returncode, found.stderr) == (2, said)


def test_a_message_that_nobody_can_read_leaves_the_status(program: list[str], environment: dict[str, str]) -> None:
    found = subprocess.run(["bash", "-c", f"{' '.join(program)} code 2>&-"], env=environment, check=False)
    assert found.returncode == 2


def on_terminal(
    words: list[str], environment: dict[str, str], *, stdout: bool = False, stderr: bool = False
) -> tuple[bytes, int]:
    """What a program writes to a terminal, and its status."""
    ours, theirs = pty.openpty()
    out, err = theirs if stdout else None, theirs if stderr else None
    with subprocess.Popen(words, env=environment, stdout=out, stderr=err) as running:
        os.close(theirs)
        seen = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                seen += os.read(ours, 65536)
            except OSError:
                break
    os.close(ours)
    return seen, running.returncode


@pytest.mark.parametrize(("extra", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_is_for_terminals_that_want_it(
    program: list[str], environment: dict[str, str], extra: dict[str, str], coloured: bool
) -> None:
    seen, status = on_terminal([*program, "code", CASE], environment | extra, stdout=True)
    assert status == 0
    assert b"77424" in seen
    assert (b"\x1b[" in seen) == coloured


def test_json_has_no_colour_on_a_terminal(program: list[str], environment: dict[str, str]) -> None:
    seen, _ = on_terminal([*program, "code", CASE, "--as", "json"], environment, stdout=True)
    assert seen.startswith(b"{")
    assert b"\x1b" not in seen


@pytest.mark.parametrize("lines", [1, 30])
def test_a_batch_shows_a_bar_on_a_terminal(
    program: list[str], environment: dict[str, str], tmp_path: Path, lines: int
) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "Nothing was done."}\n' * lines, encoding="utf-8")
    words = [*program, "batch", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl")]
    seen, status = on_terminal(words, environment, stderr=True)
    assert (b"100%" in seen, status) == (True, 0)


def test_nothing_heavy_is_imported_for_one_case(program: list[str], environment: dict[str, str]) -> None:
    for form in ("text", "json"):
        found = subprocess.run(
            [program[0], "-X", "importtime", *program[1:], "code", CASE, "--as", form],
            env=environment, capture_output=True, check=True,
        )  # fmt: skip
        seen = set(re.findall(rb"\| +([A-Za-z_]+)[.\n]", found.stderr))
        assert len(seen) > 50
        assert {b"click", b"iortkg", b"pyoxigraph"} <= seen
        assert not seen & HEAVY
