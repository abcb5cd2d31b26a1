"""Asking by SPARQL in JupyterLab, in a browser: words are completed, rows are linked, pictures drawn, faults placed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Visit

    Opener = Callable[..., Visit]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SHOTS = Path(__file__).resolve().parents[2] / "build" / "sparql"


def write(page: Page, cell: int, text: str) -> None:
    """Type into a cell; what the editor closes by itself is not typed again."""
    page.locator(".jp-Notebook .jp-Cell .cm-content").nth(cell).click()
    page.keyboard.insert_text(text)


def completed(page: Page, word: str) -> None:
    """Ask what fits, and take a word of it; JupyterLab has an order of its own."""
    page.keyboard.press("Tab")
    page.locator(".jp-Completer-item code").get_by_text(word, exact=True).click(timeout=20_000)
    page.locator(".jp-Completer-item").first.wait_for(state="hidden")


def test_a_person_asks_by_sparql_in_jupyterlab(lab: str, local: Opener) -> None:
    seen = local(lab.replace("explorer.ipynb", "sparql.ipynb"))
    page = seen.page
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=45_000)
    page.locator(".jp-Cell .cm-content").first.click()
    page.keyboard.press("Shift+Enter")

    write(page, 1, "%%sparql -o rows\nSELECT ?device { ?device a ior:Dev")
    completed(page, "ior:Device")
    page.keyboard.insert_text(" ; ior:em")
    completed(page, "ior:emits")
    page.keyboard.insert_text(" ior:Electrons }")
    page.keyboard.press("Shift+Enter")
    link = page.locator(".jp-OutputArea-output").get_by_role("button", name="ior:Mobetron", exact=True)
    link.wait_for(timeout=20_000)
    card = page.locator(".jp-OutputArea-output pre", has_text="ior:Mobetron: ").first
    assert not card.is_visible()
    link.click()
    card.wait_for(state="visible")
    page.screenshot(path=SHOTS / "lab-card.png")
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")

    write(page, 2, "%%sparql --explain\nSELECT ?end { ior:Mobetron skos:broader+ ?end }")
    page.keyboard.press("Shift+Enter")
    page.locator(".jp-OutputArea-output figure svg").nth(1).wait_for(timeout=20_000)
    page.screenshot(path=SHOTS / "lab.png")

    write(page, 3, "%%sparql\nSELECT ?d {\n  ?d ior:emits ) }")
    page.keyboard.press("Shift+Enter")
    fault = page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error'], .jp-RenderedText pre")
    fault.get_by_text("line 2, column 16").wait_for(timeout=20_000)
    told = fault.last.inner_text()
    assert told.rstrip().splitlines()[-1].rstrip().endswith("^")
    assert "Traceback" not in told
    page.screenshot(path=SHOTS / "lab-fault.png")
    assert (seen.requests, seen.complaints) == ([], [])
