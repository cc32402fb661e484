"""A dataset of pages, cleaned on two cores: python examples/datasets_pages.py."""

from __future__ import annotations

from pathlib import Path

import datasets

from cleaner.integrations.datasets import clean_examples, cleaned_features

SEEDS = Path(__file__).resolve().parent.parent / "seeds"

if __name__ == "__main__":
    names = ["modern-page.html", "old-page.html", "radio-page.txt"]
    rows = [{"id": name, "text": (SEEDS / name).read_text(encoding="utf-8", errors="replace")} for name in names]
    dataset = datasets.Dataset.from_list(rows)
    features = cleaned_features(dataset)  # so that nothing is guessed from the first rows
    cleaned = dataset.map(clean_examples, batched=True, num_proc=2, features=features)
    for row in cleaned.filter(lambda row: row["status"] == "kept"):
        print(row["id"], "|", row["title"], "|", len(row["text"]))
