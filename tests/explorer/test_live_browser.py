"""The explorer where people meet it, in JupyterLab and as a page, with the network closed and the console clean."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.conftest import Visit

    Opener = Callable[..., Visit]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "tests" / "data" / "axe" / "axe.min.js"
SHOTS = ROOT / "build" / "explorer"
OPEN = "Low anterior resection. IORT to the sacral margin, 12 Gy."
BREAST = (
    "Right lumpectomy for invasive ductal carcinoma. "
    "20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, 50 kV."
)
HOSTILE = 'IORT <script>alert(1)</script> "><img src=x onerror=alert(2)> href Lumpectomy \u202e\U0001f9ea.'
SPOT = """id => { const root = document.querySelector('.iortkg-live'); const network = root.iortkgNetwork;
    const at = network.canvasToDOM(network.getPosition(id));
    const box = root.querySelector('canvas').getBoundingClientRect(); return [box.left + at.x, box.top + at.y]; }"""
RUN = """axe.run(document.querySelector('.iortkg-form').parentElement, {resultTypes: ['violations']}).then(found =>
    found.violations.filter(one => ['serious', 'critical'].includes(one.impact)).map(one =>
        one.id + ' ' + one.nodes.map(node => node.html.slice(0, 120)).join(' ')))"""
OUTSIDE = """() => { const root = document.querySelector('.iortkg-live'); const network = root.iortkgNetwork;
    const { clientWidth, clientHeight } = root.querySelector('.canvas');
    return Object.keys(network.body.nodes).filter(id => { const box = network.getBoundingBox(id);
        const [one, other] = [[box.left, box.top], [box.right, box.bottom]].map(
            ([x, y]) => network.canvasToDOM({x, y}));
        return one.x < 0 || one.y < 0 || other.x > clientWidth || other.y > clientHeight; }); }"""


def live(page: Page) -> Locator:
    """The live panel, once it is there."""
    page.locator(".iortkg-live").wait_for(timeout=45_000)
    return page.locator(".iortkg-live")


def code(page: Page, text: str) -> None:
    """Type a case and have it coded."""
    page.get_by_label("Case", exact=True).fill(text)
    page.get_by_role("button", name="Code the case").click()
    page.locator(".iortkg-live .steps").wait_for()


def click_thing(page: Page, name: str) -> None:
    """Click a thing in the picture."""
    page.locator(".iortkg-live .canvas").scroll_into_view_if_needed()
    page.wait_for_timeout(250)
    page.mouse.click(*page.evaluate(SPOT, name))


def selected(page: Page) -> set[str]:
    """What is marked as selected in text, table and list."""
    found = page.locator(".iortkg-live .is-selected").evaluate_all("all => all.map(one => one.dataset.id)")
    return set(found)


def drive(page: Page) -> None:
    """Do what a person does: code, answer, try, select in each place, open, find a path, undo."""
    root = live(page)
    code(page, OPEN)
    assert "needs-information" in root.locator("dl").inner_text()
    root.get_by_role("button", name="electrons", exact=True).click()
    root.get_by_role("button", name="77425", exact=True).wait_for()
    root.get_by_label("radiation", exact=True).select_option(label="if low-energy x-rays")
    root.get_by_text("+ facility: CPT 77424 added").wait_for()
    root.get_by_role("button", name="Back to the case as it is").click()
    root.get_by_text("+ facility: CPT 77424 added").wait_for(state="detached")

    click_thing(page, "ior:DoseDelivered")
    root.locator(".name", has_text="dose given in this operation").wait_for()
    assert selected(page) == {"ior:DoseDelivered"}
    mark = root.locator("mark", has_text="12 Gy")
    mark.focus()
    page.keyboard.press("Enter")
    root.locator(".name", has_text="12 Gy").wait_for()
    assert mark.get_attribute("aria-pressed") == "true"
    assert root.locator(".steps .is-selected").inner_text().startswith("“12 Gy”")
    root.locator("table").get_by_role("button", name="77425").click()
    root.locator(".name code", has_text="cpt:77425").wait_for()
    assert root.locator(".steps .is-selected").inner_text().startswith("77425")

    root.get_by_label("Search the whole graph").fill("mobitron")
    root.get_by_role("button", name="Mobetron device").click()
    root.locator(".steps").get_by_role("button", name=re.compile("applicators 3")).click()
    root.locator(".crumbs", has_text="1 opened").wait_for()
    page.wait_for_timeout(300)
    assert page.evaluate(OUTSIDE) == []
    assert root.locator(".steps button", has_text="applicator").count() >= 3
    root.get_by_label("Path from").fill("Mobetron")
    root.get_by_label("to", exact=True).fill("77425")
    root.get_by_role("button", name="Find path").click()
    root.locator(".told", has_text="Shown 4 of").wait_for()
    root.get_by_label("to", exact=True).fill("xyzzy")
    root.get_by_role("button", name="Find path").click()
    root.get_by_role("alert").get_by_text("'xyzzy' is not in the ontology.").wait_for()
    root.get_by_role("button", name="Undo").click()
    root.locator(".crumbs [aria-current]", has_text="1 opened").wait_for()
    root.get_by_role("button", name="Walk of the case").click()
    root.locator(".told", has_text="electron-iort").wait_for()


def test_a_person_explores_in_jupyterlab_and_python_follows(lab: str, local: Opener) -> None:
    seen = local(lab)
    page = seen.page
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=45_000)
    page.locator(".jp-Cell .cm-content").first.click()
    page.keyboard.press("Shift+Enter")
    drive(page)
    page.locator(".jp-Cell .cm-content").nth(1).click()
    page.keyboard.press("Shift+Enter")
    page.locator(".iortkg-live .name", has_text="dose given in this operation").wait_for()
    assert selected(page) == {"ior:DoseDelivered"}
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / "lab-1280.png")
    page.set_viewport_size({"width": 800, "height": 900})
    page.wait_for_timeout(400)
    page.screenshot(path=SHOTS / "lab-800.png")
    assert (seen.requests, seen.complaints) == ([], [])


def test_a_person_explores_on_the_page(voila: str, local: Opener) -> None:
    seen = local(voila)
    drive(seen.page)
    assert (seen.requests, seen.complaints) == ([], [])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_is_whole_and_axe_finds_nothing(voila: str, local: Opener, theme: str) -> None:
    seen = local(f"{voila}?theme={theme}", color_scheme=theme)
    page, root = seen.page, live(seen.page)
    code(page, BREAST)
    assert root.evaluate("one => one.classList.contains('night')") == (theme == "dark")
    SHOTS.mkdir(parents=True, exist_ok=True)
    for width in (1280, 800):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(200)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        tall = int(page.evaluate("document.querySelector('.iortkg-live').getBoundingClientRect().bottom"))
        page.set_viewport_size({"width": width, "height": tall + 40})
        page.wait_for_timeout(300)
        assert page.evaluate(OUTSIDE) == []
        page.screenshot(path=SHOTS / f"page-{width}-{theme}.png")
    for fold in root.locator("summary").all():
        fold.click()
    page.add_script_tag(path=AXE)
    assert page.evaluate(RUN) == []
    assert (seen.requests, seen.complaints) == ([], [])


def test_all_is_reached_by_keyboard_and_markup_is_shown_not_run(voila: str, local: Opener) -> None:
    seen = local(voila)
    page = seen.page
    root = live(page)
    code(page, BREAST)
    reached = root.evaluate(
        "one => [...one.querySelectorAll('button:not(:disabled), input, select, summary, mark')].map("
        "part => [part.tabIndex, part.ariaLabel || part.textContent || part.labels?.[0]?.textContent || ''])"
    )
    assert len(reached) > 60
    assert [part for part in reached if part[0] < 0 or not part[1].strip()] == []
    item = root.locator(".steps button").first
    item.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert root.locator(".steps .is-selected").inner_text() == root.locator(".steps button").nth(1).inner_text()
    year = root.get_by_label("Code year")
    year.focus()
    page.keyboard.press("ArrowLeft")
    root.locator("dd", has_text="given").first.wait_for()
    assert root.locator("[data-k=year]").evaluate("one => one === document.activeElement")

    code(page, HOSTILE)
    page.locator(".note", has_text="href").wait_for()
    assert page.locator(".note").inner_text() == HOSTILE
    assert page.locator(".iortkg-live :is(script, img, iframe, a)").count() == 0
    assert (seen.requests, seen.complaints) == ([], [])
