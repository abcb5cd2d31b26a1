"""Tables as files of SQLite: written once and whole, and then only read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from iortkg.codebooks.records import Table
from iortkg.errors import InputError

if TYPE_CHECKING:
    import sqlite3

# Raised where rows or columns change their meaning, so that a table of another version is told and not misread.
_EDITION = 1
_MARK = 0x494F5254


def write(path: Path, columns: Sequence[str], keys: Sequence[str], rows: Iterable[Sequence[str]]) -> sqlite3.Connection:
    """A new database with the rows, found fast by the keys; the caller seals it or takes it away."""
    import sqlite3

    connection = sqlite3.connect(path, isolation_level=None)
    # The file counts only once it is whole and has its name, so that a journal would protect nothing.
    for setting in (
        "journal_mode = OFF",
        "synchronous = OFF",
        f"application_id = {_MARK}",
        f"user_version = {_EDITION}",
    ):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN")
    connection.execute(f"CREATE TABLE rows ({', '.join(f'{name} TEXT NOT NULL' for name in columns)})")
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO rows VALUES ({marks})", rows)  # noqa: S608  marks alone
    connection.execute(f"CREATE INDEX keys ON rows ({', '.join(keys)})")
    return connection


def seal(connection: sqlite3.Connection, part: Path, table: Table, path: Path) -> None:
    """Put in what the table is, write all to the disk, and give the file its name at once."""
    connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    told = [(name, str(value)) for name, value in table.to_dict().items()]
    connection.executemany("INSERT INTO about VALUES (?, ?)", told)
    connection.execute("COMMIT")
    connection.close()
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(path)


@contextmanager
def no_part_left(part: Path) -> Iterator[None]:
    """Take a half-written file away, whatever happens."""
    try:
        yield
    finally:
        with suppress(OSError):
            part.unlink()


def opened(path: Path) -> tuple[Table, sqlite3.Connection]:
    """A stored table and a way to ask it, for reading alone; raises InputError where it is not one."""
    import sqlite3
    from urllib.parse import quote

    try:
        # Nothing else writes to a stored table: a new one takes its place whole.
        address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        edition = connection.execute("PRAGMA user_version").fetchone()[0]
        told = dict(connection.execute("SELECT name, value FROM about").fetchall())
        if edition != _EDITION:
            raise InputError(f"{path} was stored by another version of iortkg. Add its file again: iortkg tables add.")
        return _table(told), connection
    except (sqlite3.Error, KeyError, ValueError):
        raise InputError(
            f"{path} is no table that iortkg stored, or is cut off. Take it away and add its file again: "
            "iortkg tables add."
        ) from None


def _table(told: dict[str, str]) -> Table:
    made = {field.name: told[field.name] for field in fields(Table) if field.name not in ("rows", "licensed")}
    return Table(**made, rows=int(told["rows"]), licensed=told["licensed"] == "True")
