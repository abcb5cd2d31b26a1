"""The whole ontology: what coding needs, and the tables of payment, payers and principles that look-ups read."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from iortkg.knowledge.files import statements, table_files
from iortkg.knowledge.index import Index, index_of
from iortkg.knowledge.thing import Thing, Values


def with_tables(index: Index) -> Index:
    """The index with the tables of its folders, which coding leaves aside."""
    things = dict(index.things)
    for curie, thing in _read(index.folders).things.items():
        things[curie] = _joined(things[curie], thing) if curie in things else thing
    return Index(MappingProxyType(dict(sorted(things.items()))), index.folders, index.version)


def records_about(index: Index, kind: str, code: Thing) -> tuple[Thing, ...]:
    """Records of a kind that are about a code; the tables are read at the first call, which few cases make."""
    told = (*_kept(index.folders).instances(kind), *index.instances(kind))
    return tuple({record.curie: record for record in told if code.curie in record.all("ior:concerns")}.values())


def indicator_of(index: Index, record: Thing, predicate: str) -> Thing:
    """The indicator that a record gives by a property."""
    curie = record.one(predicate)
    return index[curie] if curie in index else _kept(index.folders)[curie]


def indicator_noted(index: Index, kind: str, predicate: str, notation: str) -> Thing | None:
    """The indicator that records of a kind give by a property and that is written so, the first by name."""
    told = (*_kept(index.folders).instances(kind), *index.instances(kind))
    found = (indicator_of(index, record, predicate) for record in told if record.one(predicate))
    return min((one for one in found if one.text("skos:notation") == notation), key=lambda one: one.curie, default=None)


def indicator_means(index: Index, kind: str, predicate: str, notation: str) -> str:
    """What that indicator means; an empty text where no record has it."""
    found = indicator_noted(index, kind, predicate, notation)
    return found.text("skos:definition") if found else ""


@lru_cache(maxsize=2)
def _kept(folders: tuple[Path, ...]) -> Index:
    return _read(folders)


def _read(folders: tuple[Path, ...]) -> Index:
    """The tables of folders, and nothing else."""
    files = [path for folder in folders for path in table_files(folder)]
    return index_of(statement for path in files for statement in statements(path))


def _joined(one: Thing, other: Thing) -> Thing:
    """A thing with what two parts of the ontology state of it."""

    def both(first: Values, second: Values) -> Values:
        names = dict.fromkeys((*first, *second))
        return {name: tuple(dict.fromkeys((*first.get(name, ()), *second.get(name, ())))) for name in names}

    return Thing(one.curie, one.classes | other.classes, both(one.links, other.links), both(one.texts, other.texts))
