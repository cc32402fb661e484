"""How are rows laid out in columns? Arrow and Parquet, both ways.

The one file that knows the Arrow library, which is large: it is imported where it is first needed.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeAlias

from cleaner.settings import Limits

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 1000
"""of a row group that we write; a reader has to hold one"""
BYTES = 16 << 20
HONEST = 20
"""times the size of its file that text takes, at most, as a rule"""
BATCH_BYTES = 4 << 20
"""of the rows that are read at once, as far as the file's own figures tell"""
CODECS = {"none": "none", "gz": "gzip", "zst": "zstd"}

DOCUMENT = (
    ("id", "string"), ("source", "string"), ("url", "string"), ("host", "string"), ("title", "string"),
    ("authors", "strings"), ("published", "string"), ("language", "string"), ("text", "large_string"),
    ("sha256", "string"), ("confidence", "number"),
)  # fmt: skip
"""the columns of a document; a test holds them beside the rows that are written as JSON"""


OUTCOME = (
    *DOCUMENT, ("status", "string"), ("reason", "string"), ("manifest", "large_string"), ("digest", "binary"),
    ("memory", "binary"),
)  # fmt: skip
"""the columns of a cleaned batch"""


Batch: TypeAlias = Any
"""a `pyarrow.RecordBatch`; the library ships no types"""


class Unreadable(ValueError):
    """No Parquet file, or a part of one that cannot be read; the message is the reason."""


class Rows(NamedTuple):
    """Some rows of a file from `first` on (counted from 1), or the rows up to `last` and why they cannot be read."""

    first: int
    last: int
    rows: Sequence[Mapping[str, Any]]
    refusal: str = ""


def schema_of(columns: Sequence[tuple[str, str]]) -> pa.Schema:
    """The schema of some columns."""
    import pyarrow as pa  # noqa: PLC0415 - see above

    kinds = {"string": pa.string(), "large_string": pa.large_string(), "binary": pa.binary()}
    kinds["strings"] = pa.list_(pa.string())
    kinds["number"] = pa.float64()
    return pa.schema([pa.field(name, kinds[kind]) for name, kind in columns])


