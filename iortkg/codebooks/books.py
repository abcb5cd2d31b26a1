"""The tables of a user, asked by code and day: the newest that is valid on the day answers."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iortkg.codebooks.records import AddOn, Fee, Pair, Payment, Table, Title, Units
from iortkg.codebooks.store import opened

if TYPE_CHECKING:
    import sqlite3

# What files call a setting, and what they mean by a contractor's own list of primaries.
SETTINGS = PRACTITIONER, OUTPATIENT, SUPPLIER = "practitioner", "outpatient", "supplier"
OPEN_LIST = "CCCCC"


class Codebooks:
    """Stored tables; each look-up names the table that answered, and gives None where none covers the day."""

    def __init__(self, files: Iterable[Path] = ()) -> None:
        self.files = tuple(files)

    def __bool__(self) -> bool:
        return bool(self.files)

    def __repr__(self) -> str:
        return f"<iortkg tables: {', '.join(table.name for table in self.tables) or 'none'}>"

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """All tables, by name."""
        return tuple(sorted((table for table, _ in self._open), key=lambda table: table.name))

    def edition(self, version: str) -> str:
        """The version of an ontology, with each table and the hash of its file: with the same, answers are the same."""
        told = ", ".join(f"{table.name} (sha256 {table.sha256})" for table in self.tables)
        return f"{version} with {told}" if told else version

    def serving(self, kind: str, on: str, setting: str = "") -> tuple[Table, ...]:
        """The tables of the newest release of a kind that covers a day: several where a release has parts."""
        return tuple(table for table, _ in self._newest(kind, on, setting))

    def on(self, on: str) -> tuple[Table, ...]:
        """The tables that decide on a day, by name; licensed wording decides nothing."""
        kinds = dict.fromkeys((table.kind, table.setting) for table in self.tables if not table.licensed)
        found = {table.name: table for kind, setting in kinds for table in self.serving(kind, on, setting)}
        return tuple(found[name] for name in sorted(found))

    def lists_pairs_of(self, column_one: str, on: str, setting: str = PRACTITIONER) -> Table | None:
        """The table that tells all pairs of a column one on a day; None where no part of a release spans it."""
        parts = self.serving("ptp", on, setting)
        return next((table for table in parts if table.first <= column_one <= table.last), None)

    def ptp(self, column_one: str, column_two: str, on: str, setting: str = PRACTITIONER) -> Pair | None:
        """The pair edit in effect on a day, in this order of the columns; setting is practitioner or outpatient."""
        # An edit that ends on the day on which it starts was taken back and never held.
        where = "column_one = ? AND column_two = ? AND starts <= ? AND (ends = '' OR (ends >= ? AND ends > starts))"
        for table, row in self._rows("ptp", on, setting, where, (column_one, column_two, on, on)):
            return Pair(
                row["column_one"], row["column_two"], row["indicator"], row["rationale"], row["starts"], row["ends"],
                table,
            )  # fmt: skip
        return None

    def mue(self, code: str, on: str, setting: str = PRACTITIONER) -> Units | None:
        """The most units of a code; None is no promise that there is no limit, for some are not published."""
        for table, row in self._rows("mue", on, setting, "code = ?", (code,)):
            return Units(code, int(row["most"]), row["indicator"], row["rationale"], table)
        return None

    def addon(self, code: str, on: str) -> AddOn | None:
        """The add-on with its primaries on a day; None where the code is no add-on or no table covers the day."""
        where = "code = ? AND starts <= ? AND (ends = '' OR ends >= ?)"
        found = [*self._rows("addons", on, "", where, (code, on, on))]
        if not found:
            return None
        primaries = sorted({row["primary_code"] for _, row in found} - {OPEN_LIST})
        is_open = any(row["primary_code"] == OPEN_LIST for _, row in found)
        return AddOn(code, tuple(primaries), is_open, found[0][0])

    def fees(self, code: str, on: str, modifier: str = "") -> Fee | None:
        """How the physician fee schedule treats a code, or its part with modifier 26 or TC, on a day."""
        for table, row in self._rows("fees", on, "", "code = ? AND modifier = ?", (code, modifier)):
            return Fee(
                code, modifier, row["status"], _amount(row["work"]), _amount(row["office_total"]),
                row["office_na"] == "NA", _amount(row["facility_total"]), row["facility_na"] == "NA", row["component"],
                row["aftercare"], row["bilateral"], row["assistant"], row["together"], row["team"],
                _amount(row["factor"]), table,
            )  # fmt: skip
        return None

    def opps(self, code: str, on: str) -> Payment | None:
        """How a hospital outpatient department is paid for a code on a day."""
        for table, row in self._rows("opps", on, "", "code = ?", (code,)):
            return Payment(
                code, row["status"], row["payment_group"], _amount(row["weight"]), _amount(row["rate"]), table
            )
        return None

    def title(self, kind: str, code: str, on: str) -> Title | None:
        """What a table says of a code, dots left out; kind is hcpcs, icd10cm, icd10pcs or, licensed, cpt."""
        for table, row in self._rows(kind, on, "", "code = ?", (code.replace(".", ""),)):
            return Title(row["code"], row["short"], row["long"], row["starts"], row["ends"], row["valid"] == "0", table)
        return None

    def descriptor(self, code: str, on: str) -> Title | None:
        """The official wording of a code, from a licensed file alone: for the screen, not for exports."""
        found = self.title("cpt", code, on)
        return found if found and found.starts <= on <= (found.ends or "9999-12-31") else None

    def _newest(self, kind: str, on: str, setting: str) -> list[tuple[Table, sqlite3.Connection]]:
        """The tables of the newest release of a kind that covers a day, by name."""
        found = [
            pair for pair in self._open if (pair[0].kind, pair[0].setting) == (kind, setting) and pair[0].covers(on)
        ]
        newest = max((table.release for table, _ in found), default="")
        return [pair for pair in found if pair[0].release == newest]

    def _rows(
        self, kind: str, on: str, setting: str, where: str, values: tuple[str, ...]
    ) -> Iterator[tuple[Table, Mapping[str, Any]]]:  # Any: what sqlite gives
        """Rows of the serving tables, the last of two alike first."""
        for table, connection in self._newest(kind, on, setting):
            # The condition is one of the constants above; what a user names is bound as a value.
            query = f"SELECT * FROM rows WHERE {where} ORDER BY rowid DESC"  # noqa: S608
            for row in connection.execute(query, values):
                yield table, row

    @cached_property
    def _open(self) -> list[tuple[Table, sqlite3.Connection]]:
        """The tables with a way to ask each, opened once; raises InputError for one that is broken."""
        found = sorted((opened(path) for path in self.files), key=lambda pair: pair[0].name)
        for _, connection in found:
            weakref.finalize(self, connection.close)
        return found


def titles_of(system: str) -> str:
    """The kind of table that lists the codes of a system."""
    return system.lower().replace("-", "")


def _amount(told: str) -> Decimal | None:
    return Decimal(told) if told else None


NONE = Codebooks()
