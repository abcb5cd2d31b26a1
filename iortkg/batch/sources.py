"""Inputs by their kind: how each is read, how large it is, and a digest that tells it from all others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from iortkg.batch.folders import files_of, read_folder
from iortkg.batch.records import Record, read_records
from iortkg.batch.tables import read_csv, read_parquet
from iortkg.errors import InputError

KINDS = (".jsonl", ".csv", ".parquet")


@contextmanager
def reading(source: Path) -> Iterator[None]:
    """Say in a sentence why an input is not readable."""
    try:
        yield
    except OSError as fault:
        raise InputError(f"{source} is not readable: {fault.strerror}. Check its name and rights.") from None


def kind_of(source: Path) -> str:
    """The kind of an input: the ending of a file, or folder."""
    return "folder" if source.is_dir() else source.suffix.lower()


def records_of(source: Path) -> Iterator[Record]:
    """The records of an input in order; raises InputError where it can't be read on."""
    kind = kind_of(source)
    with reading(source):
        if kind == "folder":
            yield from read_folder(source)
        elif kind == ".parquet":
            yield from read_parquet(source)
        else:
            with source.open("rb") as notes:
                yield from read_csv(source, notes) if kind == ".csv" else read_records(notes)


def size_of(source: Path) -> int:
    """How many bytes an input has; raises InputError where it is not there."""
    with reading(source):
        return sum(size for _, size, _ in _stamps(source))


def stamp_of(source: Path) -> tuple[object, ...]:
    """What changes when a file of an input is written to."""
    with reading(source):
        return tuple(_stamps(source))


def digest_of(source: Path) -> str:
    """SHA-256 of a file; of a folder, of the lines that sha256sum writes for its files in order."""
    if not source.is_dir():
        return _digest(source)
    lines = (f"{_digest(source / name)}  {name}\n" for name in files_of(source))
    taken = hashlib.sha256()
    for line in lines:
        taken.update(line.encode("utf-8", "surrogateescape"))
    return taken.hexdigest()


def _stamps(source: Path) -> Iterator[tuple[str, int, int]]:
    """Name, size and time of change of each file; of a file in a folder that is out of reach the name alone."""
    if not source.is_dir():
        yield source.name, source.stat().st_size, source.stat().st_mtime_ns
        return
    for name in files_of(source):
        try:
            found = (source / name).stat()
            yield name, found.st_size, found.st_mtime_ns
        except OSError:
            yield name, 0, 0


def _digest(path: Path) -> str:
    """SHA-256 of a file, empty where it can't be read: its record says so."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
