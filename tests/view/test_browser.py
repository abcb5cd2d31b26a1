"""The pages in a browser whose network is closed: they draw, ask for nothing and complain of nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from iortkg.model import Outcome, Walk
from iortkg.view import answer_html, network_html, page_html
from tests.view.samples import walk_network, walk_svg

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Visit

    Visitor = Callable[[Path], Visit]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MARGINS = """() => [...document.querySelectorAll('svg g:has(> title)')].flatMap(g => {
    const box = g.querySelector('path').getBBox();
    return [...g.querySelectorAll('text')].filter(text => text.textContent).map(text => {
        const words = text.getBBox();
        return Math.min(words.x - box.x, box.x + box.width - words.x - words.width,
                        words.y - box.y + 4, box.y + box.height - words.y - words.height + 4);
    });
})"""
PAINTED = """() => { const canvas = document.querySelector('canvas');
    const dots = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    const seen = new Set(); for (let i = 0; i < dots.length; i += 4) if (dots[i + 3] > 250)
        seen.add([dots[i], dots[i + 1], dots[i + 2]].join());
    return [...seen]; }"""


def saved(folder: Path, page: str, name: str = "page.html") -> Path:
    """A page as a file."""
    path = folder / name
    path.write_text(page, encoding="utf-8")
    return path


def test_the_answer_page_asks_for_nothing(outcome: Outcome, breast: Walk, visit: Visitor, tmp_path: Path) -> None:
    seen = visit(saved(tmp_path, page_html(outcome, breast)))
    assert seen.page.locator("mark").count() > 5
    assert seen.page.locator("svg path").count() > 40
    assert seen.page.locator("table").count() == 4
    assert (seen.requests, seen.complaints) == ([], [])


@pytest.mark.parametrize("width", [1280, 800, 390])
def test_the_answer_page_does_not_scroll_sideways(
    outcome: Outcome, breast: Walk, visit: Visitor, tmp_path: Path, width: int
) -> None:
    page = visit(saved(tmp_path, page_html(outcome, breast))).page
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_words_do_nothing_on_the_answer_page(
    bad: Outcome, hostile: Walk, visit: Visitor, tmp_path: Path
) -> None:
    seen = visit(saved(tmp_path, page_html(bad, hostile)))
    assert seen.page.locator("script, img, iframe, a, link").count() == 0
    assert seen.page.locator("p.note").inner_text().startswith("<script>alert(1)</script>")
    assert (seen.requests, seen.complaints) == ([], [])


def test_words_keep_off_the_border_of_their_box(breast: Walk, crowded: Walk, visit: Visitor, tmp_path: Path) -> None:
    page = visit(saved(tmp_path, f"<!doctype html>{walk_svg(breast)}{walk_svg(crowded)}")).page
    margins = page.evaluate(MARGINS)
    assert len(margins) > 80
    assert min(margins) > 5


def test_the_picture_turns_dark_with_the_screen_and_stays_light_on_paper(
    breast: Walk, visit: Visitor, tmp_path: Path
) -> None:
    page = visit(saved(tmp_path, f"<!doctype html>{walk_svg(breast)}")).page
    ground = "() => getComputedStyle(document.querySelector('rect.w-ground')).fill"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) == "rgb(16, 22, 30)"
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_in_a_light_notebook_on_a_dark_desk_the_picture_is_light(
    outcome: Outcome, breast: Walk, visit: Visitor, tmp_path: Path
) -> None:
    page = visit(saved(tmp_path, page_html(outcome, breast))).page
    ground = "() => getComputedStyle(document.querySelector('rect.w-ground')).fill"
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) == "rgb(16, 22, 30)"
    page.evaluate("document.body.setAttribute('data-jp-theme-light', 'true')")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="light")
    page.evaluate("document.body.setAttribute('data-jp-theme-light', 'false')")
    assert page.evaluate(ground) == "rgb(16, 22, 30)"


SEEN = """() => { const answer = document.querySelector('div.iortkg');
    const lights = colour => { const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(
        part => part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const ground = lights(getComputedStyle(answer).backgroundColor);
    return [...answer.querySelectorAll('dt, dd, h2, th, td, li, caption, small, summary, p')].map(part => {
        const ink = lights(getComputedStyle(part).color);
        return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05); }); }"""


@pytest.mark.parametrize("desk", ["light", "dark"])
@pytest.mark.parametrize("ground", ["white", "black"])
def test_an_answer_in_a_page_of_another_colour_can_be_read(
    outcome: Outcome, breast: Walk, visit: Visitor, tmp_path: Path, desk: Literal["light", "dark"], ground: str
) -> None:
    page = visit(saved(tmp_path, f"<!doctype html><body bgcolor={ground}>{answer_html(outcome, breast)}")).page
    page.emulate_media(color_scheme=desk)
    contrasts = page.evaluate(SEEN)
    assert len(contrasts) > 80
    assert min(contrasts) > 7
    words, picture = (
        page.evaluate(f"getComputedStyle(document.querySelector('{place}')).{name}")
        for place, name in (("div.iortkg", "backgroundColor"), ("rect.w-ground", "fill"))
    )
    assert words == picture


@pytest.mark.parametrize("width", [1100, 400])
def test_the_words_of_the_picture_never_shrink_below_eleven(
    outcome: Outcome, crowded: Walk, visit: Visitor, tmp_path: Path, width: int
) -> None:
    page = visit(saved(tmp_path, page_html(outcome, crowded))).page
    page.set_viewport_size({"width": width, "height": 800})
    drawn, meant = page.evaluate(
        "() => { const svg = document.querySelector('figure svg');"
        " return [svg.getBoundingClientRect().width, svg.viewBox.baseVal.width]; }"
    )
    assert drawn == pytest.approx(meant, abs=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_network_page_draws_and_asks_for_nothing(breast: Walk, visit: Visitor, tmp_path: Path) -> None:
    seen = visit(saved(tmp_path, network_html(walk_network(breast))))
    painted = seen.page.evaluate(PAINTED)
    assert "27,36,48" in painted  # the selected code
    assert "0,114,178" in painted  # the strong way
    assert (seen.requests, seen.complaints) == ([], [])


def test_the_network_page_follows_the_desk(breast: Walk, visit: Visitor, tmp_path: Path) -> None:
    seen = visit(saved(tmp_path, network_html(walk_network(breast))))
    seen.page.emulate_media(color_scheme="dark")
    seen.page.wait_for_timeout(400)
    assert "233,238,244" in seen.page.evaluate(PAINTED)
    assert seen.complaints == []


UNDER = """() => { const { edges, nodes } = window.iortkgNetwork.body;
    const boxes = Object.values(nodes).filter(node => node.options.shape === 'custom')
        .map(node => window.iortkgNetwork.getBoundingBox(node.id));
    const shares = [...Array(41).keys()].map(turn => turn / 40);
    const under = Object.values(edges).flatMap(edge => shares.map(share => edge.edgeType.getPoint(share))).filter(
        at => boxes.some(box => box.left + 2 < at.x && at.x < box.right - 2
            && box.top + 2 < at.y && at.y < box.bottom - 2));
    return [boxes.length, Object.keys(edges).length, under.length]; }"""


def test_no_edge_of_the_network_page_runs_under_a_box(crowded: Walk, visit: Visitor, tmp_path: Path) -> None:
    seen = visit(saved(tmp_path, network_html(walk_network(crowded))))
    seen.page.wait_for_timeout(300)
    boxes, steps, under = seen.page.evaluate(UNDER)
    assert boxes == len(crowded.nodes)
    assert steps > len(crowded.edges)
    assert under == 0
    assert seen.complaints == []


@pytest.mark.parametrize("width", [1400, 900, 500])
def test_the_network_page_shows_the_whole_walk(crowded: Walk, visit: Visitor, tmp_path: Path, width: int) -> None:
    page = visit(saved(tmp_path, network_html(walk_network(crowded)))).page
    page.set_viewport_size({"width": width, "height": 800})
    page.reload()
    page.wait_for_timeout(300)
    spots = page.evaluate("""() => Object.values(window.iortkgNetwork.body.nodes).filter(node => node.options.shape
        === 'custom').flatMap(node => { const box = window.iortkgNetwork.getBoundingBox(node.id);
        return [window.iortkgNetwork.canvasToDOM({ x: box.left, y: box.top }),
                window.iortkgNetwork.canvasToDOM({ x: box.right, y: box.bottom })]; })""")
    room = page.evaluate("(() => { const { clientWidth, clientHeight } = document.querySelector('canvas');"
                         " return [clientWidth, clientHeight]; })()")  # fmt: skip
    assert len(spots) == 2 * len(crowded.nodes)
    assert [at for at in spots if not (0 <= at["x"] <= room[0] and 0 <= at["y"] <= room[1])] == []


def test_edges_go_along_with_a_box_that_is_moved(tiny: Walk, visit: Visitor, tmp_path: Path) -> None:
    page = visit(saved(tmp_path, network_html(walk_network(tiny)))).page
    page.wait_for_timeout(300)
    ends = """() => { const network = window.iortkgNetwork;
        const box = network.getBoundingBox('ior:Iort');
        return Object.values(network.body.edges).filter(edge => edge.options.arrows.to.enabled).map(
            edge => [edge.to.x, edge.to.y]).filter(at => Math.abs(at[0] - box.left) < 3); }"""
    before = page.evaluate(ends)
    page.mouse.move(*over(page, "Intra"))
    page.mouse.down()
    x, y = over(page, "Intra")
    page.mouse.move(x, y + 60, steps=5)
    page.mouse.up()
    page.wait_for_timeout(300)
    after = page.evaluate(ends)
    assert len(before) == len(after) == 1
    assert after[0][1] > before[0][1] + 10


def over(page: Page, words: str) -> tuple[float, float]:
    """Where a thing whose title begins so stands on the screen."""
    x, y = page.evaluate(
        """words => {
            const network = window.iortkgNetwork;
            const node = network.body.data.nodes.get().find(node => node.title.startsWith(words));
            const spot = network.canvasToDOM(network.getPosition(node.id));
            const box = document.querySelector('canvas').getBoundingClientRect();
            return [box.left + spot.x, box.top + spot.y];
        }""",
        words,
    )
    return float(x), float(y)


def test_a_pointer_sees_markup_as_words(hostile: Walk, visit: Visitor, tmp_path: Path) -> None:
    seen = visit(saved(tmp_path, network_html(walk_network(hostile))))
    seen.page.mouse.move(*over(seen.page, "<script>"), steps=4)
    seen.page.wait_for_timeout(500)
    assert seen.page.locator("div.vis-tooltip").inner_text().startswith("<script>alert(1)</script>")
    seen.page.mouse.move(*over(seen.page, '">'), steps=4)
    seen.page.wait_for_timeout(500)
    assert "<img src=x onerror='alert(2)'>" in seen.page.locator("div.vis-tooltip").inner_text()
    assert seen.page.locator("#canvas img, #canvas script, #canvas iframe").count() == 0
    assert (seen.requests, seen.complaints) == ([], [])


def test_the_policy_of_the_network_page_stops_a_script_that_slipped_in(
    breast: Walk, visit: Visitor, tmp_path: Path
) -> None:
    page = network_html(walk_network(breast)).replace("</main>", "<script>document.title = 'slipped'</script></main>")
    seen = visit(saved(tmp_path, page))
    assert seen.page.title() == "The walk as a network"
    assert any("Content Security Policy" in complaint for complaint in seen.complaints)


def test_choosing_a_thing_tells_about_it(tiny: Walk, visit: Visitor, tmp_path: Path) -> None:
    page = visit(saved(tmp_path, network_html(walk_network(tiny)))).page
    page.mouse.click(*over(page, "Intra"))
    page.wait_for_timeout(400)
    assert page.locator("#told").inner_text() == "Intraoperative radiation therapy\nprocedure"
