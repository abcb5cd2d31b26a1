"""The live panel as an anywidget; the only file that knows anywidget."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from iortkg.errors import InputError
from iortkg.explorer.panels import detail, panels
from iortkg.explorer.state import State
from iortkg.view import live_colours

try:
    import anywidget
    import traitlets
except ImportError:
    raise InputError('anywidget is not installed. Run: pip install "iortkg[notebook]"') from None

_FOLDER = Path(__file__).parent
_MAP = "//# sourceMappingURL="


@cache
def _script() -> str:
    """Our script with the drawing library before it, which finds a place to put its names."""
    library = (_FOLDER / "vis-network" / "vis-network.min.cjs").read_text("utf-8").partition(_MAP)[0]
    opening = "const vis = {};\n(function (exports, module) {\n"
    return f"{opening}{library}\n}})(vis, {{}});\n{(_FOLDER / 'live.js').read_text('utf-8')}"


class Live(anywidget.AnyWidget):
    """What a browser shows of a state; selected is the same in Python and in the browser, whoever sets it."""

    _esm = _script()
    _css = (_FOLDER / "live.css").read_text("utf-8")
    shown = traitlets.Dict().tag(sync=True)
    detail = traitlets.Dict().tag(sync=True)
    selected = traitlets.Unicode().tag(sync=True)
    colours = traitlets.Dict().tag(sync=True)

    def __init__(self, state: State) -> None:
        self.state = state
        super().__init__(colours=live_colours())
        self.on_msg(self._told)
        self.observe(self._selected, "selected")
        self.show()

    def act(self, do: str, **what: Any) -> None:  # Any: what a browser sends
        """Do something and show what then holds."""
        self.state.act(do, **what)
        self.show()

    def show(self) -> None:
        """Show the state."""
        with self.hold_sync():
            self.shown = panels(self.state)
            self.detail = detail(self.state) or {}
            self.selected = self.state.scene.selected

    def _told(self, _widget: object, message: object, _buffers: object) -> None:
        """What a person did in the browser, and word that it is done."""
        if isinstance(message, dict) and isinstance(message.get("do"), str):
            self.act(message["do"], **{str(name): value for name, value in message.items() if name != "do"})
        self.send({"done": True})

    def _selected(self, change: Any) -> None:  # Any: traitlets has no type for it
        """A thing was selected, here or in the browser."""
        if change["new"] != self.state.scene.selected:
            self.state.act("select", id=change["new"])
            self.show()
