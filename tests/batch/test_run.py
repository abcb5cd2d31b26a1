"""Runs: same ids, same order, errors in their place, and progress that survives whatever ends a run."""

from __future__ import annotations

import csv
import errno
import json
import re
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from typing import Any

import pytest

from iortkg.batch import Report, run
from iortkg.batch.formats import FORMATS
from iortkg.batch.journal import take_out_seals
from iortkg.batch.places import append, writing
from iortkg.errors import InputError

VERSION = "0.9.9"
Rows = list[dict[str, Any]]
Notes = Callable[[Any], Path]
Answers = Callable[..., Rows]


HEADS = {"out.jsonl": b"", "out.csv": FORMATS[".csv"].head}


class Stop(BaseException):
    """What kills a run in the middle."""


def test_ids_and_order_are_kept(tmp_path: Path, coder: Any, notes: Notes, answers: Answers) -> None:
    rows = [{"id": "b", "text": "x"}, {"id": 2, "text": "y"}, {"text": "z"}, {"id": "a", "text": "v"}]
    report = run(notes(rows), tmp_path / "out.jsonl", coder, version=VERSION)
    assert [row["id"] for row in answers()] == ["b", 2, None, "a"]
    assert [row["evidence"][0]["text"] for row in answers()] == ["x", "y", "z", "v"]
    assert (report, report.sentences) == (Report(4, 0, 0, ()), ())


def test_day_and_setting_of_a_record_are_used(tmp_path: Path, coder: Any, notes: Notes, answers: Answers) -> None:
    rows = [{"text": "x", "on": "2024-01-31", "setting": "asc"}, {"text": "x", "on": None, "setting": None}]
    run(notes(rows), tmp_path / "out.jsonl", coder, version=VERSION, today="2026-03-02")
    assert [(row["on"], row["setting"]) for row in answers()] == [("2024-01-31", "asc"), ("2026-03-02", "outpatient")]


def test_bad_records_stand_in_their_place_and_good_ones_are_answered(
    tmp_path: Path, coder: Any, notes: Notes, answers: Answers
) -> None:
    rows = [
        {"id": "a", "text": "x"},
        {"id": "b", "text": ""},
        b"no json",
        {"id": "d", "text": "x", "on": "03/02/2026"},
        {"id": "e", "text": "x", "setting": "home"},
        rb'{"id": "f", "text": "x\ud800"}',
        {"id": "g", "text": "y"},
    ]
    report = run(notes(rows), tmp_path / "out.jsonl", coder, version=VERSION)
    assert answers()[1:6] == [
        {"id": "b", "error": "Line 2: The case text holds no letter. Give the words of the note."},
        {"id": None, "error": "Line 3 is not JSON. Write one object a line, with id and text."},
        {"id": "d", "error": "Line 4: '03/02/2026' is not a date. Write it as YYYY-MM-DD, like 2026-03-02."},
        {"id": "e", "error": "Line 5: 'home' is not a setting. Use one of outpatient, inpatient, asc, office."},
        {
            "id": "f",
            "error": "Line 6: The case text holds half of a surrogate pair, which is no character. Save it as UTF-8.",
        },
    ]
    assert [row.get("status") for row in answers()] == ["coded", None, None, None, None, None, "coded"]
    assert report.sentences == ("Records with no answer: 5 of 7. The error stands in the place of each.",)


def test_a_fault_of_ours_costs_one_record_and_repeats_nothing_of_it(
    tmp_path: Path, notes: Notes, answers: Answers
) -> None:
    def broken(text: str, **_: Any) -> Any:
        raise KeyError(text)

    report = run(notes([{"id": "a", "text": "secret"}]), tmp_path / "out.jsonl", broken, version=VERSION)
    assert answers() == [{"id": "a", "error": "Line 1 met a fault of iortkg itself (KeyError). Please report it."}]
    assert report.errors == 1


def test_an_id_that_has_no_utf8_is_kept_as_an_escape(
    tmp_path: Path, coder: Any, notes: Notes, answers: Answers
) -> None:
    run(notes([rb'{"id": "a\ud800", "text": "x"}']), tmp_path / "out.jsonl", coder, version=VERSION)
    assert [row["id"] for row in answers()] == ["a\ud800"]


