"""The page of a view in a browser whose network is closed: in step, by keyboard, inert, without a violation of axe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

import iortkg
from benchmarks.view import graph_of
from iortkg.model import Walk
from iortkg.view import GraphView, walk_view
from tests.contract.ten import TEN
from tests.view.samples import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.conftest import Visit

    Visitor = Callable[[Path], Visit]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AXE = Path(__file__).resolve().parents[1] / "data" / "axe" / "axe.min.js"
RUN = """axe.run(document, {resultTypes: ['violations']}).then(found => found.violations
    .filter(one => ['serious', 'critical'].includes(one.impact)).map(one => [one.id, one.nodes.map(n => n.html)]))"""


@pytest.fixture(scope="module")
def pages(kg: iortkg.Knowledge, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A page of each kind of view."""
    views = {
        "walk": iortkg.code(TEN[0].text, on=TEN[0].on, setting=TEN[0].setting, knowledge=kg).view,
        "neighbourhood": kg.view("77424"),
        "path": kg.view("INTRABEAM..77424"),
        "all": kg.view("all"),
    }
    return {name: saved(tmp_path_factory.mktemp(name), view) for name, view in views.items()}


def saved(folder: Path, view: GraphView) -> Path:
    """A page as a file."""
    path = folder / "view.html"
    path.write_text(view.to_html(), encoding="utf-8")
    return path


def chosen(page: Page) -> list[str]:
    """What is chosen: in the picture, in the details, and in list and tables."""
    found: list[str] = page.evaluate("""() => [document.querySelector('svg g[aria-pressed="true"] > title').textContent,
        document.querySelector('#details h3').textContent,
        ...new Set([...document.querySelectorAll('main section button[aria-pressed="true"]')].map(
            found => found.textContent))]""")
    return found


@pytest.mark.parametrize("kind", ["walk", "neighbourhood", "path", "all"])
@pytest.mark.parametrize("desk", ["light", "dark"])
def test_axe_finds_no_serious_violation(
    pages: dict[str, Path], visit: Visitor, kind: str, desk: Literal["light", "dark"]
) -> None:
    seen = visit(pages[kind])
    seen.page.emulate_media(color_scheme=desk)
    seen.page.set_default_timeout(120_000)
    seen.page.evaluate(AXE.read_text(encoding="utf-8"))
    assert seen.page.evaluate(RUN) == []
    assert (seen.requests, seen.complaints) == ([], [])


def test_picture_list_and_table_are_in_step(pages: dict[str, Path], visit: Visitor) -> None:
    seen = visit(pages["walk"])
    page = seen.page
    assert chosen(page)[:2] == ["code: 77424, facility · IORT delivery, x-rays", "77424"]
    page.locator("svg g[role=button]", has_text="low-energy x-rays").click()
    assert chosen(page) == ["radiation: low-energy x-rays", "low-energy x-rays", "low-energy x-rays"]
    page.locator("#steps button", has_text="INTRABEAM").last.click()
    assert chosen(page)[1] == "INTRABEAM"
    assert page.locator("#details").inner_text().count("A miniature x-ray tube") == 1
    assert page.locator("#h-things ~ div tr.chosen").inner_text().startswith("INTRABEAM")
    assert page.locator("svg path.near").count() == 2
    page.locator("#h-things ~ div button", has_text="X-ray delivery").click()
    assert chosen(page)[1] == "X-ray delivery"
    page.locator("#details button", has_text="77424").click()
    assert chosen(page)[1] == "77424"
    assert (seen.requests, seen.complaints) == ([], [])


@pytest.mark.parametrize(("desk", "edge"), [("light", "rgb(213, 94, 0)"), ("dark", "rgb(240, 128, 60)")])
def test_what_is_chosen_has_an_edge_of_its_own(
    pages: dict[str, Path], visit: Visitor, desk: Literal["light", "dark"], edge: str
) -> None:
    page = visit(pages["neighbourhood"]).page
    page.emulate_media(color_scheme=desk)
    found = "getComputedStyle(document.querySelector('svg g[aria-pressed=\"true\"] > path')).stroke"
    assert page.evaluate(found) == edge


