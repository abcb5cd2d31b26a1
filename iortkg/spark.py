"""Cases in Apache Spark: a column of notes becomes a column of answers, the same as on one machine."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from iortkg.api import Knowledge, load
from iortkg.arrow import Kind, array_of, plain_column
from iortkg.batch import Coder, answer_to, fields_of
from iortkg.case import parse_day
from iortkg.errors import InputError
from iortkg.model import BILLERS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LINE: dict[str, Kind] = {
    "biller": "string", "system": "string", "code": "string", "modifiers": ["string"], "units": "int",
    "core": "boolean", "confidence": "string", "rule": "string",
}  # fmt: skip
ANSWER: dict[str, Kind] = {
    "on": "string", "setting": "string", "status": "string", "service": "string", "claims": [LINE],
    "questions": ["string"], "ontology": "string", "json": "string",
}  # fmt: skip
# Rows that are answered at a time; Spark hands over ten thousand, whose answers are many megabytes.
_AT_ONCE = 256
_TYPES = {
    "id": ("string", "tinyint", "smallint", "int", "bigint"),
    "text": ("string", "binary"),
    "on": ("string", "date", "timestamp", "timestamp_ntz"),
    "setting": ("string",),
}


def code_frame(
    df: DataFrame,
    text: str = "text",
    on: str | None = None,
    setting: str | None = None,
    id: str | None = None,
    *,
    into: str = "answer",
    error: str = "error",
    today: str | date | None = None,
    knowledge: Knowledge | None = None,
) -> DataFrame:
    """The frame with the notes answered: the columns but that of the notes, then answer and error.

    Text, on, setting and id name columns; one that is not named is that of its own name, where there is one. The answer
    is a struct of ANSWER, whose json is the line of iortkg batch; where there is none, it is null and error says why.
    Today is the day of service where none is known, for all rows the same. Raises InputError for a column that is not
    there or of another type.
    """
    known = knowledge or load()
    used = {
        name: column or name
        for name, column in {"id": id, "text": text, "on": on, "setting": setting}.items()
        if column or name in df.columns
    }
    for name, column in used.items():
        _check(df, name, column)
    kept = [field for field in df.schema.fields if field.name != used["text"]]
    for column in (into, error):
        if column in (field.name for field in kept):
            raise InputError(f"The frame has a column {column} already. Name another by into= or error=.")
    schema = _schema(kept, f"`{into}` {_ddl(ANSWER)}, `{error}` string")
    day = parse_day(today or date.today())
    names = [field.name for field in kept]
    return df.mapInArrow(partial(_answered, used=used, kept=names, code_one=known.outcome, today=day), schema)


def _check(df: DataFrame, name: str, column: str) -> None:
    if column not in df.columns:
        raise InputError(f"The frame has no column {column}. Name the column of the {name} by {name}=.")
    if (kind := df.schema[column].dataType.simpleString()) not in _TYPES[name]:
        raise InputError(f"The column {column} is {kind}. The {name} is one of {', '.join(_TYPES[name])}.")


def _schema(kept: list[Any], added: str) -> Any:  # Any: pyspark has no types
    try:
        from pyspark.sql.types import StructType
    except ImportError:
        raise InputError("Spark needs pyspark. Install it: pip install 'iortkg[spark]'.") from None
    more: Any = StructType.fromDDL(added)
    return StructType([*kept, *more.fields])


def _ddl(kind: object) -> str:
    """A type as Spark writes it."""
    if isinstance(kind, Mapping):
        return f"struct<{', '.join(f'`{name}`: {_ddl(inner)}' for name, inner in kind.items())}>"
    return f"array<{_ddl(kind[0])}>" if isinstance(kind, list) else str(kind)


def _answered(
    batches: Iterator[Any], *, used: Mapping[str, str], kept: list[str], code_one: Coder, today: str
) -> Iterator[Any]:  # Any: batches of rows of pyarrow
    """Batches with their answers; runs where the rows are."""
    for batch in batches:
        for start in range(0, batch.num_rows, _AT_ONCE):
            part = batch.slice(start, _AT_ONCE)
            values = [plain_column(part.column(column)) for column in used.values()]
            rows = [dict(zip(used, row, strict=True)) for row in zip(*values, strict=True)]
            found = [_of_row(row, code_one, today) for row in rows]
            answers, errors = zip(*found, strict=True)
            columns = [*(part.column(name) for name in kept), array_of(ANSWER, answers), array_of("string", errors)]
            yield type(batch).from_arrays(columns, names=[*kept, "answer", "error"])


def _of_row(row: Mapping[str, Any], code_one: Coder, today: str) -> tuple[dict[str, Any] | None, str | None]:
    """The answer of a row as a struct, or its error."""
    fields, fault = fields_of(row)
    if fault:
        return None, f"The case {fault}"
    entry, error = answer_to(fields, code_one, today=today)
    if error:
        return None, error
    entry["id"] = fields.get("id")
    told = {name: entry[name] for name in ("on", "setting", "status", "service", "ontology")}
    lines = [{"biller": biller} | line for biller in BILLERS for line in entry["claims"][biller]]
    return told | {
        "claims": [{name: line.get(name) for name in LINE} for line in lines],
        "questions": [question["missing"] for question in entry["questions"]],
        "json": json.dumps(entry, ensure_ascii=False),
    }, None
