"""What of a page's code was left in its text: `<br>`, escaped line breaks, `&nbsp;`, the addresses of links?

Whoever flattens a page leaves some of it: a tool that knows no `<br>`, a dump that escaped its line breaks, a feed
whose references were escaped twice, a converter to Markdown, a text browser that numbers its links. A reader of it
saw none of that. Breaks are breaks of lines again; the rest is taken out, or is the character it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from cleaner.segment import unlined
from cleaner.segment.gather import Segmented
from cleaner.trace import Cause, Edit, Trace

RULE = "segment.leftovers"
_BREAK = (Cause(RULE, "a line break"),)
MANY = 3
"""of a sign that a page has which was flattened so; one or two may be what the article is about"""
_BR = re.compile(r"<br ?/?>", re.IGNORECASE)
_CODE = re.compile(r"<(?:div|html|head|body|script|style|table|form|input|svg)\b", re.IGNORECASE)
_SPELT = re.compile(r"(?:\\r)?\\n")
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|[\"'/trn])")
_SAID = {"\\t": " ", "\\r": " ", "\\n": " "}
_REFERENCE = re.compile(r"&(?:amp;)*(?:[a-zA-Z]{2,8}[0-9]{0,2}|#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5});")
_PLACE = r"(?:[a-z]{2,9}:|//|/|#|\.|\?|www\.)[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,2000})?"
_ADDRESS = rf"\]\((?:<[^<>\n]{{0,2000}}>|{_PLACE}|)"
_TITLE = r"(?: +\"[^\"\n]{0,300}\")? ?\)"
_IMAGE = re.compile(rf"!\[[^\[\]\n]{{0,600}}{_ADDRESS}{_TITLE}")
_LINK = re.compile(rf"(\[)[^\[\]\n]{{0,600}}({_ADDRESS}{_TITLE})")
_MARK = re.compile(r"(\A#{1,6} )|(\*\*)(?=\S)[^*\n]{1,300}(?<=\S)(\*\*)")
_LISTED = re.compile(r"^ *\d{1,4}\. [a-z]{2,9}:\S*$", re.MULTILINE)
_NUMBER = re.compile(r"\[\d{1,4}\](?=\S)")
SIGNS = "<\\&]"
"""one character is found sooner than two: most texts have none of these, or hardly one"""
_SEEN = ("](", "\\", "&", "[", "#", "**")


def segment(source: str) -> Segmented:
    """The paragraphs of a flat text without what is no text of it. Never raises; time is linear in its length."""
    if not any(char in source for char in SIGNS):
        return unlined.segment(source)
    spelt = _is_spelt(source)
    breaks = [*(_SPELT.finditer(source) if spelt else ()), *_tags(source)]
    found = unlined.segment(_masked(source, breaks) if breaks else source)
    if breaks and found.blocks:
        unlined.speak_for(found.blocks, sorted(match.span() for match in breaks), source, _BREAK)
    elif breaks:
        found = unlined.segment(source)
    passes = _passes(source, spelt=spelt)
    if passes:
        for block in found.blocks:
            for pattern, note in passes:
                block.trace = _without(block.trace, pattern, note)
    return found


def _is_spelt(source: str) -> bool:
    """Whether line breaks are spelt out: there are more of those than others."""
    return "\\" in source and source.count("\\n") >= max(MANY, source.count("\n") + 1)


def _tags(source: str) -> list[re.Match[str]]:
    """The breaks of a page whose only tags they are; where there is code, it may be what the page is about."""
    found = list(_BR.finditer(source)) if "<" in source else []
    return found if len(found) >= MANY and not _CODE.search(source) else []


def _masked(source: str, breaks: list[re.Match[str]]) -> str:
    """The text with line breaks where they were left over, every character at its place."""
    parts, at = [], 0
    for start, end in sorted(match.span() for match in breaks):
        follows = source[end : end + 3].lstrip(" \r")[:1] == "\n"
        parts += [source[at:start], " " if follows else "\n", " " * (end - start - 1)]
        at = end
    return "".join(parts) + source[at:]


def _passes(source: str, *, spelt: bool) -> list[tuple[re.Pattern[str], str]]:
    """What is looked for in each line of this text, and what it is called."""
    found = []
    if "]" in source and "](" in source and (_LINK.search(source) or _IMAGE.search(source)):
        found += [(_IMAGE, "a picture's address"), (_LINK, "a link's address"), (_MARK, "a mark of Markdown")]
    if spelt:
        found.append((_ESCAPE, "an escaped character"))
    if "&" in source and _REFERENCE.search(source):
        found.append((_REFERENCE, "character reference"))
    if "]" in source and "[1]" in source and len(_LISTED.findall(source)) >= MANY:
        found.append((_NUMBER, "a link's number"))
    return found


def _without(trace: Trace, pattern: re.Pattern[str], note: str) -> Trace:
    """The trace without what the pattern finds, or with what it stands for, unless nothing would be left of it."""
    if not any(sign in trace.text for sign in _SEEN):
        return trace
    edits = [edit for match in pattern.finditer(trace.text) for edit in _edits(match, note)]
    if not edits:
        return trace
    changed = trace.edit(edits, RULE)
    return changed if changed.text.strip() else trace


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
