"""What tables say: plain values, each with the table that it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from iortkg.model import Plain


@dataclass(frozen=True, slots=True)
class Table(Plain):
    """A stored table: what it holds, of which release, for which days, and what it was made from.

    Covers says from which day to which it answers, with empty texts for no bound; release is the day on which
    its file took effect. First and last are the codes that it begins and ends with.
    """

    name: str
    kind: str
    title: str
    setting: str
    release: str
    covers_from: str
    covers_to: str
    rows: int
    file: str
    sha256: str
    added: str
    licensed: bool
    first: str
    last: str

    @property
    def curie(self) -> str:
        """How answers cite it."""
        return f"table:{self.name}"

    def covers(self, on: str) -> bool:
        """True if the table answers for an ISO day."""
        return self.covers_from <= on <= (self.covers_to or "9999-12-31")


@dataclass(frozen=True, slots=True)
class Used(Plain):
    """A table that decided on the day of an answer, with the hash of the file that it was made from."""

    name: str
    title: str
    release: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of codes of which column one is paid; indicator 0 lets no modifier part them, 1 lets one, 9 is past."""

    column_one: str
    column_two: str
    indicator: str
    rationale: str
    starts: str
    ends: str
    table: Table


@dataclass(frozen=True, slots=True)
class Units:
    """The most units of a code; indicator 1 is by line, 2 by day as policy, 3 by day as a benchmark."""

    code: str
    most: int
    indicator: str
    rationale: str
    table: Table


@dataclass(frozen=True, slots=True)
class AddOn:
    """An add-on with the codes that it may follow on a day; where is_open, a contractor names further ones."""

    code: str
    primaries: tuple[str, ...]
    is_open: bool
    table: Table


@dataclass(frozen=True, slots=True)
class Fee:
    """How the physician fee schedule treats a code; amounts are in its units, and None where it gives none.

    NA says that it has no price there.
    """

    code: str
    modifier: str
    status: str
    work: Decimal | None
    office_total: Decimal | None
    office_na: bool
    facility_total: Decimal | None
    facility_na: bool
    component: str
    aftercare: str
    bilateral: str
    assistant: str
    together: str
    team: str
    factor: Decimal | None
    table: Table

    def amount(self, *, facility: bool) -> Decimal | None:
        """The unadjusted national amount in dollars, in a facility or outside: units by conversion factor."""
        units = self.facility_total if facility else self.office_total
        if units is None or self.factor is None or (self.facility_na if facility else self.office_na):
            return None
        return (units * self.factor).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class Payment:
    """How a hospital outpatient department is paid for a code; amounts in dollars, None where there is none."""

    code: str
    status: str
    group: str
    weight: Decimal | None
    rate: Decimal | None
    table: Table


@dataclass(frozen=True, slots=True)
class Title:
    """What the table calls a code; is_header where the code is a heading, which is not reported."""

    code: str
    short: str
    long: str
    starts: str
    ends: str
    is_header: bool
    table: Table

    def is_valid_on(self, on: str) -> bool:
        """True if the code is one to report on an ISO day, as far as the table says."""
        return not self.is_header and self.starts <= on <= (self.ends or "9999-12-31")
