"""The notebook explorer: state and wiring over answers that show themselves.

Not named after iortkg.explore, since a package of that name would take the function's place once imported.
"""

from __future__ import annotations

from typing import Any

from iortkg.explorer.examples import Example, examples
from iortkg.explorer.shown import CodeOne, Shown

__all__ = ["CodeOne", "Example", "Shown", "examples", "explorer"]


def explorer(text: str, code_one: CodeOne) -> Any:  # Any: ipywidgets has no types
    """A box for a case, filled and answered if there is a text; raises InputError if ipywidgets is missing."""
    from iortkg.explorer.box import CaseBox

    return CaseBox(text, code_one).widget
