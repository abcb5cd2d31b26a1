"""The tabular list of diagnoses in XML, as it is published and as packages ship it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from iortkg.codebooks.layouts import Column
from iortkg.codebooks.reading import Reading, Row
from iortkg.errors import InputError

_AT_ONCE = 1 << 16
_LONGEST_CODE = 7
_COLUMNS = {0: Column("code", "diagnosis"), 1: Column("long", "text"), 2: Column("valid", "flag")}


@dataclass
class _Entry:
    """A code while its part of the tree is read, with the characters that may end it and what each says."""

    line: int
    endings: list[tuple[str, str]]
    own: list[tuple[str, str]] = field(default_factory=list)
    name: str = ""
    words: str = ""
    is_leaf: bool = True


def tree_rows(reading: Reading, file: IO[bytes]) -> Iterator[Row]:
    """A row for each code, those that only a last character completes too; raises InputError."""
    tree = _Tree(reading)
    while piece := file.read(_AT_ONCE):
        tree.take(piece)
        reading.size += len(piece)
        yield from tree.rows
        tree.rows.clear()
    tree.take(b"", last=True)
    yield from tree.rows


class _Tree:
    """What has been read of the tree; rows are those that are whole and not yet taken."""

    def __init__(self, reading: Reading) -> None:
        self.rows: list[Row] = []
        self._reading, self._make = reading, reading.maker(_COLUMNS)
        self._open: list[_Entry] = []
        self._tags: list[str] = []
        self._words: list[str] = []
        self._ending = ""
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words.append
        self._parser.EntityDeclHandler = self._refuse

    def take(self, piece: bytes, *, last: bool = False) -> None:
        """Read on; raises InputError where this is no XML."""
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as fault:
            why = expat.ErrorString(fault.code)
            raise self._reading.fault(f"is no XML: {why}.", fault.lineno) from None

    def _refuse(self, *_: object) -> None:
        raise self._fault("declares an entity, and these files have no such thing.")

    def _fault(self, says: str) -> InputError:
        return self._reading.fault(says, self._parser.CurrentLineNumber)

    def _start(self, tag: str, given: dict[str, str]) -> None:
        self._words.clear()
        self._tags.append(tag)
        if tag == "diag":
            above = self._open[-1] if self._open else None
            if above:
                above.is_leaf = False
            self._open.append(_Entry(self._parser.CurrentLineNumber, (above.own or above.endings) if above else []))
        elif tag == "extension":
            self._ending = given.get("char", "")

    def _end(self, tag: str) -> None:
        self._tags.pop()
        entry = self._open[-1] if self._open else None
        words = " ".join("".join(self._words).split())
        if entry and tag in ("name", "desc") and self._tags[-1:] == ["diag"]:
            setattr(entry, "name" if tag == "name" else "words", words)
        elif entry and tag == "extension":
            if len(self._ending) != 1 or not self._ending.isalnum():
                raise self._fault("has an extension that is not of one character.")
            entry.own.append((self._ending, words))
        elif tag == "diag" and entry:
            self._finish(self._open.pop())
        self._words.clear()

    def _finish(self, entry: _Entry) -> None:
        endings = (entry.own or entry.endings) if entry.is_leaf else []
        self._add(entry, entry.name, entry.words, "0" if endings or not entry.is_leaf else "1")
        bare = entry.name.replace(".", "").ljust(_LONGEST_CODE - 1, "X")
        for char, words in endings:
            self._add(entry, bare + char, f"{entry.words}, {words}", "1")

    def _add(self, entry: _Entry, name: str, words: str, valid: str) -> None:
        made = self._make((name, words, valid), entry.line)
        if made is not None:
            self.rows.append(made)
