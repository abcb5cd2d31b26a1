"""A run over an input: progress stands in OUT.part, a broken-off run goes on where it stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version as installed
from pathlib import Path

from iortkg.batch.formats import Format
from iortkg.batch.job import Coder, Job, key_of
from iortkg.batch.journal import day_of, kept, opening, sealed, take_out_seals
from iortkg.batch.manifest import write_manifest
from iortkg.batch.places import append, check_places, opened, part_of, settle, writing
from iortkg.batch.records import Record
from iortkg.batch.sources import records_of, stamp_of
from iortkg.batch.tally import Report, Tally
from iortkg.batch.workers import answers
from iortkg.errors import InputError


@dataclass(slots=True)
class _Run:
    """A run from an input to a file; end is where the answers that are kept end."""

    source: Path
    part: Path
    form: Format
    setup: str
    day: str
    todo: Iterator[Record]
    tally: Tally
    end: int = 0
    read: int = 0

    def begin_anew(self, day: str) -> None:
        """Forget what an earlier run kept."""
        self.day, self.todo, self.tally, self.end, self.read = day, records_of(self.source), Tally(), 0, 0

    def take_up(self) -> bool:
        """Pass over the records that an earlier run answered; not true where its answers are of other input."""
        with writing(self.part), self.part.open("rb") as part:
            day = day_of(part, self.setup, self.form.head)
            if day is None or (day and self.day and day != self.day):
                return False
            self.day = self.day or day
            for answer in kept(part):
                record = next(self.todo, None)
                if record is None or key_of(record) != answer.key:
                    return False
                self.tally.add(record, self.form, answer.gist)
                self.end, self.read = answer.end, record.end
        return True


def run(
    source: Path,
    target: Path,
    code_one: Coder,
    *,
    version: str,
    on_error: str = "record",
    jobs: int = 1,
    today: str = "",
    tell: Callable[[str], object] = lambda _: None,
    tick: Callable[[int], object] = lambda _: None,
) -> Report:
    """Answer each record of an input in another file; raises InputError where one of them is out of reach.

    A bad record gets an error in its place, or ends the run where on_error is "stop". Today is the day of service where
    none is known; left out, it is that of the run that was broken off, else of this one. With several jobs
    code_one must be known to other processes. What a person should know at once is told; the first tick says how many
    bytes of the input an earlier run has done, each that follows how many are done with a record more.
    """
    form, stamp = check_places(source, target), stamp_of(source)
    setup = hashlib.sha256(f"{installed('iortkg')}\n{version}\n{form.kind}".encode()).hexdigest()[:16]
    going = _Run(source, part_of(target), form, setup, today, records_of(source), Tally())
    if going.part.exists() and not going.take_up():
        tell(f"{going.part} does not belong to this input and this ontology, so the run begins anew.")
        going.begin_anew(today)
    elif going.tally.records:
        tell(f"Going on after {going.tally.records} records that {going.part} holds.")
    going.day = going.day or date.today().isoformat()
    _answer_rest(going, Job(form, code_one, going.day), jobs, stops=on_error == "stop", tick=tick)
    if stamp_of(source) != stamp:
        raise InputError(f"{source} was changed while it was read. Run the same command again when it is at rest.")
    with writing(target):
        take_out_seals(going.part, form)
    settle(going.part, target)
    made_with = {
        "iortkg": installed("iortkg"), "ontology": version, "options": {"today": going.day, "on_error": on_error},
    }  # fmt: skip
    report = going.tally.report()
    write_manifest(source, target, report, made_with)
    return report


def _answer_rest(going: _Run, job: Job, jobs: int, *, stops: bool, tick: Callable[[int], object]) -> None:
    """Answer what an earlier run has not."""
    with opened(going.part, going.end) as out:
        append(out, b"" if going.end else opening(going.day, going.setup, going.form.head))
        tick(going.read)
        for answer in answers(going.todo, job, jobs):
            if answer.error and stops:
                raise InputError(
                    f"{answer.error} Answers up to there are kept; mend the line and run the same command again."
                )
            append(out, sealed(key_of(answer.record), answer.gist, answer.entry))
            going.tally.add(answer.record, going.form, answer.gist)
            tick(answer.record.end - going.read)
            going.read = answer.record.end
