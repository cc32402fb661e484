"""The events of a page by turbohtml's tokenizer.

Tokens tile the source, so there is nothing to align. A stack of open elements finds each end tag's start tag; it
knows the standard's rules on optional end tags, and where markup is broken it keeps text rather than lose it. This
is the reading that _scan.pyx, the same in C, is held to by tests, and the one used where that has not been built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from turbohtml import Token, tokenize

from cleaner.segment import elements as el
from cleaner.segment import events as ev
from cleaner.segment.region import LINES, long_line

_TEXT, _START, _END, _REFERENCE = 0, 1, 2, 5
_CODES = {
    el.BLOCK: ev.OPEN,
    el.LINK: ev.LINK,
    el.INLINE: ev.INLINE,
    el.BREAK: ev.BREAK,
    el.META: ev.META,
    el.RULE: ev.RULE,
}
_NAMELESS, _COMMENT = "</>", "<!>"
"""An end tag without a name shows nothing, and the tokenizer gives no token for it, so that all offsets behind it would
be off by three; a comment shows nothing either, and has a token. It is the only such input that fuzzing has found.
"""
_TEXT_ONLY = "title textarea style xmp iframe noembed noframes noscript script".split()
Attributes = list[tuple[str, str]]


def read_events(view: str) -> ev.Events:
    """The events of a page. Never raises."""
    if _NAMELESS in view:
        found = read_events(view.replace(_NAMELESS, _COMMENT))
        events = [(code, start, end, data.replace(_COMMENT, _NAMELESS)) for code, start, end, data in found.events]
        return found._replace(events=events)
    reader = _Reader(_open(view))
    reader.read(reader.view, 0, nested=False)
    reader.leave_skip(len(view))
    reader.leave_link()
    reader.end_line()
    return ev.Events(reader.events, reader.ends, reader.long_lines, reader.headings)


def _open(view: str) -> str:
    """The page with every element that holds only text, never ends, and has paragraphs behind it, made another.

    The standard takes all that follows for a script's that is not closed; whoever cleans a broken page wants the
    article. A first letter is replaced, so that offsets stay.
    """
    paragraph = view.rfind("<p")
    for name in _TEXT_ONLY:
        closed = max([place.start() for place in _written(f"</{name}", view)], default=-1)
        for place in _written(rf"<{name}(?=[\s/>])", view):
            start, end = place.span()
            if closed < end <= paragraph:
                view = view[: start + 1] + "q" + view[start + 2 :]
    return view


def _written(pattern: str, view: str) -> Iterator[re.Match[str]]:
    return re.finditer(pattern, view, re.ASCII | re.IGNORECASE)


def read_attributes(tag: str) -> Attributes:
    """The attributes of one start tag, given as its source."""
    for token in tokenize(tag):
        return token.attrs or []
    return []


def read_wanted(tag: str, wanted: frozenset[str]) -> Attributes:
    """The attributes of these names only."""
    return [pair for pair in read_attributes(tag) if pair[0] in wanted]


class _Reader:
    def __init__(self, view: str) -> None:
        self.view = view
        self.events: list[ev.Event] = []
        self.ends: list[int] = []
        self.long_lines: list[int] = []
        self.headings: list[int] = []
        self.limit = long_line(view)
        self.line = (0, 0)  # the text and references read last without a tag between them
        self.stack: list[tuple[str, int]] = []
        self.open: dict[str, int] = {}
        self.last: dict[str, int] = {}
        self.last_written: dict[str, int] = {}  # in whatever case
        self.link = -1  # the event of the link that is open
        self.skip = ""
        self.depth = 0
        self.gather = ""
        self.gathered = ""
        self.titled = False

    def add(self, code: int, start: int, end: int, data: str = "") -> None:
        self.events.append((code, start, end, data))
        self.ends.append(-1)

    def read(self, view: str, base: int, *, nested: bool) -> None:
        """Read the tokens of `view`, which stands at `base` in the page."""
        pos = base
        for token in tokenize(view, resolve_references=False, capture_source=True):
            kind = token.type
            raw = (token.data if kind == _TEXT else token.source) or ""
            start, pos = pos, pos + len(raw)
            if kind == _TEXT:
                if self.skip:
                    self.collect(raw, start, nested=nested)
                else:
                    self.shows(ev.TEXT, start, pos)
            elif kind == _START:
                self.starts(token, start, pos)
            elif kind == _END:
                self.ends_element(token.tag or "", start, pos)
            elif kind == _REFERENCE and not self.skip:
                self.shows(ev.REFERENCE, start, pos, token.data or "")
            elif kind == _REFERENCE:
                self.gathered += token.data or ""
        close = view.find(">", pos - base)
        if close >= 0:  # the page ends inside a tag, for a quote is missing: what follows the next bracket is text
            self.read(view[close + 1 :], base + close + 1, nested=nested)

    def shows(self, code: int, start: int, end: int, data: str = "") -> None:
        """Text, or a reference: part of a line that is long or not."""
        if self.line[1] == start:
            self.line = (self.line[0], end)
            if code == ev.TEXT and self.events and self.events[-1][0] == code and self.events[-1][2] == start:
                self.events[-1] = (code, self.events[-1][1], end, data)
                return
        else:
            self.end_line()
            self.line = (start, end)
        self.add(code, start, end, data)

    def end_line(self) -> None:
        start, end = self.line
        if end - start > self.limit and len(" ".join(self.view[start:end].split())) > self.limit:
            self.long_lines.append(start)

    def starts(self, token: Token, start: int, end: int) -> None:
        tag = token.tag or ""
        if self.skip and not self.leaves_skip(tag):
            return
        action = el.action_of(tag)
        code = _CODES.get(action)
        if code is not None:
            if code == ev.LINK:
                self.leave_link()
                if el.ANCHOR.match(self.view[start:end]):
                    code = ev.INLINE
                else:
                    self.link = len(self.events)
            if code == ev.OPEN:
                self.close_implied(tag)
                self.stack.append((tag, len(self.events)))
                self.open[tag] = self.open.get(tag, 0) + 1
                if tag == "h1":
                    self.headings.append(start)
            self.add(code, start, end, tag)
        elif action != el.VOID and (not token.self_closing or tag in el.RAW):
            gather = self.opens_skip(token, tag, action, end)
            if gather != "-":
                self.skip, self.depth, self.gather, self.gathered = tag, 1, gather, ""

    def ends_element(self, tag: str, start: int, end: int) -> None:
        if self.skip:
            if tag == self.skip:
                self.depth -= 1
                if not self.depth:
                    self.leave_skip(start)
            return
        if self.open.get(tag) and tag != "body" and tag != "html":
            while True:
                opened, index = self.stack.pop()
                self.open[opened] -= 1
                if opened == tag:
                    break
            self.ends[index] = len(self.events)
        if tag == "a":
            if self.link >= 0 and (self.holds_article() or self.is_own_paragraph()):
                self.leave_link()
            self.link = -1
        self.add(ev.CLOSE, start, end, tag)

    def holds_article(self) -> bool:
        """Whether the link that is open holds more text than a link has."""
        return len(self.long_lines) >= LINES and self.long_lines[-LINES] > self.events[self.link][1]

    def is_own_paragraph(self) -> bool:
        """Whether the link that is open leads to a place on this page, and says more than a heading does."""
        _, begin, end, _ = self.events[self.link]
        first, last = self.line
        if first < end or not (last - first > 2 * self.limit or self.view[last - 1] in el.ENDS):
            return False
        return el.OWN_PLACE.match(self.view[begin:end]) is not None

    def leave_link(self) -> None:
        """A link that has not ended where another one begins, or the page ends, is none: what follows would be its."""
        if self.link >= 0:
            _, start, end, tag = self.events[self.link]
            self.events[self.link] = (ev.INLINE, start, end, tag)
            self.link = -1

    def close_implied(self, tag: str) -> None:
        """End the elements whose end tag may be left out before this start tag."""
        closes = el.CLOSED_BY.get(tag, frozenset())
        while self.stack and (self.stack[-1][0] == "p" or self.stack[-1][0] in closes):
            self.open[self.stack.pop()[0]] -= 1

    # -- what is left out

    def leaves_skip(self, tag: str) -> bool:
        """Inside an element that is left out: count its like, and let a block end foreign content (WHATWG)."""
        if self.skip in ("svg", "math") and el.ACTIONS.get(tag) == el.BLOCK:
            self.skip = self.gather = ""
            return True
        self.depth += tag == self.skip
        return False

    def opens_skip(self, token: Token, tag: str, action: int, at: int) -> str:
        """Whether this element's content is left out: '-' for no, else what to gather of it ('' for nothing)."""
        if (tag not in el.RAW or tag == "noscript") and tag != "title" and not self.is_closed(tag, at):
            return "-"  # never closed: leaving out all that follows would lose the article
        if tag == "template" and el.SHADOW.match(token.source or ""):
            return "-"
        if action == el.NOSCRIPT:
            return "noscript"
        if action == el.TITLE:
            return "title"
        if action == el.SCRIPT:
            return "json" if "ld+json" in (token.attr("type") or "").lower() else ""
        return ""

    def is_closed(self, tag: str, at: int) -> bool:
        """Whether an end tag of this name stands behind `at`; each name's last one is looked for once, or twice."""
        if tag not in self.last:
            self.last[tag] = self.view.rfind("</" + tag)
        if self.last[tag] >= at:
            return True
        if tag not in self.last_written:
            places = _written(f"</{re.escape(tag)}", self.view)
            self.last_written[tag] = max([place.start() for place in places], default=-1)
        return self.last_written[tag] >= at

    def collect(self, data: str, start: int, *, nested: bool) -> None:
        """Text inside an element that is left out, but not without a look."""
        if self.gather == "noscript" and not nested and "<" in data:
            kept = self.skip, self.depth, self.gather
            self.skip = self.gather = ""
            self.add(ev.NOSCRIPT, start, start)
            self.read(data, start, nested=True)
            self.add(ev.NOSCRIPT_END, start + len(data), start + len(data))
            self.skip, self.depth, self.gather = kept
        else:
            self.gathered += data

    def leave_skip(self, at: int) -> None:
        if self.gather == "title":
            self.add(ev.TITLE, at, at, self.gathered)
        elif self.gather == "json":
            self.add(ev.JSON, at, at, self.gathered)
        self.skip = self.gather = ""
