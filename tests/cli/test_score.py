"""iortkg score: labelled cases through the whole way, on the day that cases are scored on."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from iortkg import check

CASE = """---
status: coded
service: xray-iort
facility: 77424
radiation-oncologist: 77469
surgeon: 19301-RT 19294-RT
questions:
setting: outpatient
---
[Right lumpectomy](ior:PartialMastectomy) for invasive ductal carcinoma. 20 Gy was given to the cavity with the
[INTRABEAM](ior:Intrabeam) 4 cm sphere, 50 kV. Private words of Jane.
"""


def test_a_folder_is_scored_as_a_table(call: Any, tmp_path: Path) -> None:
    (tmp_path / "right.md").write_text(CASE, encoding="utf-8")
    (tmp_path / "wrong.md").write_text(CASE.replace("facility: 77424", "facility: 77425"), encoding="utf-8")
    found = call("score", str(tmp_path))
    assert (found.exit_code, found.stderr) == (0, "")
    rows = [re.split(r" {2,}", line) for line in found.stdout.splitlines()]
    assert ["2 cases", "k", "n", "percent", "95 %"] in rows
    assert ["core claims, all billers exact", "1", "2", "50.0", "9.5-90.5"] in rows
    assert "\nwrong\n  facility: 77424, expected 77425\n" in found.stdout
    assert "Jane" not in found.stdout


def test_the_curve_is_drawn_into_a_file(call: Any, tmp_path: Path) -> None:
    (tmp_path / "right.md").write_text(CASE, encoding="utf-8")
    (tmp_path / "wrong.md").write_text(CASE.replace("facility: 77424", "facility: 77425"), encoding="utf-8")
    picture = tmp_path / "curve.svg"
    found = call("score", str(tmp_path), "--curve", str(picture))
    assert (found.exit_code, found.stderr) == (0, "")
    told = "At a coverage of 100.0 % the risk is 50.0 %, 95 % interval 9.5 % to 90.5 %."
    assert told in picture.read_text(encoding="utf-8")
    assert call("score", str(tmp_path), "--curve", str(tmp_path / "no" / "curve.svg")).exit_code == 2


def test_passages_are_scored_as_json_on_the_day_of_scoring(call: Any, tmp_path: Path) -> None:
    text = "Sarcoma resected; 12.5 Gy, 6 MeV electrons through a 6 cm cone in the operating room."
    rows = [
        {
            "id": "now",
            "text": text,
            "service": "electron-iort",
            "status": "coded",
            "also": ["77469"],
            "evidence": "6 MeV",
        },
        {"id": "then", "text": text, "service": "electron-iort", "status": "no-code-on-date", "on": "2011-11-08"},
    ]
    (tmp_path / "r.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    found = json.loads(call("score", str(tmp_path / "r.jsonl"), "--as", "json").stdout)
    assert {name: (item["k"], item["n"]) for name, item in found["measures"].items()}.items() >= {
        "service": (2, 2), "status": (2, 2), "also": (1, 1), "spans": (1, 1), "coverage": (1, 2),
    }.items()  # fmt: skip


def test_cases_with_no_day_are_scored_on_one_day(call: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"id": "a", "text": "Sarcoma resected; 12.5 Gy, 6 MeV electrons.", "service": "electron-iort"}
    (tmp_path / "r.jsonl").write_text(json.dumps(row | {"status": "no-code-on-date"}), encoding="utf-8")
    assert check.SCORED_ON == "2026-03-02"
    monkeypatch.setattr(check, "SCORED_ON", "2011-11-08")
    assert json.loads(call("score", str(tmp_path / "r.jsonl"), "--as", "json").stdout)["measures"]["status"]["k"] == 1


def test_the_text_of_a_case_may_give_its_own_day(call: Any, tmp_path: Path) -> None:
    row = {
        "id": "then", "status": "no-code-on-date", "service": "electron-iort",
        "text": "2011-11-08. Sarcoma of the forearm resected; 12.5 Gy, 6 MeV electrons through a 6 cm cone.",
    }  # fmt: skip
    (tmp_path / "r.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert json.loads(call("score", str(tmp_path / "r.jsonl"), "--as", "json").stdout)["measures"]["status"]["k"] == 1


def test_a_labelled_case_with_a_bad_day_is_named(call: Any, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text('{"id": "a", "text": "x", "service": "none", "on": "soon"}', encoding="utf-8")
    found = call("score", str(tmp_path / "r.jsonl"))
    said = "Case a: 'soon' is not a date. Write it as YYYY-MM-DD, like 2026-03-02.\n"
    assert (found.exit_code, found.stdout, found.stderr) == (2, "", said)
