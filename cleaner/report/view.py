"""What does a reader see of a document: what stayed, what went and why, what was rewritten, in the order of the page?

A view is made of a manifest row and the decoded source, so it shows what the run did and nobody cleans again. Tags,
scripts and comments are left out; removed HTML is shown as text. White space that was only laid out anew is drawn as
it arrived.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from cleaner.wire import writable

MOST_SHOWN = 20_000
"""Characters of a document that are shown; the rest is counted."""
MOST_PARTS = 4_000
NOTE_CHARS = 400

Part = str | list[Any]
"""text that stayed, or `[what, was, rule, start, note, became]`: `what` is `-` removed, `~` rewritten"""

_BREAKS = re.compile(
    r"</?(?:address|article|aside|blockquote|body|br|button|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|"
    r"h[1-6]|header|hr|iframe|label|li|main|nav|ol|option|p|picture|pre|section|select|table|tbody|td|th|tr|ul|video)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_UNSEEN = re.compile(
    r"<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE
)
_LAYOUT = re.compile(r"[\s\u00ad\u200b]+")


def view(row: Mapping[str, Any], source: str, most: int = MOST_SHOWN) -> tuple[list[Part], int]:
    """The parts of a record's view, and how many characters of them were left out; `most` characters are shown."""
    stretches = _stretches(row, source)
    is_html = bool(_gaps(stretches, source).strip())
    drawing = _Drawing(most)
    at = 0
    for start, end, edit, text in stretches:
        if start > at:
            drawing.gap(source[at:start], is_html)
        was = source[start:end]
        if edit is None:
            drawing.keep(text if text is not None else was)
        elif text is None:
            drawing.remove(_seen(was) if is_html else was, edit)
        else:
            drawing.rewrite(html.unescape(was) if is_html else was, edit, text)
        at = max(at, end)
    return drawing.parts, drawing.left_out


Stretch = tuple[int, int, dict[str, Any] | None, str | None]
"""start, end, the edit (None for kept text), and the text it became (None where it was copied or removed)"""


def _stretches(row: Mapping[str, Any], source: str) -> list[Stretch]:
    """Kept, rewritten and removed stretches in the order of the source."""
    rewrites = {(edit["start"], edit["end"]): edit for edit in row["edits"] if edit.get("text")}
    found: list[Stretch] = [(edit["start"], edit["end"], edit, None) for edit in row["edits"] if not edit.get("text")]
    for start, end, *text in row["pieces"]:
        found.append((start, end, rewrites.get((start, end)), text[0] if text else None))
    return sorted((stretch for stretch in found if stretch[1] <= len(source)), key=lambda stretch: stretch[:2])


def _gaps(stretches: list[Stretch], source: str) -> str:
    """The first thousands of characters that nothing speaks for: tags in HTML, white space in text."""
    gaps: list[str] = []
    at = size = 0
    for start, end, _, _ in stretches:
        gaps.append(source[at:start])
        size += max(0, start - at)
        at = max(at, end)
        if size > 4096:
            break
    return "".join([*gaps, source[at : at + 4096]])


def _seen(slice_: str) -> str:
    """What a reader sees of a slice of HTML."""
    if "<" in slice_:
        slice_ = _UNSEEN.sub("\n", slice_)
        slice_ = _TAG.sub(lambda tag: "\n" if _BREAKS.match(tag[0]) else "", slice_)
    return html.unescape(slice_)


class _Drawing:
    """Parts as they are drawn, up to a limit."""

    def __init__(self, most: int) -> None:
        self.parts: list[Part] = []
        self.left_out = 0
        self._size = 0
        self._most = most
        self._most_parts = MOST_PARTS if most == MOST_SHOWN else most

    def gap(self, gap: str, is_html: bool) -> None:
        if _BREAKS.search(gap) if is_html else "\n" in gap:
            self.keep("\n")
        elif not is_html:
            self.keep(" ")

    def keep(self, text: str) -> None:
        if self._room(text):
            if self.parts and isinstance(self.parts[-1], str):
                self.parts[-1] += writable(text)
            else:
                self.parts.append(writable(text))

    def remove(self, was: str, edit: dict[str, Any]) -> None:
        was = _LAYOUT.sub(lambda gap: "\n" if "\n" in gap[0] else " ", was)
        if was.strip() and self._room(was):
            self.parts.append(["-", writable(was), edit["rule"], edit["start"], _note(edit)])
        elif "\n" in was:
            self.keep("\n")

    def rewrite(self, was: str, edit: dict[str, Any], became: str) -> None:
        if _LAYOUT.sub("", was) == _LAYOUT.sub("", became):
            self.keep(became)
        elif self._room(was + became):
            self.parts.append(["~", writable(was), edit["rule"], edit["start"], _note(edit), writable(became)])

    def _room(self, text: str) -> bool:
        """Whether there is room for it; what there is none for is counted."""
        if self._size + len(text) > self._most or len(self.parts) >= self._most_parts:
            self.left_out += len(text)
            self._size = self._most  # nothing small is shown behind a part that was too large
            return False
        self._size += len(text)
        return True


def _note(edit: dict[str, Any]) -> str:
    return writable(str(edit.get("note") or ""))[:NOTE_CHARS]
