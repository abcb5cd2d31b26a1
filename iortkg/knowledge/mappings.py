"""What things are called in other vocabularies, read from the SSSOM tables of an ontology folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from iortkg.errors import OntologyError
from iortkg.knowledge.reading import text_of

_NAME = "*.sssom.tsv"


@dataclass(frozen=True, slots=True)
class Mapping:
    """A thing of ours, how it is tied to a thing of another vocabulary, and how sure that is; all names are IRIs."""

    subject: str
    predicate: str
    object: str
    justification: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Table:
    """An SSSOM table as it was written: its prefixes, its columns, and rows of cells, each with its line."""

    bases: dict[str, str]
    line: int
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def mapping_files(folder: Path) -> tuple[Path, ...]:
    """The tables of an ontology folder."""
    return tuple(sorted((folder / "mappings").glob(_NAME)))


def mapping_table(text: str) -> Table:
    """The cells of a table; raises ValueError where a text is none."""
    # Coding a case reads no table and does not pay for the import.
    import csv

    lines = text.split("\n")
    told = [(number, line) for number, line in enumerate(lines, 1) if not line.startswith("#")]
    reader = csv.reader((line for _, line in told), delimiter="\t")
    try:
        rows = tuple((told[reader.line_num - 1][0], tuple(cells)) for cells in reader if cells)
    except csv.Error as fault:
        raise ValueError(fault) from None
    line, columns = rows[0] if rows else (1, ())
    return Table(_bases(lines), line, columns, rows[1:])


def read_mappings(folder: Path) -> Iterator[Mapping]:
    """The mappings of an ontology folder, table by table; raises OntologyError where one can't be read."""
    for path in mapping_files(folder):
        try:
            table = mapping_table(text_of(path))
            for _, cells in table.rows:
                yield _mapping(dict(zip(table.columns, cells, strict=False)), table.bases)
        except (KeyError, ValueError) as fault:
            raise OntologyError(
                f"{path.name} can't be read as an SSSOM table: {fault}. Mend that column or prefix."
            ) from None


def _bases(lines: list[str]) -> dict[str, str]:
    """The prefixes of the curie_map in the head of a table."""
    head = [line[1:] for line in lines if line.startswith("#")]
    start = head.index("curie_map:") + 1 if "curie_map:" in head else len(head)
    pairs = (line.strip().partition(": ") for line in head[start:] if line.startswith("  "))
    return {prefix: base.strip('"') for prefix, _, base in pairs}


def _mapping(row: dict[str, str], bases: dict[str, str]) -> Mapping:
    names = ("subject_id", "predicate_id", "object_id", "mapping_justification")
    subject, predicate, target, why = (_expanded(row[name], bases) for name in names)
    return Mapping(subject, predicate, target, why, float(row["confidence"]))


def _expanded(curie: str, bases: dict[str, str]) -> str:
    prefix, _, name = curie.partition(":")
    return bases[prefix] + name
