"""A file of text as a check reads it."""

from __future__ import annotations

from pathlib import Path

from iortkg.errors import InputError


def text_of(path: Path) -> str:
    """What a file holds; raises InputError where it is not UTF-8 or can't be read."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise InputError(f"{path} is not valid UTF-8 at byte {fault.start + 1}. Save it as UTF-8.") from None
    except OSError as fault:
        raise InputError(f"{path} is not readable: {fault.strerror}. Check its rights.") from None
