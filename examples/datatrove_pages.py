"""A datatrove pipeline whose extractor is this package: python examples/datatrove_pages.py [OUT]."""

from __future__ import annotations

import sys
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from cleaner.integrations.datatrove import CleanPages

SEEDS = Path(__file__).resolve().parent.parent / "seeds"

if __name__ == "__main__":
    out = sys.argv[1] if len(sys.argv) > 1 else "build/datatrove"
    LocalPipelineExecutor(
        [
            JsonlReader(str(SEEDS), glob_pattern="*.jsonl", text_key="html"),
            CleanPages(),
            JsonlWriter(out, output_filename="${rank}.jsonl", compression=None),
        ],
        logging_dir=f"{out}/logs",
    ).run()
