"""Pages as columns: what every engine calls. A batch of rows goes in, a batch of as many rows comes out.

    cleaned = cleaner.arrow.clean_batch(batch)

In go the fields of a JSON row as columns: `html` or `text` (strings or bytes), and perhaps `id url title authors
published language`; other columns are not looked at. Out come, in the same order, the fields of a document (null where
nothing was kept), `status` and `reason`, the row of the manifest as JSON, `digest`, the same for documents of the same
words, and `memory`, which holds that and all else by which copies are found (`corpus/engines/compare.py`).
"""

from __future__ import annotations

from typing import Any

from cleaner.columns import DOCUMENT, OUTCOME, Batch, batch_of, rows_of
from cleaner.corpus.workers.cleaning import work
from cleaner.corpus.workers.outcome import Outcome
from cleaner.read.parquet import COLUMNS, row_unit
from cleaner.settings import Settings
from cleaner.wire import decode_row


def clean_batch(batch: Batch, settings: Settings | None = None) -> Batch:
    """Each row of a `pyarrow.RecordBatch`, cleaned. Pure: no row is compared with another.

    A row that fails has the status `quarantined` and a reason; nothing is raised for it. Rows without an `id` are
    named by their place in the batch.
    """
    settings = settings or Settings()
    units = [row_unit("", number, row, settings.limits) for number, row in enumerate(rows_of(batch, COLUMNS), 1)]
    return batch_of([_row(outcome) for outcome in work(units, settings).rows], OUTCOME)


def _row(outcome: Outcome) -> dict[str, Any]:
    document = decode_row(outcome.document) if outcome.document else dict.fromkeys(name for name, _ in DOCUMENT)
    manifest: dict[str, Any] = decode_row(outcome.manifest)
    return document | {
        "id": outcome.id,
        "status": outcome.status,
        "reason": manifest["reason"],
        "manifest": outcome.manifest.decode().rstrip("\n"),
        "digest": outcome.digest or None,
        "memory": outcome.memory or None,
    }
