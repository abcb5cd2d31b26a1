"""Deliberate mistakes: each folder holds one, and the finding that it must give, word for word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from iortkg.check import check_folder

ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "tests" / "data" / "tiny"
MISTAKES = ROOT / "tests" / "data" / "mistakes"
NAMES = sorted(path.name for path in MISTAKES.iterdir())


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented ontology with the vocabulary, the shapes and the list of hashes that ship."""
    folder = tmp_path_factory.mktemp("ontologies") / "tiny"
    shutil.copytree(TINY, folder)
    shutil.copy(ROOT / "ontology" / "core.ttl", folder)
    for part in ("shapes", "licence"):
        shutil.copytree(ROOT / "ontology" / part, folder / part)
    return folder


def test_all_mistakes_are_found() -> None:
    assert len(NAMES) == 84
    sorts = {name.partition("-")[0] for name in NAMES}
    assert sorts == {
        "case", "choice", "code", "definition", "device", "family", "grade", "kind", "label", "layout", "licence",
        "name", "question", "range", "rule", "source", "syntax",
    }  # fmt: skip


def test_no_two_mistakes_give_one_message() -> None:
    messages = [(MISTAKES / name / "expected.txt").read_text(encoding="utf-8").partition("/")[2] for name in NAMES]
    assert len(set(messages)) == len(messages)


def test_the_invented_ontology_is_without_fault(tiny: Path) -> None:
    report = check_folder(tiny, base=tiny)
    assert (report.findings, report.waits) == ((), "")
    assert report.files == len(list(tiny.rglob("*.ttl"))) >= 8


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_gives_its_message(tiny: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(MISTAKES)
    expected = (MISTAKES / name / "expected.txt").read_text(encoding="utf-8")
    report = check_folder(Path(name), base=tiny)
    assert [str(finding) for finding in report.findings] == expected.splitlines()
    assert len(report.findings) == 1
