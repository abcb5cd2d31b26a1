"""iortkg batch with inputs and outputs of every kind, full disks and broken files among them."""

from __future__ import annotations

import csv
import json
import os
import pty
import subprocess
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

TEXT = "Right lumpectomy. 20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, 50 kV."
DAY = ("--today", "2026-03-02")
CASES = [
    {"id": "a.txt", "text": TEXT},
    {"id": "b/c.txt", "text": f'A note,\nin two "lines". {TEXT}'},
    {"id": "b/d.txt", "text": "..."},
]  # fmt: skip


def inputs(folder: Path) -> dict[str, str]:
    """The same cases as files of each kind."""
    with (folder / "in.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, ["id", "text"])
        rows.writeheader()
        rows.writerows(CASES)
    parquet.write_table(pa.Table.from_pylist(CASES), folder / "in.parquet")
    lines = "".join(f"{json.dumps(case)}\n" for case in CASES)
    (folder / "in.jsonl").write_text(lines, encoding="utf-8")
    for case in CASES:
        path = folder / "in" / case["id"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(case["text"], encoding="utf-8")
    return {"jsonl": "in.jsonl", "csv": "in.csv", "parquet": "in.parquet", "folder": "in"}


def test_inputs_of_every_kind_have_the_same_answers(call: Any, tmp_path: Path) -> None:
    answers = {}
    for kind, name in inputs(tmp_path).items():
        target = tmp_path / f"{kind}.jsonl"
        found = call("batch", str(tmp_path / name), str(target), *DAY)
        assert (found.exit_code, found.stdout) == (1, "")
        *good, bad = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
        assert bad["id"] == "b/d.txt"
        assert bad["error"].endswith(": The case text holds no letter. Give the words of the note.")
        answers[kind] = good
    assert len(answers) == 4
    assert answers["csv"] == answers["parquet"] == answers["folder"] == answers["jsonl"]
    assert [case["status"] for case in answers["jsonl"]] == ["coded", "coded"]


def test_a_table_of_columns_holds_what_a_csv_holds(call: Any, tmp_path: Path) -> None:
    source = tmp_path / inputs(tmp_path)["folder"]
    for name in ("out.csv", "out.parquet"):
        assert call("batch", str(source), str(tmp_path / name), *DAY).exit_code == 1
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    found = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert len(found) == 9
    assert [{name: cell_of(value) for name, value in row.items()} for row in found] == written


def cell_of(value: object) -> str:
    """A value of a table of columns as a CSV writes it."""
    return "-".join(value) if isinstance(value, list) else "" if value is None else str(value)


BROKEN = "Copies that break off look so; copy or write it again."
FAULTS = [
    ("cut.parquet", f"cut.parquet is not a whole Parquet file. {BROKEN}"),
    ("empty", "empty holds no .txt file. Put one case in each file, or name a file of cases."),
    ("other.csv", "other.csv has no column text. Name the columns id, text and, where known, on and setting."),
    ("memory.jsonl", "memory.jsonl is not readable: Input/output error. Check its name and rights."),
]


@pytest.mark.parametrize(("name", "said"), FAULTS)
def test_an_input_that_is_of_no_use_ends_with_a_sentence(start: Any, tmp_path: Path, name: str, said: str) -> None:
    inputs(tmp_path)
    (tmp_path / "cut.parquet").write_bytes((tmp_path / "in.parquet").read_bytes()[:-20])
    (tmp_path / "empty").mkdir()
    (tmp_path / "other.csv").write_bytes(b"id,note\n1,x\n")
    (tmp_path / "memory.jsonl").symlink_to("/proc/self/mem")
    found = start("batch", name, "out.jsonl")
    assert (found.returncode, found.stdout, found.stderr.decode()) == (2, b"", f"{said}\n")
    assert not (tmp_path / "out.jsonl").exists()


def test_a_full_disk_keeps_answers_that_become_a_table(
    start: Any, program: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    rows = "".join(f"{json.dumps({'id': number, 'text': TEXT})}\n" for number in range(30))
    (tmp_path / "in.jsonl").write_text(rows, encoding="utf-8")
    call = f"{' '.join(program)} batch in.jsonl out.parquet {' '.join(DAY)}"
    sizes = []
    # A limit on the size of a file is a small disk that needs no rights to make.
    for size in (9, 20, 400):
        line = ["bash", "-c", f"ulimit -f {size}; exec {call}"]
        found = subprocess.run(line, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
        if found.returncode == 0:
            break
        assert found.stderr.endswith(
            "is not writable: File too large. Make room or mend its name or rights, then run the same command again; "
            "it goes on where it stopped.\n"
        )
        sizes.append((tmp_path / "out.parquet.part").stat().st_size)
    assert len(sizes) == 2
    assert sizes == sorted(sizes)
    assert found.stderr.startswith("Going on after ")
    assert start("batch", "in.jsonl", "whole.parquet", *DAY).returncode == 0
    assert (tmp_path / "out.parquet").read_bytes() == (tmp_path / "whole.parquet").read_bytes()


def test_a_number_of_processes_is_one_or_more(call: Any, tmp_path: Path) -> None:
    found = call("batch", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl"), "--jobs", "0")
    assert (found.exit_code, found.stderr) == (2, "--jobs is 0. Give a number of processes, 1 or more.\n")


def test_a_terminal_shows_how_far_the_run_is(program: list[str], environment: dict[str, str], tmp_path: Path) -> None:
    rows = "".join(f"{json.dumps({'id': number, 'text': TEXT})}\n" for number in range(250))
    (tmp_path / "in.jsonl").write_text(rows, encoding="utf-8")
    above, below = pty.openpty()
    call = [*program, "batch", "in.jsonl", "out.jsonl"]
    with subprocess.Popen(call, cwd=tmp_path, env=environment, stderr=below) as running:
        os.close(below)
        seen = b""
        try:
            while more := os.read(above, 4096):
                seen += more
        except OSError:
            pass  # the other end of the terminal is closed
    os.close(above)
    assert running.returncode == 0
    assert b"100%" in seen
    assert b" records/s" in seen
    assert b"Records: 250." in seen
