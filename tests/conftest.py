"""The ontology, a browser with the network closed, and how long hypothesis searches."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import iortkg

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Route

# A run on a desk or in CI is short and the same each time; make long searches further, elsewhere each time.
settings.register_profile("short", max_examples=60, deadline=None, derandomize=True, database=None)
settings.register_profile("long", max_examples=2_000, deadline=None)
settings.load_profile("short")
# No test sees the tables that a person has stored.
os.environ["IORTKG_DATA"] = os.devnull


@pytest.fixture(scope="session")
def kg() -> iortkg.Knowledge:
    """The shipped ontology."""
    return iortkg.load()


@dataclass
class Visit:
    """A page that was opened, what it asked for beyond its own file, and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's chromium; without one the test is skipped on a desk and fails in CI."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        absent = "No chromium is installed. Install the package chromium, or run .ci/run as root."
        if os.environ.get("CI") == "true":
            pytest.fail(absent)
        pytest.skip(absent)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[[Path], Visit]]:
    """Open a file with every request but the one for the file itself noted and blocked."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})

    def opened(path: Path) -> Visit:
        seen = Visit(context.new_page())
        own = path.resolve().as_uri()

        def pass_or_block(route: Route, request: Request) -> None:
            if request.url == own:
                route.continue_()
            else:
                seen.requests.append(request.url)
                route.abort()

        def listen(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                seen.complaints.append(message.text)

        context.route("**/*", pass_or_block)
        seen.page.on("console", listen)
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.goto(own, wait_until="load")
        seen.page.wait_for_timeout(300)
        return seen

    yield opened
    context.close()
