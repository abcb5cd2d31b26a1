"""Where a run reads and writes: what must hold of the two files, and plain sentences where the disk says no."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from iortkg.batch.folders import files_of
from iortkg.batch.formats import FORMATS, Format
from iortkg.batch.sources import KINDS, kind_of, reading
from iortkg.errors import InputError

_KINDS = "Name a .jsonl, .csv or .parquet file, or a folder of .txt files."


def part_of(target: Path) -> Path:
    """The one temporary file: progress, kept where a run breaks off."""
    return target.with_name(f"{target.name}.part")


def manifest_of(target: Path) -> Path:
    """The file beside the answers that tells what they were made with."""
    return target.with_name(f"{target.name}.manifest.json")


def check_places(source: Path, target: Path) -> Format:
    """The format to write; raises InputError where there is no way from source to target."""
    with reading(source):
        _check_source(source)
    with writing(target):
        return _check_target(source, target)


def _check_source(source: Path) -> None:
    if not source.exists():
        raise InputError(f"{source} is not there. {_KINDS}")
    if source.is_dir():
        files_of(source)
    elif not source.is_file() or kind_of(source) not in KINDS:
        raise InputError(f"{source} has no ending that tells how to read it. {_KINDS}")


def _check_target(source: Path, target: Path) -> Format:
    form = FORMATS.get(target.suffix.lower())
    if form is None:
        raise InputError(f"{target} has no ending that tells a format to write. Name a .jsonl, .csv or .parquet file.")
    for place in (target, part_of(target), manifest_of(target)):
        if place.exists() and not place.is_file():
            raise InputError(f"{place} is there and is not a file. Name another file for the answers.")
    if target.exists() and target.samefile(source):
        raise InputError(f"{target} is the input too. Name another file for the answers.")
    if not target.absolute().parent.is_dir():
        raise InputError(f"{target.parent} is not a folder. Make it first, or name another file for the answers.")
    return form


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Say in a sentence why an output is not writable."""
    try:
        yield
    except OSError as fault:
        again = "Make room or mend its name or rights, then run the same command again; it goes on where it stopped."
        raise InputError(f"{target} is not writable: {fault.strerror}. {again}") from None


@contextmanager
def opened(part: Path, end: int) -> Iterator[FileIO]:
    """The progress file, cut where its whole entries end; what is appended is on the disk's side at once."""
    with writing(part), FileIO(part, "r+" if part.exists() else "w+") as out:
        out.truncate(end)
        out.seek(end)
        yield out


def append(out: FileIO, entry: bytes) -> None:
    """Write all of an entry; a file that has no buffer may take it in pieces."""
    left = memoryview(entry)
    while left:
        left = left[out.write(left) :]


def settle(part: Path, target: Path) -> None:
    """Give the file its name when all is in it."""
    with writing(target):
        part.replace(target)
