"""What attributes does a start tag have? By _scan.pyx where that was built, by tokens.py else: both say the same."""

from __future__ import annotations

try:
    from cleaner.segment._scan import read_attributes, read_wanted
except ImportError:
    from cleaner.segment.tokens import read_attributes, read_wanted

__all__ = ["read_attributes", "read_wanted"]
