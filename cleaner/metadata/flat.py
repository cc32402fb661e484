"""What does a flattened page say of itself, now that its head is gone?"""

from __future__ import annotations

from cleaner.metadata.declared import Declared
from cleaner.page import Metadata, Page


def read_flat(page: Page, declared: Declared) -> Metadata:
    """The fields of a flat text."""
    return Metadata(declared.url, declared.host, "", [], "", declared.language)
