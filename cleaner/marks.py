"""What an element says of itself: its tag, role, class and id, read as words of the trade.

Class names are English the world over ("caption", "teaser", "breadcrumb"), whatever language the page is in; a few
words of other languages that templates use are here as well. A mark is evidence, never a verdict: "sidebar" on
`<body class="has-sidebar">` says nothing, so judges weigh marks by what the element holds.
"""

from __future__ import annotations

import re

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
}

_WORDS: list[tuple[int, str]] = [
    (NAV, r"(?:sub|top|main|site|side|global|primary|mega|mobile|local|head)?nav(?:bar|igation|igator|i)?s?|menus?|(?:sub|mega|off)menu|offcanvas|hamburger|pagination|pager|paging|toolbar|skip(?:link|to|nav)s?|toc|sitemap"),
    (HEADER, r"masthead|topbar|(?:site|page|main|global)?header|siteheader|pageheader|topheader"),
    (FOOTER, r"(?:site|page|main|global|article|post|entry|sub)?footer|foot|colophon|copyright|fuss|pie"),
    (ASIDE, r"aside|side(?:bar|panel|col|column|rail)?|rail|(?:right|left)(?:rail|col|column|bar|side)|secondary|tertiary|widgets?|gadgets?|marginal|spalte"),
    (COMMENTS, r"comments?|commenti?|disqus|livefyre|respond|discussion|talkback|kommentare?|commentaires?|comentarios?|viafoura|coral|fbcomments|commentlist|replies|reply"),
    (RELATED, r"related\w*|recommend\w*|recirc\w*|suggest(?:ed|ions?)|outbrain|taboola\w*|trending|popular|mostread|mostpopular|mostviewed|morefrom|readmore|readalso|seealso|readnext|upnext|nextup|more|moreon|similar|latest|recent\w*|topstories|ticker|zergnet|revcontent|dianomi|jetpackrelated|weitere|verwandt\w*|relacionad[oa]s?|correlati|lees|meer|plista|linkbox|crosslinks?"),
    (SHARE, r"shar(?:e|es|ing|er|ebar|ethis|etools|elinks|ebuttons|daddy|eaholic)|socials?|sociable|addthis|addtoany|follow(?:us)?|facebook|twitter|whatsapp|pinterest|linkedin|telegram|reddit|tweet|print|email|tools|actions|bookmarks?|teilen|partage(?:r)?|compartir"),
    (PROMO, r"promo\w*|newsletters?|subscri(?:be|ption|ptions|ber|bers)|signup|cta|optin|mailchimp|mailing|donat(?:e|ion|ions)|membership|appbanner|smartbanner|download|inscription|abo|abonn\w*|boletin|callout|marketing|upsell|giveaway|webpush|pushnotification"),
    (AD, r"ads?|advert\w*|adsense|adslot|adunit|adbox|adwrap\w*|adcontainer|dfp|gpt|banner(?:ad|ads)?|sponsor\w*|anzeige|werbung|publicite|publicidad|commercial|billboard|leaderboard|mpu|skyscraper|advertorial|affiliate"),
    (COOKIE, r"cookies?|consent|gdpr|cmp|onetrust|privacy|didomi|usercentrics|ccpa|truste|datenschutz"),
    (CAPTION, r"(?:img|image|photo|media|wp|picture|figure|foto|bild|gallery|video|slide)?captions?|captiontext|figcaption|imgdesc|bildunterschrift|legende|bildtext|didascalia|piedefoto"),
    (CREDIT, r"(?:img|image|photo|picture|media|foto|bild)?(?:credits?|copyright|source|attribution)s?|photographer|agency|bildnachweis|quelle|courtesy"),
    (BYLINE, r"(?:post|article|entry|story)?(?:bylines?|meta|metadata|metas)|byauthor|dateline|kicker|eyebrow|overline|postinfo|entryinfo|infos?|signature|firma"),
    (AUTHOR, r"(?:post|article|entry|story)?authors?(?:s|name|names|link|info)?|autor(?:e|en|es|in|inn?en)?|auteurs?|writers?|reporters?|journalists?|redakteur|contributors?|vcard|fn|creator|forfatter|skribent|redaktor"),
    (DATE, r"(?:post|article|entry|publish|published|pub|story)?(?:dates?|datetime|time|times|timestamp|timeago)|dateline|published|publishedat|pubdate|datum|fecha|datepublished|datemodified|updated|modified|lastupdated|readingtime|readtime"),
    (TITLE, r"(?:post|article|entry|page|story|news)?(?:titles?|headlines?|hed)|ueberschrift|titre|titulo|titel|titular"),
    (BODY, r"(?:article|story|entry|post|news|content|main|page|text)(?:body|content|text|copy|bodytext|maincontent)|bodytext|bodycopy|bodycontent|articletext|richtext|rtejustify|prose|wysiwyg|storytext|texto|cuerpo|corps|artikeltext|articulo|postcontent|entrycontent|fulltext"),
    (TEASER, r"teasers?\w*|cards?|tiles?|thumbs?|thumbnails?|carousels?|slider|swiper\w*|slick\w*|grid|listing|archive|feed|river|headlines|newslist|hub|bloglist|boxes|splide|owl|flickity|masonry"),
    (AUTHOR_BOX, r"authorbox|authorbio|biography|bio|aboutauthor|authorcard|authorprofile|autorbox"),
    (TAGS, r"tags?|taglist|keywords?|topics?|themen|categor(?:y|ies)|cat|cats|schlagwort\w*|etiquetas|tagcloud|hashtags?|labels?"),
    (BREADCRUMB, r"breadcrumbs?|crumbs?|brotkrumen|ariane|migas"),
    (PAYWALL, r"paywall\w*|piano|meter(?:ed)?|premium|regwall|gate(?:d|way)?|barrier|loginwall|abowall"),
    (FORM, r"forms?|search\w*|login|signin|register|poll|quiz|vote|voting|rating|ratings|survey|contactform|suche|feedback|captcha"),
    (BUTTON, r"btns?|buttons?|toggle|dropdown|accordion|tabs?|close|expander"),
    (LIVE, r"live(?:blog|ticker|feed|updates?|posts?|entry|entries|stream)|liveticker|liveblogpost|keyevents?"),
    (LEAD, r"leads?|standfirst|subhead(?:line)?s?|subtitles?|deck?|intro|chapo|chapeau|summary|abstract|excerpt|lede|entradilla|vorspann|teasertext|description|sapo|ingress|sommario|dek"),
    (FIGURE, r"figures?|(?:post|article|wp)?(?:image|photo|picture|gallery|slideshow)s?|bild|foto|galerie|galeria|lightbox"),
    (MEDIA, r"videos?|players?|jwplayer|brightcove|audio|podcasts?|embeds?|youtube|vimeo|playlist|soundcloud|instagram|tiktok"),
    (DIALOG, r"modals?|popups?|popover|overlays?|lightbox|dialog|toast|snackbar|interstitial|tooltips?|drawer|flyout|notifications?|alert(?:bar)?|notices?"),
    (QUOTE, r"pullquotes?|pull|blockquote|quotes?|zitat|citation"),
    (HIDDEN, r"hidden|hide|visuallyhidden|sronly|screenreader\w*|dnone|displaynone|offscreen|invisible|noprint|printonly|a11y|assistive"),
]  # fmt: skip