def test_letters_beyond_ascii_are_written_as_they_are(tmp_path: Path, coder: Any, notes: Notes) -> None:
    run(notes([{"id": "ä", "text": "Ödem"}]), tmp_path / "out.jsonl", coder, version=VERSION)
    assert '"text": "Ödem"' in (tmp_path / "out.jsonl").read_text(encoding="utf-8")


def test_repeated_ids_are_all_answered_and_named_once(
    tmp_path: Path, coder: Any, notes: Notes, answers: Answers
) -> None:
    rows = [{"id": name, "text": "x"} for name in ("a", "b", "a", "a", "b", "c")] + [{"text": "x"}, {"text": "y"}]
    report = run(notes(rows), tmp_path / "out.jsonl", coder, version=VERSION)
    assert len(answers()) == 8
    assert report.sentences == (
        "Ids that stand more than once: a, b. Each record has its answer; give each an id of its own.",
    )


def test_the_number_1_and_the_text_1_are_two_ids(tmp_path: Path, coder: Any, notes: Notes) -> None:
    rows = [{"id": 1, "text": "x"}, {"id": "1", "text": "x"}]
    assert run(notes(rows), tmp_path / "out.jsonl", coder, version=VERSION).repeats == 0


def test_ids_that_a_csv_writes_alike_are_the_same(tmp_path: Path, coder: Any, notes: Notes) -> None:
    rows = [{"id": 1, "text": "x"}, {"id": "1", "text": "x"}]
    report = run(notes(rows), tmp_path / "out.csv", coder, version=VERSION)
    assert (report.repeats, report.repeated) == (1, ("1",))


def test_an_empty_input_gives_an_empty_output(tmp_path: Path, coder: Any, notes: Notes) -> None:
    assert run(notes([]), tmp_path / "out.jsonl", coder, version=VERSION).records == 0
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_stop_ends_at_the_first_bad_record_and_keeps_the_answers_before_it(
    tmp_path: Path, coder: Any, notes: Notes, answers: Answers
) -> None:
    rows: Rows = [{"id": "a", "text": "x"}, {"id": "b"}, {"id": "c", "text": "y"}]
    said = "^Line 2 has no text. .* Answers up to there are kept; mend the line and run the same command again.$"
    with pytest.raises(InputError, match=said):
        run(notes(rows), tmp_path / "out.jsonl", coder, version=VERSION, on_error="stop")
    assert ids_in((tmp_path / "out.jsonl.part").read_bytes()) == ["a"]
    rows[1]["text"] = "mended"
    run(notes(rows), tmp_path / "out.jsonl", coder, version=VERSION, on_error="stop")
    assert [row["id"] for row in answers()] == ["a", "b", "c"]
    assert coder.asked == ["x", "mended", "y"]


def test_an_answer_is_not_kept_for_a_record_edited_since(
    tmp_path: Path, coder: Any, notes: Notes, answers: Answers
) -> None:
    # Both texts begin alike, so the old answer would fit the new text as far as an answer shows its text.
    rows: Rows = [{"id": "a", "text": "x"}, {"id": "b", "text": "Word"}, {"id": "c"}]
    target = tmp_path / "out.jsonl"
    with pytest.raises(InputError, match="Line 3 has no text"):
        run(notes(rows), target, coder, version=VERSION, on_error="stop")
    rows[1]["text"], rows[2]["text"] = "Word twice", "y"
    run(notes(rows), target, coder, version=VERSION, on_error="stop")
    assert [len(row["claims"]["facility"]) for row in answers()] == [0, 2, 0]


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
def test_progress_repeats_no_more_of_a_record_than_its_answer(
    tmp_path: Path, coder: Any, notes: Notes, name: str
) -> None:
    rows: Rows = [{"id": "a", "text": "Word Secret"}, {"id": "b", "text": "stop"}]
    kept = broken_off(rows, 1, notes(rows), tmp_path / name, coder)
    assert VERSION.encode() in kept
    assert b"Secret" not in kept


