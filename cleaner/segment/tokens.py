"""The same walk by tokens alone: slower, and exact by construction, for pages whose tree is not in source order.

Tokens tile the source, so there is nothing to align. A stack of open elements stands in for the parser; it knows
the standard's rules on optional end tags, and where markup is broken it keeps text rather than lose it.
"""

from __future__ import annotations

from collections.abc import Sequence

from turbohtml import Token, tokenize

from cleaner import marks as m
from cleaner.segment import elements as el
from cleaner.segment.gather import Gatherer, Open, Segmented

_TEXT, _START, _END, _REFERENCE = 0, 1, 2, 5


def segment(source: str, view: str) -> Segmented:
    """The blocks of a page by its tokens. Never raises."""
    reader = _Reader(source, view)
    reader.read(view, 0, nested=False)
    return reader.result()


class _Reader(Gatherer):
    def __init__(self, source: str, view: str) -> None:
        super().__init__(source, view)
        self.open: dict[str, int] = {}
        self.unclosed: set[str] = set()
        self.skip = ""
        self.depth = 0
        self.gather = ""

    def read(self, view: str, base: int, *, nested: bool) -> None:
        """Walk the tokens of `view`, which stands at `base` in the source."""
        pos = base
        for token in tokenize(view, resolve_references=False, capture_source=True):
            kind = token.type
            raw = (token.data if kind == _TEXT else token.source) or ""
            start, pos = pos, pos + len(raw)
            if kind == _TEXT:
                if self.skip:
                    self.collect(raw, start, nested=nested)
                elif self.run or not raw.isspace():
                    self.text(start, pos, raw)
            elif kind == _START:
                self.starts(token, view, pos - base)
            elif kind == _END:
                self.ends(token.tag or "")
            elif kind == _REFERENCE and not self.skip:
                self.reference(start, pos, token.data or "")
            elif kind == _REFERENCE and self.gather == "title":
                self.head.title += token.data or ""

    def starts(self, token: Token, view: str, at: int) -> None:
        """A start tag; `at` is where `view` goes on after it."""
        tag = token.tag or ""
        if self.skip and not self.leaves_skip(tag):
            return
        action = el.ACTIONS.get(tag)
        attributes = token.attrs or []
        if action == el.BLOCK or (action is None and "-" in tag):
            self.flush()
            self.close_implied(tag)
            if tag == "html" and not self.head.language:
                self.head.language = token.attr("lang") or token.attr("xml:lang") or ""
            self.push(tag, attributes)
        elif action == el.LINK or action is None:
            self.starts_inline(tag, attributes)
        elif action == el.BREAK:
            self.line_break()
        elif action == el.META:
            self.meta({name: value or "" for name, value in attributes})
        elif action == el.RULE:
            self.flush()
        elif action != el.VOID and (not token.self_closing or tag in el.RAW):
            gather = self.opens_skip(token, tag, action, view, at)
            if gather != "-":
                self.skip, self.depth, self.gather = tag, 1, gather

    def starts_inline(self, tag: str, attributes: Sequence[tuple[str, str | list[str] | None]]) -> None:
        if tag == "a":
            self.start_link()
        if self.hidden:
            if tag == self.hidden[-1]:
                self.hidden.append(tag)
        elif attributes and self.inline(tag, attributes):
            self.flush()
            self.push(tag, attributes)

    def ends(self, tag: str) -> None:
        if self.skip:
            if tag == self.skip:
                self.depth -= 1
                if not self.depth:
                    self.skip = self.gather = ""
            return
        if self.open.get(tag) or el.ACTIONS.get(tag) == el.BLOCK:
            self.flush()
            if self.open.get(tag) and tag != "body" and tag != "html":
                depth = len(self.stack) - 1
                while self.stack[depth].tag != tag:
                    depth -= 1
                self.close(depth)
        else:
            self.end_inline(tag)
            if tag == "a":
                self.link = 0

    def push(self, tag: str, attributes: Sequence[tuple[str, str | list[str] | None]], extra: int = 0) -> None:
        self.stack.append(Open(tag, dict(attributes[::-1]), extra))
        self.open[tag] = self.open.get(tag, 0) + 1

    def close_implied(self, tag: str) -> None:
        """End the elements whose end tag may be left out before this start tag."""
        closes = el.CLOSED_BY.get(tag, frozenset())
        depth = len(self.stack)
        while self.stack[depth - 1].tag == "p" or self.stack[depth - 1].tag in closes:
            depth -= 1
        self.close(depth)

    def close(self, depth: int) -> None:
        """Close the open elements from `depth` of the stack on."""
        while len(self.stack) > max(depth, 1):
            self.open[self.stack.pop().tag] -= 1
        if len(self.stack) < self.link:
            self.link = 0

    # -- what is left out

    def leaves_skip(self, tag: str) -> bool:
        """Inside an element that is left out: count its like, and let a block end foreign content (WHATWG)."""
        if self.skip in ("svg", "math") and el.ACTIONS.get(tag) == el.BLOCK:
            self.skip = self.gather = ""
            return True
        self.depth += tag == self.skip
        return False

    def opens_skip(self, token: Token, tag: str, action: int, view: str, at: int) -> str:
        """Whether this element's content is left out: '-' for no, else what to gather of it ('' for nothing)."""
        if (tag not in el.RAW or tag == "noscript") and tag != "title":
            end = "</" + tag
            if tag in self.unclosed or (view.find(end, at) < 0 and view.lower().find(end, at) < 0):
                self.unclosed.add(tag)  # never closed: leaving out all that follows would lose the article
                return "-"
        if action == el.NOSCRIPT:
            return "noscript"
        if action == el.TITLE:
            return "" if self.head.title else "title"
        if action == el.SCRIPT:
            return "json" if "ld+json" in (token.attr("type") or "").lower() else ""
        return ""

    def collect(self, data: str, start: int, *, nested: bool) -> None:
        """Text inside an element that is left out, but not without a look."""
        if self.gather == "title":
            self.head.title += data
        elif self.gather == "json":
            self.head.json_ld.append(data)
        elif self.gather == "noscript" and not nested and "<" in data:
            self.flush()
            depth = len(self.stack)
            kept = self.skip, self.depth, self.gather
            self.skip = self.gather = ""
            self.push("noscript", [], m.NOSCRIPT)
            self.read(data, start, nested=True)
            self.flush()
            self.skip, self.depth, self.gather = kept
            self.close(depth)
