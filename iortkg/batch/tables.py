"""Records of a CSV file and of a Parquet file; columns that are not id, text, on or setting are passed over."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Self

from iortkg.arrow import ParquetFile
from iortkg.batch.records import BOM, MOST_LINE, READ, Record, drain, fault_of
from iortkg.errors import InputError

_COLUMNS = "Name the columns id, text and, where known, on and setting."
_SHAPE = "Give each row a text."
# Characters, of which each has a byte at least: a case has no more bytes.
_MOST_CELL = 20_000_000
_UTF8 = "is not valid UTF-8. Save the file as UTF-8."


class _Lines:
    """Lines of a file for the reader of CSV; bytes that are no UTF-8 come as halves of surrogate pairs; counted."""

    def __init__(self, notes: BinaryIO) -> None:
        self._notes, self._taken, self._bom, self.count = notes, hashlib.sha256(), BOM, 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        raw = self._notes.readline(MOST_LINE)
        if not raw:
            raise StopIteration
        self.count += 1
        self._taken.update(raw)
        if len(raw) == MOST_LINE and not raw.endswith(b"\n"):
            drain(self._notes)
            raise csv.Error("limit")
        text = raw.removeprefix(self._bom).decode("utf-8", "surrogateescape")
        self._bom = b""
        return text

    def digest(self) -> str:
        """The digest of the lines since the last digest."""
        taken, self._taken = self._taken, hashlib.sha256()
        return taken.hexdigest()


def read_csv(path: Path, notes: BinaryIO) -> Iterator[Record]:
    """The records of a CSV file in order, counted by the line where each begins; empty lines are skipped."""
    lines = _Lines(notes)
    rows = csv.reader(lines, strict=True)
    names = _names(path, rows)
    lines.digest()
    while True:
        first = lines.count + 1
        # The limit is one for all readers of this process, so it is set for a row only.
        before = csv.field_size_limit(_MOST_CELL)
        try:
            row = next(rows)
            found = _of_row(row, names) if row else None
        except StopIteration:
            return
        except csv.Error as broken:
            found = None, {}, _broken(broken, lines.count, first)
        finally:
            csv.field_size_limit(before)
        digest = lines.digest()
        if found:
            yield Record(first, *found, digest, end=notes.tell())


def _names(path: Path, rows: Iterator[list[str]]) -> Sequence[str]:
    """The columns by the first line; raises InputError where they can't be told."""
    try:
        names = [name.strip() for name in next(rows, [])]
    except csv.Error:
        raise InputError(f"{path} is not CSV in its first line. Separate columns by commas. {_COLUMNS}") from None
    return check_columns(path, names)


def check_columns(path: object, names: Sequence[str]) -> Sequence[str]:
    """The names, if text is among them and each that is read stands there once; raises InputError."""
    if "text" not in names:
        raise InputError(f"{path} has no column text. {_COLUMNS}")
    for name in READ:
        if names.count(name) > 1:
            raise InputError(f"{path} has the column {name} more than once. {_COLUMNS}")
    return names


def _of_row(row: Sequence[str], names: Sequence[str]) -> tuple[str | None, Mapping[str, Any], str]:
    """Id, fields and fault of a row; an empty id, day or setting is none."""
    cells = dict(zip(names, row, strict=False))
    fields = {name: cells.get(name) or None for name in READ} | {"text": cells.get("text")}
    name = fields["id"] if _is_utf8(fields["id"]) else None
    if len(row) != len(names):
        count = f"has {len(row)} cells, and the first line names {len(names)}."
        return name, {}, f"{count} Put quotes around a cell with commas."
    if not all(_is_utf8(value) for value in fields.values()):
        return name, {}, _UTF8
    return name, fields, fault_of(fields, _SHAPE)


def _is_utf8(text: str | None) -> bool:
    try:
        return not text or bool(text.encode())
    except UnicodeEncodeError:
        return False


def _broken(fault: csv.Error, last: int, first: int) -> str:
    if "limit" in str(fault):
        return "has a cell longer than 20 MB. Look for a quote that is not closed. Give one case a row."
    up_to = f" up to line {last}" if last > first else ""
    return f"is not CSV{up_to}: a quote is not closed, or stands inside a cell alone. Write a quote in a cell twice."


def read_parquet(path: Path) -> Iterator[Record]:
    """The records of a Parquet file in order, counted by row, one row group after the other."""
    size, file = path.stat().st_size, ParquetFile(path)
    check_columns(path, file.names)
    for line, row in enumerate(file.rows([name for name in READ if name in file.names]), start=1):
        digest = hashlib.sha256(repr(sorted(row.items())).encode("utf-8", "backslashreplace")).hexdigest()
        fields, fault = fields_of(row)
        yield Record(line, fields.get("id"), fields, fault, digest, f"Row {line}", size * line // file.count)


def fields_of(row: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """The fields of a row whose texts are bytes, and what is wrong with them; what is no UTF-8 is left out."""
    fields, fault = {}, ""
    for name, value in row.items():
        try:
            fields[name] = value.decode("utf-8") if isinstance(value, bytes) else value
        except UnicodeDecodeError:
            fault = _UTF8
    return fields, fault or fault_of(fields, _SHAPE)
