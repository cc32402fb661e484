"""Which language is this document written in?

The text decides where there is enough of it, since declarations are copied with templates: detection by turbohtml's
n-gram tables (about 60 µs for a paragraph). Where the text is short, or the detector is unsure, the page's own
declaration stands. Both are recorded.
"""

from __future__ import annotations

from turbohtml.detect import detect_language

from cleaner.language.codes import to_iso
from cleaner.page import Language, Page

_SAMPLE = 600
"""characters; more of them changed no answer on the pages measured"""
_ENOUGH = 120
"""characters from which a sure detector is believed against the declaration"""
_SURE = 0.5


def detect_document(page: Page) -> Language:
    """The language of the page's kept text."""
    declared = to_iso(page.metadata.declared)
    text = page.text[:_SAMPLE]
    if not any(char.isalpha() for char in text[:200]):
        return Language(declared, 0.0, declared)
    found = detect_language(text)
    code = to_iso(found.language or "")
    confidence = round(float(found.confidence), 4)
    if declared and declared != code and (len(text) < _ENOUGH or confidence < _SURE):
        return Language(declared, 0.0, declared)
    return Language(code or declared, confidence, declared)
