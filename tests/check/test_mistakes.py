"""Deliberate mistakes: each folder holds one, and the finding that it must give, word for word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from iortkg.check import check_folder, refuse_faults
from iortkg.errors import OntologyError

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
    assert len(NAMES) == 144
    sorts = {name.partition("-")[0] for name in NAMES}
    assert sorts == {
        "case", "choice", "code", "definition", "device", "family", "grade", "kind", "label", "layout", "licence",
        "mapping", "name", "ours", "question", "range", "record", "rule", "shape", "source", "syntax",
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


# What a folder is told when it is checked and does not keep it from being laid over the ontology: what is no part of
# the graph, its layout, our licence, and what an overlay may lack.
TOLD_BY_THE_CHECK_ALONE = {
    *(name for name in NAMES if name.startswith(("case-", "layout-", "licence-", "mapping-", "question-", "shape-"))),
    "definition-missing", "definition-no-sentence", "definition-twice", "device-without-names", "label-with-gap",
    "label-without-language", "rule-needs-what-no-text-says",
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in NAMES if name not in TOLD_BY_THE_CHECK_ALONE])
def test_what_the_check_finds_refuses_an_overlay_in_the_same_words(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(MISTAKES)
    with pytest.raises(OntologyError) as refused:
        refuse_faults(Path(name), base=tiny)
    assert str(refused.value) == (Path(name) / "expected.txt").read_text(encoding="utf-8").strip() + "."


LAID_OVER = sorted(name for name in TOLD_BY_THE_CHECK_ALONE if (MISTAKES / name / "own.ttl").is_file())


@pytest.mark.parametrize("name", [name for name in LAID_OVER if name != "shape-broken"])
def test_what_is_told_by_the_check_alone_refuses_no_overlay(tiny: Path, name: str) -> None:
    assert len(LAID_OVER) >= 15
    refuse_faults(MISTAKES / name, base=tiny)
