"""The user's tables from the command line: added, listed, asked and taken away."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.codebooks.samples import GOOD, pairs, units


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IORTKG_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


def rows(printed: str) -> list[list[str]]:
    """The table that was printed, word by word, without the day of adding."""
    return [[*line.split()[:4], *line.split()[5:]] for line in printed.splitlines()]


def test_a_table_is_added_listed_and_taken_away(call: Any) -> None:
    Path("MUE_Eff_10-01-2026.csv").write_text(units(), encoding="utf-8")
    added = call("tables", "add", "MUE_Eff_10-01-2026.csv")
    assert (added.exit_code, added.stderr) == (0, "")
    listed = call("tables")
    assert (listed.exit_code, listed.stdout) == (0, added.stdout)
    assert rows(listed.stdout) == [
        ["name", "from", "to", "rows", "sha256", "holds"],
        [
            "mue-practitioner-2026-10",
            "2026-10-01",
            "-",
            "4",
            listed.stdout.split()[12],
            "medically",
            "unlikely",
            "edits,",
            "practitioner",
        ],
    ]
    told = json.loads(call("tables", "--as", "json").stdout)
    assert [(one["name"], one["file"], one["rows"], len(one["sha256"])) for one in told] == [
        ("mue-practitioner-2026-10", "MUE_Eff_10-01-2026.csv", 4, 64)
    ]
    again = call("tables", "add", "MUE_Eff_10-01-2026.csv")
    assert again.stderr == "mue-practitioner-2026-10 took the place of the table of that name.\n"
    assert call("tables", "remove", "mue-practitioner-2026-10").exit_code == 0
    empty = call("tables")
    assert (empty.exit_code, empty.stdout) == (0, "")
    assert empty.stderr.startswith("There are no tables in ")
    assert call("tables", "--as", "json").stdout == "[]\n"


def test_answers_of_the_command_use_what_was_added(call: Any) -> None:
    Path("MUE_Eff_10-01-2026.csv").write_text(units(), encoding="utf-8")
    call("tables", "add", "MUE_Eff_10-01-2026.csv")
    note = "Whipple for pancreatic head cancer. IORT 15 Gy, 9 MeV, Mobetron, 6 cm cone. Billed: 77469, 77424 x4."
    told = json.loads(call("code", note, "--on", "2026-11-02", "--setting", "outpatient", "--as", "json").stdout)
    assert [table["name"] for table in told["tables"]] == ["mue-practitioner-2026-10"]
    words = "your table mue-practitioner-2026-10, as of 2026-10-01) is 3."
    assert any(words in one["text"] for one in told["warnings"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("tables", "add"), "FILE is missing. See iortkg tables add --help."),
        (("tables", "add", "none.csv"), "none.csv is not there. Name a file as it was downloaded."),
        (("tables", "add", "."), ". is a folder. Name a file."),
        (
            ("tables", "add", "x.csv", "--from", "July"),
            "'July' is not a date. Write it as YYYY-MM-DD, like 2026-03-02.",
        ),
        (
            ("tables", "add", "x.csv", "--setting", "home"),
            "--setting takes one of practitioner, outpatient. See iortkg tables add --help.",
        ),
        (("tables", "remove", "none"), "There is no table of this name in {folder}. There: none."),
        (("tables", "--as", "csv"), "--as takes one of table, json. See iortkg tables --help."),
    ],
)
def test_a_wrong_call_is_told_in_one_sentence(words: tuple[str, ...], sentence: str, call: Any, tmp_path: Path) -> None:
    found = call(*words)
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr == sentence.format(folder=tmp_path / "data" / "tables") + "\n"


def test_a_wrong_file_is_told_with_its_line(call: Any) -> None:
    Path("MUE_Eff_10-01-2026.csv").write_text(units().replace("0001U,1", "0001U,x"), encoding="utf-8")
    found = call("tables", "add", "MUE_Eff_10-01-2026.csv")
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr == (
        "MUE_Eff_10-01-2026.csv, line 9 has a wrong most. 'x' stands there, expected is a whole number. Nothing of "
        "this file was stored.\n"
    )


def test_the_card_of_a_code_tells_what_the_tables_say(call: Any) -> None:
    labels = ("fees of 2026", "hospital payment", "units, practitioner", "add-ons", "licensed lines", "level two")
    for label in labels:
        Path(GOOD[label].file).write_text(GOOD[label].text, encoding="utf-8")
        assert call("tables", "add", GOOD[label].file).exit_code == 0
    card = call("show", "77424", "--on", "2026-11-02").stdout
    assert card.splitlines()[-4:] == [
        "  official wording: made-up long words (cpt-2026-01, licensed)",
        (
            "  fee schedule: status X, PC/TC 9, global XXX, work 0.00, total 0.00 outside, 0.00 in a facility "
            "(fees-2026-07)"
        ),
        "  outpatient payment: status J1, group 5627, rate 7700.01 (opps-2026-07)",
        "  most units, practitioner: 3, indicator 2 (mue-practitioner-2026-10)",
    ]
    assert call("show", "19294", "--on", "2026-11-02").stdout.splitlines()[-2:] == [
        "  outpatient payment: status N (opps-2026-07)",
        "  add-on to: 19120, 19301 (addons-2026-10)",
    ]
    assert "official wording: Invented title that begins here and goes" in call("show", "C9726").stdout


def million(path: Path, count: int) -> None:
    """Pair edits, as many as are asked for."""
    head = pairs().split("77424")[0]
    with path.open("w", encoding="utf-8") as out:
        out.write(head)
        for at in range(count):
            out.write(f"{10_000 + at // 400:05}\t{20_000 + at % 400:05}\t\t20260101\t*\t1\tInvented reason\n")


def on_a_terminal(words: list[str], seen: Callable[[bytes], object]) -> tuple[int, int]:
    """Exit status of the program with standard error on a terminal, and the most memory that it held, in MB."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([sys.executable, "-m", "iortkg", *words], stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:
            break
        if not piece:
            break
        seen(piece)
    os.close(ours)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, used.ru_maxrss // 1024


def test_a_bar_tells_how_far_a_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))
    million(tmp_path / "small-ccipra-v323r0.TXT", 20_000)
    shown: list[bytes] = []
    status, _ = on_a_terminal(["tables", "add", str(tmp_path / "small-ccipra-v323r0.TXT")], shown.append)
    told = b"".join(shown).decode()
    assert status == 0, told
    assert len(set(re.findall(r"\d+%", told))) >= 4
    assert "records/s" in told


@pytest.mark.long
def test_a_million_rows_are_read_in_flat_memory_with_a_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))
    held, shown = {}, list[bytes]()
    for count in (50_000, 1_000_000):
        path = tmp_path / f"{count}-ccipra-v323r0.TXT"
        million(path, count)
        status, held[count] = on_a_terminal(["tables", "add", str(path)], shown.append)
        assert status == 0, b"".join(shown).decode()
    told = b"".join(shown).decode()
    percents = {int(word.rstrip("%")) for word in told.split() if word.endswith("%") and word[:-1].isdigit()}
    assert len(percents) >= 20
    assert "records/s" in told
    assert path.stat().st_size > 35_000_000
    assert held[1_000_000] < held[50_000] + 12
