"""Ticked and unticked boxes of a form, with the words that each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BOX = re.compile(
    r"\[(?P<square>[ xX_\u2713\u2714*]?)\]|\((?P<round>[ xX_\u2713]?)\)(?=\s|$)"
    r"|(?P<sign>[\u2610\u2611\u2612])|(?P<blank>__+)"
)
_SIGN = re.compile(r"\[|\((?=[ xX_\u2713]?\))|[\u2610-\u2612]")


@dataclass(frozen=True, slots=True)
class Option:
    """A stretch whose box or value says yes or no, and where its line begins; open where all boxes of it are empty."""

    start: int
    end: int
    ticked: bool
    line: int
    is_open: bool = False


def options_in(text: str, denials: frozenset[str]) -> Iterator[Option]:
    """Boxes line by line; denials are the words that say no."""
    place = 0
    if not _SIGN.search(text):
        return
    for line in text.splitlines(keepends=True):
        boxes = [box for box in _BOX.finditer(line) if box["blank"] is None]
        if boxes:
            yield from _line_options(line, boxes, place, denials)
        place += len(line)


def _line_options(line: str, boxes: list[re.Match[str]], place: int, denials: frozenset[str]) -> Iterator[Option]:
    lead = line[: boxes[0].start()]
    trailing = bool(lead.strip()) and not line[boxes[-1].end() :].strip()
    edges = [0, *(box.end() for box in boxes)] if trailing else [*(box.start() for box in boxes), len(line)]
    found = []
    for box, start, end in zip(boxes, edges, edges[1:], strict=False):
        ticked = (box["square"] or box["round"] or box["sign"] or " ").strip("_ \u2610") != ""
        words = line[box.end() : end].strip(" .,;\n\t").lower() if not trailing else line[start : box.start()].lower()
        words = words.strip(" :.,;")
        denies = any(words == denial or words.startswith(f"{denial} ") for denial in denials)
        found.append((start, end, ticked, denies))
    if any(denies for *_, denies in found) and not any(ticked for *_, ticked, _ in found):
        yield Option(place, place + len(line), ticked=False, line=place, is_open=True)
        return
    for start, end, ticked, denies in found:
        if not denies:
            yield Option(place + start, place + end, ticked, place)
        elif ticked:
            yield Option(place, place + boxes[0].start(), ticked=False, line=place)
        else:
            yield Option(place + start, place + end, ticked=False, line=place)
