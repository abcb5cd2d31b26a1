"""Tables of columns by Apache Arrow, the one place that imports it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from iortkg.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa


def arrow() -> Any:  # Any: pyarrow has no types
    """The library; raises InputError with the line that installs it."""
    try:
        import pyarrow as pa
    except ImportError:
        raise InputError("Arrow and Parquet need pyarrow. Install it: pip install 'iortkg[parquet]'.") from None
    return pa


def arrow_table(columns: Mapping[str, Sequence[Any]]) -> pa.Table:  # Any: a column may hold any plain values
    """An Arrow table of named columns of equal length."""
    return arrow().table(dict(columns))
