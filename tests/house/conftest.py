"""The modules of the package as syntax trees."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "iortkg"


@dataclass(frozen=True)
class Module:
    """A module of the package: its name, its file below the package, its lines and its tree."""

    name: str
    path: str
    lines: int
    tree: ast.Module

    @property
    def part(self) -> str:
        """The package, or the module beside the packages, that the module belongs to."""
        return self.name.split(".")[1] if "." in self.name else "iortkg"


def _read(path: Path) -> Module:
    inside = path.relative_to(PACKAGE)
    names = ["iortkg", *inside.with_suffix("").parts]
    name = ".".join(names[:-1] if names[-1] == "__init__" else names)
    text = path.read_text(encoding="utf-8")
    return Module(name, inside.as_posix(), len(text.splitlines()), ast.parse(text))


@pytest.fixture(scope="session")
def modules() -> tuple[Module, ...]:
    """Every module of the package, in the order of their files."""
    found = tuple(_read(path) for path in sorted(PACKAGE.rglob("*.py")))
    assert len(found) >= 60
    return found
