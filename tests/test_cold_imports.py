"""What a cold command line may not import, since each would cost more than the answer."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {"IPython", "ipywidgets", "networkx", "numpy", "pandas", "pyvis", "rdflib"}
CASE = "Low anterior resection. IORT to the sacral margin, 12 Gy."


def test_a_cold_case_imports_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "iortkg", "code", CASE, "--on", "2026-03-02"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    roots = {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}
    assert "needs-information" in done.stdout
    assert "pyoxigraph" in roots
    assert roots & HEAVY == set()
