"""Hugging Face `datasets`: a function for `map`, which cleans a batch of rows.

    dataset.map(clean_examples, batched=True, num_proc=4)

The rows have `html` or `text`, and perhaps `id url title authors published language`. Each gets the columns of a
document and `status` (`kept`, `dropped` or `quarantined`), `reason`, the row of the manifest as JSON, and `digest`,
which copies share. No row is left out: `filter(lambda row: row["status"] == "kept")` does that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cleaner.arrow import clean_batch
from cleaner.columns import columns_of
from cleaner.settings import Settings


def clean_examples(examples: Mapping[str, Sequence[Any]], settings: Settings | None = None) -> dict[str, list[Any]]:
    """The columns of a batch, cleaned; `functools.partial` gives other settings."""
    return columns_of(examples, lambda batch: clean_batch(batch, settings))
