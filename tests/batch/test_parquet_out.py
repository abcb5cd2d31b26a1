"""Claims as Parquet: typed columns, the same bytes again, and nothing lost where a run ends while they are written."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from iortkg.batch import run
from iortkg.batch.places import append
from iortkg.errors import InputError

VERSION = "0.9.9"
Rows = list[dict[str, Any]]
Notes = Callable[[Any], Path]
KINDS = {"record": "int64", "units": "int32", "core": "bool", "modifiers": "list<element: string>"}


def test_a_row_a_claim_line_with_typed_columns(tmp_path: Path, coder: Any, notes: Notes) -> None:
    rows = [{"id": 7, "text": "one twice"}, {"text": "none"}, {"id": "c"}]
    run(notes(rows), tmp_path / "out.parquet", coder, version=VERSION, today="2026-03-02")
    table = parquet.read_table(tmp_path / "out.parquet")
    assert {field.name: str(field.type) for field in table.schema if str(field.type) != "string"} == KINDS
    line: dict[str, Any] = {
        "record": 1, "id": "7", "on": "2026-03-02", "setting": "outpatient", "status": "coded", "service": "xray-iort",
        "biller": "facility", "system": "CPT", "code": "00001", "modifiers": ["LT"], "units": 1, "core": True,
        "confidence": "certain", "rule": "ior:Rule", "ontology": VERSION, "error": None,
    }  # fmt: skip
    bare = dict.fromkeys(("biller", "system", "code", "modifiers", "units", "core", "confidence", "rule"))
    lost = dict.fromkeys(line) | {"record": 3, "id": "c"}
    said = "Line 3 has no text. Write one object a line, with id and text."
    assert table.to_pylist() == [line, line, line | bare | {"record": 2, "id": ""}, lost | {"error": said}]


def test_no_record_gives_a_table_without_rows(tmp_path: Path, coder: Any, notes: Notes) -> None:
    run(notes([]), tmp_path / "out.parquet", coder, version=VERSION)
    assert parquet.read_table(tmp_path / "out.parquet").num_rows == 0


def test_a_disk_that_fills_while_the_table_is_written_costs_no_answer(
    tmp_path: Path, coder: Any, notes: Notes, many: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, whole, target = notes(many), tmp_path / "whole.parquet", tmp_path / "out.parquet"
    run(source, whole, coder, version=VERSION)
    coder.asked.clear()

    def filling(*given: Any) -> None:
        append(given[0], bytes(given[1])[:2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("iortkg.batch.journal.append", filling)
    with pytest.raises(InputError, match=r"out\.parquet is not writable: No space left on device"):
        run(source, target, coder, version=VERSION)
    monkeypatch.undo()
    told: list[str] = []
    run(source, target, coder, version=VERSION, tell=told.append)
    assert told == [f"Going on after 5 records that {target}.part holds."]
    assert len(coder.asked) == 5
    assert target.read_bytes() == whole.read_bytes()


def test_the_manifest_tells_what_answers_were_made_with(tmp_path: Path, coder: Any, notes: Notes, many: Rows) -> None:
    source = notes([*many, {"id": "bad"}])
    for name in ("a", "b"):
        run(source, tmp_path / f"{name}.jsonl", coder, version=VERSION, today="2026-03-02")
    told = json.loads((tmp_path / "a.jsonl.manifest.json").read_text(encoding="utf-8"))
    assert (told["ontology"], told["options"]) == (VERSION, {"today": "2026-03-02", "on_error": "record"})
    assert (told["records"], told["errors"], told["status"]) == (6, 1, {"coded": 5})
    assert told["input"] | {"sha256": ""} == {
        "name": "in.jsonl", "kind": "jsonl", "bytes": source.stat().st_size, "sha256": "",
    }  # fmt: skip
    again = (tmp_path / "b.jsonl.manifest.json").read_text(encoding="utf-8")
    assert json.loads(again.replace('"b.jsonl"', '"a.jsonl"')) == told


def test_a_run_that_goes_on_keeps_its_day(tmp_path: Path, coder: Any, notes: Notes, many: Rows) -> None:
    source, target = notes([*many, {"id": "last"}]), tmp_path / "out.jsonl"
    with pytest.raises(InputError, match="Line 6 has no text"):
        run(source, target, coder, version=VERSION, on_error="stop", today="2020-01-01")
    run(notes([*many, {"id": "last", "text": "x"}]), target, coder, version=VERSION)
    days = {json.loads(line)["on"] for line in target.read_bytes().splitlines()}
    assert days == {"2020-01-01"}
    assert len(coder.asked) == 6


def test_a_run_of_another_day_begins_anew(tmp_path: Path, coder: Any, notes: Notes, many: Rows) -> None:
    source, target = notes([*many, {"id": "last"}]), tmp_path / "out.jsonl"
    with pytest.raises(InputError):
        run(source, target, coder, version=VERSION, on_error="stop", today="2020-01-01")
    told: list[str] = []
    run(source, target, coder, version=VERSION, today="2021-01-01", tell=told.append)
    assert told == [f"{target}.part does not belong to this input and this ontology, so the run begins anew."]
    days = {json.loads(line).get("on", "") for line in target.read_bytes().splitlines()}
    assert days == {"2021-01-01", ""}


def test_an_input_that_changes_under_a_run_is_told(tmp_path: Path, notes: Notes, coder: Any, many: Rows) -> None:
    source, target = notes(many), tmp_path / "out.jsonl"

    def meddling(text: str, **given: Any) -> Any:
        with source.open("ab") as more:
            more.write(b"\n")
        return coder(text, **given)

    with pytest.raises(InputError, match=r"in\.jsonl was changed while it was read"):
        run(source, target, meddling, version=VERSION)
    assert not target.exists()
    run(source, target, coder, version=VERSION)
    assert len(coder.asked) == 5
