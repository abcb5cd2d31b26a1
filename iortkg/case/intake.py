"""What may come in: a text with letters, not too long, and a setting that exists."""

from __future__ import annotations

from numbers import Integral

from iortkg.errors import InputError, repeated
from iortkg.model import SETTINGS

MOST_BYTES = 20_000_000


def check_text(text: object) -> str:
    """The text itself; raises InputError where it can't be a case."""
    if not isinstance(text, str):
        raise InputError(f"The case text is {type(text).__name__}, not text. Give it as a string.")
    if not _is_whole(text):
        raise InputError("The case text holds half of a surrogate pair, which is no character. Save it as UTF-8.")
    # A fourth of the limit cannot exceed it in any encoding, and most texts end here.
    if len(text) > MOST_BYTES // 4 and len(text.encode()) > MOST_BYTES:
        raise InputError("The case text is longer than 20 MB. Give one case at a time, or use iortkg batch.")
    if not any(char.isalpha() for char in text):
        raise InputError("The case text holds no letter. Give the words of the note.")
    return text


def _is_whole(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def check_id(name: object) -> str | int | None:
    """The id as given; raises InputError for anything but text and whole numbers."""
    if isinstance(name, bool) or not isinstance(name, str | Integral | None):
        told = f"An id is {type(name).__name__}, not text and not a whole number."
        raise InputError(f"{told} Give each case an id like c1.")
    # Whole numbers of a data frame are not those that JSON knows.
    return int(name) if isinstance(name, Integral) else name


def check_setting(setting: object) -> str | None:
    """The setting, or None where none is given; raises InputError for an unknown one."""
    if setting is None or setting in SETTINGS:
        return setting if isinstance(setting, str) else None
    raise InputError(f"{repeated(setting)} is not a setting. Use one of {', '.join(SETTINGS)}.")
