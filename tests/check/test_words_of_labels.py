"""Labels of stop words, beside labels that only look like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from iortkg.check.book import read_book
from iortkg.check.words import word_faults

ROOT = Path(__file__).resolve().parents[2]
DEVICE = (ROOT / "tests" / "data" / "mistakes" / "label-of-one-letter" / "own.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("label", "count"),
    [("t", 1), ("7", 1), ("not of the", 1), ("With-In", 1), ("in the OR", 0), ("the lamp", 0), ("his", 0), ("L-5", 0)],
)
def test_a_label_names_something(tmp_path: Path, label: str, count: int) -> None:
    (tmp_path / "own.ttl").write_text(DEVICE.replace('"t"', f'"{label}"'), encoding="utf-8")
    found = [fault.found for fault in word_faults(read_book(tmp_path, ROOT / "ontology"))]
    assert found == [f'"{label}"'] * count


def test_a_cue_may_be_a_stop_word(tmp_path: Path) -> None:
    cue = DEVICE.replace("ior:Device", "ior:Cue").replace("    ior:emits ior:Sunlight ;\n", "")
    (tmp_path / "own.ttl").write_text(cue, encoding="utf-8")
    assert list(word_faults(read_book(tmp_path, ROOT / "ontology"))) == []
