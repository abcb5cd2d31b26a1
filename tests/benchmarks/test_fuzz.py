"""Broken input is found where a reader fails, and each reader stands a short round of it."""

from __future__ import annotations

import pytest

from benchmarks.fuzz import TARGETS, Target, try_once


def test_all_readers_are_tried() -> None:
    assert {"text", "JSON Lines", "CSV", "Parquet", "FHIR"} <= set(TARGETS)
    assert len([name for name in TARGETS if name.startswith("table of ")]) == 20
    assert all(target().samples for target in TARGETS.values())


@pytest.mark.parametrize("name", TARGETS)
def test_a_reader_stands_a_short_round(name: str) -> None:
    try_once(TARGETS[name](), 7, count=20)


def test_a_reader_that_fails_on_a_byte_is_found() -> None:
    def fails(raw: bytes) -> None:
        if b"\xff" in raw:
            raise KeyError(raw)

    with pytest.raises(KeyError):
        try_once(Target((b"sample " * 20,), fails), 7)
