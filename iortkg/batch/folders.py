"""Records of a folder of .txt files: one case a file, its path below the folder as id, in the order of these paths."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from iortkg.batch.records import BOM, TOO_LONG, Record
from iortkg.errors import InputError

# One byte more than a case may have, so that a longer one is seen.
_MOST = 20_000_001


def files_of(folder: Path) -> list[str]:
    """Paths of the .txt files below a folder, with slashes, in order; raises InputError where there are none."""
    found = []
    for place, _, names in os.walk(folder, onerror=_refuse):
        below = Path(place).relative_to(folder)
        found += [(below / name).as_posix() for name in names if name.lower().endswith(".txt")]
    if not found:
        raise InputError(f"{folder} holds no .txt file. Put one case in each file, or name a file of cases.")
    return sorted(found)


def _refuse(fault: OSError) -> None:
    raise fault


def read_folder(folder: Path) -> Iterator[Record]:
    """The records of a folder; a file that can't be read is a record with a fault."""
    end = 0
    for line, name in enumerate(files_of(folder), start=1):
        text, fault = None, ""
        try:
            with (folder / name).open("rb") as note:
                raw = note.read(_MOST)
            text = raw.removeprefix(BOM).decode("utf-8")
        except OSError as error:
            raw, fault = b"", f"is not readable: {error.strerror}. Check its rights."
        except UnicodeDecodeError as error:
            fault = f"is not valid UTF-8 at its byte {error.start + 1}. Save the file as UTF-8."
        if len(raw) == _MOST:
            text, fault = None, TOO_LONG
        end += len(raw)
        digest = hashlib.sha256(name.encode("utf-8", "surrogateescape") + b"\0" + raw).hexdigest()
        yield Record(line, name, {"id": name, "text": text}, fault, digest, f"File {name}", end)
