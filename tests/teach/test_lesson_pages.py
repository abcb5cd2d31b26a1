"""Lessons in a browser whose network is closed: by keyboard, by pointer, on paper, without a violation of axe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

import iortkg
from tests.contract.ten import TEN

if TYPE_CHECKING:
    from tests.conftest import Visit

    Visitor = Callable[[Path], Visit]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AXE = Path(__file__).resolve().parents[1] / "data" / "axe" / "axe.min.js"
RUN = """axe.run(document, {resultTypes: ['violations']}).then(found => found.violations
    .filter(one => ['serious', 'critical'].includes(one.impact)).map(one => [one.id, one.nodes.map(n => n.html)]))"""
SHOTS = Path(__file__).resolve().parents[2] / "build" / "teach"
HOSTILE = '<script>alert(1)</script> "onerror=x <img src=x onerror=alert(2)> \u202eabc\u202c 𝔄 '


@pytest.fixture(scope="module")
def pages(kg: iortkg.Knowledge, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The lessons of the first case, and a quiz of three."""
    folder = tmp_path_factory.mktemp("lessons")
    answers = [iortkg.code(case.text, on=case.on, setting=case.setting, knowledge=kg) for case in TEN[:3]]
    hostile = iortkg.code(HOSTILE + TEN[0].text, on=TEN[0].on, setting="outpatient", knowledge=kg)
    made = {
        "storyboard": answers[0].to_storyboard(),
        "quiz": iortkg.quiz(answers, knowledge=kg),
        "handout": answers[0].to_handout(),
        "hostile-storyboard": hostile.to_storyboard(),
        "hostile-quiz": hostile.to_quiz(),
        "hostile-handout": hostile.to_handout(),
    }
    for name, page in made.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


def test_arrow_keys_reveal_the_walk_hop_by_hop(pages: dict[str, Path], visit: Visitor) -> None:
    seen = visit(pages["storyboard"])
    page = seen.page
    shown = "[...document.querySelectorAll('figure [data-box]:not(.away)')].length"
    told = ".step.now .said"
    assert page.evaluate(shown) == 0
    page.keyboard.press("ArrowRight")
    assert page.locator(told).inner_text() == "“20 Gy” means dose given in this operation."
    assert page.locator("mark.now").all_inner_texts() == ["20 Gy"]
    assert page.evaluate(shown) == 2
    page.keyboard.press("ArrowRight")
    assert page.evaluate(shown) == 3
    assert page.locator("figure [data-tie].now").count() == 1
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(shown) == 2
    page.keyboard.press("PageDown")
    assert page.locator(".chapter.now h2").inner_text().startswith("Radiation oncologist")
    page.keyboard.press("End")
    assert page.evaluate(shown) == page.locator("figure [data-box]").count() == 27
    assert page.locator("#next").is_disabled()
    page.keyboard.press("Home")
    assert page.evaluate(shown) == 0
    assert (seen.requests, seen.complaints) == ([], [])


def test_notes_open_by_a_key_and_by_a_button(pages: dict[str, Path], visit: Visitor) -> None:
    page = visit(pages["storyboard"]).page
    notes = page.locator(".step.now .notes")
    assert not notes.is_visible()
    page.keyboard.press("n")
    assert notes.is_visible()
    page.locator("#notes").click()
    assert not notes.is_visible()
    assert page.locator("#notes").get_attribute("aria-pressed") == "false"


def test_buttons_and_chapters_go_where_the_keys_go(pages: dict[str, Path], visit: Visitor) -> None:
    page = visit(pages["storyboard"]).page
    page.locator("#next").click()
    page.locator("#next").focus()
    page.keyboard.press("Space")
    assert page.locator("#place").inner_text().startswith("Step 3 of ")
    page.locator("#back").click()
    assert page.locator("#place").inner_text().startswith("Step 2 of ")
    page.locator("#chapter").select_option(label="The claims")
    assert "Facility: 77424." in page.locator(".step.now").inner_text()


def test_on_paper_a_storyboard_shows_all_steps_and_notes(pages: dict[str, Path], visit: Visitor) -> None:
    page = visit(pages["storyboard"]).page
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".step").count() == page.locator(".step:visible").count() > 30
    assert page.locator(".notes:visible").count() > 20
    assert not page.locator("nav").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


CUT = """() => { const frame = document.querySelector('figure').getBoundingClientRect();
    const shown = [...document.querySelectorAll('figure [data-box]:not(.away)')];
    const parts = shown.map(box => box.getBoundingClientRect());
    return parts.filter(box => box.left < frame.left || box.right > frame.right || box.top < frame.top
        || box.bottom > frame.bottom).length; }"""


@pytest.mark.parametrize("width", [1280, 800])
def test_what_is_shown_of_the_walk_lies_in_the_frame_and_the_page_does_not_scroll(
    pages: dict[str, Path], visit: Visitor, width: int
) -> None:
    page = visit(pages["storyboard"]).page
    page.set_viewport_size({"width": width, "height": 800})
    steps = page.locator(".step").count()
    for _ in range(steps):
        assert page.evaluate(CUT) == 0
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.scrollHeight") <= 800


