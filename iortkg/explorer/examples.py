"""The example cases beside the ontology."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from iortkg.knowledge import ontology_folder


@dataclass(frozen=True, slots=True)
class Example:
    """A short case with a title for a person."""

    title: str
    text: str
    on: date
    setting: str


def examples() -> tuple[Example, ...]:
    """The example cases, in the order of their file."""
    lines = (ontology_folder() / "examples" / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    rows = (json.loads(line) for line in lines)
    return tuple(Example(row["title"], row["text"], date.fromisoformat(row["on"]), row["setting"]) for row in rows)
