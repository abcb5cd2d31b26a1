"""Tables of columns by Apache Arrow, the one place that imports it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from iortkg.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

# A kind of values: its name in SQL, a list of one kind, or fields of some kinds.
Kind: TypeAlias = "str | list[Kind] | Mapping[str, Kind]"
# Rows that are plain values of Python at a time.
_AT_ONCE = 64
_DAMAGED = "Copies that break off look so; copy or write it again."


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


class ParquetFile:
    """A Parquet file, read row by row; raises InputError where it is not whole."""

    def __init__(self, path: Path) -> None:
        pa = arrow()
        from pyarrow import parquet

        self._path, self._faults = path, (pa.ArrowException, OSError)
        path.open("rb").close()
        try:
            # Columns are read piece by piece, so that a row group larger than the memory can be read.
            self._file = parquet.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False)
        except self._faults:
            raise InputError(f"{path} is not a whole Parquet file. {_DAMAGED}") from None
        self._schema = self._file.schema_arrow
        self.names: Sequence[str] = self._schema.names
        self.count: int = self._file.metadata.num_rows

    def rows(self, columns: Sequence[str]) -> Iterator[dict[str, Any]]:  # Any: bytes, whole numbers, ISO days or None
        """The rows with some columns; texts come as bytes. Raises InputError for a column of another type."""
        for name in columns:
            self._check(name)
        done = 0
        try:
            for batch in self._file.iter_batches(batch_size=_AT_ONCE, columns=list(columns)):
                values = [plain_column(batch.column(name)) for name in columns]
                for row in zip(*values, strict=True):
                    done += 1
                    yield dict(zip(columns, row, strict=True))
        except self._faults:
            raise InputError(f"{self._path} is damaged after row {done}. {_DAMAGED}") from None

    def _check(self, name: str) -> None:
        kind = self._schema.field(name).type
        if not fits(name, kind):
            raise InputError(f"{self._path} has {kind} in its column {name}. Give text there{_OR[name]}.")


_OR = {"id": ", or whole numbers", "text": "", "on": ", or dates", "setting": ""}


def fits(name: str, kind: Any) -> bool:  # Any: a type of pyarrow
    """True if id, text, on or setting can stand in a column of a type."""
    types = arrow().types
    kind = kind.value_type if types.is_dictionary(kind) else kind
    text = (types.is_string, types.is_large_string, types.is_string_view, types.is_binary, types.is_large_binary)
    more = {"id": (types.is_integer,), "on": (types.is_date, types.is_timestamp)}
    return any(holds(kind) for holds in (types.is_null, *text, *more.get(name, ())))


def plain_column(column: Any) -> list[Any]:  # Any: an array of pyarrow, and its plain values
    """The values of a column: texts as bytes, days in ISO form, whole numbers and None."""
    pa = arrow()
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_timestamp(column.type):
        # A moment becomes the day that it is in its time zone.
        column = column.cast(pa.date32())
    if pa.types.is_date(column.type):
        column = column.cast(pa.date32()).cast(pa.string())
    if pa.types.is_string_view(column.type):
        column = column.cast(pa.string())
    is_text = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
    values: list[Any] = (column.cast(pa.large_binary()) if is_text else column).to_pylist()
    return values


def write_parquet(sink: Any, fields: Mapping[str, Kind], rows: Iterable[Sequence[Any]], *, at_once: int = 8192) -> None:
    """Write rows with named fields of some kinds to an open file, a row group at a time."""
    pa = arrow()
    from pyarrow import parquet

    with parquet.ParquetWriter(sink, pa.schema(list(_type(fields))), compression="zstd") as writer:
        for group in _groups(rows, at_once):
            columns = [
                array_of(kind, values) for kind, values in zip(fields.values(), zip(*group, strict=True), strict=True)
            ]
            writer.write_batch(pa.record_batch(list(columns), names=list(fields)))


def array_of(kind: Kind, values: Sequence[Any]) -> Any:  # Any: an array of pyarrow
    """A column of plain values of a kind."""
    return arrow().array(values, _type(kind))


def _type(kind: Kind) -> Any:  # Any: a type of pyarrow
    pa = arrow()
    if isinstance(kind, str):
        return {"bigint": pa.int64, "boolean": pa.bool_, "int": pa.int32, "string": pa.string}[kind]()
    if isinstance(kind, list):
        return pa.list_(_type(kind[0]))
    return pa.struct([(name, _type(inner)) for name, inner in kind.items()])


def _groups(rows: Iterable[Sequence[Any]], at_once: int) -> Iterator[list[Sequence[Any]]]:
    group: list[Sequence[Any]] = []
    for row in rows:
        group.append(row)
        if len(group) == at_once:
            yield group
            group = []
    if group:
        yield group
