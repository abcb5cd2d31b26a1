"""A coder that knows nothing: it marks the first word, proposes one line and counts how often it was asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from iortkg.case import check_setting, check_text, parse_day
from iortkg.model import Citation, Evidence, Line, Outcome

Rows = list[dict[str, Any]]
VERSION = "0.9.9"


class Coder:
    """Answers with the first word of a text as evidence; asked holds the texts that it was given."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, text: str, *, on: str | None, setting: str | None, today: str = "2026-03-02") -> Outcome:
        """An outcome with one line where the text says so."""
        self.asked.append(text)
        word = check_text(text).split()[0]
        core = True
        line = Line(
            "CPT", "00001", core, "certain", "ior:Rule", (Citation("a source", "verified"),), (0,), (), 1, ("LT",)
        )
        return Outcome(
            text, None, today if on is None else parse_day(on), "today", check_setting(setting) or "outpatient",
            "default", "coded", "xray-iort",
            {"facility": (line, line) if "twice" in text else (), "radiation-oncologist": (), "surgeon": ()},
            VERSION, evidence=(Evidence(text.index(word), text.index(word) + len(word), word, "ior:Word", "affirmed"),),
        )  # fmt: skip


@pytest.fixture
def coder() -> Coder:
    return Coder()


@pytest.fixture
def notes(tmp_path: Path) -> Callable[[Iterable[object]], Path]:
    """Write records, or raw lines as bytes, and give back the file."""

    def write(rows: Iterable[object]) -> Path:
        lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
        path = tmp_path / "in.jsonl"
        path.write_bytes(b"".join(line + b"\n" for line in lines))
        return path

    return write


@pytest.fixture
def answers(tmp_path: Path) -> Callable[[str], Rows]:
    """Read the records of an answer file."""

    def read(name: str = "out.jsonl") -> Rows:
        return [json.loads(line) for line in (tmp_path / name).read_bytes().split(b"\n")[:-1]]

    return read


@pytest.fixture
def many() -> Rows:
    return [{"id": f"c{number}", "text": f"Word{number} twice"} for number in range(5)]
