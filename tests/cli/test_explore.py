"""iortkg explore: what it says where it cannot serve. That it serves is tested in tests/explorer."""

from __future__ import annotations

import socket
import subprocess
import sys


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """The command with words after it."""
    command = [sys.executable, "-m", "iortkg", "explore", "--no-browser", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_a_port_that_is_taken_is_told_in_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert done.stderr.endswith("is not free: Address already in use. Name another one with --port.\n")
    assert done.stderr.count("\n") == 1


def test_without_voila_the_install_line_is_told() -> None:
    script = "import sys; sys.modules['voila'] = None; from iortkg.cli import main; main(['explore', '--no-browser'])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr == 'voila is not installed. Run: pip install "iortkg[notebook]"\n'