def test_a_run_killed_while_its_seals_are_taken_out_comes_out_the_same(
    tmp_path: Path, coder: Any, notes: Notes, many: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, whole, target = notes(many), tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    run(source, whole, coder, version=VERSION)
    writes = 0

    def dying(out: FileIO, entry: bytes) -> None:
        nonlocal writes
        writes += 1
        if writes > 3:
            append(out, entry[:50])
            raise Stop
        append(out, entry)

    monkeypatch.setattr("iortkg.batch.journal.append", dying)
    with pytest.raises(Stop):
        run(source, target, coder, version=VERSION)
    monkeypatch.undo()
    told: list[str] = []
    run(source, target, coder, version=VERSION, tell=told.append)
    assert (len(told), target.read_bytes()) == (1, whole.read_bytes())


def test_answers_changed_by_something_else_are_not_passed_off_as_whole(
    tmp_path: Path, coder: Any, notes: Notes, many: Rows
) -> None:
    target = tmp_path / "out.jsonl"
    kept = broken_off(many, 3, notes(many), target, coder)
    part = tmp_path / "out.jsonl.part"
    part.write_bytes(kept.replace(b"coded", b"CODED", 1))
    with pytest.raises(InputError, match=r"out\.jsonl\.part was changed by something else"):
        take_out_seals(part, FORMATS[".jsonl"])


def ids_in(kept: bytes) -> list[object]:
    """The ids of the answers that progress holds."""
    return [json.loads(line)["id"] for line in kept.splitlines() if line.startswith(b"{")]


def answers_in(kept: bytes, head: bytes) -> bytes:
    """The answers that progress holds, without their seals."""
    lines = kept.partition(b"\n")[2].removeprefix(head).splitlines(keepends=True)
    return head + b"".join(line for line in lines if not re.match(rb"[0-9a-f]{64} [^ ]+ \d+ [0-9a-f]{64}\n", line))


def broken_off(rows: Rows, after: int, source: Path, target: Path, coder: Any) -> bytes:
    """What a run that was killed after some answers leaves, seen to be what a whole run writes first."""

    def dying(text: str, **given: Any) -> Any:
        if text == rows[after]["text"]:
            raise Stop
        return coder(text, **given)

    with pytest.raises(Stop):
        run(source, target, dying, version=VERSION)
    assert not target.exists()
    return target.with_name(target.name + ".part").read_bytes()


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path, coder: Any, notes: Notes, many: Rows, name: str) -> None:
    source, whole, target = notes(many), tmp_path / f"whole-{name}", tmp_path / name
    run(source, whole, coder, version=VERSION)
    kept = broken_off(many, 3, source, target, coder)
    assert whole.read_bytes().startswith(answers_in(kept, HEADS[name]))
    coder.asked.clear()
    told: list[str] = []
    report = run(source, target, coder, version=VERSION, tell=told.append)
    assert coder.asked == [row["text"] for row in many[3:]]
    assert told == [f"Going on after 3 records that {target}.part holds."]
    assert target.read_bytes() == whole.read_bytes()
    assert report.records == 5
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["in.jsonl", name, f"{name}.manifest.json", whole.name, f"{whole.name}.manifest.json"]
    )


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
def test_a_run_broken_off_at_any_byte_comes_out_the_same(
    tmp_path: Path, coder: Any, notes: Notes, many: Rows, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [*many[:2], {"id": 'a "b",\r\nc\rd', "text": "odd twice"}, {"id": "e"}, *many[2:4]]
    source, whole, target = notes(rows), tmp_path / f"whole-{name}", tmp_path / name
    run(source, whole, coder, version=VERSION)
    expected = whole.read_bytes()
    monkeypatch.setattr("iortkg.batch.runs.take_out_seals", lambda *_: None)
    run(source, target, coder, version=VERSION)
    monkeypatch.undo()
    progress = target.read_bytes()
    assert len(progress) > len(expected) > 500
    # Around each line end all places, elsewhere every seventh.
    ends = {at + step for at in range(len(progress)) if progress[at] == ord("\n") for step in (-1, 0, 1)}
    for cut in sorted({*range(0, len(progress), 7), *ends}):
        target.with_name(f"{name}.part").write_bytes(progress[:cut])
        told: list[str] = []
        run(source, target, coder, version=VERSION, tell=told.append)
        assert (cut, target.read_bytes()) == (cut, expected)
        assert not any("anew" in sentence for sentence in told)


def test_bytes_of_a_lost_disk_block_are_cut_off(tmp_path: Path, coder: Any, notes: Notes, many: Rows) -> None:
    source, target = notes(many), tmp_path / "out.jsonl"
    kept = broken_off(many, 3, source, target, coder)
    (tmp_path / "out.jsonl.part").write_bytes(kept[:-40] + b"\0" * 40)
    run(source, target, coder, version=VERSION)
    assert [json.loads(line)["id"] for line in target.read_bytes().splitlines()] == ["c0", "c1", "c2", "c3", "c4"]


def test_repeats_and_errors_of_the_kept_part_count(tmp_path: Path, coder: Any, notes: Notes) -> None:
    rows: Rows = [{"id": "a", "text": "x"}, {"id": "b"}, {"id": "c", "text": "stop"}, {"id": "a", "text": "y"}]
    source, target = notes(rows), tmp_path / "out.jsonl"
    broken_off(rows, 2, source, target, coder)
    assert run(source, target, coder, version=VERSION) == Report(4, 1, 1, ("a",))


CHANGES: list[tuple[str, Callable[[Rows], object]]] = [
    ("another id", lambda rows: rows[1].update(id="z")),
    ("another text", lambda rows: rows[1].update(text="Other twice")),
    ("a day given", lambda rows: rows[1].update(on="2020-01-01")),
    ("a setting given", lambda rows: rows[1].update(setting="asc")),
    ("a fault", lambda rows: rows[1].pop("text")),
    ("a record fewer", lambda rows: rows.pop(1)),
    ("a record more", lambda rows: rows.insert(0, {"id": "new", "text": "x"})),
    ("an end too soon", lambda rows: rows.clear()),
]


@pytest.mark.parametrize("change", [change for _, change in CHANGES], ids=[name for name, _ in CHANGES])
def test_a_kept_part_of_another_input_is_begun_anew(
    tmp_path: Path, coder: Any, notes: Notes, many: Rows, change: Callable[[Rows], object]
) -> None:
    target, whole = tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    broken_off(many, 3, notes(many), target, coder)
    change(many)
    source = notes(many)
    told: list[str] = []
    report = run(source, target, coder, version=VERSION, tell=told.append)
    assert report == run(source, whole, coder, version=VERSION)
    assert told == [f"{target}.part does not belong to this input and this ontology, so the run begins anew."]
    assert target.read_bytes() == whole.read_bytes()


def test_a_kept_part_of_another_ontology_is_begun_anew(tmp_path: Path, coder: Any, notes: Notes, many: Rows) -> None:
    source, target = notes(many), tmp_path / "out.jsonl"
    broken_off(many, 3, source, target, coder)
    coder.asked.clear()
    run(source, target, coder, version="1.0.0")
    assert len(coder.asked) == 5


def test_a_record_mended_since_is_answered(tmp_path: Path, coder: Any, notes: Notes, answers: Answers) -> None:
    rows: Rows = [{"id": "a"}, {"id": "b", "text": "stop"}]
    target = tmp_path / "out.jsonl"
    broken_off(rows, 1, notes(rows), target, coder)
    rows[0]["text"] = "mended"
    assert run(notes(rows), target, coder, version=VERSION).errors == 0
    assert answers()[0]["status"] == "coded"


def test_a_row_a_claim_line(tmp_path: Path, coder: Any, notes: Notes) -> None:
    rows = [b"", {"id": "a", "text": "one twice"}, {"id": "b", "text": "none"}, {"id": "c"}]
    run(notes(rows), tmp_path / "out.csv", coder, version=VERSION)
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    cells = ("record", "id", "status", "biller", "code", "modifiers", "units", "core", "ontology", "error")
    assert [tuple(row[name] for name in cells) for row in found] == [
        ("2", "a", "coded", "facility", "00001", "LT", "1", "True", VERSION, ""),
        ("2", "a", "coded", "facility", "00001", "LT", "1", "True", VERSION, ""),
        ("3", "b", "coded", "", "", "", "", "", VERSION, ""),
        ("4", "c", "", "", "", "", "", "", "", "Line 4 has no text. Write one object a line, with id and text."),
    ]


def test_ticks_add_up_to_the_size_of_the_input(tmp_path: Path, coder: Any, notes: Notes, many: Rows) -> None:
    source, target = notes(many), tmp_path / "out.jsonl"
    broken_off(many, 3, source, target, coder)
    steps: list[int] = []
    run(source, target, coder, version=VERSION, tick=steps.append)
    assert sum(steps) == source.stat().st_size


KINDS = "Name a .jsonl, .csv or .parquet file, or a folder of .txt files."
WRITTEN = "Name a .jsonl, .csv or .parquet file."
OTHER = "Name another file for the answers."
AGAIN = "Make room or mend its name or rights, then run the same command again; it goes on where it stopped."
LONG = f"{'n' * 300}.jsonl"
PLACES = [
    ("no.jsonl", "out.jsonl", f"no.jsonl is not there. {KINDS}"),
    ("dir.jsonl", "out.jsonl", "dir.jsonl holds no .txt file. Put one case in each file, or name a file of cases."),
    ("in.txt", "out.jsonl", f"in.txt has no ending that tells how to read it. {KINDS}"),
    ("in.jsonl", "out.xlsx", f"out.xlsx has no ending that tells a format to write. {WRITTEN}"),
    ("in.jsonl", "out", f"out has no ending that tells a format to write. {WRITTEN}"),
    ("in.jsonl", "told.jsonl", f"told.jsonl.manifest.json is there and is not a file. {OTHER}"),
    ("in.jsonl", "in.jsonl", f"in.jsonl is the input too. {OTHER}"),
    ("in.jsonl", "link.jsonl", f"link.jsonl is the input too. {OTHER}"),
    ("in.jsonl", "dir.jsonl", f"dir.jsonl is there and is not a file. {OTHER}"),
    ("in.jsonl", "taken.jsonl", f"taken.jsonl.part is there and is not a file. {OTHER}"),
    ("in.jsonl", "no/out.jsonl", "no is not a folder. Make it first, or name another file for the answers."),
    (LONG, "out.jsonl", f"{LONG} is not readable: File name too long. Check its name and rights."),
    ("in.jsonl", LONG, f"{LONG} is not writable: File name too long. {AGAIN}"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "said"), PLACES)
def test_places_that_cannot_be_are_refused_before_anything_is_done(
    tmp_path: Path, coder: Any, source: str, target: str, said: str
) -> None:
    (tmp_path / "in.jsonl").write_bytes(b'{"text": "x"}\n')
    (tmp_path / "in.txt").write_bytes(b"x")
    (tmp_path / "told.jsonl.manifest.json").mkdir()
    (tmp_path / "dir.jsonl").mkdir()
    (tmp_path / "taken.jsonl.part").mkdir()
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "in.jsonl")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(InputError) as refused:
        run(tmp_path / source, tmp_path / target, coder, version=VERSION)
    assert str(refused.value) == f"{tmp_path}/{said}"
    assert (coder.asked, sorted(tmp_path.iterdir())) == ([], before)


