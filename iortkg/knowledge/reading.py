"""A file of text as it is read wherever a person wrote it."""

from __future__ import annotations

from pathlib import Path

from iortkg.errors import InputError

# What some programs put before a text that they save as UTF-8.
MARK = "\ufeff"


def text_of(path: Path, *, marked: bool = False) -> str:
    """What a file holds, its byte order mark taken away or kept; raises InputError where it can't be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise InputError(f"{path} is not valid UTF-8 at byte {fault.start + 1}. Save it as UTF-8.") from None
    except OSError as fault:
        raise InputError(f"{path} is not readable: {fault.strerror}. Check its rights.") from None
    return text if marked else text.removeprefix(MARK)
