"""Turtle with its lines: every statement of a file and the line on which its object stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from iortkg.knowledge import shorten

_TOKEN = re.compile(
    r"""(?P<gap>\s+)
    |(?P<comment>\#[^\n]*)
    |(?P<iri><[^<>"{}|^`\\\s]*>)
    |(?P<text>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<at>@[A-Za-z][A-Za-z0-9-]*)
    |(?P<type>\^\^)
    |(?P<mark>[.;,\[\]()])
    |(?P<word>[^\s;,\[\]()<>"'#]*[^\s;,\[\]()<>"'#.])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_NUMBER = re.compile(r"[+-]?[0-9]")
BLANK = "_:"
# The two truth values as Turtle writes them.
TRUTHS = tuple(str(value).lower() for value in (True, False))


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement and its line; kind is the datatype or @language of a literal, empty where the value is a thing."""

    line: int
    subject: str
    predicate: str
    value: str
    kind: str = ""


@dataclass(slots=True)
class _Frame:
    """Where the reader stands inside one pair of brackets, or in a file."""

    subject: str = ""
    predicate: str = ""
    opened: str = ""


@dataclass(slots=True)
class _Reader:
    """The state of reading one file whose syntax is known to be right."""

    prefixes: dict[str, str] = field(default_factory=dict)
    frames: list[_Frame] = field(default_factory=lambda: [_Frame()])
    directive: list[str] | None = None
    pending: tuple[str, int] | None = None
    expects_type: bool = False

    def name(self, word: str) -> str:
        """The CURIE of a name or IRI as written in the file."""
        if word.startswith("<"):
            return shorten(word[1:-1])
        if word == "a":
            return "rdf:type"
        prefix, _, local = word.partition(":")
        return shorten(self.prefixes.get(prefix, f"{prefix}:") + local.replace("\\", ""))

    def term(self, value: str, line: int, kind: str = "") -> Iterator[Stated]:
        """Take one term as subject, predicate or object."""
        frame = self.frames[-1]
        if not frame.subject:
            frame.subject = value
        elif not frame.predicate:
            frame.predicate = value
        else:
            yield Stated(line, frame.subject, frame.predicate, value, kind)

    def flush(self, kind: str = "xsd:string") -> Iterator[Stated]:
        """Take the literal that waited for its language or datatype."""
        if self.pending:
            (text, line), self.pending = self.pending, None
            yield from self.term(text, line, kind)

    def mark(self, mark: str) -> None:
        """Take a dot, a semicolon or a bracket."""
        frame = self.frames[-1]
        if mark == ".":
            self.frames[:] = [_Frame()]
        elif mark == ";":
            frame.predicate = ""
        elif mark == "[":
            self.frames.append(_Frame(BLANK, "", mark))
        elif mark == "(":
            # What stands in a list is told of the thing that has the list.
            self.frames.append(_Frame(frame.subject, frame.predicate, mark))
        elif mark in "])":
            self.frames.pop()
            outer = self.frames[-1]
            if not outer.subject:
                outer.subject = BLANK


def stated(text: str) -> tuple[Stated, ...]:
    """The statements of a Turtle text, each with the line of its object; blank nodes are not told apart."""
    return tuple(_stated(text))


def _stated(text: str) -> Iterator[Stated]:
    reader, line = _Reader(), 1
    for found in _TOKEN.finditer(text):
        sort, word = found.lastgroup, found[0]
        if sort not in ("gap", "comment"):
            yield from _take(reader, sort or "", word, line)
        line += word.count("\n")


def _take(reader: _Reader, sort: str, word: str, line: int) -> Iterator[Stated]:
    if reader.directive is not None or (sort == "at" and word in ("@prefix", "@base")) or word.upper() == "PREFIX":
        return _direct(reader, sort, word)
    if sort == "at":
        return reader.flush(word)
    if sort == "type":
        reader.expects_type = True
        return iter(())
    if reader.expects_type:
        reader.expects_type = False
        return reader.flush(reader.name(word))
    before = list(reader.flush())
    if sort == "text":
        reader.pending = (unescaped(word), line)
    elif sort == "mark":
        reader.mark(word)
    else:
        before += reader.term(*_bare(reader, word, line))
    return iter(before)


def _bare(reader: _Reader, word: str, line: int) -> tuple[str, int, str]:
    if word in TRUTHS:
        return word, line, "xsd:boolean"
    if _NUMBER.match(word):
        return word, line, "xsd:decimal" if "." in word else "xsd:integer"
    return (BLANK, line, "") if word.startswith(BLANK) else (reader.name(word), line, "")


def _direct(reader: _Reader, sort: str, word: str) -> Iterator[Stated]:
    """Take a word of a prefix line."""
    if reader.directive is None:
        reader.directive = []
    elif sort == "iri":
        if reader.directive:
            reader.prefixes[reader.directive[-1].rstrip(":")] = word[1:-1]
        reader.directive = None
    elif sort == "word":
        reader.directive.append(word)
    return iter(())


def unescaped(quoted: str) -> str:
    """The text of a quoted Turtle literal."""
    edge = 3 if quoted[:3] in ('"""', "'''") else 1
    inner = quoted[edge:-edge]
    return _ESCAPE.sub(_plain, inner) if "\\" in inner else inner


def _plain(found: re.Match[str]) -> str:
    digits = found[1] or found[2]
    return chr(int(digits, 16)) if digits else _ESCAPED.get(found[3], found[3])


def loose_comments(text: str) -> tuple[tuple[int, str], ...]:
    """Comments below the head of a file, with their lines; the head ends where the first prefix is declared."""
    kept, line, in_head = [], 1, True
    for found in _TOKEN.finditer(text):
        if found.lastgroup == "comment" and not in_head:
            kept.append((line, found[0]))
        elif found.lastgroup not in ("gap", "comment"):
            in_head = False
        line += found[0].count("\n")
    return tuple(kept)
