"""A data frame of pages, cleaned by Spark: `mapInArrow` over `cleaner.arrow.clean_batch`, then copies by their digest.

    from cleaner.corpus.engines.spark import clean_frame
    documents = clean_frame(spark.read.parquet("pages"), order=["date", "id"]).where("status = 'kept'")

The package must be installed on every machine of the cluster.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as sql

from cleaner.arrow import clean_batch
from cleaner.columns import OUTCOME, Batch, with_columns
from cleaner.settings import Settings

_KINDS = {"string": "string", "large_string": "string", "strings": "array<string>", "binary": "binary"}
SCHEMA = ", ".join(f"`{name}` {_KINDS[kind]}" for name, kind in OUTCOME)
"""the columns of a cleaned frame, as Spark writes them"""


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
    """The pages of a frame, cleaned; of exact copies the first in this order is kept.

    The columns are those of `clean_batch`, those of `order`, and `cluster`, the id of the document that stands for its
    copies: a copy has the status `dropped` and the reason `dedup.exact`.
    """
    carried = [name for name in order if name not in dict(OUTCOME)]
    kinds = [f"`{name}` {kind}" for name, kind in pages.select(*carried).dtypes]
    cleaned: Any = pages.mapInArrow(Clean(settings, carried), ", ".join([SCHEMA, *kinds]))
    first = Window.partitionBy("digest").orderBy(*order)
    cluster = sql.when(sql.col("digest").isNull(), sql.col("id")).otherwise(sql.first("id").over(first))
    is_copy = sql.col("cluster") != sql.col("id")
    return (
        cleaned.withColumn("cluster", cluster)
        .withColumn("status", sql.when(is_copy, sql.lit("dropped")).otherwise(sql.col("status")))
        .withColumn("reason", sql.when(is_copy, sql.lit("dedup.exact")).otherwise(sql.col("reason")))
    )
