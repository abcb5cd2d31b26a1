"""The page on adding a device can be followed word by word: in a copy, by a person who knows nothing else."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "ontology" / "ADDING.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`(ontology/[a-z/]+\.ttl)`:\s*\Z")


def blocks(kind: str) -> list[tuple[str, str]]:
    """The blocks of a kind, each with the text before it."""
    return [(PAGE[: found.start()], found[2]) for found in BLOCK.finditer(PAGE) if found[1] == kind]


def added() -> list[tuple[str, str]]:
    """The blocks of Turtle that the page adds to a file."""
    return [(before, text) for before, text in blocks("turtle") if FILE.search(before)]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, with the blocks of the page at the ends of the files that it names."""
    place = tmp_path_factory.mktemp("checkout") / "iortkg"
    for part in ("iortkg", "ontology", "tests", "tools"):
        shutil.copytree(ROOT / part, place / part, ignore=shutil.ignore_patterns("__pycache__", "cases"))
    shutil.copy(ROOT / "pyproject.toml", place)
    turtle = added()
    assert len(turtle) == 3
    for before, text in turtle:
        named = FILE.search(before)
        assert named
        with (place / named[1]).open("a", encoding="utf-8") as file:
            file.write(f"\n{text}")
    return place


@pytest.fixture(scope="module")
def said(copy: Path) -> str:
    """What the commands of the page print, one after the other."""
    commands = [line for _, text in blocks("sh") for line in text.splitlines()]
    assert len(commands) == 6
    printed = ""
    for command in commands:
        words = shlex.split(command)
        assert words[0] == "python"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        done = subprocess.run(
            [sys.executable, *words[1:]], cwd=copy, env=kept | {"PYTHONPATH": str(copy)}, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (command, done.stdout[-2000:], done.stderr)
        printed += done.stdout
    return printed


def test_the_page_works_and_what_it_promises_is_printed(said: str) -> None:
    promised = [line for _, text in blocks("text") for line in text.splitlines()]
    assert len(promised) == 5
    assert [line for line in promised if line not in said] == []
    assert " passed" in said


def test_the_blocks_of_the_page_are_in_canonical_form(copy: Path, said: str) -> None:
    assert said
    for before, text in added():
        named = FILE.search(before)
        assert named
        whole = (copy / named[1]).read_text(encoding="utf-8")
        assert [part for part in text.strip().split("\n\n") if part not in whole] == []


def test_the_choice_of_the_page_is_a_block_of_the_example() -> None:
    (shown,) = [text for before, text in blocks("turtle") if not FILE.search(before)]
    examples = ROOT / "ontology" / "examples" / "settings"
    assert shown in (examples / "by-practice" / "choices.ttl").read_text(encoding="utf-8")
    assert {path.parent.name for path in examples.rglob("*.ttl")} == {"by-policy", "by-practice"}


def test_the_device_of_the_page_is_not_in_the_ontology() -> None:
    devices = (ROOT / "ontology" / "modules" / "devices.ttl").read_text(encoding="utf-8")
    assert "ior:Iort50" in PAGE
    assert "ior:Iort50" not in devices
