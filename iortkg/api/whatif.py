"""The public WhatIf: an answer with facts changed, and the lines that move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from iortkg.case import LineChange

if TYPE_CHECKING:
    from iortkg.api.answer import Answer

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


@dataclass(frozen=True, slots=True, repr=False)
class WhatIf:
    """The answer with facts changed, the lines that move, and the answer as it is; it shows itself as lines."""

    answer: Answer
    changes: tuple[LineChange, ...]
    before: Answer

    __hash__ = None  # type: ignore[assignment]  # an answer holds a mapping

    def __iter__(self) -> Iterator[LineChange]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def __repr__(self) -> str:
        return str(self)

    def to_dict(self) -> dict[str, Any]:
        """What moves, and the answer with facts changed, as JSON-ready values."""
        return {"changes": [change.to_dict() for change in self.changes], "answer": self.answer.to_dict()}

    def _lines(self) -> Iterator[str]:
        yield from (warning.text for warning in self.answer.outcome.warnings[: len(self.answer.outcome.corrections)])
        for name in ("status", "service"):
            old, new = getattr(self.before, name), getattr(self.answer, name)
            yield f"{name}: {old}" + (f", then {new}" if old != new else ", as before")
        for change in self.changes:
            details = f" ({'; '.join(change.details)})" if change.details else ""
            told = f"{change.biller.replace('-', ' ')}: {change.system} {change.code} {change.change}{details}"
            yield f"{_SIGNS[change.change]} {told}"
        if not self.changes:
            yield "No claim line moves."
        asked = {question.missing for question in self.before.questions}
        yield from (f"? {q.missing}: {q.ask}" for q in self.answer.questions if q.missing not in asked)
