"""Cases from frames, tables and iterables: one by one, in order, and what is missing is None."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

import iortkg
from iortkg.batch import cases_of
from iortkg.errors import InputError

TEXT = "Left lumpectomy, ELIOT 21 Gy with 9 MeV electrons."
DAY = dt.date(2026, 3, 2)
FRAME = pd.DataFrame({
    "ward": [7, 8], "id": ["a", "b"], "text": [TEXT, "Lumpectomy."], "on": [pd.Timestamp(DAY), pd.NaT],
    "setting": ["inpatient", None],
})  # fmt: skip
TABLE = pa.table({
    "id": ["a", "b"], "text": [TEXT, "Lumpectomy."], "on": [DAY, None], "setting": ["inpatient", None], "ward": [7, 8],
})  # fmt: skip
SHAPE = "Give each case as a mapping with at least id and text."
COLUMNS = "Name the columns id, text and, where known, on and setting."


class Polars:
    """A frame as polars has it: named columns and rows as tuples."""

    columns = ("id", "text", "on", "setting")

    def iter_rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows in order."""
        return iter([("a", TEXT, DAY, "inpatient"), ("b", "Lumpectomy.", None, None)])


GIVEN = {
    "pandas": FRAME,
    "polars": Polars(),
    "Arrow table": TABLE,
    "Arrow batch": TABLE.to_batches()[0],
    "Arrow batches": TABLE.to_batches(max_chunksize=1),
    "Arrow reader": TABLE.to_reader(),
    "mappings": TABLE.to_pylist(),
    "generator": (row for row in TABLE.to_pylist()),
}


@pytest.mark.parametrize("given", GIVEN.values(), ids=GIVEN)
def test_cases_of_any_kind_get_the_same_answers(given: Any, kg: iortkg.Knowledge) -> None:
    first, second = iortkg.code_many(given, knowledge=kg)
    assert first == iortkg.code(TEXT, on="2026-03-02", setting="inpatient", id="a", knowledge=kg)
    assert second == iortkg.code("Lumpectomy.", id="b", knowledge=kg)


def test_cases_are_taken_one_at_a_time(kg: iortkg.Knowledge) -> None:
    taken: list[int] = []

    def endless() -> Iterator[dict[str, Any]]:
        while True:
            taken.append(len(taken))
            yield {"id": len(taken), "text": "Lumpectomy."}

    assert [answer.to_dict()["id"] for answer in islice(iortkg.code_many(endless(), knowledge=kg), 3)] == [1, 2, 3]
    assert taken == [0, 1, 2]


def test_batches_are_taken_one_at_a_time() -> None:
    taken: list[int] = []

    def batches() -> Iterator[Any]:
        for batch in TABLE.to_batches(max_chunksize=1):
            taken.append(len(taken))
            yield batch

    assert next(cases_of(batches()))["id"] == "a"
    assert taken == [0]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT])
def test_what_is_missing_is_none(missing: object) -> None:
    (found,) = cases_of([{"id": "a", "text": "x", "on": missing, "setting": missing}])
    assert (found["on"], found["setting"]) == (None, None)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("a note", f"What was given holds no cases. {SHAPE}"),
        ({"id": "a", "text": "x"}, f"What was given holds no cases. {SHAPE}"),
        (7, f"What was given holds no cases. {SHAPE}"),
        (["a note"], f"A case has no text. {SHAPE}"),
        (FRAME.rename(columns={"text": "note"}), f"The table has no column text. {COLUMNS}"),
        (TABLE.rename_columns(["id", "note", "on", "setting", "ward"]), f"The table has no column text. {COLUMNS}"),
        (
            FRAME.rename(columns={"ward": "text"}),
            "The table has the column text more than once. Give each column a name of its own.",
        ),
    ],
)
def test_what_holds_no_cases_is_refused(given: Any, said: str) -> None:
    with pytest.raises(InputError) as refused:
        list(iortkg.code_many(given))
    assert str(refused.value) == said
