"""Files as users download them, in a folder of the test, and a folder for tables of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from iortkg.codebooks import Added, Codebooks, Wish, add_file, stored_files

Adder = Callable[..., Added]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's tables, which the commands and load use too."""
    monkeypatch.setenv("IORTKG_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "tables"


@pytest.fixture
def add(tmp_path: Path, folder: Path) -> Adder:
    """Store a file of a name and a content."""

    def added(name: str, content: str | bytes, starts: str = "", **wish: str) -> Added:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return add_file(path, folder, Wish(starts=starts, today="2026-11-24", **wish))

    return added


@pytest.fixture
def books(folder: Path) -> Callable[[], Codebooks]:
    """All that was stored."""
    return lambda: Codebooks(stored_files(folder))
