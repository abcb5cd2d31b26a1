"""Several processes: the same bytes as one, killed or not, and none is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import iortkg
from benchmarks.notes import notes as generated
from iortkg.batch import run
from iortkg.batch.workers import answers
from iortkg.errors import InputError

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-03-02"
COUNT = 300


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generated notes with bad records among them."""
    rows: list[dict[str, Any]] = [
        {"id": f"n{number}", "text": text[:600]} for number, text in enumerate(generated(COUNT))
    ]
    rows[40]["text"], rows[200]["setting"] = None, "home"
    path = tmp_path_factory.mktemp("notes") / "in.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(source: Path, kg: iortkg.Knowledge) -> bytes:
    """The answers of one process that nothing disturbed."""
    target = source.with_name("whole.jsonl")
    run(source, target, kg.outcome, version=kg.version, today=TODAY)
    return target.read_bytes()


def started(source: Path, target: Path) -> subprocess.Popen[bytes]:
    """A batch by two processes, as a person starts it."""
    call = [sys.executable, "-m", "iortkg", "batch", str(source), str(target), "--jobs", "2", "--today", TODAY]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(call, env=environment, stderr=subprocess.PIPE, start_new_session=True)


def children(pid: int) -> list[int]:
    """Processes that a process started and that still run."""
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in told.split()]


def runs(pid: int) -> bool:
    """True if a process is there and not only its entry in the table."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(what: Any, *, seconds: float = 60) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_batch_of_two_processes_killed_in_the_middle_comes_out_as_one_that_was_not(
    source: Path, whole: bytes, tmp_path: Path
) -> None:
    target, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    with started(source, target) as running:
        wait_for(lambda: part.exists() and part.stat().st_size > 200_000)
        workers = children(running.pid)
        assert len(workers) >= 2
        running.kill()
    assert not target.exists()
    wait_for(lambda: not any(map(runs, workers)))
    kept = part.read_bytes()
    assert len(kept) < len(whole)
    with started(source, target) as running:
        said = running.stderr.read() if running.stderr else b""
    assert running.returncode == 1
    assert said.startswith(b"Going on after ")
    assert b"Records: 300.\n" in said
    assert b"Records with no answer: 2 of 300." in said
    assert target.read_bytes() == whole
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "out.jsonl.manifest.json"]


def test_a_worker_that_is_lost_costs_no_answer(source: Path, whole: bytes, tmp_path: Path) -> None:
    target, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    with started(source, target) as running:
        wait_for(lambda: part.exists() and part.stat().st_size > 100_000)
        os.kill(max(children(running.pid)), signal.SIGKILL)
        said = running.stderr.read() if running.stderr else b""
    lost = (
        b"A process that answers was ended from outside, as happens where memory runs out. Answers up to there are "
        b"kept; run the same command again, with fewer --jobs.\n"
    )
    assert (running.returncode, said) == (2, lost)
    with started(source, target) as running:
        said = running.stderr.read() if running.stderr else b""
    assert said.startswith(b"Going on after ")
    assert target.read_bytes() == whole


def test_an_ontology_of_another_version_is_refused_in_another_process() -> None:
    with pytest.raises(iortkg.IortkgError, match=r"The ontology here is .*, and the work was begun with 0\.0\.0\."):
        iortkg.api.again((), "0.0.0")


def test_few_records_start_no_process(kg: iortkg.Knowledge) -> None:
    def stays_here(*_: Any, **__: Any) -> Any:
        raise InputError(str(os.getpid()))

    from iortkg.batch.formats import FORMATS
    from iortkg.batch.job import Job
    from iortkg.batch.records import Record

    records = iter([Record(number, fields={"text": "x"}) for number in range(20)])
    found = list(answers(records, Job(FORMATS[".jsonl"], stays_here, TODAY), 2))
    assert [answer.error for answer in found] == [f"Line {number}: {os.getpid()}" for number in range(20)]
