"""A case leaves nothing behind: its words are in its answer and in nothing that outlives it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Iterator
from types import FunctionType, ModuleType

import iortkg

# Put together when the test runs, or its own code would hold the name.
NAME = ("Zyxwov", "anderssen")


def strings(roots: Iterable[object]) -> Iterator[str]:
    """All texts that can be reached from some objects, not by way of modules, classes and functions."""
    waiting, seen = list(roots), set[int]()
    while waiting:
        found = waiting.pop()
        if id(found) in seen or isinstance(found, ModuleType | type | FunctionType):
            continue
        seen.add(id(found))
        if isinstance(found, str):
            yield found
        waiting += gc.get_referents(found)


def test_no_word_of_a_case_is_kept() -> None:
    kg = iortkg.load()
    name = "".join(NAME)
    text = f"Right lumpectomy by Dr. {name}. 20 Gy was given to the cavity with the INTRABEAM 4 cm sphere, 50 kV."
    assert name.lower() in "".join(strings([kg.outcome(text).text])).lower()
    ours = [vars(module) for key, module in sys.modules.items() if key.partition(".")[0] == "iortkg"]
    held = set(strings([kg, *ours]))
    assert len(held) > 10_000
    assert [word for word in held if name.lower() in word.lower()] == []
