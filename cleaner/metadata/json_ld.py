"""Which objects does a page's JSON-LD hold?

Templates that write it by hand break it: a comma too many, a raw line feed, an HTML comment around it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import Any

import msgspec

LARGEST = 1_000_000
"""characters of one script; the articles of the largest live blogs stay below"""
_OBJECTS = 2000
_DEPTH = 12
_TELLING = re.compile(r'(?:"|&quot;)(?:headline|datePublished|author|articleBody|dateCreated|uploadDate)(?:"|&quot;)')
_ELSEWHERE = frozenset(
    "itemlistelement relatedlink mentions citation haspart comment review reviews publisher image logo isbasedon "
    "ispartof speakable potentialaction breadcrumb about video associatedmedia liveblogupdate offers".split()
)
"""keys under which other things stand than the page's article"""
_WRAPPED = re.compile(r"\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)+")
_WRAPPED_END = re.compile(r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|;)\s*$")
_GAP = re.compile(r"[\s,;]{0,200}")
_IN_A_ROW = 20
_COMMA = re.compile(r",(?=\s{0,50}[}\]])")
_ARTICLE = re.compile(r'"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"(?:News|Reportage|Blog)?(?:Article|Posting)"')
_FIELDS = {
    "datePublished": re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([\w:+.,/ -]{8,40})"'),
    "dateModified": re.compile(r'"dateModified"\s{0,9}:\s{0,9}"([\w:+.,/ -]{8,40})"'),
    "name": re.compile(r'"author"\s{0,9}:\s{0,9}\[?\s{0,9}\{[^{}]{0,300}?"name"\s{0,9}:\s{0,9}"([^"\\]{2,80})"'),
}
"""what is read of a script that cannot be mended"""

_BETWEEN = re.compile(r"[\W_]+")
_DROPPED = bytes(code for code in range(128) if not chr(code).isalnum())
"""the same of ASCII: a table of bytes is many times as fast"""

Thing = dict[str, Any]


def read_things(scripts: Iterable[str]) -> list[Thing]:
    """Every object in these scripts that may describe an article or a page, in page order."""
    things: list[Thing] = []
    for script in scripts:
        if len(script) <= LARGEST and _TELLING.search(script):
            things.extend(_walk(_decode(script)))
    return things[:_OBJECTS]


def _decode(script: str) -> Any:
    """The value of a script; None where it cannot be mended."""
    data = script.encode("utf-8", "replace")
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError):
        pass
    if "{&quot;" in script:
        script = unescape(script)
    script = _WRAPPED_END.sub("", _WRAPPED.sub("", script, count=1), count=1)
    for mend in (script, _COMMA.sub("", script), _COMMA.sub("", script) + "}"):
        try:
            return json.loads(mend, strict=False)
        except (ValueError, RecursionError):
            continue
    return _decode_all(script.strip()) or _pick(script)


def _decode_all(script: str) -> list[Any]:
    """The objects that stand one behind the other in a script, as far as they can be read."""
    found: list[Any] = []
    read = json.JSONDecoder(strict=False).raw_decode
    at = 0
    while len(found) < _IN_A_ROW and at < len(script):
        try:
            value, at = read(script, at)
        except (ValueError, RecursionError):
            break
        if isinstance(value, (dict, list)):
            found.append(value)
        at = _GAP.match(script, at).end()  # type: ignore[union-attr]
    return found


def _pick(script: str) -> Thing | None:
    """What a script says of its article though it is no JSON: a headline with quotation marks in it, most often."""
    thing: Thing = {key: found[1] for key, pattern in _FIELDS.items() if (found := pattern.search(script))}
    if "name" in thing:
        thing["author"] = {"@type": "Person", "name": thing.pop("name")}
    return {"@type": "NewsArticle", **thing} if thing and _ARTICLE.search(script) else None


def _walk(value: Any) -> Iterator[Thing]:
    """The objects in a value, outermost first, without those that stand under a key for other things."""
    open_: list[tuple[Any, int]] = [(value, 0)]
    seen = 0
    while open_ and seen < _OBJECTS:
        node, depth = open_.pop(0)
        seen += 1
        if isinstance(node, list):
            if depth < _DEPTH:
                open_[:0] = [(item, depth) for item in node[:500]]
        elif isinstance(node, dict):
            yield node
            if depth < _DEPTH:
                open_.extend(
                    (item, depth + 1)
                    for key, item in node.items()
                    if isinstance(item, (dict, list)) and key.lower() not in _ELSEWHERE and key != "author"
                )


@lru_cache(maxsize=64)
def key_of(text: str) -> str:
    """A title for comparing: its letters and digits only, case-folded. The same few come again and again."""
    folded = text.casefold()
    return folded.encode().translate(None, _DROPPED).decode() if folded.isascii() else _BETWEEN.sub("", folded)


def key_of_url(url: str) -> str:
    """A URL for comparing: host and path, without scheme, `www.`, query, fragment, a last slash."""
    url = url[:2000].partition("#")[0].partition("?")[0]
    return url.partition("://")[2].lower().removeprefix("www.").rstrip("/")
