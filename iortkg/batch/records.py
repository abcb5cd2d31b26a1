"""Records, and those of a JSON Lines file one by one; one that is of no use carries the sentence that says why."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

# A text at the limit of 20 MB takes six times as much where every character of it is escaped.
MOST_LINE = 121_000_000
# Longer than any date or setting: what stands there may be the note, which no message may repeat.
MOST_SHORT = 40
READ = ("id", "text", "on", "setting")
BOM = b"\xef\xbb\xbf"
TOO_LONG = "is longer than 20 MB. Give one case a record."
_SHAPE = "Write one object a line, with id and text."


@dataclass(frozen=True, slots=True)
class Record:
    """One case of the input; fault is empty where all is well with it, digest is that of its bytes or values.

    Line counts lines, rows or files, place names it to a person, and end is how many bytes of the input are read with
    it.
    """

    line: int
    id: str | int | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)  # Any: whatever JSON holds
    fault: str = ""
    digest: str = field(default="", compare=False)
    place: str = field(default="", compare=False)
    end: int = field(default=0, compare=False)

    @property
    def where(self) -> str:
        """The record as a sentence begins with it."""
        return self.place or f"Line {self.line}"


def read_records(notes: BinaryIO) -> Iterator[Record]:
    """The records of a file in order, counted by line; empty lines are skipped."""
    line = 0
    while raw := notes.readline(MOST_LINE):
        line += 1
        if len(raw) == MOST_LINE and not raw.endswith(b"\n"):
            drain(notes)
            yield Record(line, fault=TOO_LONG, digest=_digest(raw), end=notes.tell())
            continue
        raw = raw.removeprefix(BOM) if line == 1 else raw
        if raw.strip():
            yield replace(record_of(line, raw), digest=_digest(raw), end=notes.tell())


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw.strip()).hexdigest()


def drain(notes: BinaryIO) -> None:
    """Pass over the rest of a line."""
    while (rest := notes.readline(MOST_LINE)) and not rest.endswith(b"\n"):
        pass


def record_of(line: int, raw: bytes) -> Record:
    """The record of a line."""
    try:
        row = _loads(raw.decode("utf-8"))
    except UnicodeDecodeError as fault:
        sentence = f"is not valid UTF-8 at its byte {fault.start + 1}. Save the file as UTF-8."
        return Record(line, _legible_id(raw), fault=sentence)
    except (ValueError, RecursionError):
        return Record(line, fault=f"is not JSON. {_SHAPE}")
    if not isinstance(row, _Row):
        return Record(line, fault=f"is not a JSON object. {_SHAPE}")
    return Record(line, _id(row), row, _fault(row))


class _Row(dict[str, Any]):  # Any: whatever JSON holds
    """A JSON object; twice names the fields that stand in it more than once."""

    def __init__(self, pairs: Sequence[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        counts = Counter(name for name, _ in pairs) if len(self) < len(pairs) else {}
        self.twice = tuple(name for name in READ if counts.get(name, 0) > 1)


def _loads(text: str) -> Any:  # Any: whatever JSON holds
    """JSON as the standard has it, which knows no NaN."""
    return json.loads(text, object_pairs_hook=_Row, parse_constant=_refuse)


def _refuse(name: str) -> None:
    raise ValueError(name)


def _legible_id(raw: bytes) -> str | int | None:
    """The id of a line that is not all UTF-8, where the id itself is."""
    try:
        row = _loads(raw.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    found = _id(row) if isinstance(row, _Row) else None
    return None if isinstance(found, str) and "\N{REPLACEMENT CHARACTER}" in found else found


def _id(row: _Row) -> str | int | None:
    found = None if "id" in row.twice else row.get("id")
    return found if isinstance(found, str | int) and not isinstance(found, bool) else None


def _fault(row: _Row) -> str:
    """What is wrong with a record, as the end of a sentence that begins with its line; empty where nothing is."""
    if row.twice:
        return f"has the field {row.twice[0]} more than once. Give each field once."
    if row.get("id") is not None and _id(row) is None:
        return "has an id that is not text and not a whole number. Give each record an id like c1."
    return fault_of(row, _SHAPE)


def fault_of(row: Mapping[str, Any], shape: str) -> str:
    """What is wrong with the text, day and setting of a record; shape says how a text is given."""
    if row.get("text") is None:
        return f"has no text. {shape}"
    for name in ("text", "on", "setting"):
        if not isinstance(row.get(name), str | None):
            return f"has a field {name} that is not text. Put it in quotes."
    for name in ("on", "setting"):
        if len(row.get(name) or "") > MOST_SHORT:
            return (
                f"has {len(row[name])} characters in the field {name}. Write a date as YYYY-MM-DD, a setting as a word."
            )
    return ""
