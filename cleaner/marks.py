"""What an element says of itself: its tag, role, class and id, read as words of the trade.

Class names are English the world over ("caption", "teaser", "breadcrumb"), whatever language the page is in; a few
words of other languages that templates use are here as well. A mark is evidence, never a verdict: "sidebar" on
`<body class="has-sidebar">` says nothing, so judges weigh marks by what the element holds.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from cleaner.package import PACKAGE

HIDDEN = 1 << 0
NAV = 1 << 1
HEADER = 1 << 2
FOOTER = 1 << 3
ASIDE = 1 << 4
COMMENTS = 1 << 5
RELATED = 1 << 6
SHARE = 1 << 7
PROMO = 1 << 8
AD = 1 << 9
COOKIE = 1 << 10
CAPTION = 1 << 11
CREDIT = 1 << 12
BYLINE = 1 << 13
DATE = 1 << 14
TITLE = 1 << 15
BODY = 1 << 16
TEASER = 1 << 17
AUTHOR_BOX = 1 << 18
TAGS = 1 << 19
BREADCRUMB = 1 << 20
PAYWALL = 1 << 21
FORM = 1 << 22
BUTTON = 1 << 23
NOSCRIPT = 1 << 24
LIVE = 1 << 25
LEAD = 1 << 26
FIGURE = 1 << 27
TABLE = 1 << 28
LIST = 1 << 29
ARTICLE = 1 << 30
MAIN = 1 << 31
DIALOG = 1 << 32
QUOTE = 1 << 33
AUTHOR = 1 << 34
MEDIA = 1 << 35
LINK = 1 << 36

NAMES = {value: name.lower() for name, value in list(globals().items()) if isinstance(value, int) and name.isupper()}

TAGS_OF = {
    "nav": NAV,
    "menu": NAV,
    "header": HEADER,
    "footer": FOOTER,
    "aside": ASIDE,
    "figure": FIGURE,
    "figcaption": CAPTION,
    "caption": CAPTION,
    "table": TABLE,
    "ul": LIST,
    "ol": LIST,
    "dl": LIST,
    "article": ARTICLE,
    "main": MAIN,
    "dialog": DIALOG,
    "form": FORM,
    "fieldset": FORM,
    "select": FORM,
    "label": FORM,
    "button": BUTTON,
    "noscript": NOSCRIPT,
    "blockquote": QUOTE,
    "address": BYLINE,
}

ROLES = {
    "navigation": NAV,
    "menu": NAV,
    "menubar": NAV,
    "menuitem": NAV,
    "banner": HEADER,
    "contentinfo": FOOTER,
    "complementary": ASIDE,
    "search": FORM,
    "dialog": DIALOG,
    "alertdialog": DIALOG,
    "main": MAIN,
    "article": ARTICLE,
    "button": BUTTON,
    "tablist": NAV,
    "tab": NAV,
    "tooltip": HIDDEN,
}
PANELS = frozenset(("tabpanel", "region"))
"""roles of what a tab shows: hidden until a reader asks for it, and then as much part of the page as the first"""

_PAIRS = {
    BODY: "body-text body-copy body-content body-main content-body content-text content-inner content-main content-article "
    "e-content the-content c-entry caas-body text-long",
    PROMO: "sign-up signup-form call-to to-action opt-in mail-list app-banner app-promo go-premium support-us",
    ASIDE: "right-bar right-rail right-column right-col right-hand right-nav left-bar left-rail left-column left-col left-hand "
    "left-nav side-bar side-rail side-column side-col side-nav",
    NAV: "skip-to skip-link skip-nav skip-content",
    COMMENTS: "wm-ipp",  # what the Wayback Machine's toolbar remarks on the page below it
    AUTHOR_BOX: "about-author the-author bio-box bio-text post-author",
}
"""two words that mean what neither means alone"""
_FIRST_AND_LAST = (
    (BODY, "article story entry post news page main single detail rich field section art td tdb blog", "body content text copy full detail"),
    (RELATED, "most more also see read up you next other further top latest recent",
     "read popular viewed from on also more next like may might stories news articles posts shared commented reading"),
    (AUTHOR_BOX, "author authors writer autor", "bio box card profile info about description desc block details"),
    (TITLE, "article story entry post page news", "title headline heading hed"),
)  # fmt: skip
"""any of the first words before any of the last; of a body, with a word between them too"""
HIDING = re.compile(
    r"(?:google-src-text|hidden|hide|d-none|display-none|invisible|off-?screen|a11y-hidden|(?:[a-z]+-)?sr-?only"
    r"|(?:is|u|js|visually|element|[a-z]+-visually)-?hidden|(?:[a-z]+-)?screen-?reader(?:-?(?:text|only))?|for-screen-readers?)"
)
"""whole names that hide an element; `overflow-hidden`, `field--label-hidden`, `hidden-xs`, `md:hidden` do not"""
_SHOWING = re.compile(r"(?:^|\s)(?:d-[a-z]{2,3}-|[a-z]+:)(?:block|flex|inline|grid|contents|table|visible)")
"""names that show it again on other screens: `d-none d-md-block`, `hidden lg:flex`"""
_BUILT = re.compile(
    r"elementor-widget-(?:container|text-editor|theme-post-content)|widget-type-(?:rich_text|blog_content)|widget_sow-editor"
    r"|hs_cos_wrapper_type_rich_text|(?<![\w-])widget blog(?![\w-])"
)
"""what page builders call a widget that holds the page's own text: Elementor, HubSpot, SiteOrigin, Blogger"""
_BUILDERS = ("elementor-widget-", "widget-type-", "widget_sow-", "hs_cos_wrapper_type", "widget blog")
"""what one of those holds: looked for first, since thousands of boxes on a site call themselves widgets"""
_WIDGET = re.compile(r"widgets?")
_FILED = re.compile(r"(?<!\S)(?:author|category|tag)-\S+", re.IGNORECASE)
"""how a whole post (`hentry`) says where it is filed and who wrote it: Squarespace, WordPress"""
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
WORD = re.compile(r"[a-z]+")
names_known: dict[str, int] = {}
LIMIT = 100_000


