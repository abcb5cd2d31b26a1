"""A stored table taken away."""

from __future__ import annotations

from pathlib import Path

from iortkg.codebooks.folder import ENDING, stored_files
from iortkg.errors import InputError


def remove_table(name: str, folder: Path) -> None:
    """Take a stored table away; raises InputError where no table has the name."""
    files = {path.name.removesuffix(ENDING): path for path in stored_files(folder)}
    if name not in files:
        there = ", ".join(sorted(files)) or "none"
        raise InputError(f"There is no table of this name in {folder}. There: {there}.")
    try:
        files[name].unlink()
    except OSError as fault:
        raise InputError(f"{files[name]} can't be taken away: {fault.strerror}.") from None
