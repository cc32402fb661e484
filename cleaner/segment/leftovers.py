"""What of a page's code was left in its text: `<br>`, escaped line breaks, `&nbsp;`, marks of a quoted mail?

Whoever flattens a page leaves some of it: a tool that knows no `<br>`, a dump that escaped its line breaks, a feed
whose references were escaped twice, a mail program that sets `>` before every line of what it forwards. A reader of it
saw none of that. Breaks are breaks of lines again; the rest is taken out, or is the character it stands for. What was
done to links is told in addresses.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from cleaner.segment import broken, unlined
from cleaner.segment.addresses import SHOWN, find_passes
from cleaner.segment.gather import Segmented
from cleaner.segment.markdown import Pass
from cleaner.trace import Cause, Edit, Trace

RULE = "segment.leftovers"
_HEADER = (Cause(RULE, "what is said of the page above it"),)
_BREAK, _SPACE = (Cause(RULE, "a line break"),), (Cause(RULE, "a mark of layout"),)
MANY = 3
"""of a sign that a page has which was flattened so; one or two may be what the article is about"""
_BR = re.compile(r"<br ?/?>", re.IGNORECASE)
_CODE = re.compile(r"<(?:div|html|head|body|script|style|table|form|input|svg)\b", re.IGNORECASE)
_SPELT = re.compile(r"(?:\\r)?\\n")
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|[\"'/trn])")
_SAID = {"\\t": " ", "\\r": " ", "\\n": " "}
_REFERENCE = re.compile(r"&(?:amp;)*(?:[a-zA-Z]{2,8}[0-9]{0,2}|#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5});")
_BLANK = re.compile(r"^[^\S\n]*(?:(?:&(?:amp;)*nbsp;|&#160;|&#x[aA]0;)[^\S\n]*)+$", re.MULTILINE)
_SPACES = ("nbsp;", "&#160;", "&#xA0;", "&#xa0;")
_QUOTED = re.compile(r"^[^\S\n]*(?:>[^\S\n]?)+", re.MULTILINE)
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_LINES = re.compile(r"^[^\S\n]*\S", re.MULTILINE)
FIRST, QUOTED = 2_000, 0.8
"""characters among which a quoted mail's second line begins, and the share of its lines that have the mark"""
SIGNS = "<\\&]#="
"""one character is found sooner than two: most texts have none of these, or hardly one"""


def segment(source: str, begins: int = 0) -> Segmented:
    """The paragraphs of a flat text without what is no text of it, nor the header that ends where it `begins`.

    Never raises; time is linear in its length.
    """
    if begins:
        found = segment(" " * begins + source[begins:])
        if found.blocks:
            lines = [match.span() for match in _LINE.finditer(source, 0, begins)]
            broken.speak_for(found.blocks, lines, source, _HEADER)
            return found
    seen = any(sign in source for sign in SIGNS) or "\n>" in source[:FIRST] or source.count("://") >= SHOWN
    if not seen:
        return unlined.segment(source)
    spelt = _is_spelt(source)
    breaks = [*(_SPELT.finditer(source) if spelt else ()), *_tags(source)]
    blanks = [*_quotes(source), *_blank(source)]
    found = unlined.segment(_masked(source, breaks, blanks) if breaks or blanks else source)
    if (breaks or blanks) and found.blocks:
        spans = sorted(match.span() for match in breaks + blanks)
        broken.speak_for(found.blocks, spans, source, _BREAK if breaks else _SPACE)
    elif breaks or blanks:
        found = unlined.segment(source)
    passes = _passes(source, spelt=spelt)
    if passes:
        for block in found.blocks:
            for sought in passes:
                block.trace = _without(block.trace, sought)
    return found


def _is_spelt(source: str) -> bool:
    """Whether line breaks are spelt out: there are more of those than others."""
    return "\\" in source and source.count("\\n") >= max(MANY, source.count("\n") + 1)


def _tags(source: str) -> list[re.Match[str]]:
    """The breaks of a page whose only tags they are; where there is code, it may be what the page is about."""
    found = list(_BR.finditer(source)) if "<" in source else []
    return found if len(found) >= MANY and not _CODE.search(source) else []


def _quotes(source: str) -> list[re.Match[str]]:
    """The marks before the lines of a mail that was forwarded, or of a post that is all quotation."""
    if "\n>" not in source[:FIRST]:
        return []
    found = list(_QUOTED.finditer(source))
    return found if len(found) >= QUOTED * len(_LINES.findall(source)) else []


def _blank(source: str) -> Iterator[re.Match[str]]:
    """The lines that are nothing but a reference to a space."""
    return _BLANK.finditer(source) if "&" in source and any(map(source.__contains__, _SPACES)) else iter(())


def _masked(source: str, breaks: list[re.Match[str]], blanks: list[re.Match[str]]) -> str:
    """The text with line breaks and spaces where they were left over, every character at its place."""
    parts, at = [], 0
    spaces = {match.start() for match in blanks}
    for start, end in sorted(match.span() for match in breaks + blanks):
        if start < at:
            continue
        follows = start in spaces or source[end : end + 3].lstrip(" \r")[:1] == "\n"
        parts += [source[at:start], " " if follows else "\n", " " * (end - start - 1)]
        at = end
    return "".join(parts) + source[at:]


def _passes(source: str, *, spelt: bool) -> list[Pass]:
    """What is looked for in each line of this text, and what it is called."""
    found = find_passes(source)
    if spelt:
        found.append(Pass(_ESCAPE, "an escaped character", ("\\",)))
    if "&" in source and _REFERENCE.search(source):
        found.append(Pass(_REFERENCE, "character reference", ("&",)))
    return found


def _without(trace: Trace, sought: Pass) -> Trace:
    """The trace without what the pattern finds, or with what it stands for, unless nothing would be left of it."""
    if not any(sign in trace.text for sign in sought.signs):
        return trace
    edits = [edit for match in sought.pattern.finditer(trace.text) for edit in _edits(match, sought.note)]
    if not edits:
        return trace
    changed = trace.edit(edits, RULE)
    return changed if sought.whole or changed.text.strip() else trace


def _edits(match: re.Match[str], note: str) -> Iterator[Edit]:
    for group in range(1, (match.lastindex or 0) + 1):
        if match.group(group):
            yield Edit(*match.span(group), "", note)
    if match.lastindex:
        return
    found = match.group()
    said = ""
    if match.re is _REFERENCE:
        said = unescape(unescape(found)).replace("\u00a0", " ")
        if said == found:
            return
    elif match.re is _ESCAPE:
        said = chr(int(found.removeprefix("\\u"), 16)) if found[1] == "u" else _SAID.get(found, found[1:])
        if "\ud800" <= said <= "\udfff":
            return
    yield Edit(*match.span(), said if said.isprintable() else "", note)
