"""The public Table: what a query found, as rows that show themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from iortkg.api.frames import data_frame

if TYPE_CHECKING:
    import pandas as pd

    from iortkg.knowledge import Index, Rows

_WIDTH = 120
_MOST_CARDS = 40


class Table:
    """The rows of a query: tuples with things by their short names, numbers and days as Python has them.

    ASK gives one row with the answer, CONSTRUCT and DESCRIBE a row a triple. A table is true if it has rows; that of an
    ASK, if the answer is yes.
    """

    def __init__(self, rows: Rows, index: Index | None = None) -> None:
        self._rows, self._index = rows, index

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return (tuple(cell and cell.plain for cell in row) for row in self._rows.cells)

    def __len__(self) -> int:
        return len(self._rows.cells)

    def __getitem__(self, number: int) -> tuple[Any, ...]:
        return tuple(cell and cell.plain for cell in self._rows.cells[number])

    def __bool__(self) -> bool:
        return self[0][0] is True if self._rows.form == "ASK" else len(self) > 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self._rows == other._rows

    __hash__ = None  # type: ignore[assignment]  # compared as a value

    def __repr__(self) -> str:
        return self.to_text()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self._rows.columns

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows as texts: things by their short names, nothing as an empty text."""
        return self._rows.told()

    def to_dicts(self) -> list[dict[str, Any]]:  # Any: as in a row
        """The rows as mappings from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self]

    def to_pandas(self) -> pd.DataFrame:
        """A pandas frame, one row a row; raises InputError where pandas is not installed."""
        return data_frame(self, self.columns)

    def to_text(self, *, width: int = _WIDTH) -> str:
        """The rows for a terminal."""
        from iortkg.view import rows_text

        return rows_text(self.columns, self.texts, width=width)

    def to_json(self) -> str:
        """SPARQL 1.1 Query Results JSON."""
        return self._rows.to_json()

    def to_csv(self) -> str:
        """SPARQL 1.1 CSV."""
        return self._rows.to_csv()

    def to_tsv(self) -> str:
        """SPARQL 1.1 TSV."""
        return self._rows.to_tsv()

    def to_turtle(self) -> str:
        """The triples of CONSTRUCT or DESCRIBE; raises QueryError for other forms."""
        return self._rows.to_turtle()

    def _repr_html_(self) -> str:
        from iortkg.view import rows_html

        links = {str(cell): cell.value for row in self._rows.cells for cell in row if cell and cell.kind == "uri"}
        return rows_html(self.columns, self.texts, links, dict(self._cards(links)))

    def _cards(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The cards of the first things of the ontology among names."""
        from iortkg.knowledge import card

        index = self._index
        known = [name for name in names if name in index] if index else []
        return ((name, str(card(index, index[name]))) for name in known[:_MOST_CARDS] if index)
