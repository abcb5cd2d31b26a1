"""Labelled cases as they are read from Markdown and from JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from iortkg.check import Labelled, Mark, line_of, read_labelled, unmark
from iortkg.errors import InputError

HEAD = """---
title: A case
on: 2026-03-02
setting: asc
status: coded
service: xray-iort
facility: 77424
radiation-oncologist: 77469
surgeon: 19301-RT 19294-RT?
questions: laterality
consider: 19297
diagnosis: C50.911
warning: 99284: no modifier; 19294
hold: yes
---
"""
TEXT = "[Right](ior:Right) side, ticked [x] (see 1).\n\nGiven with [INTRABEAM](ior:Intrabeam).\n"


def test_a_markdown_case_is_read_with_all_its_labels(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(HEAD + TEXT, encoding="utf-8")
    text = "Right side, ticked [x] (see 1).\n\nGiven with INTRABEAM."
    assert read_labelled(tmp_path / "a.md") == (
        Labelled(
            "a", text, (Mark(0, 5, "ior:Right"), Mark(44, 53, "ior:Intrabeam")), ("xray-iort",), "coded",
            "2026-03-02", "asc",
            (("facility", ("77424",)), ("radiation-oncologist", ("77469",)), ("surgeon", ("19294-RT?", "19301-RT"))),
            ("laterality",), ("19297",), "C50.911", hold=True,
            warnings=("99284: no modifier", "19294"),
        ),
    )  # fmt: skip
    assert text[44:53] == "INTRABEAM"


def test_what_a_head_leaves_out_is_not_given(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nstatus: not-iort\nservice: none\non:\n---\nNothing.", encoding="utf-8")
    (found,) = read_labelled(tmp_path)
    assert (found.on, found.setting, found.questions, found.claims[0], found.hold) == (
        None,
        None,
        (),
        ("facility", ()),
        False,
    )


def test_a_folder_is_read_by_name_and_its_readme_is_not(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.md", "a.md", "deep/c.md", "README.md", "d.txt"):
        (tmp_path / name).write_text(HEAD + TEXT, encoding="utf-8")
    assert [case.id for case in read_labelled(tmp_path)] == ["a", "b", "c"]


def rows(path: Path, *found: dict[str, Any]) -> Path:
    """JSON Lines of passages."""
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in found), encoding="utf-8")
    return path


def test_a_passage_is_read_with_its_labels(tmp_path: Path) -> None:
    full = {
        "id": "r1", "text": "Then 20 Gy was given.", "service": "none", "accept_service": ["hdr-brachytherapy", "none"],
        "status": "not-iort", "also": ["77469"], "also_optional": ["19294"], "evidence": "20 Gy was given",
    }  # fmt: skip
    bare = {"id": "r2", "text": "a\u2028b", "service": "xray-iort"}
    assert read_labelled(rows(tmp_path / "r.jsonl", full, bare)) == (
        Labelled(
            "r1", "Then 20 Gy was given.", (Mark(5, 20, ""),), ("none", "hdr-brachytherapy"), "not-iort",
            also=("77469",), also_optional=("19294",),
        ),
        Labelled("r2", "a\u2028b", (), ("xray-iort",), None),
    )  # fmt: skip


def test_marks_keep_their_places_and_other_brackets_stay() -> None:
    assert unmark("[a](ior:A)[b](ior:B) [c](http://x) [d]") == (
        "ab [c](http://x) [d]",
        (Mark(0, 1, "ior:A"), Mark(1, 2, "ior:B")),
    )


@pytest.mark.parametrize(
    ("label", "line"),
    [
        ("77424", ("77424", (), 1, False)),
        ("19301-RT", ("19301", ("RT",), 1, False)),
        ("77771-26-GC?", ("77771", ("26", "GC"), 1, True)),
        ("77771-GC-26", ("77771", ("26", "GC"), 1, False)),
        ("19294x2?", ("19294", (), 2, True)),
        ("DM003Z0", ("DM003Z0", (), 1, False)),
    ],
)
def test_a_line_is_read_from_its_label(label: str, line: tuple[Any, ...]) -> None:
    assert line_of(label) == line


@pytest.mark.parametrize("label", ["", "77424 ", "19301-R", "x2", "19301-rt", "77424??", "77424x10000"])
def test_what_is_no_line_is_refused(label: str) -> None:
    with pytest.raises(InputError) as refused:
        line_of(label)
    told = "A value of 6 characters" if " " in label else repr(label)
    assert str(refused.value).startswith(f"{told} is not a claim line. ")


NO_ROW = "is no labelled case. Give it an id, a text and a service."
BAD = [
    ("a.md", b"No head.", "a.md has no head. Begin it with a line ---, the labels, and a line ---."),
    ("a.md", b"---\nstatus: coded\n---\nx", "a.md has no service in its head. Add it as key: value."),
    (
        "a.md", b"---\nstatus: coded\nservice: none\nfacilty: 77424\n---\nx",
        "a.md, line 4 has the key 'facilty', which no label has. Did you mean facility?",
    ),
    (
        "a.md", b"---\nstatus: coded\nservice: none\nweather: fine\n---\nx",
        (
            "a.md, line 4 has the key 'weather', which no label has. Write one of status, service, facility, "
            "radiation-oncologist, surgeon, on, setting, questions, consider, diagnosis, warning, hold, title, style, "
            "context."
        ),
    ),
    (
        "a.md", b"---\nstatus: coded\nservice: none\nstatus: not-iort\n---\nx",
        "a.md, line 4 has status for the second time. Write it once.",
    ),
    ("a.md", b"---\ntitle: x\n---\nx", "a.md has no status and no service in its head. Add it as key: value."),
    (
        "a.md", b"---\nstatus: coded\nJane Doe\n---\nx",
        "a.md, line 3 is not of the form key: value. Write each line of the head so.",
    ),
    ("a.md", b"---\xe9", "{}/a.md is not valid UTF-8 at byte 4. Save it as UTF-8."),
    ("a.jsonl", b"\xe9", "{}/a.jsonl is not valid UTF-8 at byte 1. Save it as UTF-8."),
    ("a.jsonl", b"", "{}/a.jsonl holds no labelled case. Name a folder of .md files, one of them, or a .jsonl file."),
    ("a.jsonl", b"\nJane", "a.jsonl, line 2 is not JSON. Write one labelled case a line."),
    ("a.jsonl", b"[]", f"a.jsonl, line 1 {NO_ROW}"),
    ("a.jsonl", b'{"id": 1, "text": "x", "service": "none"}', f"a.jsonl, line 1 {NO_ROW}"),
    ("a.jsonl", b'{"id": "1", "service": "none"}', f"a.jsonl, line 1 {NO_ROW}"),
    ("a.jsonl", b'{"id": "1", "text": "x"}', f"a.jsonl, line 1 {NO_ROW}"),
    ("\udce9.md", HEAD.encode(), "\udce9.md is a name that is not valid UTF-8. Give the file another name."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "said"), BAD)
def test_a_file_that_is_no_labelled_case_is_told(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as refused:
        read_labelled(tmp_path / name)
    assert str(refused.value) == said.format(tmp_path)


NO_TEXT = "has a field {} that is not text. Put it in quotes."
NO_LIST = "has a field {} that is not a list of texts. Put each in quotes, all in square brackets."
HALF = "holds half of a surrogate pair, which is no character. Save the file as UTF-8."


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ({"status": ["coded"]}, NO_TEXT.format("status")),
        ({"on": 20260302}, NO_TEXT.format("on")),
        ({"setting": 5}, NO_TEXT.format("setting")),
        ({"evidence": 5}, NO_TEXT.format("evidence")),
        ({"accept_service": 5}, NO_LIST.format("accept_service")),
        ({"accept_service": "none"}, NO_LIST.format("accept_service")),
        ({"also": 5}, NO_LIST.format("also")),
        ({"also": ["77469", 5]}, NO_LIST.format("also")),
        ({"also_optional": {"77469": 1}}, NO_LIST.format("also_optional")),
        ({"id": "a\ud800"}, HALF),
        ({"text": "x\udc00"}, HALF),
    ],
    ids=str,
)
def test_a_label_of_the_wrong_kind_is_told(tmp_path: Path, label: dict[str, Any], said: str) -> None:
    row = {"id": "1", "text": "x", "service": "none"} | label
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="ascii")
    with pytest.raises(InputError) as refused:
        read_labelled(tmp_path / "a.jsonl")
    assert str(refused.value) == f"a.jsonl, line 1 {said}"


def test_a_label_that_is_null_is_left_out(tmp_path: Path) -> None:
    bare = {"id": "1", "text": "x", "service": "none"}
    nothing = dict.fromkeys(("status", "on", "setting", "evidence", "accept_service", "also", "also_optional"))
    given, left = read_labelled(rows(tmp_path / "a.jsonl", bare | nothing, bare))
    assert given == left


def test_a_place_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no is not there\. Name a folder of labelled cases or a \.jsonl file\.$"):
        read_labelled(tmp_path / "no")
