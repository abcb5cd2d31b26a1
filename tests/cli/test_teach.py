"""iortkg teach: the pages of the library from the command line, and what it says of a wrong call."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

import pytest

import iortkg
from tests.cli.conftest import Call
from tests.contract.ten import TEN


@pytest.mark.parametrize("form", ["storyboard", "quiz", "handout"])
def test_the_command_makes_the_page_of_the_library(call: Call, tmp_path: Path, kg: iortkg.Knowledge, form: str) -> None:
    answer = iortkg.code(TEN[0].text, on="2026-03-02", setting="outpatient", knowledge=kg)
    note, target = tmp_path / "note.txt", tmp_path / "page.html"
    note.write_text(TEN[0].text, encoding="utf-8")
    done = call("teach", form, f"case:{note}", "-o", str(target), "--on", "2026-03-02", "--setting", "outpatient")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"Wrote {target}.\n")
    assert target.read_text(encoding="utf-8") == getattr(answer, f"to_{form}")()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("storyboard", "examples"), "A storyboard tells one case, and examples holds 8. Give case:FILE.\n"),
        (("quiz", "77424"), "WHAT is case:FILE for one case, a FILE.jsonl of cases, or examples. Give one of these.\n"),
        (("quiz", "bad.jsonl"), 'bad.jsonl, line 2, is no case. Write it as {"id": ..., "text": ...} on one line.\n'),
        (("quiz", "no.jsonl"), "There is no case to teach with. Give at least one, as a mapping with id and text.\n"),
        (("handout", "examples", "--on", "2026-03-02"),
         "--on and --setting are for case:FILE. Give them in the records of the cases.\n"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_told_in_one_sentence(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.jsonl").write_text('{"id": 1, "text": "Lumpectomy."}\n{"id": 2}\n', encoding="utf-8")
    Path("no.jsonl").write_text("\n", encoding="utf-8")
    done = call("teach", *words, "-o", "page.html")
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", says)


def test_many_cases_make_one_quiz_and_one_handout(call: Call, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    assert call("teach", "quiz", "examples", "-o", str(target)).exit_code == 0
    cases = json.loads(base64.b64decode(re.findall(r'id="block">([^<]+)<', target.read_text(encoding="utf-8"))[0]))
    assert len(cases) == 8
    assert call("teach", "handout", "examples", "-o", str(target)).exit_code == 0
    assert target.read_text(encoding="utf-8").count("<article>") == 8
