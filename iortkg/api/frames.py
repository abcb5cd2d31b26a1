"""pandas frames; the only file that knows pandas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from iortkg.errors import InputError

if TYPE_CHECKING:
    import pandas as pd


def data_frame(rows: Iterable[Any], columns: Sequence[str]) -> pd.DataFrame:  # Any: rows as mappings or tuples
    """A pandas frame of rows; raises InputError where pandas is not installed."""
    try:
        import pandas as pd
    except ImportError:
        raise InputError('pandas is not installed. Run: pip install "iortkg[notebook]"') from None
    return pd.DataFrame(list(rows), columns=list(columns))
