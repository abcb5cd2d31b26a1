"""Notes a second on one core: the bare matcher beside the whole pipeline, and the time that each stage takes.

The pipeline runs as it is; the functions at the head of each stage are wrapped by a clock for this process only. What a
stage calls in another stage counts for the other.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

import click

from benchmarks.notes import WORDS, notes
from iortkg import case, load
from iortkg.case.fold import fold
from iortkg.knowledge.lexicon import Lexicon

# Stage, module that calls the function, and the function's name there.
STAGES = (
    ("fold", "iortkg.case.reading", "clean"),
    ("fold", "iortkg.case.reading", "respelled"),
    ("fold", "iortkg.case.read", "fold"),
    ("layout", "iortkg.case.read", "lay_out"),
    ("mentions", "iortkg.case.read", "Finder"),
    ("mentions", "iortkg.case.read", "find_quantities"),
    ("mentions", "iortkg.case.read", "_compose"),
    ("context", "iortkg.case.read", "find_cues"),
    ("context", "iortkg.case.read", "settle"),
    ("event", "iortkg.case.reading", "read_event"),
    ("facts", "iortkg.case.reading", "establish"),
    ("rules", "iortkg.case.code", "judge"),
    ("rules", "iortkg.case.code", "propose"),
    ("rules", "iortkg.case.code", "diagnose"),
    ("rules", "iortkg.case.code", "near_misses"),
    ("rules", "iortkg.case.code", "questions_of"),
    ("assemble", "iortkg.case.code", "assemble"),
)
MATCHER = "mentions, matcher alone"


class Clock:
    """Seconds by stage; a stage inside another stops the outer one's time."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._running: list[str] = ["rest"]
        self._since = time.perf_counter()

    def _turn(self) -> None:
        now = time.perf_counter()
        self.spent[self._running[-1]] = self.spent.get(self._running[-1], 0.0) + now - self._since
        self._since = now

    def around(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:  # Any: whatever the function takes
        """The same function, whose time is counted for a stage; what it yields is made at once."""

        def timed(*given: Any, **named: Any) -> Any:
            self._turn()
            self._running.append(stage)
            try:
                made = work(*given, **named)
                return list(made) if hasattr(made, "__next__") else made
            finally:
                self._turn()
                self._running.pop()

        return timed


def split(texts: tuple[str, ...], code_one: Callable[[str], object]) -> dict[str, float]:
    """Seconds by stage over all texts."""
    clock = Clock()
    kept = []
    for stage, module, name in (*STAGES, (MATCHER, "iortkg.knowledge.lexicon", "Lexicons.find")):
        *outer, last = name.split(".")
        owner = getattr(import_module(module), outer[0]) if outer else import_module(module)
        kept.append((owner, last, getattr(owner, last)))
        setattr(owner, last, clock.around(stage, getattr(owner, last)))
    try:
        for text in texts:
            code_one(text)
    finally:
        for owner, last, work in reversed(kept):
            setattr(owner, last, work)
    return clock.spent


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@click.command()
@click.option("--count", default=200, show_default=True, help="Notes.")
@click.option("--rounds", default=5, show_default=True, help="Rounds over all notes, of each kind in turn.")
def main(count: int, rounds: int) -> None:
    """Print notes a second and the share of each stage."""
    texts = notes(count)
    reader = load().reader
    given = case.Given("2026-03-02", on="2026-03-02", setting="outpatient")
    folded = [fold(text).spaced for text in texts]

    def code_one(text: str) -> object:
        return case.code_case(text, reader, given)

    def matcher() -> None:
        for text in folded:
            Lexicon.find(reader.concepts, text)

    def pipeline() -> None:
        for text in texts:
            code_one(text)

    pipeline()
    taken = [(seconds(matcher), seconds(pipeline)) for _ in range(rounds)]
    bare, whole = (count / statistics.median(column) for column in zip(*taken, strict=True))
    print(f"{count} notes of about {WORDS} words, one core, median of {rounds} rounds")
    print(f"  bare matcher   {bare:9.0f} notes/s   ({len(reader.concepts.phrases)} phrases)")
    print(f"  whole pipeline {whole:9.0f} notes/s")
    print(f"  ratio          {bare / whole:9.1f}")
    spent = split(texts, code_one)
    total = sum(spent.values())
    print("share of the pipeline by stage (clocks included)")
    for stage in dict.fromkeys([MATCHER, *(stage for stage, *_ in STAGES), "rest"]):
        print(
            f"  {stage:24} {spent.get(stage, 0.0) / total:6.1%}   {spent.get(stage, 0.0) / count * 1e6:7.0f} us a note"
        )


if __name__ == "__main__":
    main()
