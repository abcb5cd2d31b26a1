"""What stays the same from record to record: how one is answered, and when a kept answer is still its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from iortkg.batch.formats import Entry, Format
from iortkg.batch.records import Record
from iortkg.case import parse_day
from iortkg.errors import InputError, IortkgError
from iortkg.model import Outcome

Coder = Callable[..., Outcome]


@dataclass(frozen=True, slots=True)
class Job:
    """A run from a file to another; version is the ontology's, tell and tick hear how it goes."""

    source: Path
    part: Path
    form: Format
    code_one: Coder
    version: str
    stops: bool
    tell: Callable[[str], object]
    tick: Callable[[int], object]

    def answer(self, record: Record) -> Entry:
        """The answer to a record, or its error; raises InputError where the run stops at errors."""
        try:
            error = f"Line {record.line} {record.fault}"
            if not record.fault:
                given = {name: record.fields.get(name) for name in ("on", "setting")}
                return self.code_one(record.fields["text"], **given).to_dict() | {"id": record.id}
        except IortkgError as fault:
            error = f"Line {record.line}: {fault}"
        except Exception as fault:  # noqa: BLE001  a fault of ours in one case must not cost the others their answers
            error = f"Line {record.line} met a fault of iortkg itself ({type(fault).__name__}). Please report it."
        if self.stops:
            raise InputError(f"{error} Answers up to there are kept; mend the line and run the same command again.")
        return {"id": record.id, "error": error}

    def is_of(self, entry: Entry, record: Record) -> bool:
        """True where a kept entry answers this record with this ontology, as far as the entry shows it."""
        if self.form.name(record.id) != self.form.name(entry["id"]):
            return False
        if record.fault or "error" in entry:
            return self.answer(record).get("error") == entry.get("error")
        try:
            return entry["ontology"] == self.version and _quotes(record, entry) and _is_given(record, entry)
        except (IortkgError, KeyError, TypeError):
            return False


def _quotes(record: Record, entry: Entry) -> bool:
    text = record.fields["text"]
    return all(text[span["start"] : span["end"]] == span["text"] for span in entry.get("evidence", ()))


def _is_given(record: Record, entry: Entry) -> bool:
    on, setting = record.fields.get("on"), record.fields.get("setting")
    return (on is None or parse_day(on) == entry["on"]) and setting in (None, entry["setting"])
