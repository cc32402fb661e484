"""News pages in, clean article text out, with a ledger that accounts for every character."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.library import Cleaned, Corpus, clean, clean_many
    from cleaner.settings import Settings

__all__ = ["Cleaned", "Corpus", "Settings", "clean", "clean_many"]


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: `import cleaner` costs nothing."""
    if name == "Settings":
        from cleaner.settings import Settings  # noqa: PLC0415 - see above

        return Settings
    if name in __all__:
        from cleaner import library  # noqa: PLC0415 - see above

        return getattr(library, name)
    raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
