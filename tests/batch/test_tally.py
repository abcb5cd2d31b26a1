"""Counts of a run: ids that were seen are known again, however many there are."""

from __future__ import annotations

from iortkg.batch.tally import Report, Seen


def test_each_name_is_new_once() -> None:
    seen = Seen()
    names = [f"c{number}" for number in range(20_000)]
    assert [seen.add(name) for name in names] == [True] * 20_000
    assert [seen.add(name) for name in names] == [False] * 20_000
    assert len(seen._slots) == 32_768


def test_half_of_a_surrogate_pair_is_a_name_too() -> None:
    seen = Seen()
    assert [seen.add(name) for name in ("a\ud800", "a\ud801", "a\ud800")] == [True, True, False]


def test_a_summary_tells_counts_that_are_there() -> None:
    report = Report(3, 0, 0, (), {"status": {"coded": 2, "not-iort": 1}, "service": {"none": 3}, "questions": {}})
    assert report.summary == ("Records: 3.", "Status: coded 2, not-iort 1.", "Service: none 3.")