def test_a_device_is_not_replaced_by_answers(notes: Notes, coder: Any, tmp_path: Path) -> None:
    (tmp_path / "full.jsonl").symlink_to("/dev/full")
    with pytest.raises(InputError, match=r"full\.jsonl is there and is not a file"):
        run(notes([{"text": "x"}]), tmp_path / "full.jsonl", coder, version=VERSION)


def test_a_full_disk_is_told_with_what_to_do() -> None:
    said = f"^/dev/full is not writable: No space left on device. {AGAIN}$"
    with pytest.raises(InputError, match=said), writing(Path("/dev/full")), FileIO("/dev/full", "w") as out:
        append(out, b"x")


def test_answers_before_a_full_disk_are_kept(
    tmp_path: Path, coder: Any, notes: Notes, answers: Answers, many: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    def filling(out: FileIO, entry: bytes) -> None:
        if b"Word3" in entry:
            append(out, entry[:20])
            raise OSError(errno.ENOSPC, "No space left on device")
        append(out, entry)

    monkeypatch.setattr("iortkg.batch.runs.append", filling)
    with pytest.raises(InputError, match="No space left on device"):
        run(notes(many), tmp_path / "out.jsonl", coder, version=VERSION)
    monkeypatch.undo()
    kept = (tmp_path / "out.jsonl.part").read_bytes()
    assert (ids_in(kept), kept.endswith(b"\n")) == (["c0", "c1", "c2"], False)
    run(notes(many), tmp_path / "out.jsonl", coder, version=VERSION)
    assert [row["id"] for row in answers()] == ["c0", "c1", "c2", "c3", "c4"]


def test_an_entry_that_the_disk_takes_in_pieces_is_written_whole(tmp_path: Path) -> None:
    class Slow(FileIO):
        def write(self, data: Any) -> int:
            return super().write(bytes(data)[:3])

    with Slow(tmp_path / "slow", "w") as out:
        append(out, b"abcdefgh")
    assert (tmp_path / "slow").read_bytes() == b"abcdefgh"
