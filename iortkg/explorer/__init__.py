"""The notebook explorer: a state, the panels that show it, and the widgets that only wire the two.

Not named after iortkg.explore, since a package of that name would take the function's place once imported.
"""

from __future__ import annotations

from typing import Any

from iortkg.explorer.examples import Example, examples
from iortkg.explorer.panels import detail, panels
from iortkg.explorer.serve import serve
from iortkg.explorer.shown import CodeOne, Known, Shown
from iortkg.explorer.state import State

__all__ = ["CodeOne", "Example", "Known", "Shown", "State", "detail", "examples", "explorer", "panels", "serve"]


def explorer(text: str, code_one: CodeOne, known: Known) -> Any:  # Any: ipywidgets has no types
    """The explorer, with the answer to the text if there is one; raises InputError if a widget library is missing."""
    from iortkg.explorer.box import Explorer
    from iortkg.explorer.live import Live

    return Explorer(text, Live(State(code_one, known)))
