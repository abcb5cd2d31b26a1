"""The page in a browser whose network is closed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.conftest import Visit

    Visitor = Callable[[Path], Visit]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LIGHTS = """() => {
    const lights = colour => { const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(
        part => part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const ground = element => { const own = getComputedStyle(element).backgroundColor;
        return own.endsWith(', 0)') ? ground(element.parentElement) : lights(own); };
    return [...document.querySelectorAll('h1, h2, h3, h4, article *, th, td, nav a, label')].slice(0, 4000).map(
        part => {
        const pair = [lights(getComputedStyle(part).color), ground(part)];
        return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05); }); }"""


@pytest.fixture(scope="module")
def file(page: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as a file."""
    path = tmp_path_factory.mktemp("page") / "ontology.html"
    path.write_text(page, encoding="utf-8")
    return path


def test_the_page_opens_without_a_request_and_without_a_complaint(file: Path, visit: Visitor) -> None:
    seen = visit(file)
    assert seen.page.locator("article").count() > 1_000
    assert seen.page.evaluate("getComputedStyle(document.querySelector('article')).borderTopStyle") == "solid"
    assert (seen.requests, seen.complaints) == ([], [])


@pytest.mark.parametrize("width", [1280, 800, 390])
def test_the_page_does_not_scroll_sideways(file: Path, visit: Visitor, width: int) -> None:
    page = visit(file).page
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_link_leads_to_its_thing(file: Path, visit: Visitor) -> None:
    page = visit(file).page
    page.evaluate("location.hash = '#cpt:77424'")
    page.locator("[id='cpt:77424'] a[href='#ior:Facility']").first.click()
    page.wait_for_timeout(200)
    box = page.locator("[id='ior:Facility']").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 100


def test_the_filter_keeps_what_has_all_words_and_gives_way_to_a_link(file: Path, visit: Visitor) -> None:
    seen = visit(file)
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.type("Mobetron cone")
    seen.page.wait_for_timeout(500)
    shown = seen.page.locator("article:visible").evaluate_all("found => found.map(one => one.id)")
    assert "ior:Mobetron" in shown
    assert len(shown) < 20
    assert seen.page.locator("#found").inner_text().startswith(f"{len(shown)} of 2,")
    assert seen.page.locator("main h2:visible").count() < 5
    seen.page.evaluate("location.hash = '#icd10cm:C50.911'")
    seen.page.wait_for_timeout(500)
    assert seen.page.locator("[id='icd10cm:C50.911']").is_visible()
    assert seen.page.locator("#filter").input_value() == ""
    assert seen.complaints == []


def test_without_scripts_all_is_there_but_the_filter(file: Path, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{file.as_uri()}#cpt:77424")
    assert page.locator("#filter").is_hidden()
    assert page.locator("[id='cpt:77424'] h4").inner_text().startswith("77424 IORT delivery")
    assert page.locator("nav a").count() > 50
    context.close()


@pytest.mark.parametrize("desk", ["light", "dark"])
def test_words_stand_out_from_their_ground(file: Path, visit: Visitor, desk: Literal["light", "dark"]) -> None:
    page = visit(file).page
    page.emulate_media(color_scheme=desk)
    contrasts = page.evaluate(LIGHTS)
    assert len(contrasts) == 4_000
    assert min(contrasts) > 5.5


def test_on_paper_it_is_light_and_shows_what_opens_on_request(file: Path, visit: Visitor) -> None:
    page = visit(file).page
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("#search").is_hidden()
    assert page.evaluate("document.querySelector('details p').getBoundingClientRect().height") > 10


def test_the_policy_stops_a_script_that_slipped_in(page: str, visit: Visitor, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page.replace("</main>", "<script>document.title = 'slipped'</script></main>"), encoding="utf-8")
    seen = visit(path)
    assert seen.page.title().startswith("iortkg, an ontology")
    assert any("Content Security Policy" in complaint for complaint in seen.complaints)
