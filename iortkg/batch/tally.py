"""What is counted while a run goes on, and how it is told at the end."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from iortkg.batch.formats import Format
from iortkg.batch.job import FAILED
from iortkg.batch.records import Record

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Report:
    """How a run went: records, those with an error, those that repeat an id, some of these ids, and other counts."""

    records: int
    errors: int
    repeats: int
    repeated: tuple[str, ...]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict, compare=False)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a person must know of it; none where all went well."""
        names = ", ".join(self.repeated)
        failed = f"Records with no answer: {self.errors} of {self.records}. The error stands in the place of each."
        again = f"Ids that stand more than once: {names}. Each record has its answer; give each an id of its own."
        return tuple(sentence for sentence, count in ((failed, self.errors), (again, self.repeats)) if count)

    @property
    def summary(self) -> tuple[str, ...]:
        """The counts, a line each: records, status, service, missing facts."""
        told = [f"Records: {self.records}."]
        for name, counts in self.counts.items():
            if counts:
                told.append(f"{name.capitalize()}: {', '.join(f'{what} {count}' for what, count in counts.items())}.")
        return tuple(told)


class Tally:
    """Counts that grow while a run goes on."""

    def __init__(self) -> None:
        self.records = self.errors = self._repeats = 0
        self._seen = Seen()
        self._repeated: dict[str, None] = {}
        self._counts: dict[str, Counter[str]] = {name: Counter() for name in ("status", "service", "questions")}

    def add(self, record: Record, form: Format, gist: str) -> None:
        """Count a record; ids are the same where the format writes them alike."""
        self.records += 1
        if gist == FAILED:
            self.errors += 1
        else:
            status, service, missing = gist.split(",")
            for name, found in (("status", [status]), ("service", [service]), ("questions", missing.split("+"))):
                self._counts[name].update(filter(None, found))
        if record.id is not None and not self._seen.add(str(form.name(record.id))):
            self._repeats += 1
            if len(self._repeated) < _NAMED:
                self._repeated[str(record.id)] = None

    def report(self) -> Report:
        """The counts as they stand, the most frequent first."""
        counts = {
            name: dict(sorted(found.items(), key=lambda one: (-one[1], one[0]))) for name, found in self._counts.items()
        }
        return Report(self.records, self.errors, self._repeats, tuple(self._repeated), counts)


class Seen:
    """Names that were met, by eight bytes of their digest, in a table with open addresses: about 20 bytes for each.

    Among a hundred million names two are taken for one with a chance of 1 in 3,000; that costs a warning only.
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * 1024))
        self._count = 0

    def add(self, name: str) -> bool:
        """Note a name; True if it is new."""
        mark = int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()) or 1
        at = self._place(mark)
        if self._slots[at]:
            return False
        self._slots[at] = mark
        self._count += 1
        if self._count * 4 > len(self._slots) * 3:
            self._widen()
        return True

    def _place(self, mark: int) -> int:
        """Where a mark stands, or would."""
        last = len(self._slots) - 1
        at = mark & last
        while self._slots[at] not in (0, mark):
            at = (at + 1) & last
        return at

    def _widen(self) -> None:
        old, self._slots = self._slots, array("Q", bytes(16 * len(self._slots)))
        for mark in old:
            if mark:
                self._slots[self._place(mark)] = mark
