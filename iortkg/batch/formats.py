"""How answers stand in a file, and how those that a broken-off run kept are read back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from iortkg.model import BILLERS

Entry = Mapping[str, Any]  # an answer as JSON-ready values, or an id with its error

_HEAD = ("id", "on", "setting", "status", "service")
_LINE = ("system", "code", "modifiers", "units", "core", "confidence", "rule")
COLUMNS = ("record", *_HEAD, "biller", *_LINE, "ontology", "error")


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that was written whole, and where in the file it ends."""

    entry: Entry
    end: int


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write entries; name is an id as the format writes it."""

    head: bytes
    encode: Callable[[int, Entry], bytes]
    kept: Callable[[BinaryIO], Iterator[Kept]]
    name: Callable[[object], object]


def _encode_json(_: int, entry: Entry) -> bytes:
    """One line of JSON."""
    try:
        return f"{json.dumps(entry, ensure_ascii=False)}\n".encode()
    except UnicodeEncodeError:
        # An id with half of a surrogate pair has no UTF-8, but an escape.
        return f"{json.dumps(entry)}\n".encode("ascii")


def _kept_json(part: BinaryIO) -> Iterator[Kept]:
    """The lines up to the first that is not whole."""
    end = 0
    for raw in part:
        end += len(raw)
        try:
            entry = json.loads(raw)
        except ValueError:
            return
        if not raw.endswith(b"\n") or not isinstance(entry, dict) or "id" not in entry:
            return
        yield Kept(entry, end)


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


def _kept_rows(part: BinaryIO) -> Iterator[Kept]:
    """Records whose rows are all there: all but the last, up to the first row that is not whole."""
    last: dict[str, str] = {}
    place = 0
    for row, end in _rows(part):
        if last and row["record"] != last["record"]:
            yield Kept({name: value for name, value in last.items() if value or name != "error"}, place)
        last, place = row, end


def _rows(part: BinaryIO) -> Iterator[tuple[dict[str, str], int]]:
    """Whole rows below the head, and where each ends."""
    place = 0

    def lines() -> Iterator[str]:
        nonlocal place
        for raw in part:
            place += len(raw)
            yield raw.decode("utf-8")

    reader = csv.reader(lines())
    try:
        if next(reader, None) != list(COLUMNS):
            return
        for cells in reader:
            if len(cells) != len(COLUMNS):
                return
            yield dict(zip(COLUMNS, cells, strict=True)), place
    except (csv.Error, UnicodeDecodeError):
        return


def _name(id: object) -> str:
    """An id as a cell, escaped where it has no UTF-8."""
    return "" if id is None else str(id).encode("utf-8", "backslashreplace").decode()


FORMATS = {
    ".jsonl": Format(b"", _encode_json, _kept_json, json.dumps),
    ".csv": Format(",".join(COLUMNS).encode() + b"\r\n", _encode_rows, _kept_rows, _name),
}
