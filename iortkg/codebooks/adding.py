"""A file becomes a stored table: recognised, dated, checked row by row, and put in its place whole."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from iortkg.codebooks.books import OUTPATIENT, PRACTITIONER
from iortkg.codebooks.folder import ENDING
from iortkg.codebooks.layouts import KEYS, STORED
from iortkg.codebooks.reading import Reading, Row
from iortkg.codebooks.recognise import recognised
from iortkg.codebooks.records import Table
from iortkg.codebooks.released import end_of, start_of
from iortkg.codebooks.rows import rows_of
from iortkg.codebooks.sources import Source, digest_of, is_packed, sources_of
from iortkg.codebooks.store import no_part_left, seal, write
from iortkg.codebooks.tree import tree_rows
from iortkg.errors import InputError

KINDS = (
    "physician fee schedule (PPRRVU), NCCI pair edits, MUE, add-on codes, OPPS Addendum B, HCPCS (ANWEB), ICD-10-CM "
    "and ICD-10-PCS order files, the tabular list in XML, and CPT descriptors of the AMA, of UMLS (MRCONSO) and of "
    "Athena (CONCEPT.csv)"
)
# Lines or rows between two ticks of the bar.
EACH = 1_000
Tick = Callable[[int], object]
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Added:
    """What came of a file: its tables, the names of those that took the place of older ones, and notes."""

    tables: tuple[Table, ...]
    replaced: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user says of a file beside its content: first and last day, the setting, and the day of adding."""

    starts: str = ""
    ends: str = ""
    setting: str = ""
    today: str = ""


def size_to_read(path: Path) -> int:
    """How many bytes of a file are to be read."""
    return sum(source.size for source in sources_of(path) if recognised(source))


def add_file(path: Path, folder: Path, wish: Wish | None = None, tick: Tick = lambda _: None) -> Added:
    """Store the tables of a file, or of all files in a ZIP file, in a folder.

    Each takes its place whole: raises InputError that names the first wrong line, and leaves what was there.
    """
    wish = wish or Wish()
    sources = sources_of(path)
    found = [(source, reading) for source in sources if (reading := recognised(source))]
    if not found:
        raise InputError(_unknown(path, sources))
    notes = [f"{s.name} is left aside: it is no table that iortkg reads." for s in sources if not recognised(s)]
    digest, made, replaced = digest_of(path), dict[str, Table](), list[str]()
    tick(0)
    for source, reading in found:
        about = _about(source, reading, wish, digest)
        if about.name in made:
            notes.append(f"{source.name} is left aside: {made[about.name].file} holds the same table.")
            continue
        table, was_there = _stored(source, reading, about, folder, tick)
        made[table.name] = table
        replaced += [table.name] if was_there else []
        if reading.aside:
            notes.append(f"{source.name}: {reading.aside} rows of other vocabularies or kinds are left aside.")
    return Added(tuple(made.values()), tuple(replaced), tuple(notes))


def _unknown(path: Path, sources: tuple[Source, ...]) -> str:
    with sources[0].opened() as file:
        packed = not sources[0].member and file.read(2) == b"PK"
    if packed and not is_packed(path):
        return f"{path} is a ZIP file that is cut off or damaged. Download it again."
    if packed:
        return f"{path} is a workbook. Take the text or CSV file of the same download, or save the sheet as CSV."
    return f"{path} holds no table that iortkg reads. These are: {KINDS}."


