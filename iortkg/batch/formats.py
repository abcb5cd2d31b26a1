"""How answers stand in a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from iortkg.arrow import Kind, write_parquet
from iortkg.model import BILLERS

Entry = Mapping[str, Any]  # an answer as JSON-ready values, or an id with its error

_HEAD = ("id", "on", "setting", "status", "service")
_LINE = ("system", "code", "modifiers", "units", "core", "confidence", "rule")
COLUMNS = ("record", *_HEAD, "biller", *_LINE, "ontology", "error")


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write entries; name is an id as the format writes it.

    What can't be written piece by piece is made of the whole at the end: gather takes an open file and all pieces.
    """

    kind: str
    head: bytes
    encode: Callable[[int, Entry], bytes]
    name: Callable[[object], object]
    gather: Callable[[Any, Iterable[bytes]], None] | None = None  # Any: an open file


def _encode_json(_: int, entry: Entry) -> bytes:
    """One line of JSON."""
    try:
        return f"{json.dumps(entry, ensure_ascii=False)}\n".encode()
    except UnicodeEncodeError:
        # An id with half of a surrogate pair has no UTF-8, but an escape.
        return f"{json.dumps(entry)}\n".encode("ascii")


def _encode_rows(record: int, entry: Entry) -> bytes:
    """One row a claim line, or one row with no code where there is none; record is the line of the input."""
    rows = list(_rows(record, entry))
    for row in rows:
        row["modifiers"] = "-".join(row.get("modifiers") or ())
    return _csv(rows)


def _rows(record: int, entry: Entry) -> Iterator[dict[str, Any]]:  # Any: the plain values of an answer
    head = {"record": record, "id": _name(entry["id"])}
    head |= {name: entry[name] for name in (*_HEAD[1:], "ontology", "error") if name in entry}
    claims = entry.get("claims", {})
    lines = [(biller, line) for biller in BILLERS for line in claims.get(biller, ())]
    for biller, line in lines:
        yield head | {"biller": biller} | {name: line[name] for name in _LINE if name in line}
    if not lines:
        yield head


def _encode_lists(record: int, entry: Entry) -> bytes:
    """The rows of a table of columns as one line of JSON; an id that is null stays so."""
    rows = [[row.get(name) for name in COLUMNS] for row in _rows(record, entry)]
    return f"{json.dumps(rows, ensure_ascii=False)}\n".encode("utf-8", "backslashreplace")


def _gather_lists(sink: Any, pieces: Iterable[bytes]) -> None:  # Any: an open file
    write_parquet(sink, TYPES, (row for piece in pieces for row in json.loads(piece)))


def _csv(rows: Iterable[Mapping[str, object]]) -> bytes:
    written = io.StringIO()
    # Both characters of the line end make the writer put quotes around a cell that holds one of them.
    csv.DictWriter(written, COLUMNS, restval="").writerows(rows)
    return written.getvalue().encode("utf-8", "backslashreplace")


def _name(id: object) -> str:
    """An id as a cell, escaped where it has no UTF-8."""
    return "" if id is None else str(id).encode("utf-8", "backslashreplace").decode()


_OTHER: dict[str, Kind] = {"record": "bigint", "units": "int", "core": "boolean", "modifiers": ["string"]}
TYPES: dict[str, Kind] = {name: _OTHER.get(name, "string") for name in COLUMNS}
FORMATS = {
    ".jsonl": Format(".jsonl", b"", _encode_json, json.dumps),
    ".csv": Format(".csv", ",".join(COLUMNS).encode() + b"\r\n", _encode_rows, _name),
    ".parquet": Format(".parquet", b"", _encode_lists, _name, _gather_lists),
}
