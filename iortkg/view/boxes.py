"""Boxes: how much room a node's words take, wrapped by stored font metrics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from iortkg.model import WalkNode
from iortkg.view.clean import plain
from iortkg.view.measure import text_width, wrap

TITLE, CODE, NOTE = 13.0, 17.0, 11.5
TITLE_STEP, CODE_STEP, NOTE_STEP = 17, 20, 15
_PADDING = (15, 9)
_LEAST_HEIGHT = 50
_MOST_NOTES = 5
_SAFETY = 1.05  # other sans fonts run a little wider than the stored one
_WIDEST = {"text": 168, "code": 124}
_WIDEST_ELSE = 140


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its wrapped words and the room that they need."""

    node: WalkNode
    title: tuple[str, ...]
    note: tuple[str, ...]
    width: float
    height: float


class SetLine(NamedTuple):
    """A line of a box: how far its base lies below the middle of the box, its size and its weight."""

    text: str
    down: float
    size: float
    bold: bool = False
    note: bool = False


def set_lines(placed: Box) -> tuple[SetLine, ...]:
    """The lines of the label and of the note, from top to bottom, around the middle of the box."""
    kind = placed.node.kind
    size, step = (CODE, CODE_STEP) if kind == "code" else (TITLE, TITLE_STEP)
    top = -(len(placed.title) * step + len(placed.note) * NOTE_STEP) / 2
    below = top + len(placed.title) * step
    bold = kind != "text"
    label = (SetLine(line, top + step * row + size, size, bold=bold) for row, line in enumerate(placed.title))
    notes = (
        SetLine(line, below + NOTE_STEP * row + NOTE - 0.5, NOTE, note=True) for row, line in enumerate(placed.note)
    )
    return (*label, *notes)


def box(node: WalkNode) -> Box:
    """The smallest box that holds the node's words with room around them."""
    size, step, bold = (CODE, CODE_STEP, True) if node.kind == "code" else (TITLE, TITLE_STEP, node.kind != "text")
    limit = _WIDEST.get(node.kind, _WIDEST_ELSE)
    title = wrap(words(node), limit, size, bold=bold)
    note = _note_lines(plain(node.note), limit)
    widths = [0.0] + [text_width(line, size, bold=bold) for line in title] + [text_width(line, NOTE) for line in note]
    height = len(title) * step + len(note) * NOTE_STEP + 2 * _PADDING[1]
    return Box(node, title, note, max(widths) * _SAFETY + 2 * _PADDING[0], max(height, _LEAST_HEIGHT))


def words(node: WalkNode) -> str:
    """The label on one line; words of the note are quoted."""
    label = plain(node.label) or plain(node.id)
    return f"“{label.strip('“”')}”" if node.kind == "text" else label


def _note_lines(note: str, limit: float) -> tuple[str, ...]:
    """The note on one line if it fits, else its parts on lines of their own."""
    parts = [note] if text_width(note, NOTE) <= limit else note.split(" · ")
    return tuple(line for part in parts for line in wrap(part, limit, NOTE, most=3))[:_MOST_NOTES]
