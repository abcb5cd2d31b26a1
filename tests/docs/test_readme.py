"""The README: every block runs, and prints what it says that it prints."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tools import score
from tools.readme import README, blocks, is_command, rewritten, run

ROOT = README.parent
MARKDOWN = README.read_text(encoding="utf-8")
BLOCKS = blocks(MARKDOWN)
COMMANDS = [block for block in BLOCKS if is_command(block)]
EXAMPLES = [block for block in BLOCKS if not is_command(block)]


def test_all_blocks_are_found() -> None:
    fences = [line for line in MARKDOWN.splitlines() if line.startswith("```")]
    closed = 2 * (len(BLOCKS) + sum(block.prints is not None for block in BLOCKS))
    assert len(fences) == closed
    assert (len(COMMANDS), len(EXAMPLES)) == (2, 25)
    assert sum(block.prints is not None for block in EXAMPLES) == 22


def test_every_block_prints_what_the_readme_says(tmp_path: Path) -> None:
    # "make readme" writes the new outputs into the README; read the difference before you keep it.
    printed = run(EXAMPLES, tmp_path)
    assert len(printed) == len(EXAMPLES)
    assert rewritten(MARKDOWN, printed) == MARKDOWN
    written = (
        "77424.html", "answer.html", "answer.json", "claims.csv", "handout.html", "path.graphml", "path.json",
        "path.svg", "quiz-of-two.html", "quiz.html", "story.html", "walk.html", "walk.svg",
    )  # fmt: skip
    assert [name for name in written if not (tmp_path / name).stat().st_size] == []


def test_the_table_and_the_curve_of_the_held_part_are_those_of_the_rules_as_they_are() -> None:
    # "make score" writes both anew.
    table, curve = score.scored()
    assert score.rewritten(MARKDOWN, table) == MARKDOWN
    assert score.CURVE.read_text(encoding="utf-8") == curve
    assert table.count("\n") >= 20


def test_a_readme_that_has_no_place_for_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^README\.md has 0 places for the table of the held part, not one\.$"):
        score.rewritten("# iortkg\n", "table")


def test_make_demo_makes_its_own_environment_and_draws_a_walk(tmp_path: Path) -> None:
    assert COMMANDS[0].code == "make demo\n"
    clone = tmp_path / "clone"
    left_out = shutil.ignore_patterns(".*_cache", ".git", ".hypothesis", ".venv*", "__pycache__", "build", "dist")
    shutil.copytree(ROOT, clone, ignore=left_out)
    first = demo(clone)
    assert sum(line.startswith("$ iortkg code ") for line in first.splitlines()) == 3
    assert "needs-information" in first
    assert (clone / "build" / "walk.svg").read_text(encoding="utf-8").startswith("<svg")
    again = demo(clone)
    assert "Installing" in first
    assert "Installing" not in again


def demo(clone: Path) -> str:
    """What the first command prints in a clone, outside of any environment that this test runs in."""
    told = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "VIRTUAL_ENV")}
    done = subprocess.run(["make", "demo"], cwd=clone, env=told, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_ci_runs_the_second_command() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert COMMANDS[1].code.strip() == "make test"
    assert lines[-1] == "make test"
