"""What a check finds: a place, a thing, what is wrong with it, what was found and what to write."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A fault in data, worded for the person who wrote it; file is as that person would name it."""

    file: str
    line: int
    thing: str
    wrong: str
    found: str
    write: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.thing}: {self.wrong}; found {self.found}; write {self.write}"

    def to_dict(self) -> dict[str, str | int]:
        """The same as fields."""
        return {
            "file": self.file, "line": self.line, "thing": self.thing, "wrong": self.wrong, "found": self.found,
            "write": self.write,
        }  # fmt: skip


_SENTENCE = re.compile(r"(?<=[.?]) (?=[A-Z'])")


def told(fault: str) -> tuple[str, str]:
    """An error as what was found and what to do: its last sentence is the remedy."""
    *found, remedy = _SENTENCE.split(fault)
    return " ".join(found).rstrip("."), remedy[:1].lower() + remedy[1:].rstrip(".")


def listed(names: tuple[str, ...], most: int = 5) -> str:
    """Names as an enumeration; nothing where there is none."""
    shown = names[:most]
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return (", ".join(shown) + rest) if shown else "nothing"
