"""Labelled cases: Markdown files with a head and inline marks, or JSON Lines of passages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from iortkg.errors import InputError
from iortkg.model import BILLERS

_MARK = re.compile(r"\[([^\[\]]+)\]\((ior:[A-Za-z0-9]+)\)")
_LINE = re.compile(r"(?P<code>[A-Z0-9.]+)(?P<modifiers>(?:-[A-Z0-9]{2})*)(?:x(?P<units>\d+))?(?P<review>\?)?")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that a person marked, with the concept that it names, where one is given."""

    start: int
    end: int
    concept: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A case with what must come out; a label left out is not scored."""

    id: str
    text: str
    marks: tuple[Mark, ...]
    services: tuple[str, ...]
    status: str | None
    on: str | None = None
    setting: str | None = None
    claims: tuple[tuple[str, tuple[str, ...]], ...] = ()
    questions: tuple[str, ...] | None = None
    consider: tuple[str, ...] = ()
    diagnosis: str = ""
    also: tuple[str, ...] | None = None
    also_optional: tuple[str, ...] = ()
    hold: bool = False


def read_labelled(place: Path) -> tuple[Labelled, ...]:
    """The labelled cases of a folder, a Markdown file or a JSON Lines file, in the order of their names."""
    if place.is_dir():
        files = sorted(path for path in place.rglob("*.md") if path.name != "README.md")
        return tuple(_from_markdown(path) for path in files)
    if not place.is_file():
        raise InputError(f"{place} is neither a file nor a folder. Name a folder of labelled cases or a .jsonl file.")
    return (_from_markdown(place),) if place.suffix == ".md" else tuple(_from_lines(place))


def _from_markdown(path: Path) -> Labelled:
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise InputError(f"{path.name} has no head. Begin it with a line ---, the labels, and a line ---.")
    head = dict(_head(parts[1], path))
    text, marks = unmark(parts[2].strip("\n"))
    claims = tuple((biller, tuple(sorted(head.get(biller, "").split()))) for biller in BILLERS)
    return Labelled(
        path.stem, text, marks, (head["service"],), head["status"], head.get("on") or None, head.get("setting") or None,
        claims, tuple(head.get("questions", "").split()), tuple(head.get("consider", "").split()),
        head.get("diagnosis", ""), hold=head.get("hold") == "yes",
    )  # fmt: skip


def _head(block: str, path: Path) -> Iterator[tuple[str, str]]:
    for line in block.splitlines():
        key, colon, value = line.partition(":")
        if line.strip() and not colon:
            raise InputError(f"{path.name}: the head line {line!r} has no colon. Write it as key: value.")
        if line.strip():
            yield key.strip(), value.strip()


def unmark(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without its marks, and the marks with their places in it."""
    pieces, marks, end, length = [], [], 0, 0
    for found in _MARK.finditer(marked):
        plain = marked[end : found.start()]
        start = length + len(plain)
        marks.append(Mark(start, start + len(found[1]), found[2]))
        pieces += [plain, found[1]]
        length, end = start + len(found[1]), found.end()
    return "".join([*pieces, marked[end:]]), tuple(marks)


def _from_lines(path: Path) -> Iterator[Labelled]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row: dict[str, Any] = json.loads(line)
            yield _from_row(row)
        except (ValueError, KeyError) as fault:
            raise InputError(f"{path.name}, line {number}: not a labelled case ({fault}). Mend or remove it.") from None


def _from_row(row: dict[str, Any]) -> Labelled:
    text, quote = row["text"], row.get("evidence") or ""
    at = text.find(quote) if quote else -1
    marks = (Mark(at, at + len(quote), ""),) if at >= 0 else ()
    return Labelled(
        str(row["id"]), text, marks, tuple(row.get("accept_service") or [row["service"]]), row.get("status"),
        row.get("on"), row.get("setting"), also=tuple(row.get("also", ())),
        also_optional=tuple(row.get("also_optional", ())),
    )  # fmt: skip


def line_of(label: str) -> tuple[str, tuple[str, ...], int, bool]:
    """Code, modifiers, units and whether it is for review, of a labelled line such as 19294x2?."""
    found = _LINE.fullmatch(label)
    if not found:
        raise InputError(f"{label!r} is not a claim line. Write CODE-MODIFIERxUNITS?, such as 19301-RT.")
    modifiers = tuple(sorted(part for part in found["modifiers"].split("-") if part))
    return found["code"], modifiers, int(found["units"] or 1), bool(found["review"])
