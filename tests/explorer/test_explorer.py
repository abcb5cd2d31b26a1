"""The explorer as widgets: what a person does in its form, and what then stands in the live panel."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
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


def status(widget: Any) -> str:
    """The status that the live panel shows; empty where there is no answer."""
    shown = widget.live.shown["answer"]
    return str(shown["summary"][0][1]) if shown else ""


def test_a_text_is_answered_at_once() -> None:
    explorer = iortkg.explore(OPEN)
    assert parts(explorer)["Case"].value == OPEN
    assert status(explorer) == "needs-information"


def test_an_empty_box_waits() -> None:
    explorer = iortkg.explore()
    assert status(explorer) == ""
    assert explorer._repr_mimebundle_()["text/html"] == "<p>The explorer waits for a case.</p>"


def test_the_button_codes_what_the_controls_say() -> None:
    explorer = iortkg.explore()
    box = parts(explorer)
    box["Case"].value = OPEN
    box["Date of service"].value = examples()[0].on
    box["Setting"].value = "asc"
    box["Code the case"].click()
    assert explorer.state.answer == iortkg.code(OPEN, on=examples()[0].on, setting="asc")


def test_an_example_fills_the_box_and_is_answered() -> None:
    explorer = iortkg.explore()
    box = parts(explorer)
    chosen = examples()[1]
    box["Example"].value = chosen.title
    assert (box["Case"].value, box["Date of service"].value, box["Setting"].value) == (
        chosen.text, chosen.on, chosen.setting,
    )  # fmt: skip
    assert explorer.state.answer == iortkg.code(chosen.text, on=chosen.on, setting=chosen.setting)


def test_a_case_that_cannot_be_used_gives_a_sentence_in_place() -> None:
    explorer = iortkg.explore(OPEN)
    parts(explorer)["Case"].value = "12 "
    parts(explorer)["Code the case"].click()
    assert explorer.live.shown["fault"] == "The case text holds no letter. Give the words of the note."
    assert status(explorer) == "needs-information"


def test_every_control_says_what_it_is() -> None:
    box = parts(iortkg.explore())
    controls = [part for part in box.values() if "description" in part.traits()]
    assert [control.description for control in controls] == [
        "Example", "Case", "Date of service", "Setting", "Code the case",
    ]  # fmt: skip
    assert all(control.tooltip for control in controls)


def test_what_the_browser_sends_is_done_and_the_day_follows() -> None:
    explorer = iortkg.explore(OPEN)
    explorer.live._told(explorer.live, {"do": "year", "year": 2020}, [])
    assert explorer.on.value.year == 2020
    explorer.live._told(explorer.live, {"do": "undo"}, [])
    assert explorer.on.value is None
    explorer.live._told(explorer.live, {"do": ["x"]}, [])
    assert explorer.live.shown["fault"] == ""


def test_selection_is_the_same_in_python_and_in_the_browser() -> None:
    explorer = iortkg.explore(OPEN)
    explorer.selected = "ior:DoseDelivered"
    assert explorer.live.detail["label"] == "dose given in this operation"
    explorer.live.set_trait("selected", "cpt:77469@radiation-oncologist")
    assert explorer.live.detail["label"] == "77469"
    explorer.selected = "ior:Nothing"
    assert explorer.selected == "cpt:77469@radiation-oncologist"
    assert explorer.live.shown["fault"].startswith("'ior:Nothing' is not in the picture.")


def test_a_stored_notebook_shows_the_answer_and_no_widget_is_needed() -> None:
    explorer = iortkg.explore(OPEN)
    bundle = explorer._repr_mimebundle_()
    answer = iortkg.code(OPEN)
    assert bundle["text/html"] == answer._repr_html_()
    assert bundle["text/plain"] == answer.to_text()
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_the_drawing_library_is_the_one_that_was_read() -> None:
    folder = Path(iortkg.__file__).parent / "explorer" / "vis-network"
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert sorted(listed) == ["LICENSE-APACHE-2.0", "LICENSE-MIT", "vis-network.min.cjs"]
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in listed} == listed


@pytest.mark.parametrize("library", ["ipywidgets", "anywidget"])
def test_without_a_widget_library_the_install_line_is_told(library: str) -> None:
    script = (
        f"import sys; sys.modules['{library}'] = None\n"
        "import iortkg\n"
        "try: iortkg.explore()\n"
        "except iortkg.IortkgError as fault: print(fault)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == f'{library} is not installed. Run: pip install "iortkg[notebook]"\n'


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "</style><script>alert(1)</script> IORT"])
def test_markup_in_a_case_stays_text(text: str) -> None:
    explorer = iortkg.explore(text)
    assert "".join(piece["text"] for piece in explorer.live.shown["answer"]["note"]) == text
    shown = explorer._repr_mimebundle_()["text/html"]
    assert shown
    assert "<script" not in shown
    assert "<img" not in shown


def test_a_setting_that_is_left_to_the_text_is_shown_as_a_choice_of_its_own() -> None:
    setting = parts(iortkg.explore(OPEN))["Setting"]
    assert (setting.index, setting.label) == (0, "as the text says")
