"""What state is this page in: behind a paywall, cut off, no article at all, or a shell that a browser must fill?

Flags say what a page is, they drop nothing: whoever builds a corpus decides what to do with a text that was cut off
where the paywall began. What machines are told comes first (JSON-LD, `og:type`, how the text ends), since it needs no
language; phrases (paywall.txt) only where a notice stands at the end of the article.

paywalled         the page says that it is not free, or ends in a notice that says so
truncated         the text ends in the middle, or the page's own `articleBody` goes on
section           a list of articles: a front page, a section, search results
video, gallery    the page is about a film or its pictures, and says so
needs_javascript  what arrived is a shell without text, which a browser would fill
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from cleaner.lesson import PARAGRAPH, width_of
from cleaner.package import PACKAGE
from cleaner.page import Block, Page, characters

NAMES = ("paywalled", "truncated", "section", "video", "gallery", "needs_javascript")

_NOT_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_ARTICLES = ('Article"', 'BlogPosting"', '"Report"', 'Review"', '"Recipe"')
"""how the types of JSON-LD end that are something to read"""
_TYPE = re.compile(r'"@type"\s*:\s*(?:\[\s*)?"([A-Za-z]{3,40})"')
_LISTS = frozenset(("CollectionPage", "ItemList", "SearchResultsPage"))
_GALLERIES = frozenset(("ImageGallery", "MediaGallery"))
_LOCKED = frozenset(("locked", "premium", "paid", "subscriber"))
_READ = 30_000
"""characters of a script that are looked at"""
_NO_STOPS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese, Khmer: sentences end without a stop"""
_CUT = ("…", "...", "[…]", "[...]", "(…)", "(...)")
_NEAR = 8
"""blocks below the text's end among which a notice is looked for"""
_NOTICE = 400
"""characters of a notice; a longer one is a paragraph"""
_SHELL = 300
"""characters that a page shows without its scripts, when it is a shell: a notice, a copyright"""
_SHORT = 1500
"""characters below which the text beside a film or a gallery is its description"""


def flags_of(page: Page) -> list[str]:
    """The flags of a page that was selected from, in the order of NAMES."""
    kept = page.kept
    last = kept[-1] if kept else None
    size = characters(kept)
    found = []
    noticed = last is not None and _ends_in_notice(page, last)
    if noticed or _says_not_free(page):
        found.append("paywalled")
    # a notice below a short text; half as much text again in the page's JSON-LD
    is_cut = (noticed and size < _SHORT) or len(page.body) > 1.5 * size + 500
    if last is not None and (is_cut or _is_cut(last, page)):
        found.append("truncated")
    if page.kind == "html":
        kind = _other_kind(page, size)
        if kind:
            found.append(kind)
        if _is_shell(page):
            found.append("needs_javascript")
    return found


def _says_not_free(page: Page) -> bool:
    for script in page.head.json_ld:
        if "isAccessibleForFree" in script and _NOT_FREE.search(script[:_READ]):
            return True
    return any(name.endswith("content_tier") and value.strip().lower() in _LOCKED for name, value in page.head.metas)


def _ends_in_notice(page: Page, last: Block) -> bool:
    """Whether the text ends in a notice that the rest is for subscribers, or one stands right below it."""
    near = []
    for block in page.blocks[last.index : last.index + _NEAR]:
        if len(block.trace.text) <= _NOTICE:
            near.append(block.trace.text)
        elif block is not last:
            break
    return _says_notice("\n".join(near).casefold())


def _says_notice(folded: str) -> bool:
    """Whether one of the phrases stands in a case-folded text; looked for only where a word from its inside does."""
    short, by_word = _phrases()
    words = by_word.keys() & folded.split()
    if any(map(folded.__contains__, short)):
        return True
    return any(phrase in folded for word in words for phrase in by_word[word])


@cache
def _phrases() -> tuple[tuple[str, ...], dict[str, list[str]]]:
    """What such notices say, in many languages: what has no word between two others, and the rest by its longest."""
    lines = (PACKAGE / "states" / "paywall.txt").read_text(encoding="utf-8").splitlines()
    phrases = [line.strip().casefold() for line in lines if line.strip() and not line.startswith("#")]
    by_word: dict[str, list[str]] = {}
    for phrase in phrases:
        for word in sorted(phrase.split()[1:-1], key=len)[-1:]:
            by_word.setdefault(word, []).append(phrase)
    return tuple(phrase for phrase in phrases if len(phrase.split()) < 3), by_word


def _is_cut(last: Block, page: Page) -> bool:
    """Whether a paragraph ends the text, but no sentence the paragraph.

    Many an article ends without a stop, in a name or an address, so a letter says that it was cut only where a flat
    text ends with it.
    """
    text = last.trace.text.rstrip()
    if width_of(text) < PARAGRAPH:
        return False
    if text.endswith(_CUT):
        return True
    end = text[-1]
    if end in ",-–":
        return True
    ends_all = page.kind == "text" and last.index == len(page.blocks) - 1
    return ends_all and end.islower() and not _NO_STOPS.match(end)


def _other_kind(page: Page, size: int) -> str:
    """`section`, `video` or `gallery` where the page says it is that, and nowhere that it is an article."""
    declared = next((value.strip().lower() for name, value in page.head.metas if name == "og:type"), "")
    if declared.startswith("article"):
        return ""
    scripts = [script[:_READ] for script in page.head.json_ld]
    if any(kind in script for script in scripts for kind in _ARTICLES):
        return ""
    kinds = {kind for script in scripts for kind in _TYPE.findall(script)}
    if not page.metadata.published and (kinds & _LISTS or (declared in ("website", "") and _is_front(page))):
        return "section"
    if size < _SHORT and (declared.startswith("video") or ("VideoObject" in kinds and not declared)):
        return "video"
    return "gallery" if kinds & _GALLERIES or declared in ("gallery", "photo", "album") else ""


def _is_front(page: Page) -> bool:
    """Whether the address is that of a site or of a part of it: a path of one word or none."""
    try:
        path = urlsplit(page.metadata.url).path.strip("/")
    except ValueError:
        return False
    return bool(page.metadata.url) and path.count("/") == 0 and path.replace("index.html", "").isalpha() | (not path)


def _is_shell(page: Page) -> bool:
    """Whether next to nothing can be read, though the page is large and brings scripts."""
    if len(page.source) < 2000 or len(page.blocks) >= 60:
        return False
    shown = sum([len(block.trace.text) for block in page.blocks if block.kind != "region"])
    return shown < _SHELL and "<script" in page.source
