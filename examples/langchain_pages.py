"""Cleaned pages as LangChain documents: python examples/langchain_pages.py."""

from __future__ import annotations

from pathlib import Path

from cleaner.integrations.langchain import CleanLoader

SEEDS = Path(__file__).resolve().parent.parent / "seeds"

if __name__ == "__main__":
    for document in CleanLoader(SEEDS).lazy_load():
        print(document.metadata["source"], "|", document.metadata["title"], "|", len(document.page_content))
