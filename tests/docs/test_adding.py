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
FILE = re.compile(r"`((?:ontology|my-hospital)/[a-z/]+\.ttl)`:\s*\Z")
TABLE = re.compile(r"In `(ontology/questions/[a-z-]+\.csv)`, below\s+`([^`]+)`:\s*\Z")


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
    assert len(turtle) == 4
    for before, text in turtle:
        named = FILE.search(before)
        assert named
        (place / named[1]).parent.mkdir(exist_ok=True)
        own = not (place / named[1]).is_file()
        with (place / named[1]).open("a", encoding="utf-8") as file:
            file.write(text if own else f"\n{text}")
    return place


def rows() -> list[tuple[str, str, str]]:
    """Each row that the page puts into a table: the file, the line above it, the row."""
    named = [(TABLE.search(before), text.strip()) for before, text in blocks("csv")]
    assert len(named) == 4
    return [(found[1], found[2], row) for found, row in named if found]


@pytest.fixture(scope="module")
def said(copy: Path) -> str:
    """What the commands of the page print, one after the other."""
    commands = [line for _, text in blocks("sh") for line in text.splitlines()]
    assert len(commands) == 8
    printed = ""
    put_in_order = run(copy, commands[0])
    assert (put_in_order.returncode, put_in_order.stderr) == (0, "")
    # Before the rows are in the tables, the check tells just them, word by word and place by place.
    told = [line.partition("; write ")[0] for line in run(copy, "python -m iortkg check").stdout.splitlines()[:-1]]
    assert sorted(told) == sorted(
        f"{file}:{line_of(copy / file, above)}: {Path(file).stem}: an answer is not in the table; found `{row}`"
        for file, above, row in rows()
    )
    for file, above, row in rows():
        text = (copy / file).read_text(encoding="utf-8")
        (copy / file).write_text(text.replace(f"{above}\n", f"{above}\n{row}\n"), encoding="utf-8")
    for command in commands[1:]:
        done = run(copy, command)
        assert done.returncode == 0, (command, done.stdout[-2000:], done.stderr)
        printed += done.stdout
    return printed


def run(copy: Path, command: str) -> subprocess.CompletedProcess[str]:
    """A command of the page, run in the copy."""
    words = shlex.split(command)
    assert words[0] == "python"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return subprocess.run(
        [sys.executable, *words[1:]], cwd=copy, env=kept | {"PYTHONPATH": str(copy)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def line_of(file: Path, row: str) -> int:
    """The line of a row in a table."""
    return file.read_text(encoding="utf-8").split("\n").index(row) + 1


def test_the_page_works_and_what_it_promises_is_printed(said: str) -> None:
    promised = [line for _, text in blocks("text") for line in text.splitlines()]
    assert len(promised) == 6
    assert [line for line in promised if line not in said] == []
    assert said.count("checked: no fault.") == 3
    assert said.count("77424  IORT delivery, x-rays") >= 2


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


def test_the_map_names_every_folder_of_the_ontology() -> None:
    folders = sorted(path.name for path in (ROOT / "ontology").iterdir() if path.is_dir())
    readme = (ROOT / "ontology" / "README.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `([a-z]+)/` \|", readme, re.MULTILINE)) == folders
