"""The notebooks: short, marked, checked for real, and readable as pages without a network."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tools.notebooks import notebooks, page

NOTEBOOKS = notebooks()
MARK = "# NBVAL_CHECK_OUTPUT\n"
# Of each notebook, how many outputs nbval compares.
CHECKED = {
    "01-from-a-case-to-its-codes": 3,
    "02-walk-the-graph": 4,
    "03-sparql-for-informaticists": 2,
    "04-your-own-devices-and-rules": 4,
    "06-teaching-with-walks-and-quizzes": 4,
}


def marked(notebook: Any) -> list[Any]:
    """The cells whose output nbval compares."""
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.startswith(MARK)]


def test_every_notebook_has_its_checked_outputs() -> None:
    found = {path.stem: len(marked(nbformat.read(path, as_version=4))) for path in NOTEBOOKS}
    assert found == CHECKED
    assert min(found.values()) >= 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_short_and_begins_with_prose(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert notebook.cells[0].cell_type == "markdown"
    assert len(notebook.cells) <= 12
    assert [source for source in sources if "def " in source or "class " in source] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_stores_outputs_without_addresses_times_or_widgets(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    outputs = [
        cell.outputs
        for cell in notebook.cells
        if cell.cell_type == "code" and "live" not in cell.metadata.get("tags", ())
    ]
    assert outputs
    assert all(outputs)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert [name for name in ("widget", " at 0x", "iopub", str(Path.home())) if name in str(outputs)] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_changed_output_makes_the_notebook_fail(path: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    cells = marked(notebook)
    for cell in cells:
        cell.outputs[0]["text"] += "a line that no run prints\n"
    changed = tmp_path / "changed.ipynb"
    nbformat.write(notebook, changed)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", "/dev/null", "-p", "no:cacheprovider", "--nbval-lax", changed],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    passing = sum(cell.cell_type == "code" for cell in notebook.cells) - len(cells)
    assert f"{len(cells)} failed, {passing} passed" in done.stdout
    assert done.returncode == 1


@pytest.mark.browser
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_saved_notebook_opens_without_a_request_or_a_complaint(
    path: Path, tmp_path: Path, visit: Callable[[Path], Any]
) -> None:
    saved = tmp_path / f"{path.stem}.html"
    saved.write_text(page(path), encoding="utf-8")
    seen = visit(saved)
    assert seen.page.locator("svg[role=img], figure svg").count() >= 1
    assert seen.requests == []
    assert seen.complaints == []