def test_a_quiz_is_answered_by_keyboard_and_says_why(pages: dict[str, Path], visit: Visitor) -> None:
    seen = visit(pages["quiz"])
    page = seen.page
    body = page.locator("body")
    assert "77424" not in body.inner_text()
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    assert page.locator("#said h3").inner_text() == "Right."
    assert page.locator("#score").inner_text() == "1 of 1 right"
    page.keyboard.press("Enter")
    assert page.locator("mark").count() == 0
    page.keyboard.press("3")
    assert page.locator("#said").inner_text() == ""
    page.keyboard.press("Enter")
    said = " ".join(page.locator("#said").inner_text().split())
    assert said.startswith("Not this one. The kind of radiation decides. The note says “INTRABEAM” (low-energy")
    assert "Rule X-ray delivery Source OPPS Addendum B" in said
    assert "Right is: 77424" in said
    assert page.locator("mark").all_inner_texts() == ["20 Gy", "INTRABEAM"]
    assert page.locator("#score").inner_text() == "1 of 2 right"
    assert (seen.requests, seen.complaints) == ([], [])


def test_a_quiz_waits_for_a_choice_and_ends_with_the_score(pages: dict[str, Path], visit: Visitor) -> None:
    page = visit(pages["quiz"]).page
    page.locator("#go").click()
    assert page.locator("#said").inner_text() == "Choose one of the answers first."
    total = int(page.locator("#place").inner_text().split()[-1])
    for _ in range(total):
        page.locator(".choice").first.click()
        page.locator("#go").click()
        page.locator("#go").click()
    assert page.locator("#end li").count() == total == 11
    right = page.locator("#end li", has_text="✓").count()
    assert page.locator(".total").inner_text() == f"{right} of {total} right"
    page.locator("#end button").click()
    assert page.locator("#place").inner_text() == f"Question 1 of {total}"
    assert page.locator("#score").inner_text() == ""


def test_a_quiz_prints_questions_without_answers(pages: dict[str, Path], visit: Visitor) -> None:
    page = visit(pages["quiz"]).page
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    sheet = page.locator("#sheet")
    assert sheet.is_visible()
    assert sheet.locator(".asked").count() == 11
    assert "decides" not in sheet.inner_text()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert sheet.count() == 0


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_handout_fits_its_paper(pages: dict[str, Path], visit: Visitor, paper: str) -> None:
    page = visit(pages["handout"]).page
    printed = page.pdf(format=paper)
    assert 3 <= printed.count(b"/Type /Page\n") <= 5
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 680, "height": 900})  # 180 mm, what A4 leaves between its margins
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    assert page.evaluate("getComputedStyle(document.querySelector('rect.w-ground')).fill") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("name", ["storyboard", "quiz", "handout"])
@pytest.mark.parametrize("desk", ["light", "dark"])
def test_axe_finds_no_serious_violation(
    pages: dict[str, Path], visit: Visitor, name: str, desk: Literal["light", "dark"]
) -> None:
    seen = visit(pages[name])
    page = seen.page
    page.emulate_media(color_scheme=desk)
    for key in {"storyboard": ("PageDown", "PageDown", "ArrowRight", "n"), "quiz": ("2", "Enter")}.get(name, ()):
        page.keyboard.press(key)
    SHOTS.mkdir(parents=True, exist_ok=True)
    for width in (1280, 800):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(400)
        page.screenshot(path=SHOTS / f"teach-{name}-{width}-{desk}.png", full_page=name == "handout")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN) == []
    assert (seen.requests, seen.complaints) == ([], [])


@pytest.mark.parametrize("name", ["storyboard", "quiz", "handout"])
def test_hostile_words_do_nothing(pages: dict[str, Path], visit: Visitor, name: str) -> None:
    seen = visit(pages[f"hostile-{name}"])
    if name == "quiz":
        seen.page.keyboard.press("2")
        seen.page.keyboard.press("Enter")
    assert seen.page.locator(".note").first.inner_text().startswith("<script>alert(1)</script>")
    assert seen.page.locator("main img, main script, main a, main iframe").count() == 0
    assert "𝔄" in seen.page.locator(".note").first.inner_text()
    assert (seen.requests, seen.complaints) == ([], [])


def test_the_policy_of_a_lesson_stops_a_script_that_slipped_in(
    pages: dict[str, Path], visit: Visitor, tmp_path: Path
) -> None:
    stopped = 0
    for name in ("storyboard", "quiz", "handout"):
        path = tmp_path / f"{name}.html"
        page = pages[name].read_text(encoding="utf-8")
        path.write_text(page.replace("</main>", "<script>document.title = 'slipped'</script></main>"), encoding="utf-8")
        seen = visit(path)
        assert seen.page.title() != "slipped"
        stopped += any("Content Security Policy" in complaint for complaint in seen.complaints)
    assert stopped == 3