def _about(source: Source, reading: Reading, wish: Wish, digest: str) -> Table:
    """What is known of a table ahead of its rows."""
    layout, names = reading.layout, (source.member.rpartition("/")[2], source.path.name)
    setting = _setting(source, reading, wish, names) if layout.setting == "?" else layout.setting
    start = start_of(layout.spells, reading.notice, names) if not wish.starts else wish.starts
    if not start:
        raise InputError(
            f"{source.name} holds {layout.title} and does not say from which day on. Add it with --from and that day."
        )
    end = wish.ends or end_of(layout.spells, start)
    if end and end < start:
        raise InputError(f"{end} is before {start}. Give the first day with --from and the last with --to.")
    told = f"{reading.notice} {' '.join(names)}".lower()
    quality = "qpp" if layout.kind == "fees" and re.search(r"(?<!non)(?<!non-)(?<!non )qpp", told) else ""
    name = "-".join(filter(None, (layout.kind, setting, start[:7] if start.endswith("-01") else start, quality)))
    title = f"{layout.title}, {setting}" if layout.setting == "?" else layout.title
    covers = "" if layout.dated and not wish.starts else start
    return Table(
        name, layout.kind, title, setting, start, covers, end, 0, names[0] or names[1], digest,
        wish.today or date.today().isoformat(), layout.licensed, "", "",
    )  # fmt: skip


def _setting(source: Source, reading: Reading, wish: Wish, names: tuple[str, str]) -> str:
    """Whose claims pair edits are for: both files look alike, so notice or name must tell, or the user."""
    told = f"{reading.notice} {' '.join(names)}".lower()
    by_word = {PRACTITIONER: r"practitioner|ccipra", OUTPATIENT: r"hospital|outpatient|ccioph"}
    found = [setting for setting, word in by_word.items() if re.search(word, told)]
    if wish.setting:
        return wish.setting
    if len(found) != 1:
        raise InputError(
            f"{source.name} holds pair edits and does not say for whom. Add it with --setting practitioner or "
            "--setting outpatient."
        )
    return found[0]


def _stored(source: Source, reading: Reading, about: Table, folder: Path, tick: Tick) -> tuple[Table, bool]:
    """The table in its place, and true if one of its name was there."""
    kind = about.kind
    part = folder / f"{about.name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with no_part_left(part):
            part.unlink(missing_ok=True)
            # A table holds wording that is licensed to one user, so that others need not read it.
            part.touch(mode=0o600)
            keys = KEYS.get(kind, ("code",))
            with closing(write(part, STORED[kind], keys, _ticking(source, reading, tick))) as database:
                table = _measured(database, reading, about, keys[0])
                path = folder / f"{table.name}{ENDING}"
                was_there = path.exists()
                seal(database, part, table, path)
            return table, was_there
    except (OSError, sqlite3.Error) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else str(fault)
        raise InputError(
            f"{folder} takes no table: {reason}. Make room, or name another folder in IORTKG_DATA."
        ) from None


def _ticking(source: Source, reading: Reading, tick: Tick) -> Iterator[Row]:
    """The rows of a file, with a tick for each thousand of its lines, or of its rows where it is XML."""
    if reading.layout.form == "tree":
        with source.opened() as file:
            rows = tree_rows(reading, file)
            yield from _ticked(rows, reading, tick)
    else:
        yield from rows_of(reading, _ticked(source.lines(), reading, tick))


def _ticked(parts: Iterable[_Part], reading: Reading, tick: Tick) -> Iterator[_Part]:
    before = 0
    for number, part in enumerate(parts, 1):
        yield part
        if number % EACH == 0:
            tick(reading.size - before)
            before = reading.size
    tick(reading.size - before)


def _measured(database: sqlite3.Connection, reading: Reading, about: Table, key: str) -> Table:
    """The table with its rows counted; raises InputError where there is none, or one code stands twice."""
    rows, first, last = database.execute(f"SELECT count(*), min({key}), max({key}) FROM rows").fetchone()  # noqa: S608
    if not rows:
        raise InputError(f"{reading.name} holds no row of {reading.layout.title}. Download it again.")
    if unique := ", ".join(reading.layout.unique):
        query = f"SELECT {unique} FROM rows GROUP BY {unique} HAVING count(*) > 1 ORDER BY {unique} LIMIT 1"  # noqa: S608
        if twice := database.execute(query).fetchone():
            named = " ".join(filter(None, twice))
            raise InputError(f"{reading.name} lists {named} more than once. Nothing of this file was stored.")
    # The file of pair edits comes in parts, which differ by the codes that they begin with.
    name = f"{about.name}-{first.lower()}" if about.kind == "ptp" else about.name
    return replace(about, name=name, rows=rows, first=first, last=last)
