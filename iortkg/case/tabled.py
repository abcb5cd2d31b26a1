"""What the tables of the user say of a claim, in the place of the dated facts that are shipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from iortkg.case.parts import Parts
from iortkg.codebooks import OUTPATIENT, PRACTITIONER, Pair, Table, Units, Used, titles_of
from iortkg.knowledge import Index
from iortkg.model import Caution

_Other = TypeVar("_Other")
# Whose claims an edit is run on.
FILES = (PRACTITIONER, OUTPATIENT)


def tables_used(parts: Parts) -> tuple[Used, ...]:
    """The tables that decided on the day, by name."""
    return tuple(Used(one.name, one.title, one.release, one.sha256) for one in parts.books.on(parts.on))


def from_table(table: Table) -> str:
    """How a sentence cites a table."""
    return f"your table {table.name}, as of {table.release}"


def tabled_pairs(
    parts: Parts, number: str, met: Iterable[tuple[_Other, str, Sequence[str]]]
) -> Iterator[tuple[Pair, list[_Other]]]:
    """The pairs of a column one, with all that it rules out under one indicator of one table, in their order.

    What it is met by has a number and the claims on which they meet.
    """
    found: dict[tuple[str, str], tuple[Pair, list[_Other]]] = {}
    for other, second, files in met:
        pairs = (parts.books.ptp(number, second, parts.on, file) for file in files)
        pair = next((pair for pair in pairs if pair), None)
        if pair:
            found.setdefault((pair.table.name, pair.indicator), (pair, []))[1].append(other)
    yield from found.values()


def tabled_units(parts: Parts, claims: Iterable[tuple[str, int, Sequence[str]]]) -> Iterator[tuple[str, int, Units]]:
    """Numbers with more units than a table lets pass, each once with the limit."""
    told = set[tuple[str, int]]()
    for number, units, files in claims:
        limits = (parts.books.mue(number, parts.on, file) for file in files)
        limit = next((limit for limit in limits if limit and units > limit.most), None)
        if limit and (number, units) not in told:
            told.add((number, units))
            yield number, units, limit


def standing_cautions(parts: Parts, index: Index) -> Iterator[Caution]:
    """A warning for each line whose code the tables of its system do not list as one to report on the day."""
    codes = {draft.code.curie: draft.code for draft in (*parts.drafts, *parts.diagnoses)} if parts.books else {}
    for code in codes.values():
        number, kind = code.text("skos:notation"), titles_of(index.system(code))
        tables = parts.books.serving(kind, parts.on)
        if not tables or tables[0].licensed:
            continue
        title = parts.books.title(kind, number, parts.on)
        if not title or not title.is_valid_on(parts.on):
            told = (
                "does not list it"
                if not title
                else "has it as a heading"
                if title.is_header
                else "does not hold it valid"
            )
            yield Caution(
                f"{number} on {parts.on}: {from_table(tables[0])}, {told}. Look it up in the code book of that day.",
                (number,), (tables[0].curie,),
            )  # fmt: skip
