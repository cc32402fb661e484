"""Which text is the article in the state that a framework wrote into a page's scripts?

`__NEXT_DATA__`, `__next_f`, `__NUXT__`, `__APOLLO_STATE__`, `Fusion.globalContent`: each content system names the parts
of its articles as it likes, but all of them say a headline near a body, and the body is HTML, plain text, or a tree of
paragraphs whose texts stand under a few names. So the article is the longest body in the smallest object that says the
page's headline; where no object does, the script does not tell which of its texts the page is about. Components that a
page is put together from ("islands", Inertia's pages) have theirs in an attribute (attribute_state.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.segment.attribute_state import read_attribute_states
from cleaner.segment.flight import read_flight
from cleaner.segment.literal import Literal, Span
from cleaner.segment.objects import Node, String, read_objects
from cleaner.segment.rich_text import is_step, is_text, paragraphs_of

LEAST = 80
"""characters of a body as it is written; a shorter one is a summary"""
LARGEST = 2_000_000
"""characters of all the scripts of a page that are looked at"""
FAR = 4
"""steps from a body up to the object that says its headline"""
_SCRIPT = re.compile(r"<script\b[^>]{0,2000}>", re.IGNORECASE)
_END = re.compile(r"</script", re.IGNORECASE)
_LINKED_DATA = re.compile("ld.json", re.IGNORECASE)
_FOLD = re.compile(r"[\W_]+")
_SAME = 12
"""letters of a headline that another which goes on differently has in common with it"""


@dataclass(slots=True)
class _Body:
    """A text, or a tree of texts: the outermost object that only names of texts lead to."""

    top: Node | String
    holder: Node
    size: int = 0


def find_article(source: str, title: str) -> list[Literal]:
    """The article's text in the page's scripts, a literal for each of its paragraphs or for all of them.

    `title` is the page's headline. Nothing is run, and time is linear in the scripts, of which the first two million
    characters are read.
    """
    wanted = _folded(title)
    best: tuple[int, int] | None = None
    chosen: _Body | None = None
    for root in _roots(source) if wanted else ():
        titled = {id(node) for node in _titled(root, wanted)}
        for body in _bodies(root) if titled else ():
            distance = _distance(body.holder, titled)
            if distance is not None and body.size >= LEAST and (best is None or (distance, -body.size) < best):
                best, chosen = (distance, -body.size), body
    return paragraphs_of(chosen.top) if chosen else []


def _roots(source: str) -> Iterator[Node]:
    """What the scripts of a page write down, then what its attributes do."""
    for start, end in _scripts(source):
        yield read_objects(source, start, end)
    yield from read_flight(source, LARGEST)
    yield from read_attribute_states(source, LARGEST)


def _scripts(source: str) -> Iterator[Span]:
    at = read = 0
    while (found := _SCRIPT.search(source, at)) and (end := _END.search(source, found.end())):
        at = end.end()
        size = end.start() - found.end()
        if size >= LEAST and not _LINKED_DATA.search(found.group()):
            read += size
            if read > LARGEST:
                return
            yield found.end(), end.start()


def _folded(text: str) -> str:
    return _FOLD.sub("", text.casefold())


def _titled(root: Node, wanted: str) -> Iterator[Node]:
    """The objects that say the headline, and those around a name for it: `"headlines": {"basic": …}`, `"t": [0, …]`."""
    for node in root.all():
        for string in node.strings():
            if len(wanted) <= (string.end - string.start) * 2 and string.end - string.start <= 12 * len(wanted) + 80:
                literal = string.literal()
                said = _folded(literal.text) if literal else ""
                if said == wanted or (min(len(said), len(wanted)) >= _SAME and _goes_on(said, wanted)):
                    yield node
                    if node.parent is not None and not node.parent.is_list:
                        yield node.parent


def _goes_on(said: str, wanted: str) -> bool:
    return said.startswith(wanted) or wanted.startswith(said)


def _distance(holder: Node, titled: set[int]) -> int | None:
    """How many steps up the headline is said; None where that is far, or around a row of several."""
    node: Node | None = holder
    for distance in range(FAR + 1):
        if node is None or (node.is_list and len(node.items) > 1):
            return None
        if id(node) in titled:
            return distance
        node = node.parent
    return None


def _bodies(root: Node) -> Iterator[_Body]:
    found: dict[int, _Body] = {}
    for node in root.all():
        for string in node.strings():
            if is_text(string.key) or (node.is_list and is_step(node.key)):
                top, holder = _top(string, node)
                body = found.setdefault(id(top), _Body(top, holder))
                body.size += string.end - string.start
    yield from found.values()


def _top(string: String, node: Node) -> tuple[Node | String, Node]:
    """The outermost element that the string is part of as text, and the object that holds that as its body."""
    top: Node | String = string
    while node.parent is not None and (node.parent.is_list or is_step(node.key)):
        if node.parent.is_list and not is_step(node.parent.key):
            break
        top, node = node, node.parent
    return top, node
