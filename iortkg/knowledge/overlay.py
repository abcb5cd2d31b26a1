"""A folder of the user's own Turtle laid over the ontology and compiled with it, ours untouched.

What it may say is told by the check of the package above, which reads it first.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from iortkg.errors import InputError
from iortkg.knowledge.files import CORE, turtle_files
from iortkg.knowledge.index import Index, compile_index


def overlay_files(folder: Path) -> tuple[Path, ...]:
    """The Turtle files of an overlay; raises InputError where there are none."""
    if (folder / CORE).is_file():
        raise InputError(f"The overlay folder has a file {CORE}, which is that of a whole ontology. Rename the file.")
    files = turtle_files(folder) if folder.is_dir() else ()
    if not files:
        raise InputError("The overlay folder is not there or has no .ttl file. Name a folder with Turtle files.")
    return files


def lay_over(base: Index, folder: Path) -> Index:
    """The index of the ontology and an overlay folder that was checked."""
    # Most calls have no overlay and do not pay for the import.
    from hashlib import sha256

    mark = sha256(b"".join(path.read_bytes() for path in overlay_files(folder))).hexdigest()[:8]
    return replace(compile_index([*base.folders, folder]), version=f"{base.version}+{mark}")
