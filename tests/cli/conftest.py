"""Ways to call the command line: inside this process, and as a program of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from iortkg.cli import main

ROOT = Path(__file__).resolve().parents[2]

Call = Callable[..., Result]
Start = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def call() -> Call:
    """Call a command in this process."""

    def run(*words: str, input: bytes | None = None) -> Result:
        return CliRunner().invoke(main, list(words), input=input)

    return run


@pytest.fixture
def program() -> list[str]:
    return [sys.executable, "-m", "iortkg"]


@pytest.fixture
def environment() -> dict[str, str]:
    """The environment of a person in any folder."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST", "PYTHON", "COV", "NO_COLOR"))
    }
    return kept | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}


@pytest.fixture
def start(program: list[str], environment: dict[str, str], tmp_path: Path) -> Start:
    """Run the program in a folder of its own until it ends."""

    def run(*words: str | bytes, **more: Any) -> subprocess.CompletedProcess[bytes]:
        settings: dict[str, Any] = {"cwd": tmp_path, "env": environment, "capture_output": True, "timeout": 120}
        found: subprocess.CompletedProcess[bytes]
        found = subprocess.run([*program, *words], check=False, **(settings | more))
        return found

    return run
