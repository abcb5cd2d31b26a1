"""Equal text, setting, date and ontology give equal bytes, wherever and however Python was started."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.property.texts import CASES, DAY

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import json, sys
import iortkg
for case in json.load(sys.stdin):
    answer = iortkg.code(**case)
    sys.stdout.buffer.write(json.dumps(answer.to_dict(), ensure_ascii=False).encode() + b"\\n")
    shown = (answer.explain(), answer.to_text(), answer.to_svg(), answer.to_html())
    sys.stdout.buffer.write("\\n".join(shown).encode())
    sys.stdout.buffer.write(repr(sorted(answer.walk.edges(keys=True))).encode())
"""
ELSEWHERE: dict[str, Mapping[str, str]] = {
    "another hash seed": {"PYTHONHASHSEED": "1"},
    "a third hash seed": {"PYTHONHASHSEED": "4242"},
    "a day ahead": {"TZ": "Pacific/Kiritimati"},
    "a day behind": {"TZ": "Pacific/Pago_Pago"},
    "the C locale": {"LC_ALL": "C", "LANG": "C"},
    "a Turkish locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "no UTF-8": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


def surroundings(changes: Mapping[str, str]) -> dict[str, str]:
    """The surroundings of a child process that imports this checkout, with changes."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ", "PYTHON"))}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC", **changes}


def run(folder: Path, changes: Mapping[str, str], *arguments: str, text: bytes) -> bytes:
    """What Python prints in a folder and in changed surroundings."""
    done = subprocess.run(
        [sys.executable, *arguments],
        input=text,
        capture_output=True,
        check=False,
        cwd=folder,
        env=surroundings(changes),
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


@pytest.fixture(scope="module")
def given() -> bytes:
    """All cases, with words beyond ASCII and a day of service, as JSON."""
    cases = [
        {"text": f"{text} \u201cna\u00efve\u201d \u00b5m", "setting": setting, "on": on or DAY}
        for setting, on, text in CASES
    ]
    assert len(cases) == 22
    return json.dumps(cases).encode()


@pytest.fixture(scope="module")
def plain(given: bytes) -> bytes:
    """The answers in the checkout itself, in plain surroundings."""
    found = run(ROOT, {}, "-c", SCRIPT, text=given)
    assert len(found) > 100_000
    return found


@pytest.mark.parametrize("changes", ELSEWHERE.values(), ids=ELSEWHERE)
def test_answers_are_the_same_bytes_elsewhere(
    given: bytes, plain: bytes, tmp_path: Path, changes: Mapping[str, str]
) -> None:
    assert run(tmp_path, changes, "-c", SCRIPT, text=given) == plain


@pytest.mark.parametrize("form", ["json", "text", "html"])
def test_the_command_line_prints_the_same_bytes_elsewhere(tmp_path: Path, form: str) -> None:
    arguments = ("-m", "iortkg", "code", "-", "--on", DAY, "--setting", "outpatient", "--as", form)
    text = f"{CASES[0][2]} \u201cna\u00efve\u201d".encode()
    here = run(ROOT, {}, *arguments, text=text)
    assert len(here) > 500
    assert run(tmp_path, {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}, *arguments, text=text) == here
