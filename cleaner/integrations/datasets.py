"""Hugging Face `datasets`: a function for `map`, which cleans a batch of rows.

    dataset.map(clean_examples, batched=True, num_proc=4, features=cleaned_features(dataset))

The rows have `html` or `text`, and perhaps `id url title authors published language`. Each gets the columns of a
document and `status` (`kept`, `dropped` or `quarantined`), `reason`, the row of the manifest as JSON, and `digest`,
which copies share. No row is left out: `filter(lambda row: row["status"] == "kept")` does that.

`datasets` guesses what a column holds from its first thousand rows. Where none of those names an author, or none is
kept, it takes the column for one of nulls and ends with an error at the first row that has more: hence the features.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cleaner.arrow import clean_batch
from cleaner.columns import OUTCOME, columns_of, schema_of
from cleaner.extras import named
from cleaner.settings import Settings


def clean_examples(examples: Mapping[str, Sequence[Any]], settings: Settings | None = None) -> dict[str, list[Any]]:
    """The columns of a batch, cleaned; `functools.partial` gives other settings."""
    if any(isinstance(examples[name], (str, bytes)) for name in examples):
        raise TypeError("one row in place of a batch: give map batched=True")
    return columns_of(examples, lambda batch: clean_batch(batch, settings))


def cleaned_features(dataset: Any = None) -> Any:
    """The `datasets.Features` of the cleaned rows of a dataset; without one, of the columns that are added."""
    with named("datasets"):
        import datasets  # noqa: PLC0415 - whoever has a dataset has it

    features = datasets.Features.from_arrow_schema(schema_of(OUTCOME))
    before = getattr(dataset, "features", None) or {}
    return datasets.Features({**before, **features})
