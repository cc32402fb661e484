"""What does a page's head declare, in all the vocabularies that publishers use?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from cleaner.address import host_in
from cleaner.metadata import json_ld
from cleaner.metadata.article import Article, choose
from cleaner.metadata.claims import Names
from cleaner.metadata.own_address import CARDS, own_address
from cleaner.page import Head, Page

_TITLES = ("og:title", "twitter:title", "headline", "parsely-title", "sailthru.title", "dc.title", "citation_title")
_AUTHORS = (
    "author", "parsely-author", "sailthru.author", "cxenseparse:author", "citation_author", "dc.creator",
    "dcterms.creator", "article:author", "og:article:author", "byl", "byline", "mediator_author", "dable:author",
    "creator", "dc.contributor", "article.author",
)  # fmt: skip
_PUBLICATION = "*"
"""stands for every name that says so in words of its own"""
_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time",
    "datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "citation_publication_date", "citation_online_date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date.created", _PUBLICATION, "publish-date", "publish_date", "publishdate", "pubdate",
    "publication_date", "article.published", "published_time", "datecreated", "article.created", "article:created",
    "dc.date", "dcterms.date", "date", "originalpublicationdate", "displaydate",
    "ptime", "release_date", "citation_date", "og:regdate",
    "weibo:article:create_at",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "revised")
_SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher", "copyright")
_KNOWN = frozenset((*_TITLES, *_AUTHORS, *_PUBLISHED, *_MODIFIED, *_SITES, *CARDS)) | {
    "og:url", "og:locale", "content-language", "language", "dc.language", "twitter:label1", "twitter:data1",
    "twitter:label2", "twitter:data2",
}  # fmt: skip

_SCRIPT = "script:ld+json"
"""a script that a framework for shops wrote as a meta"""


@dataclass(slots=True)
class Declared:
    """The head of a page in one form. Lists have the best source first, texts are as they were found."""

    url: str = ""
    host: str = ""
    language: str = ""
    article: Article = field(default_factory=Article)
    titles: list[str] = field(default_factory=list)
    authors: list[list[str]] = field(default_factory=list)
    """one list for each source that names authors"""
    published: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    names: Names = field(default_factory=lambda: Names(frozenset()))
    own_names: tuple[str, ...] = ()


def read_declared(page: Page) -> Declared:
    """The declarations of a page; a flat text has only those that came beside it."""
    if page.kind == "text":
        return _read_beside(page)
    head = page.head
    metas = _metas(head)
    first = {name: values[0] for name, values in metas.items()}
    given = page.fields.get("url")
    shared = first.get("og:url", "")
    addresses = {json_ld.key_of_url(text) for text in (str(given), head.canonical, shared) if "://" in text}
    titles = {json_ld.key_of(text[:400]) for text in (first.get("og:title", ""), head.title) if text}
    scripts = [*head.json_ld, *(content for name, content in head.metas if name == _SCRIPT)]
    article = choose(json_ld.read_things(scripts), addresses, titles - {""}) if scripts else Article()
    if isinstance(given, str) and given:
        url = given
    else:
        url = own_address(head.canonical, shared, article.address, [first.get(name, "") for name in CARDS], page.source)
    host = host_in(url)
    own_names = tuple(name for name in (*(first.get(site, "") for site in _SITES), article.publisher) if name)
    published = [value for name in _PUBLISHED if name in metas for value in metas[name][:1]]
    return Declared(
        url=url,
        host=host,
        language=_language(page, first, article),
        article=article,
        titles=[article.headline, *(first[name] for name in _TITLES if name in first)],
        authors=_authors(metas, article),
        published=published,
        modified=[article.modified, *(first[name] for name in _MODIFIED if name in first)],
        names=Names(_keys(own_names, host)),
        own_names=(*own_names, _label_of(host)) if host else own_names,
    )


def _read_beside(page: Page) -> Declared:
    given, language = page.fields.get("url"), page.fields.get("language")
    url = given if isinstance(given, str) else ""
    host = host_in(url)
    code = _code(language) if isinstance(language, str) else ""
    return Declared(url=url, host=host, language=code, names=Names(_keys((), host)))


def _metas(head: Head) -> dict[str, list[str]]:
    """The contents of the metas that we know, by name."""
    found: dict[str, list[str]] = {}
    for name, content in head.metas:
        if (name in _KNOWN or _is_published(name)) and content.strip():
            values = found.setdefault(name if name in _KNOWN else _PUBLICATION, [])
            if len(values) < 30:
                values.append(content[:2000])
    return found


def _is_published(name: str) -> bool:
    """Whether the name of a meta says that it holds a day of publication, in no vocabulary we know."""
    return ("publish" in name or "pubdate" in name or "publicationdate" in name) and not _OTHER.search(name)


_OTHER = re.compile(r"modif|updat|expir|until|end|publisher|by(?![a-z])|url|status|id$|state|site")


def _authors(metas: dict[str, list[str]], article: Article) -> list[list[str]]:
    sources = [list(article.authors)] if article.authors else []
    sources.extend(metas[name] for name in _AUTHORS if name in metas)
    card = [metas.get(name, [""])[0] for name in _CARD]
    if card[1] and (card[0].strip(" :").casefold() in _WRITTEN_BY or _is_read(card)):
        sources.append(card[1:2])
    elif card[3] and card[2].strip(" :").casefold() in _WRITTEN_BY:
        sources.append(card[3:])
    return sources


_CARD = ("twitter:label1", "twitter:data1", "twitter:label2", "twitter:data2")


def _is_read(card: list[str]) -> bool:
    """Whether a card tells who wrote it and how long it takes to read, as the most used plug-in for searches makes it
    in every language: a name without digits, then some minutes.
    """
    named, minutes = card[1], card[3].strip()
    return bool(_MINUTES.fullmatch(minutes)) and not any(map(str.isdigit, named)) and len(named) < _LONGEST


_MINUTES = re.compile(r"(?:\D{1,12}\s)?\d{1,3}\s?\D{1,20}")
_LONGEST = 60
"""characters of a name in a card"""
_WRITTEN_BY = frozenset(
    "written by|author|by|verfasst von|escrito por|écrit par|scritto da|geschreven door|skrevet av|skriven av|"
    "napisane przez|yazan|автор|написано автором|autor|ditulis oleh|tác giả|作者|投稿者".split("|")
)
"""what the most used search plug-in for blogs calls an author in its cards"""


def _language(page: Page, first: dict[str, str], article: Article) -> str:
    given = page.fields.get("language")
    for value in (
        given if isinstance(given, str) else "",
        page.head.language,
        first.get("content-language", ""),
        first.get("og:locale", ""),
        first.get("language", ""),
        first.get("dc.language", ""),
        article.language,
    ):
        if value and (code := _code(value)):
            return code
    return ""


def _code(value: str) -> str:
    """The language code that a value is; empty where it is none."""
    code = value.partition(",")[0].strip().replace("_", "-")
    return code if 1 < len(code) < 20 and code.replace("-", "").isalnum() and code.isascii() else ""


_SECOND = frozenset("co com org net gov ac or ne go edu".split())


def _label_of(host: str) -> str:
    """The label of a host that its owner chose: `harrowby` of `www.harrowby.co.uk`."""
    labels = host.removeprefix("www.").split(".")
    if len(labels) > 2 and labels[-2] in _SECOND:
        return labels[-3]
    return labels[-2] if len(labels) > 1 else host


@lru_cache(maxsize=1024)
def _keys(own_names: tuple[str, ...], host: str) -> frozenset[str]:
    bare = host.removeprefix("www.")
    stem = bare.rpartition(".")[0]
    keys = {json_ld.key_of(name[:100]) for name in (*own_names, bare, stem, stem.partition(".")[2])}
    return frozenset(key for key in keys if len(key) > 1)
