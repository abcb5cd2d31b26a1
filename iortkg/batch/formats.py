"""How answers stand in a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from iortkg.model import BILLERS

Entry = Mapping[str, Any]  # an answer as JSON-ready values, or an id with its error

_HEAD = ("id", "on", "setting", "status", "service")
_LINE = ("system", "code", "modifiers", "units", "core", "confidence", "rule")
COLUMNS = ("record", *_HEAD, "biller", *_LINE, "ontology", "error")


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write entries; name is an id as the format writes it."""

    head: bytes
    encode: Callable[[int, Entry], bytes]
    name: Callable[[object], object]


def _encode_json(_: int, entry: Entry) -> bytes:
    """One line of JSON."""
    try:
        return f"{json.dumps(entry, ensure_ascii=False)}\n".encode()
    except UnicodeEncodeError:
        # An id with half of a surrogate pair has no UTF-8, but an escape.
        return f"{json.dumps(entry)}\n".encode("ascii")


def _encode_rows(record: int, entry: Entry) -> bytes:
    """One row a claim line, or one row with no code where there is none; record is the line of the input."""
    head = {"record": record, "id": _name(entry["id"]), "error": entry.get("error", "")}
    head |= {name: entry.get(name, "") for name in (*_HEAD[1:], "ontology")}
    claims = entry.get("claims", {})
    rows = [head | {"biller": biller} | _cells(line) for biller in BILLERS for line in claims.get(biller, ())]
    return _csv(rows or [head])


def _cells(line: Entry) -> dict[str, object]:
    return {name: line.get(name, "") for name in _LINE} | {"modifiers": "-".join(line.get("modifiers", ()))}


def _csv(rows: Iterable[Mapping[str, object]]) -> bytes:
    written = io.StringIO()
    # Both characters of the line end make the writer put quotes around a cell that holds one of them.
    csv.DictWriter(written, COLUMNS, restval="").writerows(rows)
    return written.getvalue().encode("utf-8", "backslashreplace")


def _name(id: object) -> str:
    """An id as a cell, escaped where it has no UTF-8."""
    return "" if id is None else str(id).encode("utf-8", "backslashreplace").decode()


FORMATS = {
    ".jsonl": Format(b"", _encode_json, json.dumps),
    ".csv": Format(",".join(COLUMNS).encode() + b"\r\n", _encode_rows, _name),
}
