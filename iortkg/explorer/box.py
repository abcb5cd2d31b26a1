"""The explorer as widgets: a form for the case above the live panel; the only file that knows ipywidgets."""

from __future__ import annotations

from datetime import date
from typing import Any

from iortkg.errors import InputError
from iortkg.explorer.examples import examples
from iortkg.model import SETTINGS

try:
    import ipywidgets as widgets
except ImportError:
    raise InputError('ipywidgets is not installed. Run: pip install "iortkg[notebook]"') from None

_OWN = "a case of your own"
_LABELS = {"description_width": "8.5em"}


class Explorer(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """A case text with examples, its date of service and setting, and below them everything that follows.

    A blank date and setting are read from the text. Each control carries its label, so a screen reader says it. Where
    widgets do not live, as in a stored notebook, the answer stands in their place.
    """

    def __init__(self, text: str, live: Any) -> None:  # Any: the live panel, whose library only live.py knows
        self.live, self.state = live, live.state
        self._examples = {example.title: example for example in examples()}
        self.example = _control(widgets.Dropdown, "Example", options=[_OWN, *self._examples])
        self.text = _control(
            widgets.Textarea, "Case", value=text, rows=5, placeholder="The words of the note", continuous_update=False
        )
        self.on = _control(widgets.DatePicker, "Date of service", width="auto")
        # A choice whose value is None is shown as a blank.
        told = [("as the text says", ""), *((setting, setting) for setting in SETTINGS)]
        self.setting = _control(widgets.Dropdown, "Setting", options=told, width="auto")
        self.button = widgets.Button(
            description="Code the case", button_style="primary", tooltip="Read the case and propose its codes"
        )
        row = widgets.HBox([self.on, self.setting, self.button], layout=widgets.Layout(flex_flow="row wrap"))
        form = widgets.VBox([self.example, self.text, row])
        form.add_class("iortkg-form")
        super().__init__([form, self.live])
        self.example.observe(self._take_example, "value")
        self.live.observe(self._follow, "shown")
        self.on.observe(self._turn_day, "value")
        self.button.on_click(self._code)
        if text:
            self._code()

    @property
    def selected(self) -> str:
        """The thing that is selected in text, table, list and picture; set it to select another."""
        return str(self.live.selected)

    @selected.setter
    def selected(self, name: str) -> None:
        self.live.selected = name

    def _repr_mimebundle_(self, **extra: Any) -> Any:  # Any: as in IPython
        """The live widget, and beside it the answer as it stands for whoever opens the notebook later."""
        bundle = super()._repr_mimebundle_(**extra)
        answer = self.state.answer
        data = dict(bundle[0] if isinstance(bundle, tuple) else bundle or {})
        data["text/plain"] = answer.to_text(wording=False) if answer else "The explorer waits for a case."
        data["text/html"] = answer._repr_html_() if answer else "<p>The explorer waits for a case.</p>"
        return data

    def _take_example(self, _change: object) -> None:
        """Show and code the chosen example."""
        chosen = self._examples.get(self.example.value)
        if chosen:
            self.text.value = chosen.text
            self.setting.value = chosen.setting
            self._code(on=chosen.on.isoformat())

    def _turn_day(self, _change: object) -> None:
        """Look at the case and the graph on the day that was chosen."""
        if self.state.scene.on != self._day():
            self.live.act("day", on=self._day())

    def _follow(self, _change: object) -> None:
        """Show the day and the setting of where one stands, which undo or the slider moved."""
        scene = self.state.scene
        self.on.value = date.fromisoformat(scene.on) if scene.on else None
        if scene.text and self.text.value != scene.text and not self.state.fault:
            self.text.value = scene.text

    def _day(self) -> str | None:
        return self.on.value.isoformat() if self.on.value else None

    def _code(self, _button: object = None, *, on: str | None = None) -> None:
        """Show the answer, or the sentence that says what is wrong."""
        self.live.act("code", text=self.text.value, on=on or self._day(), setting=self.setting.value or None)


def _control(kind: Any, label: str, *, width: str = "100%", **traits: Any) -> Any:  # Any: ipywidgets has no types
    """A widget with a visible label, which is also its tooltip."""
    return kind(description=label, tooltip=label, style=_LABELS, layout=widgets.Layout(width=width), **traits)
