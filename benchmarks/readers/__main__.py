"""Read notes with one reader in this process alone; notes and answers are JSON on standard input and output."""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.readers import Example, Material, Note, Phrase, Read

_STATUS = Path("/proc/self/status")


def made(place: str, given: dict[str, Any]) -> Read:  # Any: whatever JSON holds
    """The reader that a module's function makes of the material."""
    module, function = place.split(":")
    material = Material(
        tuple(Example(**card) for card in given["cards"]),
        tuple(Phrase(**phrase) for phrase in given["phrases"]),
        tuple(Example(**example) for example in given["examples"]),
        given["leave_out"],
    )
    read: Read = getattr(import_module(f"benchmarks.readers.{module}"), function)(material)
    return read


def peak() -> float:
    """The most memory that this process had, in MB."""
    if _STATUS.exists():  # What the system tells of a child may be its parent's peak.
        line = next(line for line in _STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    """Answer all notes once; the time is the processor's, making the reader and its first note left out."""
    given = json.load(sys.stdin)
    notes = [Note(**note) for note in given["notes"]]
    read = made(sys.argv[1], given["material"])
    read(notes[:1])
    start = time.process_time()
    guesses = read(notes)
    seconds = time.process_time() - start
    json.dump({"guesses": list(map(asdict, guesses)), "seconds": seconds, "peak": peak()}, sys.stdout)


if __name__ == "__main__":
    main()
