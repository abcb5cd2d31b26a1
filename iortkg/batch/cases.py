"""Cases as Python holds them: mappings, rows of data frames and of Arrow tables, one by one and in order."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from iortkg.batch.records import READ
from iortkg.errors import InputError

# What frames have in place of a day or a text that is missing.
_MISSING = ("NAType", "NaTType")
_SHAPE = "Give each case as a mapping with at least id and text."


def cases_of(given: object) -> Iterator[Mapping[str, Any]]:  # Any: whatever stands in a frame
    """The cases of a pandas or polars frame, of an Arrow table or batches of it, or of any iterable.

    Columns are id, text, on and setting; others are passed over. What a frame has for missing is None. Raises
    InputError where there is no text.
    """
    frame: Any = given  # Any: frames have no type in common
    if hasattr(frame, "iter_rows"):
        return _named(frame.columns, frame.iter_rows())
    if hasattr(frame, "itertuples"):
        return _named(list(frame.columns), frame.itertuples(index=False, name=None))
    if isinstance(given, str | bytes | Mapping) or not (hasattr(frame, "to_pylist") or isinstance(given, Iterable)):
        raise InputError(f"What was given holds no cases. {_SHAPE}")
    batches = frame.to_batches() if hasattr(frame, "to_batches") else [frame] if hasattr(frame, "to_pylist") else frame
    return (case for item in batches for case in _of_item(item))


def _of_item(item: Any) -> Iterator[Mapping[str, Any]]:  # Any: as in cases_of
    """A mapping as one case; a batch of an Arrow table as its rows."""
    if isinstance(item, Mapping) and "text" in item:
        yield {name: None if _is_missing(value) else value for name, value in item.items()}
    elif hasattr(item, "to_pylist") and hasattr(item, "schema"):
        columns = ((value.as_py() for value in item.column(name)) for name in item.schema.names)
        yield from _named(item.schema.names, zip(*columns, strict=True))
    else:
        raise InputError(f"A case has no text. {_SHAPE}")


def _named(columns: Sequence[object], rows: Iterable[Sequence[Any]]) -> Iterator[Mapping[str, Any]]:
    """Rows as mappings of what is read; raises InputError where the columns can't be told."""
    if "text" not in columns:
        raise InputError("The table has no column text. Name the columns id, text and, where known, on and setting.")
    for name in READ:
        if list(columns).count(name) > 1:
            raise InputError(f"The table has the column {name} more than once. Give each column a name of its own.")
    at = [(str(name), place) for place, name in enumerate(columns) if name in READ]
    return ({name: None if _is_missing(row[place]) else row[place] for name, place in at} for row in rows)


def _is_missing(value: object) -> bool:
    """True for None and for what frames have in its place."""
    return value is None or (isinstance(value, float) and math.isnan(value)) or type(value).__name__ in _MISSING
