"""Cleaned pages as LlamaIndex documents: python examples/llamaindex_pages.py."""

from __future__ import annotations

from pathlib import Path

from cleaner.integrations.llamaindex import CleanReader

SEEDS = Path(__file__).resolve().parent.parent / "seeds"

if __name__ == "__main__":
    for document in CleanReader().lazy_load_data(SEEDS):
        print(document.metadata["source"], "|", document.metadata["title"], "|", len(document.text))
