"""The whole ontology: what coding needs, and the tables of payment, payers and principles that look-ups read."""

from __future__ import annotations

from types import MappingProxyType

from iortkg.knowledge.files import statements, table_files
from iortkg.knowledge.index import Index, index_of
from iortkg.knowledge.thing import Thing, Values


def with_tables(index: Index) -> Index:
    """The index with the tables of its folders, which coding leaves aside."""
    files = [path for folder in index.folders for path in table_files(folder)]
    things = dict(index.things)
    for curie, thing in index_of(statement for path in files for statement in statements(path)).things.items():
        things[curie] = _joined(things[curie], thing) if curie in things else thing
    return Index(MappingProxyType(dict(sorted(things.items()))), index.folders, index.version)


def _joined(one: Thing, other: Thing) -> Thing:
    """A thing with what two parts of the ontology state of it."""

    def both(first: Values, second: Values) -> Values:
        names = dict.fromkeys((*first, *second))
        return {name: tuple(dict.fromkeys((*first.get(name, ()), *second.get(name, ())))) for name in names}

    return Thing(one.curie, one.classes | other.classes, both(one.links, other.links), both(one.texts, other.texts))
