"""What things are called in other vocabularies, read from the SSSOM tables of an ontology folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from iortkg.errors import OntologyError

_NAME = "*.sssom.tsv"


@dataclass(frozen=True, slots=True)
class Mapping:
    """A thing of ours, how it is tied to a thing of another vocabulary, and how sure that is; all names are IRIs."""

    subject: str
    predicate: str
    object: str
    justification: str
    confidence: float


def read_mappings(folder: Path) -> Iterator[Mapping]:
    """The mappings of an ontology folder, table by table; raises OntologyError where one can't be read."""
    # Coding a case reads no table and does not pay for the import.
    import csv

    for path in sorted((folder / "mappings").glob(_NAME)):
        lines = path.read_text(encoding="utf-8").splitlines()
        bases = _bases(lines)
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        try:
            yield from (_mapping(row, bases) for row in rows)
        except (KeyError, TypeError, ValueError) as fault:
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
