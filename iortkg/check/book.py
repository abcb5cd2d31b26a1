"""An ontology folder as it was written: its files, where each statement stands, and the index of all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from iortkg.check.finding import Finding
from iortkg.check.turtle import Stated, stated
from iortkg.errors import InputError
from iortkg.knowledge import CORE, Index, Statement, Thing, index_of, statements, text_of, whole_files

# Labelled cases hold no Turtle that is part of the ontology.
_APART = "cases"
# The endings of files that a check reads.
_READ = (".ttl", ".md", ".rq", ".sssom.tsv")


@dataclass(frozen=True)
class File:
    """A Turtle file that is checked, under the name that findings use; only some are part of the graph."""

    path: Path
    name: str
    text: str
    in_graph: bool

    @cached_property
    def statements(self) -> tuple[Stated, ...]:
        """The statements of the file with their lines."""
        return stated(self.text)


@dataclass(frozen=True)
class Book:
    """The files of a folder and, where it is an overlay, the ontology that it adds to."""

    folder: Path
    shown: str
    files: tuple[File, ...]
    base: Path | None

    @property
    def root(self) -> Path:
        """The folder of the whole ontology, whose shapes hold."""
        return self.base or self.folder

    @cached_property
    def own(self) -> tuple[tuple[File, Stated], ...]:
        """Every statement of the graph that stands in the folder itself."""
        return tuple((file, line) for file in self.files if file.in_graph for line in file.statements)

    @cached_property
    def index(self) -> Index:
        """The index of the ontology and the folder together."""
        return index_of(self._statements(), tuple(dict.fromkeys((self.root, self.folder))))

    def index_alone(self) -> Index:
        """The same index, made in a fraction of the time, since no line is told."""
        found = (statement for path in self.paths for statement in statements(path))
        return index_of(found, tuple(dict.fromkeys((self.root, self.folder))))

    @cached_property
    def of_base(self) -> frozenset[str]:
        """What the ontology that an overlay adds to tells of."""
        return frozenset(subject for subject, *_ in self._below)

    @cached_property
    def _below(self) -> tuple[Statement, ...]:
        files = whole_files(self.base) if self.base else ()
        return tuple(statement for path in files for statement in statements(path))

    def _statements(self) -> Iterator[Statement]:
        yield from self._below
        for _, line in self.own:
            yield line.subject, line.predicate, line.value, bool(line.kind)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The Turtle files of the graph, those of the ontology first."""
        return (*(whole_files(self.base) if self.base else ()), *(file.path for file in self.files if file.in_graph))

    @cached_property
    def _by_subject(self) -> Mapping[str, list[tuple[File, Stated]]]:
        found: dict[str, list[tuple[File, Stated]]] = {}
        for file, line in self.own:
            found.setdefault(line.subject, []).append((file, line))
        return found

    def things(self, *classes: str) -> tuple[Thing, ...]:
        """Things that the folder says something of: all, or those of the classes."""
        every = (self.index[name] for name in sorted(self._by_subject) if name in self.index)
        return tuple(thing for thing in every if not classes or thing.is_a(*classes))

    def lines(self, subject: str) -> list[tuple[File, Stated]]:
        """All that the folder says of a thing."""
        return self._by_subject.get(subject, [])

    def finding(
        self, subject: str, wrong: str, found: str, write: str, *, at: tuple[str, str] = ("", "")
    ) -> Iterator[Finding]:
        """A finding about a thing, at the statement with the predicate and value, else where the thing begins.

        None where the folder says nothing of the thing: what stands in the ontology it adds to is not its fault.
        """
        lines = self.lines(subject)
        if lines:
            predicate, value = at
            near = [pair for pair in lines if pair[1].predicate == predicate]
            exact = [pair for pair in near if not value or pair[1].value == value]
            file, line = (exact or near or lines)[0]
            number = line.line if near else _head(file, line)
            yield Finding(file.name, number, subject, wrong, found, write)


def _head(file: File, line: Stated) -> int:
    """The line on which the block of a statement begins, for a file in which subjects stand in the first column."""
    rows = file.text.split("\n")
    starts = (number for number in range(line.line, 0, -1) if rows[number - 1][:1].strip())
    return next((number for number in starts if rows[number - 1][0] not in "#.@"), line.line)


def read_book(folder: Path, base: Path) -> Book:
    """The folder to be checked: an ontology of its own if it has a core.ttl, else an overlay of the base."""
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder. Name the folder of an ontology or of an overlay.")
    if not any(path.name.endswith(_READ) for path in folder.rglob("*.*")):
        raise InputError(
            f"{folder} holds nothing to check. Name a folder with .ttl files, labelled cases, questions or mappings."
        )
    whole = (folder / CORE).is_file()
    inside = frozenset(whole_files(folder))
    paths = sorted(path for path in folder.rglob("*.ttl") if _APART not in path.relative_to(folder).parts)
    shown = folder.name if folder.resolve() == base.resolve() else folder.as_posix()
    files = tuple(
        File(path, f"{shown}/{path.relative_to(folder).as_posix()}", text_of(path, marked=True), path in inside)
        for path in paths
    )
    return Book(folder, shown, files, None if whole else base)
