"""A run over a file: progress stands in OUT.part, a broken-off run goes on where it stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from iortkg.batch.formats import Format
from iortkg.batch.job import Coder, Job
from iortkg.batch.journal import is_journal, kept, opening, sealed, take_out_seals
from iortkg.batch.places import append, check_places, opened, part_of, reading, settle, writing
from iortkg.batch.records import Record, read_records

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Report:
    """How a run went: records, those with an error, those that repeat an id, and some of these ids."""

    records: int
    errors: int
    repeats: int
    repeated: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a person must know of it; none where all went well."""
        names = ", ".join(self.repeated)
        failed = f"Records with no answer: {self.errors} of {self.records}. The error stands in the place of each."
        again = f"Ids that stand more than once: {names}. Each record has its answer; give each an id of its own."
        return tuple(sentence for sentence, count in ((failed, self.errors), (again, self.repeats)) if count)


@dataclass(slots=True)
class _Tally:
    """Counts that grow while a run goes on."""

    records: int = 0
    errors: int = 0
    repeats: int = 0
    seen: set[object] = field(default_factory=set)
    repeated: dict[str, None] = field(default_factory=dict)

    def add(self, record: Record, form: Format, *, failed: bool) -> None:
        """Count a record; ids are the same where the format writes them alike."""
        self.records += 1
        self.errors += failed
        if record.id is None:
            return
        name = form.name(record.id)
        if name in self.seen:
            self.repeats += 1
            if len(self.repeated) < _NAMED:
                self.repeated[str(record.id)] = None
        self.seen.add(name)


def run(
    source: Path,
    target: Path,
    code_one: Coder,
    *,
    version: str,
    on_error: str = "record",
    tell: Callable[[str], object] = lambda _: None,
    tick: Callable[[int], object] = lambda _: None,
) -> Report:
    """Answer each record of a file in another file; raises InputError where one of them is out of reach.

    A bad record gets an error in its place, or ends the run where on_error is "stop". What a person should know at once
    is told; a tick says how many bytes of the input were done.
    """
    form, part = check_places(source, target), part_of(target)
    with reading(source), source.open("rb") as notes:
        tally = _answer_all(notes, Job(source, part, form, code_one, version, on_error == "stop", tell, tick))
    with writing(target):
        take_out_seals(part, form.head)
    settle(part, target)
    return Report(tally.records, tally.errors, tally.repeats, tuple(tally.repeated))


def _answer_all(notes: BinaryIO, job: Job) -> _Tally:
    """Answer what an earlier run has not."""
    tally, todo = _Tally(), read_records(notes)
    end = _kept_end(job, todo, tally)
    if end is None:
        job.tell(f"{job.part} does not belong to this input and this ontology, so the run begins anew.")
        notes.seek(0)
        tally, todo, end = _Tally(), read_records(notes), 0
    elif tally.records:
        job.tell(f"Going on after {tally.records} records that {job.part} holds.")
    with opened(job.part, end) as out:
        append(out, b"" if end else opening(job.form.head))
        done = 0
        for record in todo:
            entry = job.answer(record)
            failed = "error" in entry
            append(out, sealed(job.key(record), job.form.encode(record.line, entry), failed=failed))
            tally.add(record, job.form, failed=failed)
            job.tick(notes.tell() - done)
            done = notes.tell()
    return tally


def _kept_end(job: Job, todo: Iterator[Record], tally: _Tally) -> int | None:
    """Where the whole answers of an earlier run end, their records passed over; None where they are of other input."""
    end = 0
    if not job.part.exists():
        return end
    with writing(job.part), job.part.open("rb") as part:
        if not is_journal(part, job.form.head):
            return None
        for answer in kept(part):
            record = next(todo, None)
            if record is None or job.key(record) != answer.key:
                return None
            tally.add(record, job.form, failed=answer.failed)
            end = answer.end
    return end