def test_arrow_keys_go_from_thing_to_thing(pages: dict[str, Path], visit: Visitor) -> None:
    page = visit(pages["path"]).page
    page.locator("svg g[role=button][tabindex='0']").focus()
    names = []
    for key in ("ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
        names.append(page.evaluate("document.activeElement.querySelector('title').textContent"))
    beam = "radiation: low-energy x-rays"
    assert names == ["rule: X-ray delivery, facility", beam, "device: INTRABEAM", beam]
    assert page.get_by_role("button", name=beam).count() == 1
    assert chosen(page)[1] == "low-energy x-rays"
    page.keyboard.press("Enter")
    assert page.locator("svg g[role=button][tabindex='0']").count() == 1


def test_everything_is_reached_by_the_tab_key(pages: dict[str, Path], visit: Visitor) -> None:
    page = visit(pages["path"]).page
    met = []
    for _ in range(40):
        page.keyboard.press("Tab")
        met.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert met[:3] == ["search", "FIGURE", "g"]
    assert met.count("BUTTON") >= 7


def test_search_finds_and_chooses(pages: dict[str, Path], visit: Visitor) -> None:
    page = visit(pages["neighbourhood"]).page
    page.locator("#search").fill("electrons")
    assert page.locator("#found").inner_text().endswith(" found")
    assert page.locator("#hits button").count() >= 1
    page.locator("#search").press("Enter")
    assert chosen(page)[1] == page.locator("#hits button").first.inner_text().split(",")[0]
    page.locator("#search").press("Escape")
    assert page.locator("#hits button").count() == 0


@pytest.mark.parametrize("width", [1280, 800, 390])
@pytest.mark.parametrize("kind", ["walk", "neighbourhood", "all"])
def test_the_page_does_not_scroll_sideways(pages: dict[str, Path], visit: Visitor, kind: str, width: int) -> None:
    page = visit(pages[kind]).page
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_there_is_no_search_and_the_picture_is_light(pages: dict[str, Path], visit: Visitor) -> None:
    page = visit(pages["walk"]).page
    page.emulate_media(color_scheme="dark", media="print")
    assert not page.locator("#search").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('rect.w-ground')).fill") == "rgb(255, 255, 255)"
    assert page.locator("#steps").is_visible()


def bad(view: GraphView) -> GraphView:
    """A view whose every word is hostile."""
    words = [HOSTILE[place % 6] for place in range(len(view.nodes))]
    nodes = (
        replace(node, label=word, note=word, meaning=word, source=word, kind=word if place % 3 else node.kind)
        for place, (node, word) in enumerate(zip(view.nodes, words, strict=True))
    )
    edges = (replace(edge, label=HOSTILE[place % 6], since=HOSTILE[0]) for place, edge in enumerate(view.edges))
    heads = (replace(head, text=HOSTILE[place % 6]) for place, head in enumerate(view.heads))
    return replace(view, title=HOSTILE[5], nodes=tuple(nodes), edges=tuple(edges), heads=tuple(heads))


@pytest.mark.parametrize("kind", ["walk", "77424", "INTRABEAM..77424", "all"])
def test_hostile_words_do_nothing(
    hostile: Walk, kg: iortkg.Knowledge, visit: Visitor, tmp_path: Path, kind: str
) -> None:
    view = walk_view(hostile) if kind == "walk" else bad(kg.view(kind))
    seen = visit(saved(tmp_path, view))
    page = seen.page
    assert page.evaluate("document.documentElement.dataset.ready") == "yes"
    assert page.locator("img, iframe, a, link, main script, b").count() == 0
    page.locator("#search").fill("script")
    for place in range(min(len(view.nodes), 7)):
        page.locator(f"#h-things ~ div button[data-n='{place}']").click()
    assert page.locator("#details").inner_text() != ""
    assert "<script>alert(1)</script>" in page.locator("main").inner_text()
    assert (seen.requests, seen.complaints) == ([], [])


@pytest.mark.parametrize("ending", ["svg", "json", "graphml", "ttl"])
def test_other_hostile_files_do_nothing_in_a_browser(
    hostile: Walk, visit: Visitor, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"view.{ending if ending == 'svg' else 'txt'}"
    path.write_text(getattr(walk_view(hostile), f"to_{ending}")(), encoding="utf-8")
    seen = visit(path)
    assert seen.page.locator("img, script, iframe").count() == 0
    assert (seen.requests, seen.complaints) == ([], [])


def test_of_a_large_view_only_what_is_looked_at_is_laid_out(visit: Visitor, tmp_path: Path) -> None:
    seen = visit(saved(tmp_path, graph_of(900)))
    page = seen.page
    drawn = "[...document.querySelectorAll('svg g[role=button]')].filter(box => box.getClientRects().length).length"
    assert page.locator("svg g[role=button]").count() == 900
    first = page.evaluate(drawn)
    assert 40 <= first <= 500
    page.evaluate("document.querySelector('figure').scrollLeft = 1e6")
    page.wait_for_timeout(200)
    assert page.evaluate(drawn) > first
    page.locator("#search").fill("thing 450")
    page.locator("#search").press("Enter")
    assert chosen(page)[:2] == ["device: thing 450", "thing 450"]
    box, frame = page.locator("svg g[aria-pressed=true]").bounding_box(), page.locator("figure").bounding_box()
    assert box is not None
    assert frame is not None
    assert frame["x"] <= box["x"] <= frame["x"] + frame["width"]
    assert frame["y"] <= box["y"] <= frame["y"] + frame["height"]
    page.locator("svg g[aria-pressed=true]").focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.getClientRects().length") == 1
    page.emulate_media(media="print")
    assert page.evaluate(drawn) == 900
    assert (seen.requests, seen.complaints) == ([], [])


def test_without_scripts_a_large_view_is_drawn_whole(chromium: Browser, tmp_path: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(saved(tmp_path, graph_of(400)).as_uri())
    assert page.locator("svg g.tile").count() >= 10
    assert page.locator("svg g.tile:visible").count() == page.locator("svg g.tile").count()
    context.close()
