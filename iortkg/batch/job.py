"""What stays the same from record to record: how one is answered, and what its answer is kept under."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from iortkg.batch.formats import Entry, Format
from iortkg.batch.records import Record
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

    def key(self, record: Record) -> str:
        """What an answer is kept under: the record as it stands in the input, its line and the ontology."""
        return hashlib.sha256(f"{self.version}\n{record.line}\n{record.digest}".encode()).hexdigest()
