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
# A line with so many boxes is a list of choices.
_SEVERAL = 2


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
    if not _SIGN.search(text):
        return
    place = 0
    for line in _whole_lines(text):
        boxes = _boxes(line)
        if boxes:
            yield from _line_options(line, boxes, place, denials)
        place += len(line)


def _boxes(line: str) -> list[re.Match[str]]:
    return [box for box in _BOX.finditer(line) if box["blank"] is None]


def _whole_lines(text: str) -> Iterator[str]:
    """The lines of a text; one that was broken right after a box of a list goes on in the next."""
    held = ""
    for line in text.splitlines(keepends=True):
        held += line
        boxes = _boxes(held)
        if len(boxes) < _SEVERAL or _is_trailing(held, boxes) or held[boxes[-1].end() :].strip() or not line.strip():
            yield held
            held = ""
    if held:
        yield held


def _is_trailing(line: str, boxes: list[re.Match[str]]) -> bool:
    """True if boxes stand after their words: words lead, which are no key, and none follow."""
    lead = line[: boxes[0].start()].rstrip()
    is_key = lead.endswith(":") and len(boxes) > 1
    return bool(lead) and not is_key and not line[boxes[-1].end() :].strip()


def _line_options(line: str, boxes: list[re.Match[str]], place: int, denials: frozenset[str]) -> Iterator[Option]:
    trailing = _is_trailing(line, boxes)
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
