"""Where a user's tables lie: in the folder for data that the system gives each user, or where a variable says."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "IORTKG_DATA"
ENDING = ".table"


def data_folder() -> Path:
    """The folder of the tables; it need not be there."""
    if named := os.environ.get(VARIABLE):
        return Path(named).absolute() / "tables"
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        # As the XDG rules have it, a path that is not absolute counts for nothing.
        given = Path(os.environ.get("XDG_DATA_HOME", ""))
        base = given if given.is_absolute() else Path.home() / ".local" / "share"
    return base / "iortkg" / "tables"


def stored_files(folder: Path) -> tuple[Path, ...]:
    """The stored tables of a folder, by name; none where there is no such folder."""
    try:
        return tuple(sorted(path for path in folder.iterdir() if path.suffix == ENDING))
    except OSError:
        return ()