def _load() -> tuple[dict[str, int], dict[str, int]]:
    """The marks of whole words and of beginnings, from marks.txt."""
    by_name = {name: value for value, name in NAMES.items()}
    whole: dict[str, int] = {}
    begins: dict[str, int] = {}
    mark = 0
    for line in (PACKAGE / "marks.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            mark = by_name[line.strip("[]")]
        elif not line.startswith("#"):
            for word in line.split():
                table = begins if word.endswith("*") else whole
                stem = word.rstrip("*")
                table[stem] = table.get(stem, 0) | mark
    return whole, begins


def _load_pairs() -> dict[tuple[str, str], int]:
    pairs: dict[tuple[str, str], int] = {}
    for mark, text in _PAIRS.items():
        for pair in text.split():
            first, _, last = pair.partition("-")
            pairs[first, last] = pairs.get((first, last), 0) | mark
    for mark, firsts, lasts in _FIRST_AND_LAST:
        for first, last in product(firsts.split(), lasts.split()):
            pairs[first, last] = pairs.get((first, last), 0) | mark
    return pairs


WORDS, _BEGINS = _load()
WORD_PAIRS = _load_pairs()
PAIR_HEADS = frozenset(first for first, _ in WORD_PAIRS)
PAIR_TAILS = frozenset(last for _, last in WORD_PAIRS)
STEM = min(map(len, _BEGINS))
STEMS: dict[str, list[tuple[str, int]]] = {}
for _stem, _mark in _BEGINS.items():
    STEMS.setdefault(_stem[:STEM], []).append((_stem, _mark))


def word_marks(word: str) -> int:
    """The marks of one lower-case word of a class name."""
    found = WORDS.get(word, 0)
    for stem, mark in STEMS.get(word[:STEM], ()):
        if word.startswith(stem):
            found |= mark
    return found


def name_marks(name: str) -> int:
    """The marks of one name of a class attribute, such as `article__body` or `relatedStories`."""
    found = names_known.get(name)
    if found is None:
        lowered = name if name.islower() else _CAMEL.sub("-", name[:200]).lower()
        words = WORD.findall(lowered)[:20]
        found = 0
        for word in words:
            found |= word_marks(word)
        if len(words) > 1:
            found |= pair_marks(words)
        if HIDING.fullmatch(lowered):
            found |= HIDDEN
        if len(names_known) > LIMIT:
            names_known.clear()
        names_known[name] = found
    return found


def pair_marks(words: list[str]) -> int:
    """The marks of two words of a name that mean what neither means alone."""
    found = 0
    for index, first in enumerate(words[:-1]):
        if first in PAIR_HEADS:
            found |= WORD_PAIRS.get((first, words[index + 1]), 0)
            if index + 2 < len(words):
                found |= WORD_PAIRS.get((first, words[index + 2]), 0) & BODY
    return found


def read_names(names: str) -> tuple[str, int]:
    """The names of an element (its class, id, role …, joined by spaces) in lower case, and the marks they give.

    Names beyond the first 40 are ignored: generated utility classes, or an attack.
    """
    marks = 0
    for name in names[:4000].split()[:40]:
        marks |= name_marks(name)
    return named(names, marks)


def named(names: str, marks: int) -> tuple[str, int]:
    """The names of an element in lower case, and what is left of their marks: some names show what others hide, some say nothing."""
    lowered = names[:4000].lower()
    if marks & HIDDEN and _SHOWING.search(lowered):
        marks &= ~HIDDEN
    if marks & ASIDE and "widget" in lowered and any(map(lowered.__contains__, _BUILDERS)) and _BUILT.search(lowered):
        marks = read_names(_WIDGET.sub("", names[:4000]))[1]
    if marks & AUTHOR and "hentry" in lowered and _FILED.search(names[:4000]):
        marks = read_names(_FILED.sub("", names[:4000]))[1]
    return lowered, marks


@lru_cache(maxsize=4096)
def describe(marks: int) -> str:
    """The marks as words, for notes."""
    return " ".join(name for value, name in NAMES.items() if marks & value)
