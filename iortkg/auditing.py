"""Commands for who answers for claims: the user's tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iortkg.errors import InputError
from iortkg.progress import progress
from iortkg.terminal import answer, choice, complain, example

if TYPE_CHECKING:
    from iortkg.codebooks import Table


@click.group(
    invoke_without_command=True,
    epilog=example("tables add rvu26d.zip", "tables", "tables remove fees-2026-10"),
)
@choice("table", "json")
@click.pass_context
def tables(context: click.Context, form: str) -> None:
    """List the tables that you added, or add one.

    Answers use the newest that is valid on the day of service. Tables lie in the folder that your system has for data,
    or in the one that the variable IORTKG_DATA names.
    """
    if context.invoked_subcommand:
        return None
    from iortkg.codebooks import Codebooks, data_folder, stored_files

    found = Codebooks(stored_files(data_folder())).tables
    if form == "json":
        import json

        return answer(json.dumps([table.to_dict() for table in found], ensure_ascii=False, indent=2))
    if not found:
        return complain(f"There are no tables in {data_folder()}. Add one: iortkg tables add FILE.")
    return answer(_listed(found))


@tables.command(epilog=example("tables add rvu26d.zip", "tables add icd_10_cm.csv --from 2025-10-01"))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE")
@click.option("--from", "starts", metavar="DATE", help="First day on which the table holds, where the file is silent.")
@click.option("--to", "ends", metavar="DATE", help="Last day on which it holds.")
@click.option(
    "--setting", type=click.Choice(["practitioner", "outpatient"]), help="Whose claims pair edits are for, likewise."
)
def add(files: tuple[Path, ...], starts: str | None, ends: str | None, setting: str | None) -> None:
    """Store a file of CMS, NCHS or the AMA.

    FILE is as it was downloaded: text, CSV, XML or the ZIP file. It is recognised by what it holds: the physician fee
    schedule, NCCI pair edits, medically unlikely edits, add-on codes, OPPS Addendum B, HCPCS codes, ICD-10 order files
    and the tabular list, and licensed CPT descriptors. Wording of the AMA in other files is dropped. A wrong row
    is named with its line, and nothing of its file is stored.
    """
    from iortkg.case import parse_day
    from iortkg.codebooks import EACH, Wish, add_file, data_folder, size_to_read

    wish = Wish(parse_day(starts) if starts else "", parse_day(ends) if ends else "", setting or "")
    for file in files:
        if not file.exists():
            raise InputError(f"{file} is not there. Name a file as it was downloaded.")
        with progress(lambda file=file: size_to_read(file), EACH) as tick:  # type: ignore[misc]  # bound at once
            found = add_file(file, data_folder(), wish, tick)
        answer(_listed(found.tables))
        for name in found.replaced:
            complain(f"{name} took the place of the table of that name.")
        for note in found.notes:
            complain(note)


@tables.command(epilog=example("tables remove fees-2026-10"))
@click.argument("names", nargs=-1, required=True, metavar="NAME")
def remove(names: tuple[str, ...]) -> None:
    """Take a table away that was added."""
    from iortkg.codebooks import data_folder, remove_table

    for name in names:
        remove_table(name, data_folder())


def _listed(found: Sequence[Table]) -> str:
    """Tables as rows: name, days, how many rows, when added, what each holds, and the start of its file's hash."""
    rows = [("name", "from", "to", "rows", "added", "sha256", "holds")]
    for one in found:
        spell = (one.covers_from or "-", one.covers_to or "-")
        rows.append((one.name, *spell, f"{one.rows:,}", one.added, one.sha256[:12], one.title))
    wide = [max(len(row[at]) for row in rows) for at in range(6)]
    return "\n".join("  ".join((*map(str.ljust, row, wide), row[6])) for row in rows)
