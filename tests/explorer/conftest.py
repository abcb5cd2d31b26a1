"""JupyterLab and the explorer's page on this computer, and a browser that reaches nothing else."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Request, Route

TOKEN = "only-for-tests"  # noqa: S105  of a server that lives for a minute
ROOT = Path(__file__).resolve().parents[2]
CELLS = ("import iortkg\nexplorer = iortkg.explore()\nexplorer", 'explorer.selected = "ior:DoseDelivered"')
# Voila's own shell is built against an older JupyterLab than the widgets that it loads, and says so at each start.
VOILA_SAYS = ("Unsatisfied version", "No satisfying version")


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(command: list[str], url: str, folder: Path) -> Iterator[None]:
    """A server that has answered, ended afterwards; its own files stay in the folder."""
    private = {name: str(folder / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    environment = {**os.environ, **private, "PYTHONPATH": str(ROOT), "JUPYTER_RUNTIME_DIR": str(folder / "run")}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)
        try:
            for _ in range(300):
                try:
                    with urllib.request.urlopen(url, timeout=5):  # noqa: S310  our own server
                        break
                except (urllib.error.URLError, OSError):
                    assert server.poll() is None, (folder / "log").read_text()
                    time.sleep(0.1)
            yield
        finally:
            server.terminate()
            server.wait(20)


def write_notebook(path: Path, sources: Sequence[str]) -> None:
    """Write a notebook of code cells that have not run."""
    cells: list[dict[str, Any]] = [  # Any: a cell as its file format has it
        {
            "cell_type": "code",
            "id": f"cell-{at}",
            "metadata": {},
            "source": cell,
            "outputs": [],
            "execution_count": None,
        }
        for at, cell in enumerate(sources)
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    notebook = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture(scope="module")
def voila(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page that iortkg explore serves."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "iortkg", "explore", "--no-browser", "--port", str(port)]
    with served(command, f"{url}voila/static/voila.js", tmp_path_factory.mktemp("voila")):
        yield url


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a notebook in JupyterLab whose first cell shows the explorer; sparql.ipynb lies beside it."""
    folder, port = tmp_path_factory.mktemp("lab"), free_port()
    write_notebook(folder / "explorer.ipynb", CELLS)
    write_notebook(folder / "sparql.ipynb", ("%load_ext iortkg", "", "", ""))
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
        "--ServerApp.ip=127.0.0.1",
        f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}", "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.extension_manager=readonly",
    ]  # fmt: skip
    with served(command, f"http://127.0.0.1:{port}/api", folder):
        yield f"http://127.0.0.1:{port}/doc/tree/explorer.ipynb?token={TOKEN}"


@pytest.fixture
def local(chromium: Browser) -> Iterator[Callable[..., Visit]]:
    """Open an address on this computer, with every request elsewhere noted and blocked."""
    contexts = []

    def opened(url: str, *, width: int = 1280, **context: Any) -> Visit:  # Any: as in Playwright
        contexts.append(chromium.new_context(viewport={"width": width, "height": 900}, **context))
        seen = Visit(contexts[-1].new_page())
        own = url.split("/")[2]

        def pass_or_block(route: Route, request: Request) -> None:
            if request.url.split("/")[2:3] == [own] or request.url.startswith(("data:", "blob:")):
                route.continue_()
            else:
                seen.requests.append(request.url)
                route.abort()

        def listen(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning") and not message.text.startswith(VOILA_SAYS):
                seen.complaints.append(message.text)

        contexts[-1].route("**/*", pass_or_block)
        seen.page.on("console", listen)
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.goto(url)
        return seen

    yield opened
    for context in contexts:
        context.close()
