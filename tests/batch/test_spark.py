"""Apache Spark, really started: the same lines as one machine, and broken records that fail no job."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import dataset, parquet

import iortkg
from benchmarks.notes import notes as generated
from iortkg.batch import run
from iortkg.spark import ANSWER

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2025, 7, 1)
BROKEN: dict[int, tuple[dict[str, Any], str]] = {
    3: ({"note": None}, "The case has no text. Give each row a text."),
    50: ({"note": "..."}, "The case: The case text holds no letter. Give the words of the note."),
    77: (
        {"setting": "home"},
        "The case: 'home' is not a setting. Use one of outpatient, inpatient, asc, office.",
    ),
}


def rows(count: int) -> list[dict[str, Any]]:
    """Generated notes with a ward to divide them by, some with a day, some broken."""
    found: list[dict[str, Any]] = [
        {"id": number, "note": text, "setting": None, "service_date": DAY if number % 3 else None, "ward": number % 2}
        for number, text in enumerate(generated(count))
    ]
    for number, (change, _) in BROKEN.items():
        found[number] |= change
    return found


def one_machine(cases: list[dict[str, Any]], folder: Path, kg: iortkg.Knowledge) -> dict[int, dict[str, Any]]:
    """What iortkg batch answers."""
    source, target = folder / "in.parquet", folder / "out.jsonl"
    kind = pa.schema([("id", pa.int64()), ("text", pa.string()), ("setting", pa.string()), ("on", pa.date32())])
    columns = {"id": "id", "text": "note", "setting": "setting", "on": "service_date"}
    renamed = [{name: case[column] for name, column in columns.items()} for case in cases]
    parquet.write_table(pa.Table.from_pylist(renamed, kind), source)
    run(source, target, kg.outcome, version=kg.version, today="2026-03-02", jobs=2)
    lines = target.read_text(encoding="utf-8").splitlines()
    return {answer["id"]: {"line": line} | answer for line in lines for answer in [json.loads(line)]}


def compare(count: int, partitions: int, folder: Path, kg: iortkg.Knowledge) -> None:
    """Answer notes by Spark and by one machine, and see that no line differs."""
    if shutil.which("java") is None:
        absent = "No Java is installed. Install the package default-jre-headless, or run .ci/run as root."
        if os.environ.get("CI") == "true":
            pytest.fail(absent)
        pytest.skip(absent)
    cases = rows(count)
    kind = pa.schema(
        [("id", pa.int64()), ("note", pa.string()), ("setting", pa.string()), ("service_date", pa.date32()),
         ("ward", pa.int32())]
    )  # fmt: skip
    parquet.write_to_dataset(pa.Table.from_pylist(cases, kind), folder / "notes", partition_cols=["ward"])
    call = [sys.executable, "-m", "benchmarks.spark_job", "notes", "answers", str(partitions), "ward"]
    told = {"PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    # A job of seconds gains nothing from Java's slow compiler.
    told |= {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1"}
    done = subprocess.run(
        call, cwd=folder, env=os.environ | told, capture_output=True, text=True, check=False, timeout=3600
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = {row["id"]: row for row in dataset.dataset(folder / "answers", partitioning="hive").to_table().to_pylist()}
    assert sorted(found) == list(range(count))
    assert sorted(path.name for path in (folder / "answers").glob("ward=*")) == ["ward=0", "ward=1"]
    expected = one_machine(cases, folder, kg)
    for number, row in found.items():
        if number in BROKEN:
            assert (row["answer"], row["error"]) == (None, BROKEN[number][1])
        else:
            assert (row["error"], row["answer"]["json"]) == (None, expected[number]["line"])
            assert_columns(row["answer"], expected[number])
    assert {name for name in found[0] if name != "ward"} == {"id", "setting", "service_date", "answer", "error"}


def assert_columns(struct: dict[str, Any], answer: dict[str, Any]) -> None:
    """The columns of an answer are those of its JSON."""
    assert tuple(struct) == tuple(ANSWER)
    assert [struct[name] for name in ("on", "setting", "status", "service", "ontology")] == [
        answer[name] for name in ("on", "setting", "status", "service", "ontology")
    ]
    lines = [(biller, line) for biller, claim in answer["claims"].items() for line in claim]
    assert [(line["biller"], line["code"], line["modifiers"]) for line in struct["claims"]] == [
        (biller, line["code"], line.get("modifiers")) for biller, line in lines
    ]
    assert struct["questions"] == [question["missing"] for question in answer["questions"]]


def test_spark_gives_the_lines_of_one_machine(tmp_path: Path, kg: iortkg.Knowledge) -> None:
    compare(500, 2, tmp_path, kg)


@pytest.mark.long
def test_spark_gives_the_lines_of_one_machine_for_many_notes(tmp_path: Path, kg: iortkg.Knowledge) -> None:
    compare(20_000, 16, tmp_path, kg)
