"""What stays the same from record to record: how one is answered, and what its answer is kept under."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from iortkg.batch.formats import Entry, Format
from iortkg.batch.records import Record
from iortkg.errors import IortkgError
from iortkg.model import Outcome

Coder = Callable[..., Outcome]
FAILED = "-"


@dataclass(frozen=True, slots=True)
class Answered:
    """A record with its answer as the format writes it; gist is what the summary counts, error is empty or why."""

    record: Record
    entry: bytes
    gist: str
    error: str


@dataclass(frozen=True, slots=True)
class Job:
    """How records are answered; today is the day of service where none is known. Any process can do it."""

    form: Format
    code_one: Coder
    today: str

    def answered(self, record: Record) -> Answered:
        """A record with its answer, or its error, encoded."""
        entry: Entry = {}
        error = f"{record.where} {record.fault}"
        if not record.fault:
            entry, error = answer_to(record.fields, self.code_one, today=self.today, where=record.where)
        entry = {"id": record.id, "error": error} if error else {**entry, "id": record.id}
        # What was read is no longer needed, and texts are long.
        bare = Record(record.line, record.id, digest=record.digest, end=record.end)
        return Answered(bare, self.form.encode(record.line, entry), gist_of(entry), error)


def answer_to(
    fields: Mapping[str, Any], code_one: Coder, *, today: str, where: str = "The case"
) -> tuple[dict[str, Any], str]:
    """The answer to a case as JSON-ready values, or the sentence that says why there is none."""
    try:
        given = {name: fields.get(name) for name in ("on", "setting")}
        return code_one(fields["text"], today=today, **given).to_dict(), ""
    except IortkgError as fault:
        return {}, f"{where}: {fault}"
    except Exception as fault:  # noqa: BLE001  a fault of ours in one case must not cost the others their answers
        return {}, f"{where} met a fault of iortkg itself ({type(fault).__name__}). Please report it."


def gist_of(entry: Entry) -> str:
    """Status, service and missing facts of an answer in one word; a hyphen where there is no answer."""
    if "error" in entry:
        return FAILED
    return f"{entry['status']},{entry['service']},{'+'.join(question['missing'] for question in entry['questions'])}"


def key_of(record: Record) -> str:
    """What an answer is kept under: the record as it stands in the input, and its line."""
    return hashlib.sha256(f"{record.line}\n{record.digest}".encode()).hexdigest()
