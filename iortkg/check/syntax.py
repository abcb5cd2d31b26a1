"""Faults of files that can't be read as Turtle, each with what to write there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph

from iortkg.check.book import Book, File
from iortkg.check.finding import Finding
from iortkg.knowledge import MARK, PREFIXES


def syntax_faults(book: Book) -> Iterator[Finding]:
    """The first fault of each file that is no Turtle."""
    for file in book.files:
        try:
            for quad in pyoxigraph.parse(input=file.text, format=pyoxigraph.RdfFormat.TURTLE):
                if isinstance(quad.object, pyoxigraph.Triple):
                    yield _told_of_statements(file)
                    break
        except SyntaxError as fault:
            yield _marked(file) if file.text.startswith(MARK) else _syntax_fault(file, fault)


def _marked(file: File) -> Finding:
    wrong = "the file begins with an invisible mark"
    return Finding(file.name, 1, "syntax", wrong, "a byte order mark (BOM)", "the file anew, as UTF-8 with no BOM")


def _told_of_statements(file: File) -> Finding:
    rows = file.text.split("\n")
    number = next((number for number, row in enumerate(rows, 1) if _OF_STATEMENTS.search(row)), 1)
    found = f"`{rows[number - 1].strip()}`"
    wrong = "a statement is told of a statement, which iortkg does not read"
    return Finding(file.name, number, "syntax", wrong, found, "a thing of its own that tells of both")


def _syntax_fault(file: File, fault: SyntaxError) -> Finding:
    number = fault.lineno or 1
    rows = file.text.split("\n")
    row = rows[number - 1] if number <= len(rows) else ""
    told = _PLACE.sub("", fault.msg)
    found = f"`{row.strip()}`" if row.strip() else "the end of the file"
    return Finding(file.name, number, "syntax", f"the file can't be read as Turtle ({told})", found, _remedy(told, row))


_OF_STATEMENTS = re.compile(r"<<|\{\||~")
# Where in the file a parser met a fault, as it tells it.
_PLACE = re.compile(r"^Parser error .*?[0-9]: ")
_UNKNOWN = re.compile(r"The prefix (.*): has not been declared")
# What a parser says, what stands in the line it names, and what to write. A parser reports a missing end one line late.
_REMEDIES = tuple(
    (re.compile(said), re.compile(seen), write)
    for said, seen, write in (
        ("prefix name|end of file", "[“”„‘’]", 'straight quotes, " at both ends of the text'),
        ("Line jumps|end of file", "[\"\\']", "the quote that ends the text, on the line where it begins"),
        (
            "prefix name|not a valid",
            "[\u00a0\u2002-\u200b\u202f]",
            "an ordinary space",
        ),
        ("prefix name", "", "names of letters, digits, hyphens and points, and any other sign in quotes alone"),
        ("^a is not a valid RDF object", "", "a dot in a line of its own before this thing"),
        (r"^-[0-9]+ is not", "[0-9]{4}-[0-9]", 'a day in quotes with its kind, like "2026-01-01"^^xsd:date'),
        (r"^\w+ is not a valid", '"[^"]*".*"', 'a quote inside a text as \\", or , between two texts'),
        (r"^\w+ is not a valid", "", "a name in one word after its prefix, or a text in quotes"),
        ("A dot is expected", r"^\S", "a dot at the end of the thing before"),
        ("A dot is expected", "", "; at the end of the line before, or , between two values"),
        (r"Unexpected end\Z", "", "a dot after the last thing"),
        ("Invalid IRI", "", "an address with no space between < and >"),
        (r"should end with", "", "the bracket that ends it"),
        ("The PREFIX keyword", "", "a : after the prefix, like @prefix ior: <https://w3id.org/iortkg/> ."),
        ("language code", "", "a language right after @, like @en"),
        ("escape", "", "two backslashes for one"),
        ("", "", "a value that ends in , or ; and a thing that ends in a dot, here or at the end of the line before"),
    )
)


def _remedy(told: str, row: str) -> str:
    """What to write for what a parser says of a line."""
    unknown = _UNKNOWN.search(told)
    if unknown:
        address = PREFIXES.get(unknown[1], "https://example.org/your-hospital/")
        return f"@prefix {unknown[1]}: <{address}> . at the head of the file, or another prefix"
    return next(write for said, seen, write in _REMEDIES if said.search(told) and seen.search(row))
