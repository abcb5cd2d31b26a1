"""iortkg graph: what it writes, what it opens again, and what it says of a wrong call."""

from __future__ import annotations

from pathlib import Path

import pytest

from iortkg.view import GraphView
from tests.cli.conftest import Call

ENDINGS = {
    "html": b"<!doctype html>",
    "svg": b"<svg ",
    "png": b"\x89PNG",
    "graphml": b"<?xml",
    "ttl": b"@prefix",
    "json": b"{\n",
}
NOTE = "Whipple for pancreatic head cancer. IORT 15 Gy, 9 MeV, Mobetron, 6 cm cone."


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("what", ["77424", "INTRABEAM..77424", "all", "case"])
def test_every_form_of_every_part_is_written(call: Call, tmp_path: Path, what: str, ending: str) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE, encoding="utf-8")
    target = tmp_path / f"view.{ending}"
    named = f"case:{note}" if what == "case" else what
    done = call("graph", named, "-o", str(target), "--on", "2026-03-02")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"Wrote {target}.\n")
    assert target.read_bytes().startswith(ENDINGS[ending])


def test_a_view_opens_again_exactly(call: Call, tmp_path: Path) -> None:
    first, again, svg, svg_again = (tmp_path / name for name in ("a.json", "b.json", "a.svg", "b.svg"))
    for what, target in (("77424", first), (str(first), again), ("77424", svg), (str(first), svg_again)):
        assert call("graph", what, "-o", str(target)).exit_code == 0
    assert first.read_bytes() == again.read_bytes()
    assert svg.read_bytes() == svg_again.read_bytes()


def test_a_case_is_read_from_standard_input_with_its_setting(call: Call, tmp_path: Path) -> None:
    target = tmp_path / "walk.json"
    asked = ("graph", "case:-", "-o", str(target), "--on", "2026-03-02", "--setting", "inpatient")
    assert call(*asked, input=NOTE.encode()).exit_code == 0
    view = GraphView.from_json(target.read_text(encoding="utf-8"))
    assert "icd10pcs:DF033Z0@facility" in [node.id for node in view.nodes]


def test_a_picture_is_as_wide_as_asked(call: Call, tmp_path: Path) -> None:
    target = tmp_path / "a.svg"
    assert call("graph", "all", "-o", str(target), "--width", "700").exit_code == 0
    assert ' width="700" ' in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("Mobitrom", "-o", "a.svg"), "'Mobitrom' is not in the ontology. Did you mean ior:Mobetron (Mobetron)"),
        (("77424..Mobitrom", "-o", "a.svg"), "'Mobitrom' is not in the ontology."),
        (("77424", "-o", "a.gif"), "a.gif has an ending that is unknown. Give -o FILE"),
        (("77424", "-o", "a"), "a has an ending that is unknown."),
        (("77424",), "There is no file to write to. Give -o FILE"),
        (("77424", "-o", "no/where/a.svg"), "a.svg is not writable: No such file or directory."),
        (("77424", "-o", "a.svg", "--on", "soon"), "'soon' is not a date."),
        (("77424", "-o", "a.svg", "--dpi", "300"), "--dpi is for .png."),
        (("77424", "-o", "a.ttl", "--width", "300"), "--width takes 1 pixel or more, for .html"),
        (("77424", "-o", "a.png", "--width", "-3"), "--width takes 1 pixel or more"),
        (("77424", "-o", "a.svg", "--setting", "office"), "--setting is for case:FILE alone."),
        (("case:none.txt", "-o", "a.svg"), "none.txt is not readable: No such file or directory."),
        (("none.json", "-o", "a.svg"), "none.json is not readable: No such file or directory."),
        ((), "WHAT is missing."),
    ],
)
def test_a_wrong_call_gets_one_sentence(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = call("graph", *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "{", '{"format": "iortkg-view/1"}', "[[[["])
def test_what_is_no_view_is_refused(call: Call, tmp_path: Path, text: str) -> None:
    file = tmp_path / "view.json"
    file.write_text(text, encoding="utf-8")
    done = call("graph", str(file), "-o", str(tmp_path / "a.svg"))
    assert done.exit_code == 2
    assert done.stderr.startswith("This is n")
