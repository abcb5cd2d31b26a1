"""Records as they are read: what is wrong with one is told in a sentence, and its id is kept where it can be."""

from __future__ import annotations

import io
import json

import pytest

from iortkg.batch import records
from iortkg.batch.records import Record, read_records, record_of

SHAPE = "Write one object a line, with id and text."
BAD = [
    (b"not json", None, f"is not JSON. {SHAPE}"),
    (b'{"id": "a", "text": "x"', None, f"is not JSON. {SHAPE}"),
    (b"[" * 100_000, None, f"is not JSON. {SHAPE}"),
    (b'{"id": NaN, "text": "x"}', None, f"is not JSON. {SHAPE}"),
    (b'{"id": %s, "text": "x"}' % (b"9" * 5000), None, f"is not JSON. {SHAPE}"),
    (b'["a", "x"]', None, f"is not a JSON object. {SHAPE}"),
    (b'"a text"', None, f"is not a JSON object. {SHAPE}"),
    (b'{"id": "a"}', "a", f"has no text. {SHAPE}"),
    (b'{"id": "a", "text": null}', "a", f"has no text. {SHAPE}"),
    (b'{"id": "a", "text": 5}', "a", "has a field text that is not text. Put it in quotes."),
    (b'{"id": "a", "text": ["x"]}', "a", "has a field text that is not text. Put it in quotes."),
    (b'{"id": "a", "text": "x", "on": 20260302}', "a", "has a field on that is not text. Put it in quotes."),
    (b'{"id": "a", "text": "x", "setting": true}', "a", "has a field setting that is not text. Put it in quotes."),
    (
        b'{"id": "a", "text": "x", "on": "%s"}' % (b"A note. " * 10),
        "a",
        "has 80 characters in the field on. Write a date as YYYY-MM-DD, a setting as a word.",
    ),
    (
        b'{"id": true, "text": "x"}',
        None,
        "has an id that is not text and not a whole number. Give each record an id like c1.",
    ),
    (
        b'{"id": 1.5, "text": "x"}',
        None,
        "has an id that is not text and not a whole number. Give each record an id like c1.",
    ),
    (b'{"id": "a", "text": "caf\xe9"}', "a", "is not valid UTF-8 at its byte 25. Save the file as UTF-8."),
    (b'{"id": "\xe9", "text": "x"}', None, "is not valid UTF-8 at its byte 9. Save the file as UTF-8."),
    (b"\xff\xfe{", None, "is not valid UTF-8 at its byte 1. Save the file as UTF-8."),
    (b'{"id": "a", "text": "A note", "text": "x"}', "a", "has the field text more than once. Give each field once."),
    (b'{"id": "a", "id": "b", "text": "x"}', None, "has the field id more than once. Give each field once."),
    (b'{"on": "2020-01-01", "text": "x", "on": null}', None, "has the field on more than once. Give each field once."),
]


@pytest.mark.parametrize(("raw", "name", "fault"), BAD, ids=range(len(BAD)))
def test_a_bad_record_says_what_is_wrong_and_keeps_its_id(raw: bytes, name: str | None, fault: str) -> None:
    found = record_of(7, raw)
    assert (found.line, found.id, found.fault) == (7, name, fault)


@pytest.mark.parametrize("raw", [raw for raw, _, _ in BAD], ids=range(len(BAD)))
def test_a_fault_does_not_repeat_what_the_record_holds(raw: bytes) -> None:
    assert "caf" not in record_of(1, raw).fault
    assert "A note" not in record_of(1, raw).fault


@pytest.mark.parametrize("name", ["c1", "", "\N{SNOWMAN}", 7, None])
def test_ids_are_text_or_whole_numbers_or_absent(name: str | int | None) -> None:
    found = record_of(1, json.dumps({"text": "x"} if name is None else {"id": name, "text": "x"}).encode())
    assert (found.id, found.fault) == (name, "")


def test_a_field_that_is_not_read_may_stand_twice() -> None:
    found = record_of(1, b'{"id": "a", "text": "x", "more": {"text": 1, "text": 2}, "ward": 1, "ward": 2}')
    assert (found.id, found.fault) == ("a", "")


def test_empty_lines_are_skipped_and_counted() -> None:
    found = list(read_records(io.BytesIO(b'\n{"text": "x"}\n  \t\r\n{"text": "y"}')))
    assert [(record.line, record.fields["text"]) for record in found] == [(2, "x"), (4, "y")]


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault() -> None:
    found = list(read_records(io.BytesIO(b'\xef\xbb\xbf{"text": "x"}\r\n{"text": "y"}\r\n')))
    assert [record.fault for record in found] == ["", ""]


def test_only_a_line_feed_ends_a_record() -> None:
    found = list(read_records(io.BytesIO('{"text": "a\u2028b\x85c"}\n'.encode())))
    assert [record.fields["text"] for record in found] == ["a\u2028b\x85c"]


def test_a_line_beyond_the_limit_is_passed_over_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_LINE", 20)
    found = list(read_records(io.BytesIO(b'{"text": "%s"}\n{"text": "y"}\n' % (b"x" * 100))))
    assert found == [
        Record(1, fault="is longer than 20 MB. Give one case a record."),
        Record(2, None, {"text": "y"}),
    ]


def test_a_text_at_the_limit_of_a_case_fits_a_line_when_all_of_it_is_escaped() -> None:
    assert records.MOST_LINE > 6 * 20_000_000
