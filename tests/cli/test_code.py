"""iortkg code: one case in, its answer out in three forms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import iortkg
from iortkg.model import SETTINGS

CASE = (
    "Right lumpectomy for invasive ductal carcinoma. "
    "20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, 50 kV."
)
GIVEN = ("--on", "2026-03-02", "--setting", "outpatient")


def test_text_names_status_service_and_codes(call: Any) -> None:
    found = call("code", CASE, *GIVEN)
    assert (found.exit_code, found.stderr) == (0, "")
    assert {"coded", "xray-iort", "77424", "77469", "19301", "19294"} <= {*found.stdout.split()}
    assert "[[INTRABEAM]]" in found.stdout


def test_json_is_the_answer_of_python(call: Any) -> None:
    found = call("code", CASE, *GIVEN, "--as", "json")
    answer = iortkg.code(CASE, on="2026-03-02", setting="outpatient").to_dict()
    assert found.stdout == json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def test_html_is_a_page(call: Any) -> None:
    found = call("code", CASE, *GIVEN, "--as", "html")
    assert found.stdout.lower().startswith("<!doctype html>")
    assert "77424" in found.stdout


@pytest.mark.parametrize("words", [("-",), ("--file", "-"), ("--file", "case.txt")])
def test_a_case_comes_from_a_file_or_standard_input_as_well(
    call: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("case.txt").write_text(CASE, encoding="utf-8")
    assert call("code", *words, *GIVEN, input=CASE.encode()).stdout == call("code", CASE, *GIVEN).stdout


def test_a_text_that_is_the_name_of_a_file_is_a_text(
    call: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("note").write_text(CASE, encoding="utf-8")
    assert json.loads(call("code", "note", "--as", "json").stdout)["status"] == "not-iort"


def test_line_ends_and_marks_of_a_file_stay_so_that_offsets_hold(call: Any, tmp_path: Path) -> None:
    text = "\ufeffNote\r\n\r\n" + CASE
    (tmp_path / "case.txt").write_bytes(text.encode())
    found = json.loads(call("code", "--file", str(tmp_path / "case.txt"), "--as", "json").stdout)
    assert len(found["evidence"]) > 3
    assert all(text[span["start"] : span["end"]] == span["text"] for span in found["evidence"])


@pytest.mark.parametrize("setting", SETTINGS)
def test_day_and_setting_that_are_given_are_used(call: Any, setting: str) -> None:
    found = json.loads(call("code", CASE, "--on", "2024-01-31", "--setting", setting, "--as", "json").stdout)
    assert (found["on"], found["on_from"], found["setting"], found["setting_from"]) == (
        "2024-01-31", "given", setting, "given",
    )  # fmt: skip


def test_a_text_that_begins_with_a_hyphen_follows_two_hyphens(call: Any) -> None:
    assert call("code", "--as", "json", "--", f"- {CASE}").exit_code == 0


def test_the_same_call_gives_the_same_words_and_no_colour_into_a_file(call: Any) -> None:
    first, second = call("code", CASE, *GIVEN), call("code", CASE, *GIVEN)
    assert first.stdout_bytes == second.stdout_bytes
    assert "\x1b" not in first.stdout


@pytest.mark.parametrize("form", ["text", "json"])
def test_letters_beyond_ascii_are_written_as_they_are(start: Any, environment: dict[str, str], form: str) -> None:
    narrow = environment | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    found = start("code", "Bösartig: “20 Gy” with 50 kV ünd.", "--as", form, env=narrow)
    assert (found.returncode, found.stderr) == (0, b"")
    assert form == "json" or "Bösartig" in found.stdout.decode("utf-8")


def test_a_long_text_is_coded(call: Any) -> None:
    text = CASE + "\n" + "The wound was closed in layers and the dressing applied; all counts were right.\n" * 1500
    found = call("code", "-", *GIVEN, "--as", "json", input=text.encode())
    assert (found.exit_code, json.loads(found.stdout)["service"]) == (0, "xray-iort")
