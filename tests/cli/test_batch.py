"""iortkg batch as a person meets it, killed runs and full disks among it."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path
from typing import Any

import iortkg

TEXT = "Right lumpectomy. 20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, 50 kV."


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Records as JSON Lines."""
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def test_a_record_is_answered_as_a_single_case_is(call: Any, tmp_path: Path) -> None:
    rows = [
        {"id": "b", "text": TEXT, "on": "2026-03-02", "setting": "inpatient"},
        {"id": "a", "text": "Lumpectomy.", "on": "2020-01-01"},
    ]
    found = call("batch", str(write(tmp_path / "in.jsonl", rows)), str(tmp_path / "out.jsonl"))
    assert (found.exit_code, found.stdout) == (0, "")
    assert found.stderr == (
        "Records: 2.\nStatus: coded 1, not-iort 1.\nService: none 1, xray-iort 1.\nQuestions: diagnosis 1, setting 1.\n"
    )
    expected = [
        iortkg.code(str(row["text"]), on=row["on"], setting=row.get("setting"), id=row["id"]).to_dict() for row in rows
    ]
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "in.jsonl",
        "out.jsonl",
        "out.jsonl.manifest.json",
    ]


def test_bad_records_and_repeated_ids_end_with_status_1(call: Any, tmp_path: Path) -> None:
    rows = [{"id": "a", "text": TEXT}, {"id": "a", "text": ""}, {"id": "b", "text": TEXT}]
    found = call("batch", str(write(tmp_path / "in.jsonl", rows)), str(tmp_path / "out.csv"))
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr == (
        "Records: 3.\nStatus: coded 2.\nService: xray-iort 2.\nQuestions: diagnosis 2, setting 2.\n"
        "Records with no answer: 1 of 3. The error stands in the place of each.\n"
        "Ids that stand more than once: a. Each record has its answer; give each an id of its own.\n"
    )
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").count("77424") == 2


def test_stop_names_the_line(call: Any, tmp_path: Path) -> None:
    rows = [{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT, "setting": "home"}]
    source, target = write(tmp_path / "in.jsonl", rows), tmp_path / "out.jsonl"
    found = call("batch", str(source), str(target), "--on-error", "stop")
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr == (
        "Line 2: 'home' is not a setting. Use one of outpatient, inpatient, asc, office. "
        "Answers up to there are kept; mend the line and run the same command again.\n"
    )
    assert not target.exists()


def test_a_killed_batch_goes_on_to_the_same_bytes(
    start: Any, program: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    rows = [{"id": number, "text": f"Case {number}. {TEXT}", "on": "2026-03-02"} for number in range(250)]
    write(tmp_path / "in.jsonl", rows)
    part = tmp_path / "out.jsonl.part"
    with subprocess.Popen([*program, "batch", "in.jsonl", "out.jsonl"], env=environment, cwd=tmp_path) as running:
        end = time.monotonic() + 60
        while time.monotonic() < end and not (part.exists() and part.stat().st_size > 50_000):
            time.sleep(0.005)
        running.kill()
    kept = part.read_bytes().count(b"}\n")
    assert 0 < kept < len(rows)
    assert not (tmp_path / "out.jsonl").exists()
    found = start("batch", "in.jsonl", "out.jsonl")
    told = f"Going on after {kept} records that out.jsonl.part holds.\n".encode()
    summary = b"Records: 250.\nStatus: coded 250.\nService: xray-iort 250.\nQuestions: diagnosis 250, setting 250.\n"
    assert (found.returncode, found.stdout, found.stderr) == (0, b"", told + summary)
    assert start("batch", "in.jsonl", "whole.jsonl", "--jobs", "1").stderr == summary
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert not part.exists()


def test_a_full_disk_keeps_the_answers_before_it(
    start: Any, program: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    write(tmp_path / "in.jsonl", [{"id": number, "text": TEXT, "on": "2026-03-02"} for number in range(20)])
    # A limit on the size of a file is a small disk that needs no rights to make.
    line = f"ulimit -f 40; exec {' '.join(program)} batch in.jsonl out.jsonl"
    found = subprocess.run(["bash", "-c", line], env=environment, cwd=tmp_path, capture_output=True, check=False)
    assert found.returncode == 2
    assert found.stderr == (
        b"out.jsonl.part is not writable: File too large. Make room or mend its name or rights, "
        b"then run the same command again; it goes on where it stopped.\n"
    )
    assert (tmp_path / "out.jsonl.part").stat().st_size == 40 * 1024
    assert start("batch", "in.jsonl", "out.jsonl").stderr.startswith(b"Going on after ")
    assert [json.loads(row)["id"] for row in (tmp_path / "out.jsonl").read_text().splitlines()] == list(range(20))
