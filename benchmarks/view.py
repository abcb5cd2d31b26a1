"""How soon a graph is on the screen, beside other explorers as they come, and how long a picture takes.

Run it as: python -m benchmarks.view
It needs chromium and the extras notebook and dev. Only ratios carry over to another machine.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

import iortkg
from benchmarks.drawers import by_anywidget_graph, by_ipysigma, by_pyvis
from iortkg.model import Walk
from iortkg.view import GraphView, ViewEdge, ViewNode, walk_view
from tests.contract.ten import TEN

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROUNDS = 20
PATIENCE, SHORT = 180, 20
NODES, MANY = 1_000, 10_000
DRAWN = "document.documentElement.dataset.ready === 'yes'"
CANVAS = "document.querySelector('canvas') !== null"
# pyvis shows a bar until its physics has settled.
SETTLED = "document.getElementById('loadingBar') && document.getElementById('loadingBar').style.display === 'none'"
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def graph_of(count: int) -> GraphView:
    """So many things in columns, each tied to two others."""
    rows = ceil(count**0.5)
    spots = [(n // rows * 190.0 + 28, n % rows * 70.0 + 64) for n in range(count)]
    nodes = tuple(
        ViewNode(f"ior:N{n}", "device", f"thing {n}", x=x, y=y, width=120, height=50) for n, (x, y) in enumerate(spots)
    )
    ties = [(n, other) for n in range(count) for other in (n + rows, n + rows + 1) if other < count]
    edges = tuple(
        ViewEdge(f"ior:N{a}", f"ior:N{b}", "ior:isTo", "", points=(_out(*spots[a]), _in(*spots[b]))) for a, b in ties
    )
    return GraphView("neighbourhood", "all", "many", width=spots[-1][0] + 150, height=rows * 70.0 + 64,
                     shown=count, total=count, nodes=nodes, edges=edges)  # fmt: skip


def _out(x: float, y: float) -> tuple[float, float]:
    return x + 120, y + 25


def _in(x: float, y: float) -> tuple[float, float]:
    return x, y + 25


def shown(page: Page, make: Callable[[], str], ready: str, patience: int) -> tuple[float, float | None, int]:
    """Seconds to make a page and until it is drawn, none where that does not come, and its size."""
    begun = time.perf_counter()
    text = make()
    made = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(text, encoding="utf-8")
        begun = time.perf_counter()
        page.goto(path.as_uri(), wait_until="commit")
        # To wait for a function would be to evaluate a string, which the policy of our pages forbids.
        while not page.evaluate(ready):
            if time.perf_counter() - begun > patience:
                return made, None, len(text.encode())
            page.wait_for_timeout(5)
        page.evaluate(PAINTED)
        return made, time.perf_counter() - begun, len(text.encode())


def _milliseconds(walk: Walk) -> float:
    """How long the processor works on the picture of a walk, the places of its things included."""
    begun = time.process_time()
    walk_view(walk).to_svg()
    return 1000 * (time.process_time() - begun)


def pictures() -> None:
    """Print how long the picture of a walk takes, and the sizes of files."""
    kg = iortkg.load()
    answers = [iortkg.code(case.text, on=case.on, setting=case.setting, knowledge=kg) for case in TEN]
    times = [statistics.median(_milliseconds(answer.proof) for _ in range(ROUNDS)) for answer in answers]
    print(f"SVG of a walk: {statistics.median(times):.1f} ms in the middle of ten, {max(times):.1f} ms at most")
    views = [answer.view for answer in answers]
    around = kg.view("77424", most=500)
    for name, view in (("walk", max(views, key=lambda one: len(one.nodes))), ("neighbourhood of 77424", around)):
        print(f"{name}: HTML {len(view.to_html().encode()):,} bytes, SVG {len(view.to_svg().encode()):,} bytes")


def screens() -> None:
    """Print how soon pages are on the screen."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
        context.route("http*://**", lambda route: route.abort())
        small, large = graph_of(NODES), graph_of(MANY)
        rows: tuple[tuple[str, Callable[[], str], str, int], ...] = (
            ("warm up", graph_of(4).to_html, DRAWN, PATIENCE),
            (f"iortkg page, {NODES:,}", small.to_html, DRAWN, PATIENCE),
            (f"iortkg to_pyvis, {NODES:,}", lambda: str(small.to_pyvis().generate_html()), DRAWN, PATIENCE),
            (f"pyvis as it comes, {NODES:,}", lambda: by_pyvis(small), SETTLED, PATIENCE),
            (f"ipysigma, {NODES:,}", lambda: by_ipysigma(small), CANVAS, SHORT),
            (f"anywidget-graph, {NODES:,}", lambda: by_anywidget_graph(small), DRAWN, SHORT),
            (f"iortkg page, {MANY:,}", large.to_html, DRAWN, PATIENCE),
        )
        first = 0.0
        print(f"{'':28} {'made':>7} {'drawn':>7} {'kB':>7}  times as long")
        for name, make, ready, patience in rows:
            try:
                made, drawn, size = shown(context.new_page(), make, ready, patience)
            except ImportError:
                print(f"{name:28} is not installed: pip install -r benchmarks/requirements-peers.txt")
                continue
            if drawn is None:
                print(f"{name:28} {made:6.2f}s  nothing is drawn within {patience} s without a network")
                continue
            first = drawn if name.startswith("iortkg page") and not first else first
            ratio = f"{drawn / first:13.1f}" if first else ""
            print(f"{name:28} {made:6.2f}s {drawn:6.2f}s {size // 1000:7} {ratio}")
        browser.close()


def main() -> None:
    """Print all of it."""
    pictures()
    screens()


if __name__ == "__main__":
    main()
