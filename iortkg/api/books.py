"""The tables of a user beside the ontology: found, told on cards, and named by what they were made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from iortkg.codebooks import NONE, SETTINGS, Codebooks, data_folder, stored_files, titles_of
from iortkg.errors import InputError
from iortkg.knowledge import Index

Named = str | Path | Iterable[str | Path] | None


def books_of(named: Named) -> Codebooks:
    """The tables that a call names: None stands for those that the user stored; others are files and folders.

    Raises InputError where one of them holds no table.
    """
    if named is None:
        return _stored(tuple((path, path.stat().st_mtime_ns) for path in stored_files(data_folder())))
    from iortkg.codebooks import books_from

    paths = [Path(named)] if isinstance(named, str | Path) else [Path(one) for one in named]
    for path in paths:
        if not path.exists():
            raise InputError(f"{path} is not there. Name a file as it was downloaded, a stored table, or a folder.")
    return books_from(*paths) if paths else NONE


@lru_cache(maxsize=2)
def _stored(stamped: tuple[tuple[Path, int], ...]) -> Codebooks:
    """The stored tables, the same ones until a file is another."""
    return Codebooks(path for path, _ in stamped) if stamped else NONE


def official(words: dict[str, Any], books: Codebooks, on: str) -> dict[str, Any]:  # Any: functions that name things
    """What views call concepts and codes, with the official wording of codes where a licensed file of it is there."""
    ours = words["meaning"]

    def meaning(system: str, code: str) -> str:
        found = books.descriptor(code, on) if titles_of(system) == "cpt" else None
        return f"{ours(system, code)} [{found.long or found.short}]" if found else str(ours(system, code))

    return words | {"meaning": meaning} if books else words


def card_lines(index: Index, books: Codebooks, name: str, on: str | None, *, wording: bool) -> tuple[str, ...]:
    """The card of a thing, and for a code what tables say of it on a day, or today, with licensed wording on demand.

    Raises UnknownThing with suggestions.
    """
    from iortkg.knowledge import card, resolve

    thing = resolve(index, name, on)
    told = str(card(index, thing, on)).splitlines()
    if not books or not thing.is_a("ior:Code"):
        return tuple(told)
    number, kind = thing.text("skos:notation"), titles_of(index.system(thing))
    return (*told, *_lines(books, number, kind, on or date.today().isoformat(), wording=wording))


def _lines(books: Codebooks, number: str, kind: str, on: str, *, wording: bool) -> Iterator[str]:
    title = books.descriptor(number, on) if kind == "cpt" else books.title(kind, number, on)
    if title and (wording or not title.table.licensed):
        words = title.long or title.short
        yield f"  official wording: {words} ({title.table.name}{', licensed' if title.table.licensed else ''})"
    for modifier in ("", "26", "TC"):
        if fee := books.fees(number, on, modifier):
            named = f"fee schedule{f' with {modifier}' if modifier else ''}"
            values = (
                f"status {fee.status}",
                f"PC/TC {fee.component}",
                f"global {fee.aftercare}",
                f"work {_shown(fee.work)}",
            )
            total = f"total {_shown(fee.office_total)} outside, {_shown(fee.facility_total)} in a facility"
            yield f"  {named}: {', '.join(values)}, {total} ({fee.table.name})"
    if payment := books.opps(number, on):
        rate = f", group {payment.group}, rate {_shown(payment.rate)}" if payment.group else ""
        yield f"  outpatient payment: status {payment.status}{rate} ({payment.table.name})"
    for setting in SETTINGS:
        if units := books.mue(number, on, setting):
            yield f"  most units, {setting}: {units.most}, indicator {units.indicator} ({units.table.name})"
    if add_on := books.addon(number, on):
        rest = ["others that the contractor names"] if add_on.is_open else []
        yield f"  add-on to: {', '.join((*add_on.primaries, *rest))} ({add_on.table.name})"


def _shown(amount: Decimal | None) -> str:
    return "-" if amount is None else str(amount)
