"""Progress in OUT.part: answers, each sealed with a digest of the record that it belongs to.

A digest tells an edited record from the one that was answered, and repeats no word of it. When all is answered, the
seals are taken out in place: a run has this one file only.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from iortkg.batch.places import append
from iortkg.errors import InputError

_FIRST_LINE = b"iortkg batch progress 1\n"
# Two digests, a flag and a length.
_MOST_SEAL = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was written whole, the key of its record, and where in the file it ends."""

    key: str
    failed: bool
    entry: bytes
    end: int


def opening(head: bytes) -> bytes:
    """What a journal begins with; head is what the answers begin with."""
    return _FIRST_LINE + head


def sealed(key: str, entry: bytes, *, failed: bool) -> bytes:
    """An answer with its seal."""
    told = f"{key} {failed:d} {len(entry)}"
    return f"{told} {_check(told, entry)}\n".encode() + entry


def _check(told: str, entry: bytes) -> str:
    return hashlib.sha256(told.encode() + b"\n" + entry).hexdigest()


def is_journal(part: BinaryIO, head: bytes) -> bool:
    """True if a file begins as a journal does or was broken off before it did; its answers are read next."""
    begun = part.read(len(opening(head)))
    return opening(head).startswith(begun)


def kept(part: BinaryIO) -> Iterator[Kept]:
    """The answers of a journal from here to the first that is not whole."""
    size = os.fstat(part.fileno()).st_size
    while seal := part.readline(_MOST_SEAL):
        told, _, check = seal.decode("latin-1").rstrip("\n").rpartition(" ")
        key, flag, length = (*told.split(" "), "", "")[:3]
        if not length.isascii() or not length.isdigit() or int(length) > size:
            return
        entry = part.read(int(length))
        if check != _check(told, entry):
            return
        yield Kept(key, flag == "1", entry, part.tell())


def take_out_seals(part: Path, head: bytes) -> None:
    """Leave the answers alone in the file; raises InputError where it was changed meanwhile.

    What is written ends before what is still to be read. A run that is killed here begins anew, for the first line is
    gone.
    """
    with part.open("rb") as old, FileIO(part, "r+") as new:
        end = old.seek(len(opening(head)))
        append(new, head)
        for answer in kept(old):
            append(new, answer.entry)
            end = answer.end
        if end != os.fstat(old.fileno()).st_size:
            raise InputError(f"{part} was changed by something else. Run the same command again; it begins anew.")
        new.truncate()
        os.fsync(new.fileno())
