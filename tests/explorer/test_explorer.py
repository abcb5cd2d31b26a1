"""The explorer: what a person does in it, and what then stands in its answer."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

import iortkg
from iortkg.explorer import examples

OPEN = "Low anterior resection. IORT to the sacral margin, 12 Gy."


def parts(widget: Any) -> dict[str, Any]:
    """The controls by label, and the answer under its own name."""
    inside = [widget, *(part for child in getattr(widget, "children", ()) for part in parts(child).values())]
    return {getattr(part, "description", "") or type(part).__name__: part for part in inside}


def test_examples_are_many_and_can_all_be_coded() -> None:
    shipped = examples()
    assert len(shipped) == 8
    assert len({example.title for example in shipped}) == len(shipped)
    found = {iortkg.code(example.text, on=example.on, setting=example.setting).status for example in shipped}
    assert found == {"coded", "needs-information", "no-code-on-date", "not-iort"}


def test_a_text_is_answered_at_once() -> None:
    box = parts(iortkg.explore(OPEN))
    assert box["Case"].value == OPEN
    assert "needs-information" in box["HTML"].value


def test_an_empty_box_waits() -> None:
    assert parts(iortkg.explore())["HTML"].value == ""


def test_the_button_codes_what_the_controls_say() -> None:
    box = parts(iortkg.explore())
    box["Case"].value = OPEN
    box["Date of service"].value = examples()[0].on
    box["Setting"].value = "asc"
    box["Code the case"].click()
    expected = iortkg.code(OPEN, on=examples()[0].on, setting="asc")
    assert box["HTML"].value == expected._repr_html_()


def test_an_example_fills_the_box_and_is_answered() -> None:
    box = parts(iortkg.explore())
    chosen = examples()[1]
    box["Example"].value = chosen.title
    assert (box["Case"].value, box["Date of service"].value, box["Setting"].value) == (
        chosen.text, chosen.on, chosen.setting,
    )  # fmt: skip
    assert box["HTML"].value == iortkg.code(chosen.text, on=chosen.on, setting=chosen.setting)._repr_html_()


def test_a_case_that_cannot_be_used_gives_a_sentence_in_place() -> None:
    box = parts(iortkg.explore(OPEN))
    box["Case"].value = "12 <b>345</b> "[:3]
    box["Code the case"].click()
    assert box["HTML"].value == '<p role="alert">The case text holds no letter. Give the words of the note.</p>'


def test_every_control_says_what_it_is() -> None:
    box = parts(iortkg.explore())
    controls = [part for part in box.values() if "description" in part.traits() and type(part).__name__ != "HTML"]
    assert [control.description for control in controls] == [
        "Example", "Case", "Date of service", "Setting", "Code the case",
    ]  # fmt: skip
    assert all(control.tooltip for control in controls)


def test_without_ipywidgets_the_install_line_is_told() -> None:
    script = (
        "import sys; sys.modules['ipywidgets'] = None\n"
        "import iortkg\n"
        "try: iortkg.explore()\n"
        "except iortkg.IortkgError as fault: print(fault)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == 'ipywidgets is not installed. Run: pip install "iortkg[notebook]"\n'


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "</style><script>alert(1)</script> IORT"])
def test_markup_in_a_case_stays_text(text: str) -> None:
    shown = parts(iortkg.explore(text))["HTML"].value
    assert shown
    assert "<script" not in shown
    assert "<img" not in shown
