"""News pages in, clean article text out, with a ledger that accounts for every character."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.corpus.growing import Corpus
    from cleaner.corpus.many import clean_many
    from cleaner.library import Cleaned, clean
    from cleaner.settings import Settings

__all__ = ["Cleaned", "Corpus", "Settings", "clean", "clean_many"]

_HOMES = {
    "Cleaned": "cleaner.library",
    "Corpus": "cleaner.corpus.growing",
    "Settings": "cleaner.settings",
    "clean": "cleaner.library",
    "clean_many": "cleaner.corpus.many",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: `import cleaner` costs nothing."""
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
