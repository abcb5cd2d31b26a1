"""Files of a user as lines of text: bare or in a ZIP file, in the encodings in which such files come."""

from __future__ import annotations

import codecs
import hashlib
import io
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, cast

from iortkg.errors import InputError

# A line of the files has at most a few thousand bytes; a file that is packed small can be endless when unpacked.
_LONGEST_LINE, _MOST_BYTES, _AT_ONCE = 100_000, 8_000_000_000, 1 << 20
_HEAD = 60
_BROKEN = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a member of a ZIP file."""

    path: Path
    member: str
    size: int

    @property
    def name(self) -> str:
        """How sentences name it."""
        return f"{self.path}: {self.member}" if self.member else str(self.path)

    @contextmanager
    def opened(self) -> Iterator[io.BufferedReader]:
        """The bytes; raises InputError where they can't be read."""
        try:
            if not self.member:
                with self.path.open("rb") as file:
                    yield file
                return
            with zipfile.ZipFile(self.path) as packed, packed.open(self.member) as file:
                # It peeks, reads and gives lines as a buffered file does.
                yield cast("io.BufferedReader", file)
        except _BROKEN as fault:
            raise InputError(f"{self.name} is not readable: {_reason(fault)}. Download it again.") from None

    def lines(self) -> Generator[str]:
        """The lines with their ends, decoded; raises InputError that names a line which is no text."""
        with self.opened() as file:
            yield from _decoded(file, self.name)

    def head(self) -> tuple[str, ...]:
        """The first lines, as far as they are text: what is none is told when the file is read."""
        found: list[str] = []
        with suppress(InputError), closing(self.lines()) as lines:
            found.extend(islice(lines, _HEAD))
        return tuple(found)


def _reason(fault: BaseException) -> str:
    if isinstance(fault, OSError) and fault.strerror:
        return fault.strerror
    return "it has a password" if "password" in str(fault) else "it is cut off or damaged"


def sources_of(path: Path) -> tuple[Source, ...]:
    """The files of a path: itself, or the members of a ZIP file; raises InputError where there is none."""
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder. Name a file.")
        if not is_packed(path) or _is_workbook(path):
            return (Source(path, "", path.stat().st_size),)
        with zipfile.ZipFile(path) as packed:
            members = [one for one in packed.infolist() if not one.is_dir() and one.file_size]
    except (*_BROKEN, ValueError) as fault:
        raise InputError(f"{path} is not readable: {_reason(fault)}. Name a file as it was downloaded.") from None
    for one in members:
        if one.file_size > _MOST_BYTES:
            raise InputError(f"{path}: {one.filename} unpacks to more than 8 GB. Name a file as it was downloaded.")
    return tuple(Source(path, one.filename, one.file_size) for one in sorted(members, key=lambda one: one.filename))


def is_packed(path: Path) -> bool:
    """True if a file is a whole ZIP file."""
    return zipfile.is_zipfile(path)


def _is_workbook(path: Path) -> bool:
    with zipfile.ZipFile(path) as packed:
        return "[Content_Types].xml" in packed.namelist()


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_AT_ONCE):
                found.update(piece)
    except OSError as fault:
        raise InputError(f"{path} is not readable: {fault.strerror}. Name a file as it was downloaded.") from None
    return found.hexdigest()


def _decoded(file: io.BufferedReader, name: str) -> Iterator[str]:
    start = file.peek(3)
    if not start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        file.read(len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0)
        yield from _lines(file, name)
        return
    number = 0
    try:
        with io.TextIOWrapper(file, encoding="utf-16", newline="") as text:
            while line := text.readline(_LONGEST_LINE):
                number += 1
                yield _checked(line, name, number)
    except UnicodeError:
        raise InputError(f"{name}, line {number + 1} is not valid UTF-16. Download the file again.") from None


def _lines(file: IO[bytes], name: str) -> Iterator[str]:
    """Lines in UTF-8, and where one is not that, in the code page of Windows; raises InputError."""
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            try:
                text = line.decode("cp1252")
            except UnicodeDecodeError:
                raise InputError(
                    f"{name}, line {number} is no text in UTF-8 or Windows-1252. Download the file again."
                ) from None
        yield _checked(text, name, number)


def _checked(line: str, name: str, number: int) -> str:
    if len(line) >= _LONGEST_LINE:
        raise InputError(f"{name}, line {number} is longer than 100,000 characters. Name a file as it was downloaded.")
    if "\0" in line:
        raise InputError(f"{name}, line {number} holds a NUL, so it is no text. Name a file as it was downloaded.")
    return line
