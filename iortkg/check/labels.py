"""Labelled cases: Markdown files with a head and inline marks, or JSON Lines of passages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from iortkg.errors import InputError, repeated
from iortkg.knowledge import text_of
from iortkg.model import BILLERS

_MARK = re.compile(r"\[([^\[\]]+)\]\((ior:[A-Za-z0-9]+)\)")
_LINE = re.compile(r"(?P<code>[A-Z0-9.]+)(?P<modifiers>(?:-[A-Z0-9]{2})*)(?:x(?P<units>[0-9]{1,4}))?(?P<review>\?)?")
# Half of a surrogate pair: JSON can escape it, and the name of a file that is not UTF-8 holds some.
_HALF = re.compile("[\ud800-\udfff]")
_NEEDED = ("status", "service")
# All that a head may have; what it has beside these is a slip that would not be scored.
KEYS = (
    *_NEEDED, *BILLERS, "on", "setting", "questions", "consider", "diagnosis", "warning", "hold", "title", "style",
    "context",
)  # fmt: skip
# What a row of JSON Lines may have beside its id, text and service: texts, and lists of them.
_TEXTS = ("status", "on", "setting", "evidence")
_LISTS = ("accept_service", "also", "also_optional", "warning")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that a person marked, with the concept that it names, where one is given."""

    start: int
    end: int
    concept: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A case with what must come out; a label left out is not scored. The first service is the label, others count."""

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
    warnings: tuple[str, ...] = ()


def read_labelled(place: Path) -> tuple[Labelled, ...]:
    """The labelled cases of a folder, a Markdown file or a JSON Lines file, in the order of their names."""
    found = tuple(_cases(place))
    if not found:
        raise InputError(f"{place} holds no labelled case. Name a folder of .md files, one of them, or a .jsonl file.")
    return found


def _cases(place: Path) -> Iterator[Labelled]:
    if place.is_dir():
        files = sorted(path for path in place.rglob("*.md") if path.name != "README.md")
        yield from map(_from_markdown, files)
    elif not place.is_file():
        raise InputError(f"{place} is not there. Name a folder of labelled cases or a .jsonl file.")
    elif place.suffix == ".md":
        yield _from_markdown(place)
    else:
        yield from _from_lines(place)


def _from_markdown(path: Path) -> Labelled:
    if _HALF.search(path.stem):
        raise InputError(f"{path.name} is a name that is not valid UTF-8. Give the file another name.")
    parts = text_of(path).split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise InputError(f"{path.name} has no head. Begin it with a line ---, the labels, and a line ---.")
    head = dict(_head(parts[1], path))
    if missing := [name for name in _NEEDED if not head.get(name)]:
        raise InputError(f"{path.name} has no {' and no '.join(missing)} in its head. Add it as key: value.")
    text, marks = unmark(parts[2].strip("\n"))
    claims = tuple((biller, tuple(sorted(head.get(biller, "").split()))) for biller in BILLERS)
    return Labelled(
        path.stem, text, marks, (head["service"],), head["status"], head.get("on") or None, head.get("setting") or None,
        claims, tuple(head.get("questions", "").split()), tuple(head.get("consider", "").split()),
        head.get("diagnosis", ""), hold=head.get("hold") == "yes",
        warnings=tuple(told.strip() for told in head.get("warning", "").split(";") if told.strip()),
    )  # fmt: skip


def _head(block: str, path: Path) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for number, line in enumerate(block.split("\n"), 2):
        key, colon, value = line.partition(":")
        if line.strip() and not colon:
            raise InputError(
                f"{path.name}, line {number} is not of the form key: value. Write each line of the head so."
            )
        if line.strip():
            name = key.strip()
            if name not in KEYS:
                near = get_close_matches(name, KEYS, 1)
                hint = f"Did you mean {near[0]}?" if near else f"Write one of {', '.join(KEYS)}."
                raise InputError(f"{path.name}, line {number} has the key {repeated(name)}, which no label has. {hint}")
            if name in seen:
                raise InputError(f"{path.name}, line {number} has {name} for the second time. Write it once.")
            seen.add(name)
            yield name, value.strip()


def unmark(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The text with its marks taken out, and the marks with their places in it."""
    pieces, marks, end, length = [], [], 0, 0
    for found in _MARK.finditer(marked):
        plain = marked[end : found.start()]
        start = length + len(plain)
        marks.append(Mark(start, start + len(found[1]), found[2]))
        pieces += [plain, found[1]]
        length, end = start + len(found[1]), found.end()
    return "".join([*pieces, marked[end:]]), tuple(marks)


def _from_lines(path: Path) -> Iterator[Labelled]:
    # Only a line feed ends a record; a JSON text may hold other line ends of Unicode.
    for number, line in enumerate(text_of(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise InputError(f"{path.name}, line {number} is not JSON. Write one labelled case a line.") from None
        if fault := _fault(row):
            raise InputError(f"{path.name}, line {number} {fault}")
        yield _from_row(row)


def _fault(row: object) -> str:
    """What is wrong with a row, as the end of a sentence that begins with its line; empty where nothing is."""
    if not (isinstance(row, dict) and all(isinstance(row.get(name), str) for name in ("id", "text", "service"))):
        return "is no labelled case. Give it an id, a text and a service."
    for name in _TEXTS:
        if not isinstance(row.get(name), str | None):
            return f"has a field {name} that is not text. Put it in quotes."
    for name in _LISTS:
        if not _is_list_of_text(row.get(name)):
            return f"has a field {name} that is not a list of texts. Put each in quotes, all in square brackets."
    halved = _HALF.search(json.dumps(row, ensure_ascii=False))
    return "holds half of a surrogate pair, which is no character. Save the file as UTF-8." if halved else ""


def _is_list_of_text(value: object) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(item, str) for item in value))


def _from_row(row: dict[str, Any]) -> Labelled:
    text, quote = row["text"], row.get("evidence") or ""
    at = text.find(quote) if quote else -1
    marks = (Mark(at, at + len(quote), ""),) if at >= 0 else ()
    services = tuple(dict.fromkeys((row["service"], *(row.get("accept_service") or ()))))
    also = None if row.get("also") is None else tuple(row["also"])
    return Labelled(
        row["id"], text, marks, services, row.get("status"), row.get("on"), row.get("setting"), also=also,
        also_optional=tuple(row.get("also_optional") or ()), warnings=tuple(row.get("warning") or ()),
    )  # fmt: skip


def line_of(label: str) -> tuple[str, tuple[str, ...], int, bool]:
    """Code, modifiers, units and the flag for review of a labelled line, written CODE-MODIFIERxUNITS?."""
    found = _LINE.fullmatch(label)
    if not found:
        raise InputError(
            f"{repeated(label)} is not a claim line. Write CODE-MODIFIERxUNITS?, all but CODE where they apply."
        )
    modifiers = tuple(sorted(part for part in found["modifiers"].split("-") if part))
    return found["code"], modifiers, int(found["units"] or 1), bool(found["review"])
