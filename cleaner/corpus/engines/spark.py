"""A data frame of pages, cleaned by Spark: `mapInArrow` over `cleaner.arrow.clean_batch`, then copies found and named.

    from cleaner.corpus.engines.spark import clean_frame
    documents = clean_frame(spark.read.parquet("pages"), order=["date", "id"]).where("status = 'kept'")

Pages are cleaned where they lie. To find copies the driver is sent some 225 bytes of each document, and the texts of
those that look like another; the package must be installed on every machine of the cluster.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from cleaner.arrow import clean_batch
from cleaner.columns import OUTCOME, Batch, map_rows, with_columns
from cleaner.corpus.engines.compare import Row, change_row, compare
from cleaner.extras import named
from cleaner.settings import Settings

with named("spark"):
    from pyspark import StorageLevel
    from pyspark.sql import DataFrame
    from pyspark.sql import functions as sql

_KINDS = {
    "string": "string", "large_string": "string", "strings": "array<string>", "binary": "binary", "number": "double",
}  # fmt: skip
SCHEMA = ", ".join(f"`{name}` {_KINDS[kind]}" for name, kind in OUTCOME)
"""the columns of a cleaned frame, as Spark writes them"""
KEY = "_clean_key"
NAME, FATE = "_clean_id", "_clean_fate"


class Clean:
    """What `mapInArrow` calls on each partition; it can be sent to other machines."""

    def __init__(self, settings: Settings | None = None, carried: Sequence[str] = ()) -> None:
        self._settings = settings or Settings()
        self._carried = carried

    def __call__(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Each batch, cleaned."""
        for batch in batches:
            yield with_columns(clean_batch(batch, self._settings), batch, self._carried)


def clean_frame(pages: DataFrame, settings: Settings | None = None, order: Sequence[str] = ("id",)) -> DataFrame:
    """The pages of a frame, cleaned, copies named: the documents and clusters of a run of one machine.

    The columns are those of `clean_batch`, without `memory`, those of `order`, and `cluster`, the id of the document
    that stands for its copies; a copy has the status `dropped`. `order` is that of the input: where an id comes again,
    it gets a number. Unless `dedup` is empty, pages are cleaned when this is called, and the cleaned frame stays stored
    (`persist`) as long as the session.

    What looks wrong about the copies is a warning, and with `strict` none is dropped. Templates are not learned: give
    a folder of them in the settings, one that every machine finds.
    """
    settings = settings or Settings()
    carried = [name for name in order if name not in dict(OUTCOME)]
    kinds = [f"`{name}` {kind}" for name, kind in pages.select(*carried).dtypes]
    schema = ", ".join([SCHEMA, *kinds])
    cleaned: Any = pages.mapInArrow(Clean(replace(settings, jobs=1), carried), schema)
    if not settings.compares:
        return cleaned.withColumn("cluster", sql.col("id")).drop("memory")
    cleaned = cleaned.withColumn(KEY, sql.monotonically_increasing_id()).persist(StorageLevel.MEMORY_AND_DISK)
    compared = compare(_rows(cleaned, order), lambda keys: _documents(cleaned, keys), settings)
    for alarm in compared.alarms:
        warnings.warn(alarm, stacklevel=2)
    changes = _of_keys(cleaned, compared.changes, f"{NAME} string, {FATE} string")
    stay = cleaned.join(changes, KEY, "left_anti").withColumn("cluster", sql.col("id"))
    changed = cleaned.join(changes, KEY).drop(KEY).mapInArrow(_change, f"{schema}, cluster string")
    return stay.drop(KEY).unionByName(changed).drop("memory")


def _rows(cleaned: Any, order: Sequence[str]) -> Iterator[Row]:
    for key, name, memory in cleaned.orderBy(*order, KEY).select(KEY, "id", "memory").toLocalIterator():
        yield Row(key, name, bytes(memory) if memory else None)


def _documents(cleaned: Any, keys: list[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The documents of these keys; no more of them is fetched than is compared."""
    wanted = _of_keys(cleaned, [(key,) for key in keys], "")
    found = cleaned.join(wanted, KEY).select(KEY, "text", "title", "published", "host", "source")
    for row in found.toLocalIterator():
        yield row[KEY], row.asDict()


def _of_keys(cleaned: Any, rows: Sequence[tuple[Any, ...]], columns: str) -> Any:
    """A small frame that is sent to every machine."""
    schema = ", ".join([f"`{KEY}` long", *([columns] if columns else [])])
    return sql.broadcast(cleaned.sparkSession.createDataFrame(rows, schema))


def _change(batches: Iterable[Batch]) -> Iterator[Batch]:
    """Each row as its change has it."""
    for batch in batches:
        yield map_rows(batch, lambda row: change_row(row, row[NAME], row[FATE]), (NAME, FATE), "cluster")
