"""The words of the case with marks where the walk starts."""

from __future__ import annotations

from iortkg.model import Evidence
from iortkg.teach.lesson import Lesson
from iortkg.view import escaped_body, pieces


def note_html(lesson: Lesson) -> str:
    """The case text; each mark has the numbers of its boxes in the picture."""
    boxes: dict[tuple[int, int], list[int]] = {}
    for number, node in enumerate(lesson.view.nodes):
        if node.kind == "text" and node.span:
            boxes.setdefault(node.span, []).append(number)
    marks = [Evidence(*span, "", "", "") for span in sorted(boxes)]
    parts = []
    for piece in pieces(lesson.outcome.text, marks):
        numbers = sorted({n for place in piece.marks for n in boxes[marks[place].start, marks[place].end]})
        text = escaped_body(piece.text) if not piece.left_out else " … "
        parts.append(f'<mark data-boxes="{" ".join(map(str, numbers))}">{text}</mark>' if numbers else text)
    return f'<p class="note" dir="auto">{"".join(parts)}</p>'