def rows_of(batch: Batch, names: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of a batch, only these columns, lower-cased."""
    wanted = [name for name in batch.schema.names if name.lower() in names]
    return [{key.lower(): value for key, value in row.items()} for row in batch.select(wanted).to_pylist()]


def batch_of(rows: Sequence[Mapping[str, Any]], columns: Sequence[tuple[str, str]]) -> Batch:
    """Rows as a batch."""
    import pyarrow as pa  # noqa: PLC0415 - see above

    return pa.RecordBatch.from_pylist(list(rows), schema=schema_of(columns))


def with_columns(batch: Batch, other: Batch, names: Sequence[str]) -> Batch:
    """A batch and these columns of another that has as many rows."""
    for name in names:
        batch = batch.append_column(name, other.column(name))
    return batch


def map_rows(batch: Batch, change: Callable[[dict[str, Any]], dict[str, Any]], gone: Sequence[str], new: str) -> Batch:
    """Each row of a batch changed; without the columns `gone`, with a column of strings, `new`."""
    import pyarrow as pa  # noqa: PLC0415 - see above

    kept = [column for column in batch.schema if column.name not in gone]
    schema = pa.schema([*kept, pa.field(new, pa.string())])
    return pa.RecordBatch.from_pylist([change(row) for row in batch.to_pylist()], schema=schema)


def columns_of(columns: Mapping[str, Sequence[Any]], change: Callable[[Batch], Batch]) -> dict[str, list[Any]]:
    """Columns as a batch, changed, and as columns again."""
    import pyarrow as pa  # noqa: PLC0415 - see above

    changed: dict[str, list[Any]] = change(pa.RecordBatch.from_pydict(dict(columns))).to_pydict()
    return changed


def read_parquet(file: IO[bytes], names: Sequence[str], limits: Limits) -> Iterator[Rows]:
    """The rows of a file, only these columns (lower-cased), a few at once. Raises Unreadable for what is no Parquet."""
    import pyarrow as pa  # noqa: PLC0415 - see above
    from pyarrow import parquet  # noqa: PLC0415 - see above

    try:
        whole = parquet.ParquetFile(file, buffer_size=1 << 16)
        schema = whole.schema_arrow
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Unreadable(f"is no Parquet file, or one that was not finished ({_line(error)})") from error
    wanted = [name for name in schema.names if name.lower() in names]
    if not wanted:
        raise Unreadable(f"has no column of a page, but: {', '.join(schema.names)[:200]}")
    first, packed = 1, file.seek(0, io.SEEK_END)
    for number in range(whole.num_row_groups):
        group = whole.metadata.row_group(number)
        try:
            _check_ratio(group, packed, limits)
            for batch in whole.iter_batches(_at_once(group), row_groups=[number], columns=wanted):
                rows = [{key.lower(): value for key, value in row.items()} for row in batch.to_pylist()]
                yield Rows(first, first + len(rows) - 1, rows)
                first += len(rows)
        except (pa.ArrowException, OSError, ValueError) as error:
            last = sum(whole.metadata.row_group(before).num_rows for before in range(number + 1))
            yield Rows(first, last, [], f"rows {first:,} to {last:,} cannot be read: {_line(error)}")
            first = last + 1


def _check_ratio(group: pa.parquet.RowGroupMetaData, packed: int, limits: Limits) -> None:
    """Against the whole file. A bomb may lie beside honest columns, but to ask a column of a damaged footer for its
    size ends the process (Arrow 26), so few are asked.
    """
    if group.total_byte_size > max(limits.ratio_from, limits.max_ratio * packed):
        raise ValueError(f"the rows unpack to more than {limits.max_ratio} times the size of their file")
    asked = group.num_columns if group.total_byte_size > max(limits.ratio_from, HONEST * packed) else 0
    for column in map(group.column, range(asked)):
        if column.total_uncompressed_size > max(limits.ratio_from, limits.max_ratio * column.total_compressed_size):
            raise ValueError(f"a column unpacks to more than {limits.max_ratio} times its size")


def _at_once(group: pa.parquet.RowGroupMetaData) -> int:
    """Rows of a group that are read at once."""
    return int(max(1, min(1024, group.num_rows * BATCH_BYTES // max(group.total_byte_size, 1))))


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]


def read_documents(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a part that we have written."""
    from pyarrow import parquet  # noqa: PLC0415 - see above

    with parquet.ParquetFile(path) as whole:
        for batch in whole.iter_batches(ROWS):
            yield from batch.to_pylist()


class DocumentFile:
    """A Parquet file of documents that is being written. The same documents give the same bytes."""

    def __init__(self, path: Path, packing: str, *, stories: bool = False) -> None:
        from pyarrow import parquet  # noqa: PLC0415 - see above

        self._schema = schema_of((*DOCUMENT, ("story", "string")) if stories else DOCUMENT)
        self._writer = parquet.ParquetWriter(path, self._schema, compression=CODECS[packing])
        self._rows: list[dict[str, Any]] = []
        self._size = 0

    def write(self, row: dict[str, Any], size: int) -> None:
        """Add a document of about that many bytes."""
        self._rows.append(row)
        self._size += size
        if len(self._rows) >= ROWS or self._size >= BYTES:
            self._flush()

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        if self._rows:
            self._flush()
        self._writer.close()

    def abandon(self) -> None:
        """Let go of the file as it is: what could not be written is not tried again."""
        self._rows, self._writer.is_open = [], False
        with suppress(OSError, ValueError):
            self._writer.file_handle.close()

    def _flush(self) -> None:
        import pyarrow as pa  # noqa: PLC0415 - see above

        self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows, self._size = [], 0
