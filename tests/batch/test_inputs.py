"""CSV, Parquet and folders as inputs: what a record is, what is wrong with one, and inputs that are of no use."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from iortkg.batch import size_of
from iortkg.batch.sources import digest_of, records_of
from iortkg.errors import InputError

Case = tuple[str | int | None, str | None, str | None, str | None]
QUOTES = "a quote is not closed, or stands inside a cell alone. Write a quote in a cell twice."
COLUMNS = "Name the columns id, text and, where known, on and setting."


def read(source: Path) -> list[Case]:
    """The cases of an input that has no fault."""
    found = list(records_of(source))
    assert [record.fault for record in found] == [""] * len(found)
    fields = [(record.id, record.fields) for record in found]
    return [(name, case.get("text"), case.get("on"), case.get("setting")) for name, case in fields]


def csv_file(folder: Path, raw: bytes) -> Path:
    """A CSV file of some bytes."""
    path = folder / "in.csv"
    path.write_bytes(raw)
    return path


def parquet_file(folder: Path, columns: dict[str, Any], **how: Any) -> Path:
    """A Parquet file of some columns."""
    path = folder / "in.parquet"
    parquet.write_table(pa.table(columns), path, **how)
    return path


@pytest.mark.parametrize(
    ("raw", "cases"),
    [
        (b"id,text\na,x\nb,y\n", [("a", "x", None, None), ("b", "y", None, None)]),
        (b"ward,text,on,id\r\n7,x,2026-03-02,a\r\n", [("a", "x", "2026-03-02", None)]),
        (b"text,setting\n\n\nx,asc\n", [(None, "x", None, "asc")]),
        (b'\xef\xbb\xbfid,text\n01,"a ""b"",\r\nc\n\xc3\xa4"', [("01", 'a "b",\r\nc\nä', None, None)]),
        (b"id,text,on,setting\n,x,,\n", [(None, "x", None, None)]),
        (b"id,text\n", []),
        (b" id , text \na,x\n", [("a", "x", None, None)]),
    ],
)
def test_rows_of_a_csv_are_cases(tmp_path: Path, raw: bytes, cases: list[Case]) -> None:
    assert read(csv_file(tmp_path, raw)) == cases


def test_a_cell_of_a_csv_may_be_a_long_note(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, b'id,text\na,"%s"\nb,y\n' % (b"word,\n" * 100_000)))
    assert [(name, len(text or "")) for name, text, _, _ in found] == [("a", 600_000), ("b", 1)]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"a\n", ("a", 2, "has 1 cells, and the first line names 2. Put quotes around a cell with commas.")),
        (b"a,b,c\n", ("a", 2, "has 3 cells, and the first line names 2. Put quotes around a cell with commas.")),
        (b'a,"x" y\n', (None, 2, f"is not CSV: {QUOTES}")),
        (b'a,"x\ny\nb,"z\n', (None, 2, f"is not CSV up to line 4: {QUOTES}")),
        (b"a,caf\xe9\n", ("a", 2, "is not valid UTF-8. Save the file as UTF-8.")),
        (b"\xe9,x\n", (None, 2, "is not valid UTF-8. Save the file as UTF-8.")),
        (b"a,x\ry\n", (None, 2, f"is not CSV: {QUOTES}")),
    ],
)
def test_a_bad_row_of_a_csv_says_what_is_wrong_and_the_next_is_read(
    tmp_path: Path, raw: bytes, found: tuple[str | None, int, str]
) -> None:
    first, *rest = records_of(csv_file(tmp_path, b"id,text\n" + raw + b"z,last\n"))
    assert (first.id, first.line, first.fault) == found
    assert [(record.id, record.fault) for record in rest] == [("z", "")]


def test_a_quote_that_is_never_closed_is_a_fault_of_its_row(tmp_path: Path) -> None:
    found = list(records_of(csv_file(tmp_path, b'id,text\na,x\nb,"y\nc,z\n')))
    assert [(record.line, record.fault) for record in found] == [(2, ""), (3, f"is not CSV up to line 4: {QUOTES}")]


def test_a_cell_beyond_the_limit_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long, wide = b"a,%s\n" % (b"x" * 80), b'b,"%s"\n' % (b"x\n" * 40)
    monkeypatch.setattr("iortkg.batch.tables.MOST_LINE", 50)
    monkeypatch.setattr("iortkg.batch.tables._MOST_CELL", 40)
    found = list(records_of(csv_file(tmp_path, b"id,text\n" + long + b"c,y\n" + wide)))
    said = "has a cell longer than 20 MB. Look for a quote that is not closed. Give one case a row."
    assert [(record.line, record.id, record.fault) for record in found[:3]] == [
        (2, None, said),
        (3, "c", ""),
        (4, None, said),
    ]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", f"has no column text. {COLUMNS}"),
        (b"id,note\na,x\n", f"has no column text. {COLUMNS}"),
        (b"id;text\na;x\n", f"has no column text. {COLUMNS}"),
        (b"id,text,text\na,x,y\n", f"has the column text more than once. {COLUMNS}"),
        (b'id,"te" xt\n', f"is not CSV in its first line. Separate columns by commas. {COLUMNS}"),
        (b"\xff\xfei\0d\0", f"has no column text. {COLUMNS}"),
    ],
)
def test_a_csv_whose_columns_cannot_be_told_is_refused(tmp_path: Path, raw: bytes, said: str) -> None:
    with pytest.raises(InputError) as refused:
        list(records_of(csv_file(tmp_path, raw)))
    assert str(refused.value) == f"{tmp_path}/in.csv {said}"


DAY = dt.date(2026, 3, 2)
MOMENT = dt.datetime(2026, 3, 2, 23, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("name", "values", "told"),
    [
        ("id", pa.array(["a", None]), ["a", None]),
        ("id", pa.array([7, None], pa.int32()), [7, None]),
        ("id", pa.array(["a", "b"]).dictionary_encode(), ["a", "b"]),
        ("on", pa.array(["2026-03-02", None], pa.large_string()), ["2026-03-02", None]),
        ("on", pa.array([DAY, None]), ["2026-03-02", None]),
        ("on", pa.array([MOMENT.replace(tzinfo=None), None], pa.timestamp("ns")), ["2026-03-02", None]),
        ("on", pa.array([MOMENT, None], pa.timestamp("us", "America/New_York")), ["2026-03-02", None]),
        ("on", pa.array([MOMENT, None], pa.timestamp("us", "Europe/Berlin")), ["2026-03-03", None]),
        ("on", pa.nulls(2), [None, None]),
        ("setting", pa.array([b"asc", b"office"]), ["asc", "office"]),
    ],
)  # fmt: skip
def test_columns_of_a_parquet_file_are_read_by_their_type(
    tmp_path: Path, name: str, values: Any, told: list[object]
) -> None:
    found = list(records_of(parquet_file(tmp_path, {"text": ["x", "y"], name: values, "more": [1, 2]})))
    assert [(record.fault, record.fields["text"], record.fields[name]) for record in found] == [
        ("", "x", told[0]),
        ("", "y", told[1]),
    ]


def test_rows_of_all_row_groups_are_read_in_order(tmp_path: Path) -> None:
    columns = {"id": [f"c{number}" for number in range(1000)], "text": ["x"] * 1000}
    found = list(records_of(parquet_file(tmp_path, columns, row_group_size=70)))
    assert [record.id for record in found] == columns["id"]
    assert [found[0].where, found[-1].where] == ["Row 1", "Row 1000"]
    assert found[-1].end == size_of(tmp_path / "in.parquet")


def test_a_bad_row_of_a_parquet_file_says_what_is_wrong(tmp_path: Path) -> None:
    path = parquet_file(tmp_path, {"id": ["a", "b", "c"], "text": pa.array([b"x", None, b"caf\xe9"])})
    assert [(record.id, record.fault) for record in records_of(path)] == [
        ("a", ""),
        ("b", "has no text. Give each row a text."),
        ("c", "is not valid UTF-8. Save the file as UTF-8."),
    ]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"note": ["x"]}, f"has no column text. {COLUMNS}"),
        ({"text": [1]}, "has int64 in its column text. Give text there."),
        ({"text": ["x"], "id": [1.5]}, "has double in its column id. Give text there, or whole numbers."),
        ({"text": ["x"], "on": [20260302]}, "has int64 in its column on. Give text there, or dates."),
        ({"text": [["x"]]}, "has list<element: string> in its column text. Give text there."),
    ],
)
def test_a_parquet_file_of_other_columns_is_refused(tmp_path: Path, columns: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as refused:
        list(records_of(parquet_file(tmp_path, columns)))
    assert str(refused.value) == f"{tmp_path}/in.parquet {said}"


BROKEN = "Copies that break off look so; copy or write it again."


def test_a_parquet_file_that_was_cut_off_is_told(tmp_path: Path) -> None:
    path = parquet_file(tmp_path, {"text": [f"note {number}" for number in range(500)]})
    whole = path.read_bytes()
    cuts = [0, 3, 4, 100, len(whole) // 2, len(whole) - 9, len(whole) - 1]
    for cut in cuts:
        path.write_bytes(whole[:cut])
        with pytest.raises(InputError) as refused:
            list(records_of(path))
        assert str(refused.value) == f"{path} is not a whole Parquet file. {BROKEN}"
    assert len(cuts) == 7


def test_damage_in_the_middle_of_a_parquet_file_ends_the_reading_with_the_row(tmp_path: Path) -> None:
    texts = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(2000)]
    path = parquet_file(tmp_path, {"text": texts}, row_group_size=500, compression="gzip", use_dictionary=False)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 400] = b"\0" * 400
    path.write_bytes(raw)
    found: list[str] = []
    with pytest.raises(InputError, match=rf"in\.parquet is damaged after row \d+\. {BROKEN}"):
        found.extend(record.fields["text"] for record in records_of(path))
    assert texts[: len(found)] == found


def test_files_of_a_folder_are_cases_in_the_order_of_their_paths(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "b/10.TXT", "a.txt", "b.txt", "b/note.md"):
        (tmp_path / name).write_text(f"\ufeffText of {name}", encoding="utf-8")
    assert read(tmp_path) == [
        (name, f"Text of {name}", None, None) for name in ("a.txt", "b.txt", "b/10.TXT", "b/2.txt")
    ]
    *_, last = records_of(tmp_path)
    assert (last.end, last.where) == (size_of(tmp_path), "File b/2.txt")


def test_a_file_that_is_not_readable_costs_its_own_record_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "b.txt").write_bytes(b"caf\xe9")
    (tmp_path / "c.txt").write_bytes(b"x" * 20_000_001)
    (tmp_path / "d.txt").symlink_to("/proc/self/mem")
    (tmp_path / "e.txt").write_bytes(b"x")
    assert [(record.id, record.fault) for record in records_of(tmp_path)] == [
        ("a.txt", "is not readable: No such file or directory. Check its rights."),
        ("b.txt", "is not valid UTF-8 at its byte 4. Save the file as UTF-8."),
        ("c.txt", "is longer than 20 MB. Give one case a record."),
        ("d.txt", "is not readable: Input/output error. Check its rights."),
        ("e.txt", ""),
    ]
    assert size_of(tmp_path) == 4 + 20_000_001 + 1


def test_the_digest_of_a_folder_is_that_of_its_sums(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"two")
    (tmp_path / "a.txt").write_bytes(b"one")
    sums = [f"{hashlib.sha256(text).hexdigest()}  {name}\n" for name, text in (("a.txt", b"one"), ("b.txt", b"two"))]
    assert digest_of(tmp_path) == hashlib.sha256("".join(sums).encode()).hexdigest()
    assert digest_of(tmp_path / "a.txt") == hashlib.sha256(b"one").hexdigest()
