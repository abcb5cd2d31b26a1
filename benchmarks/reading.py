"""iortkg beside simpler ways to read the same labelled cases: how often each is right, how fast, with how much memory.

``pip install -r benchmarks/requirements-peers.txt`` first; a peer that is not installed has a row that says so. The
open cases and those held back are told apart. Only counts are printed: no text, name or miss of a case.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from benchmarks.readers import Guess, Material, Note
from benchmarks.readers.material import cards_of, examples_of, phrases_of
from iortkg import Knowledge, check, load
from iortkg.check import Labelled
from iortkg.knowledge import ontology_folder
from iortkg.model import BILLERS, Line, Outcome

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
INSTALL = "pip install -r benchmarks/requirements-peers.txt"
_BLOCK = re.compile(
    r"(?<=<!-- reading: python -m benchmarks.reading --write writes this -->\n).*?(?=<!-- reading: end -->\n)",
    re.DOTALL,
)
# The kind of a fault at the end of a traceback; what follows it may quote a note.
_KIND = re.compile(r"^([A-Za-z_][\w.]*(?:Error|Exception))(?=:|$)", re.MULTILINE)
# One thread each, and nothing to be fetched.
_ALONE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false", "HF_HUB_OFFLINE": "1"}


@dataclass(frozen=True, slots=True)
class Reader:
    """A row of the table: its name, the function that makes it, the package it needs and what it is made from."""

    name: str
    place: str
    package: str = ""
    needs: tuple[str, ...] = ()


READERS = (
    Reader("iortkg", "own:make"),
    Reader("keyword table", "keywords:make"),
    Reader("BM25 over code cards", "cards:make", "bm25s", ("cards", "examples")),
    Reader("nearest neighbour, embedding", "nearest:make", "wordllama", ("examples",)),
    Reader("labels and negspacy", "context:negspacy", "negspacy", ("phrases",)),
    Reader("labels and medspaCy", "context:medspacy", "medspacy", ("phrases",)),
)


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one reader: counts of so many of so many, notes a second, and MB."""

    service: tuple[int, int]
    claims: tuple[int, int]
    wrong: tuple[int, int]
    speed: float
    peak: float


def is_installed(reader: Reader) -> bool:
    """Whether the package that a reader needs is there."""
    return not reader.package or find_spec(reader.package) is not None


def measured(reader: Reader, cases: Sequence[Labelled], material: Material, delivery: frozenset[str]) -> Row:
    """The row of a reader that reads the cases in a process of its own."""
    whole = asdict(material)
    chosen = {name: value if name in (*reader.needs, "leave_out") else () for name, value in whole.items()}
    notes = [asdict(Note(case.text, case.setting or "", case.on or "")) for case in cases]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.readers", reader.place],
        input=json.dumps({"notes": notes, "material": chosen}), cwd=ROOT, env=os.environ | _ALONE,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        kind = (["no word", *_KIND.findall(done.stderr)])[-1]
        raise RuntimeError(f"{reader.name} ended with {kind}. Try its module in benchmarks/readers on your own note.")
    told: Any = json.loads(done.stdout.splitlines()[-1])  # Any: whatever JSON holds
    counts = counted(cases, [Guess(**guess) for guess in told["guesses"]], delivery)
    return Row(*counts, len(cases) / max(told["seconds"], 1e-6), told["peak"])


def counted(
    cases: Sequence[Labelled], guesses: Sequence[Guess], delivery: frozenset[str]
) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    """Services right, claim sets of all billers exact, and answers with a wrong delivery code among those with any."""
    answers = {case.id: guess for case, guess in zip(cases, guesses, strict=True)}
    found = check.score(cases, lambda case: _outcome(answers[case.id]))
    named = [(_codes(answers[case.id].claims) & delivery, _codes(dict(case.claims))) for case in cases]
    wrong = [not codes <= labelled for codes, labelled in named if codes]
    service, claims = found["service"], found["core-claims"]
    return (service.count, service.of), (claims.count, claims.of), (sum(wrong), len(wrong))


def _codes(claims: Mapping[str, Sequence[str]]) -> set[str]:
    return {check.line_of(label)[0] for labels in claims.values() for label in labels}


def _outcome(guess: Guess) -> Outcome:
    """A guess in the form in which answers are scored."""
    claims = {biller: tuple(map(_line, guess.claims.get(biller, ()))) for biller in BILLERS}
    return Outcome("", None, "", "", "", "", "coded" if any(claims.values()) else "", guess.service, claims, "")


def _line(label: str) -> Line:
    code, modifiers, units, _ = check.line_of(label)
    return Line("", code, True, "certain", "", (), (), (), units, modifiers)  # noqa: FBT003  # core


def table(title: str, rows: Iterable[tuple[str, Row | None]]) -> str:
    """A part of the cases as a table."""
    width = max(len(reader.name) for reader in READERS)
    heads = f"{'service right':>17}  {'all claims exact':>17}  {'delivery code wrong':>19}  {'notes/s':>7}  {'MB':>5}"
    lines = [title, f"{'':{width}}  {heads}"]
    for name, row in rows:
        if row is None:
            lines.append(f"{name:{width}}  not installed: {INSTALL}")
            continue
        cells = f"{_share(row.service):>17}  {_share(row.claims):>17}  {_share(row.wrong):>19}"
        lines.append(f"{name:{width}}  {cells}  {row.speed:7.0f}  {row.peak:5.0f}")
    return "\n".join(lines)


def _share(counts: tuple[int, int]) -> str:
    count, of = counts
    return f"{count} of {of}, {100 * count / of:3.0f} %" if of else "0 of 0"


def compared(known: Knowledge, cases: Sequence[Labelled], readers: Sequence[Reader] = READERS) -> str:
    """Both parts of the cases as tables."""
    opened, held = ([case for case in cases if case.hold == hold] for hold in (False, True))
    delivery = check.delivery_codes(known.index)
    tables = []
    for title, part in (("Open cases, which the rules were written with", opened), ("Cases held back", held)):
        material = Material(cards_of(known), phrases_of(known), examples_of(opened), leave_out=part is opened)
        rows = [
            (reader.name, measured(reader, part, material, delivery) if is_installed(reader) else None)
            for reader in readers
        ]
        tables.append(table(f"{title}: {len(part)}", rows))
    return "\n\n".join(tables)


def rewritten(markdown: str, tables: str) -> str:
    """The README with the tables in their place; raises ValueError where that is missing."""
    shown = "\n".join(f"    {line}".rstrip() for line in tables.splitlines())
    text, count = _BLOCK.subn(lambda _: f"\n{shown}\n\n", markdown)
    if count != 1:
        raise ValueError(f"README.md has {count} places for the comparison, not one.")
    return text


@click.command()
@click.option("--write", is_flag=True, help="Write the tables into README.md, too; all peers must be there.")
def main(*, write: bool) -> None:
    """Print how each reader does on the open cases and on those held back."""
    missing = sorted(reader.package for reader in READERS if not is_installed(reader))
    if write and missing:
        raise click.ClickException(f"{', '.join(missing)} is not installed. First {INSTALL}")
    tables = compared(load(), check.read_labelled(ontology_folder() / "cases"))
    print(tables)
    if write:
        README.write_text(rewritten(README.read_text(encoding="utf-8"), tables), encoding="utf-8")


if __name__ == "__main__":
    main()
