"""Notes a second of one process, of two and of Spark; cost as the work grows tenfold; memory from first to last."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import click
import pyarrow as pa
from pyarrow import parquet

from benchmarks.notes import WORDS, one_by_one

DAY = "2026-03-02"
_EVERY = 0.2  # seconds between two looks at the memory
_FEWEST = 200


@dataclass(slots=True)
class Run:
    """How a run went: seconds by the clock and of processors, megabytes of all its processes at each look."""

    count: int
    clock: float = 0.0
    work: float = 0.0
    memory: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Notes a second by the clock."""
        return self.count / self.clock


def write(folder: Path, count: int) -> tuple[Path, Path]:
    """Generated notes as JSON Lines and as Parquet, one by one, so that they need no memory."""
    lines, table = folder / f"{count}.jsonl", folder / f"{count}.parquet"
    kind = pa.schema([("id", pa.string()), ("note", pa.string()), ("service_date", pa.string()), ("part", pa.int32())])
    with lines.open("w", encoding="utf-8") as out, parquet.ParquetWriter(table, kind) as columns:
        for number, text in enumerate(one_by_one(count)):
            out.write(f"{json.dumps({'id': f'n{number}', 'on': DAY, 'text': text})}\n")
            row = {"id": f"n{number}", "note": text, "service_date": DAY, "part": number % 4}
            columns.write_batch(pa.RecordBatch.from_pylist([row], kind))
    return lines, table


def measured(call: list[str], count: int, cwd: Path) -> tuple[Run, str]:
    """A program from start to end, and what it prints."""
    run, stop = Run(count), threading.Event()
    here = {"PYTHONPATH": str(Path.cwd()), "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    before, start = os.times(), time.perf_counter()
    with subprocess.Popen(
        call, cwd=cwd, env=os.environ | here, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as running:
        looking = threading.Thread(target=_look, args=(running.pid, run.memory, stop))
        looking.start()
        printed = running.communicate()[0]
        stop.set()
        looking.join()
    if running.returncode:
        raise click.ClickException(f"{' '.join(call)} ended with status {running.returncode}.")
    after = os.times()
    run.clock = time.perf_counter() - start
    run.work = after.children_user + after.children_system - before.children_user - before.children_system
    return run, printed


def _look(pid: int, memory: list[float], stop: threading.Event) -> None:
    while not stop.wait(_EVERY):
        memory.append(sum(_resident(one) for one in _tree(pid)) / 1e6)


def _tree(pid: int) -> Iterable[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def batch(source: Path, count: int, jobs: int) -> Run:
    """Iortkg batch by some processes."""
    target = source.with_name(f"{source.stem}-{jobs}.jsonl")
    words = ["batch", source.name, target.name, "--jobs", str(jobs), "--today", DAY]
    return measured([sys.executable, "-m", "iortkg", *words], count, source.parent)[0]


def spark(source: Path, count: int) -> tuple[Run, float]:
    """The same by Spark with two workers, and how many seconds it took to start."""
    target = source.with_name(f"{source.stem}-spark")
    words = ["benchmarks.spark_job", source.name, target.name, str(max(4, count // 1000)), "part"]
    run, printed = measured([sys.executable, "-m", *words], count, source.parent)
    return run, json.loads(printed.splitlines()[-1])["start"]


@click.command()
@click.option("--count", default=20_000, show_default=True, help="Notes; a tenth of them is measured, too.")
@click.option("--rounds", default=2, show_default=True, help="Rounds, each of all; the best of each counts.")
@click.option("--with-spark/--without-spark", default=True, show_default=True)
def main(count: int, rounds: int, *, with_spark: bool) -> None:
    """Print rates in one table, then cost and memory."""
    tenth = max(count // 10, _FEWEST)
    with tempfile.TemporaryDirectory() as made:
        lines, table = write(Path(made), count)
        less, none = write(Path(made), tenth)[0], write(Path(made), 0)[0]
        # Others who use the machine slow a run down and never speed it up.
        taken = [
            (batch(none, 0, 1), batch(less, tenth, 1), batch(lines, count, 1), batch(lines, count, 2))
            for _ in range(rounds)
        ]
        empty, small, alone = (min(column, key=lambda run: run.work) for column in list(zip(*taken, strict=True))[:3])
        best = [min(column, key=lambda run: run.clock) for column in list(zip(*taken, strict=True))[2:]]
        runs = dict(zip(("one process", "two processes"), best, strict=True))
        if with_spark:
            runs["Spark, two workers"], started = spark(table, count)
    one = runs["one process"]
    print(f"{count} notes of about {WORDS} words, {os.cpu_count()} processors, with start and end, best of {rounds}")
    print(f"  {'':18} {'clock s':>8} {'notes/s':>8} {'times one':>9} {'MB':>6} {'busy':>6}")
    for name, run in runs.items():
        times = one.clock / run.clock
        print(f"  {name:18} {run.clock:8.1f} {run.rate:8.0f} {times:9.2f} {max(run.memory):6.0f} {busy(run)}")
    if with_spark:
        print(f"  of Spark's seconds {started:.1f} are its own start")
    costs = [(run.work - empty.work) / run.count * 1e6 for run in (small, alone)]
    print("processor seconds for a million notes, one process, its start left out")
    print(f"  measured on {tenth:7} notes {costs[0]:8.0f}")
    print(f"  measured on {count:7} notes {costs[1]:8.0f}, {costs[1] / costs[0] - 1:+.1%}; the aim is within 10 %")
    print("most MB of all processes together in each fifth of the time")
    for name, run in runs.items():
        print(f"  {name:18} {' '.join(f'{most:6.0f}' for most in fifths(run.memory))}")


def busy(run: Run) -> str:
    """Processors that a run had on average; of Spark only the program that starts it is counted, so none is told."""
    return f"{run.work / run.clock:6.2f}" if run.work > run.clock / 2 else f"{'':>6}"


def fifths(memory: list[float]) -> list[float]:
    """The most in each fifth of the looks."""
    edges = [len(memory) * part // 5 for part in range(6)]
    return [max(memory[start:end], default=0.0) for start, end in pairwise(edges)]


if __name__ == "__main__":
    main()