_PHRASES = re.compile(
    r"(?P<hidden>visually-hidden|sr-only|screen-reader|d-none|display-none|u-hidden|is-hidden|assistive-text|print-only|show-for-sr|clip-hide)"
    r"|(?P<body>(?:article|story|entry|post|news|page|main|single|detail|rich|field|section|art|td|tdb|blog)-(?:\w+-)?(?:body|content|text|copy|full|detail)|body-(?:text|copy|content|main)|content-(?:body|text|inner|main|article)|e-content|the-content|c-entry|caas-body|text-long)"
    r"|(?P<related>(?:most|more|also|see|read|up|you|next|other|further|top|latest|recent)-(?:read|popular|viewed|from|on|also|more|next|like|may|might|stories|news|articles|posts|shared|commented|reading))"
    r"|(?P<promo>sign-?up|call-to-action|opt-?in|mail-list|app-(?:banner|promo)|go-premium|support-us)"
    r"|(?P<author_box>(?:author|writer|autor)s?-(?:bio|box|card|profile|info|about|desc\w*|block|details)|about-(?:the-)?author|bio-(?:box|text)|post-author)"
    r"|(?P<aside>(?:right|left|side)-(?:bar|rail|column|col|hand|nav))"
    r"|(?P<skip>skip-(?:to|link|nav|content))"
    r"|(?P<title>(?:article|story|entry|post|page|news)-(?:title|headline|heading|hed))"
)
_PHRASE_MARKS = {
    "hidden": HIDDEN,
    "body": BODY,
    "related": RELATED,
    "promo": PROMO,
    "author_box": AUTHOR_BOX,
    "aside": ASIDE,
    "skip": NAV,
    "title": TITLE,
}
_PATTERNS = [(mark, re.compile(pattern)) for mark, pattern in _WORDS]
_ANY = re.compile("|".join(f"(?:{pattern})" for _, pattern in _WORDS))
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[a-z]+")
_words: dict[str, int] = {}
_names: dict[str, int] = {}
_LIMIT = 100_000


def word_marks(word: str) -> int:
    """The marks of one lower-case word of a class name."""
    found = _words.get(word)
    if found is None:
        found = 0
        if len(word) < 30 and _ANY.fullmatch(word):
            for mark, pattern in _PATTERNS:
                if pattern.fullmatch(word):
                    found |= mark
        if len(_words) > _LIMIT:
            _words.clear()
        _words[word] = found
    return found


def name_marks(name: str) -> int:
    """The marks of one name of a class attribute, such as `article__body` or `relatedStories`."""
    found = _names.get(name)
    if found is None:
        found = 0
        lowered = name if name.islower() else _CAMEL.sub("-", name[:200]).lower()
        words = _WORD.findall(lowered)[:20]
        for word in words:
            found |= word_marks(word)
        if len(words) > 1:
            for match in _PHRASES.finditer("-".join(words)):
                found |= _PHRASE_MARKS[match.lastgroup or ""]
        if len(_names) > _LIMIT:
            _names.clear()
        _names[name] = found
    return found


def read_names(names: str) -> tuple[str, int]:
    """The names of an element (its class, id, role …, joined by spaces) in lower case, and the marks they give.

    Names beyond the first 40 are ignored: generated utility classes, or an attack.
    """
    marks = 0
    for name in names[:4000].split()[:40]:
        marks |= name_marks(name)
    return names[:4000].lower(), marks


def describe(marks: int) -> str:
    """The marks as words, for notes."""
    return " ".join(name for value, name in NAMES.items() if marks & value)
