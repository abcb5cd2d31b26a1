"""Progress in OUT.part: answers, each sealed with a digest of the record that it belongs to.

A digest tells an edited record from the one that was answered, and repeats no word of it. When all is answered, the
seals are taken out in place: a run has this one file only.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from io import SEEK_CUR, SEEK_END, FileIO, RawIOBase
from pathlib import Path
from typing import Any, BinaryIO

from iortkg.batch.formats import Format
from iortkg.batch.places import append
from iortkg.errors import InputError

_FIRST = "iortkg batch progress 2"
_DAY = "0000-00-00"
# Two digests, a gist and a length.
_MOST_SEAL = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was written whole, the key of its record, and where in the file it ends."""

    key: str
    gist: str
    entry: bytes
    end: int


def opening(day: str, setup: str, head: bytes) -> bytes:
    """What a journal begins with: the day that stands where none is known, what else answers hang on, their head."""
    return f"{_FIRST} {day} {setup}\n".encode() + head


def sealed(key: str, gist: str, entry: bytes) -> bytes:
    """An answer with its seal."""
    told = f"{key} {gist} {len(entry)}"
    return f"{told} {_check(told, entry)}\n".encode() + entry


def _check(told: str, entry: bytes) -> str:
    return hashlib.sha256(told.encode() + b"\n" + entry).hexdigest()


def day_of(part: BinaryIO, setup: str, head: bytes) -> str | None:
    """The day that a journal of this setup was begun with, or None; its answers are read next.

    The day is empty where the journal was broken off before its first answer.
    """
    whole = len(opening(_DAY, setup, head))
    begun = part.read(whole)
    day = begun[len(_FIRST) + 1 :][: len(_DAY)].decode("latin-1")
    if not opening(day.ljust(len(_DAY), "0"), setup, head).startswith(begun):
        return None
    return day if len(begun) == whole else ""


def kept(part: BinaryIO) -> Iterator[Kept]:
    """The answers of a journal from here to the first that is not whole."""
    size = os.fstat(part.fileno()).st_size
    while seal := part.readline(_MOST_SEAL):
        told, _, check = seal.decode("latin-1").rstrip("\n").rpartition(" ")
        key, gist, length = (*told.split(" "), "", "")[:3]
        if not length.isascii() or not length.isdigit() or int(length) > size:
            return
        entry = part.read(int(length))
        if check != _check(told, entry):
            return
        yield Kept(key, gist, entry, part.tell())


def take_out_seals(part: Path, form: Format) -> None:
    """Leave the answers alone in the file; raises InputError where it was changed meanwhile.

    What is written ends before what is still to be read. A run that is killed here begins anew, for the first line is
    gone.
    """
    with part.open("rb") as old, FileIO(part, "r+") as new:
        if form.gather:
            _move_down(new, _gathered(old, new, form))
            return
        old.readline()
        end = old.seek(len(form.head), SEEK_CUR)
        append(new, form.head)
        for answer in kept(old):
            append(new, answer.entry)
            end = answer.end
        _check_end(part, end, os.fstat(old.fileno()).st_size)
        new.truncate()
        os.fsync(new.fileno())


def _check_end(part: Path, end: int, size: int) -> None:
    if end != size:
        raise InputError(f"{part} was changed by something else. Run the same command again; it begins anew.")


def _gathered(old: BinaryIO, new: FileIO, form: Format) -> int:
    """Write what the format makes of all answers after the journal, which stays whole; where that begins."""
    start = new.seek(0, SEEK_END)
    old.readline()
    end = old.seek(len(form.head), SEEK_CUR)

    def pieces() -> Iterator[bytes]:
        nonlocal end
        # What follows the journal is no answer, so it is not read beyond its end.
        while end < start and (answer := next(kept(old), None)):
            end = answer.end
            yield answer.entry

    if form.gather:
        form.gather(_Tail(new), pieces())
    _check_end(Path(str(new.name)), end, start)
    return start


class _Tail(RawIOBase):
    """The end of a file as a file of its own, for a writer that counts what it has written."""

    def __init__(self, file: FileIO) -> None:
        self._file = file

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # Any: bytes, as whoever writes them has them
        append(self._file, data)
        return len(memoryview(data))


def _move_down(file: FileIO, start: int) -> None:
    """Take away what stands before a place in a file."""
    done = 0
    while piece := os.pread(file.fileno(), 1 << 20, start + done):
        file.seek(done)
        append(file, piece)
        done += len(piece)
    file.truncate(done)
    os.fsync(file.fileno())
