"""What the explorer asks of the rest: a function that codes one case, and an answer that shows itself."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class Shown(Protocol):
    """Anything that a notebook shows as HTML."""

    def _repr_html_(self) -> str: ...


class CodeOne(Protocol):
    """A function from a case text, a day and a setting to an answer."""

    def __call__(self, text: str, *, on: str | date | None = None, setting: str | None = None) -> Shown:
        """The answer; raises IortkgError for a case that is unfit."""
        ...
