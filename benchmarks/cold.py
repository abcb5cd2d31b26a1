"""A cold ``iortkg code`` beside a Python that imports rdflib and parses the same ontology.

Each is a fresh process; the two take turns, so that what else the machine does falls on both alike.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click

from iortkg.knowledge import ontology_folder

CASE = (
    "Right lumpectomy for invasive ductal carcinoma. "
    "20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, 50 kV."
)
PARSE = "import pathlib, rdflib, sys; g = rdflib.Graph(); [g.parse(p) for p in sys.argv[1:]]; print(len(g))"
AIM = 1 / 3


def seconds(command: Sequence[str | Path]) -> float:
    """How long a command runs, from its start to its end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


@click.command()
@click.option("--rounds", default=9, show_default=True, help="Fresh processes of each kind.")
def main(rounds: int) -> None:
    """Print both medians and their ratio."""
    parts = ("modules", "codes", "rules")
    files = [
        ontology_folder() / "core.ttl",
        *(f for part in parts for f in sorted((ontology_folder() / part).glob("*.ttl"))),
    ]
    commands: dict[str, list[str | Path]] = {
        "iortkg code": [Path(sys.executable).with_name("iortkg"), "code", CASE, "--on", "2026-03-02"],
        "rdflib, parse": [sys.executable, "-c", PARSE, *files],
        "python alone": [sys.executable, "-c", "pass"],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(seconds(command))
    middle = {name: statistics.median(values) for name, values in taken.items()}
    print(f"cold start, {len(files)} files of Turtle, median of {rounds} processes")
    for name, value in middle.items():
        print(f"  {name:14} {value * 1000:7.0f} ms   ({min(taken[name]) * 1000:.0f} to {max(taken[name]) * 1000:.0f})")
    ratio = middle["iortkg code"] / middle["rdflib, parse"]
    print(f"  ratio          {ratio:7.3f}      (aim: at most {AIM:.3f})")


if __name__ == "__main__":
    main()
