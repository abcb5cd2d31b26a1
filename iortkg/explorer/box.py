"""The case box as widgets; the only file that knows ipywidgets."""

from __future__ import annotations

from html import escape
from typing import Any

from iortkg.errors import InputError, IortkgError
from iortkg.explorer.examples import examples
from iortkg.explorer.shown import CodeOne
from iortkg.model import SETTINGS

try:
    import ipywidgets as widgets
except ImportError:
    raise InputError('ipywidgets is not installed. Run: pip install "iortkg[notebook]"') from None

_OWN = "a case of your own"
_LABELS = {"description_width": "8em"}


class CaseBox:
    """A case text with examples, its date of service and setting, and below them the answer.

    A blank date and setting are read from the text. Each control carries its label, so a screen reader says it.
    """

    def __init__(self, text: str, code_one: CodeOne) -> None:
        self._code_one = code_one
        self._examples = {example.title: example for example in examples()}
        self.example = self._control(widgets.Dropdown, "Example", options=[_OWN, *self._examples])
        self.text = self._control(
            widgets.Textarea, "Case", value=text, rows=6, placeholder="The words of the note", continuous_update=False
        )
        self.on = self._control(widgets.DatePicker, "Date of service", width="auto")
        told = [("as the text says", None), *((setting, setting) for setting in SETTINGS)]
        self.setting = self._control(widgets.Dropdown, "Setting", options=told, width="auto")
        self.button = widgets.Button(
            description="Code the case", button_style="primary", tooltip="Read the case and propose its codes"
        )
        self.answer = widgets.HTML()
        self.widget = widgets.VBox(
            [self.example, self.text, widgets.HBox([self.on, self.setting, self.button]), self.answer]
        )
        self.example.observe(self._take_example, "value")
        self.button.on_click(self._code)
        if text:
            self._code()

    @staticmethod
    def _control(kind: Any, label: str, *, width: str = "100%", **traits: Any) -> Any:  # Any: ipywidgets has no types
        """A widget with a visible label, which is also its tooltip."""
        return kind(description=label, tooltip=label, style=_LABELS, layout=widgets.Layout(width=width), **traits)

    def _take_example(self, _change: object) -> None:
        """Show and code the chosen example."""
        chosen = self._examples.get(self.example.value)
        if chosen:
            self.text.value, self.on.value, self.setting.value = chosen.text, chosen.on, chosen.setting
            self._code()

    def _code(self, _button: object = None) -> None:
        """Show the answer, or in its place the sentence that says what is wrong."""
        try:
            shown = self._code_one(self.text.value, on=self.on.value, setting=self.setting.value)
            self.answer.value = shown._repr_html_()
        except IortkgError as fault:
            self.answer.value = f'<p role="alert">{escape(str(fault))}</p>'
