"""Which object of a page's JSON-LD is its article, and what does it say?

A page often carries several: itself, the site, its trail of crumbs, the articles it links to.
"""

from __future__ import annotations

from html import unescape
from typing import Any, NamedTuple

from cleaner.metadata.json_ld import Thing, key_of, key_of_url

_ARTICLES = frozenset(
    "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle "
    "reviewnewsarticle asknewsarticle advertisercontentarticle satiricalarticle liveblogposting blogposting "
    "socialmediaposting discussionforumposting techarticle scholarlyarticle medicalscholarlyarticle report review "
    "claimreview criticreview recipe howto medicalwebpage qapage faqpage newsmediaarticle".split()
)
_PAGES = frozenset(
    "webpage itempage aboutpage collectionpage videoobject podcastepisode creativework book course".split()
)

_DAYS = ("datePublished", "dateCreated", "uploadDate", "coverageStartTime")


class Article(NamedTuple):
    """What the JSON-LD says of the page's article; empty where it does not."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    publisher: str = ""
    language: str = ""
    body: str = ""
    address: str = ""
    """of an article that is called what the page is"""


def types_of(thing: Thing) -> set[str]:
    """Its types in lower case, without their namespaces."""
    found = thing.get("@type")
    return {
        kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower()
        for kind in (found if isinstance(found, list) else [found])
        if isinstance(kind, str)
    }


def choose(things: list[Thing], urls: set[str], titles: set[str]) -> Article:
    """The page's own article among these things.

    `urls` and `titles` are what the page calls itself, as `key_of_url` and `key_of` give them.
    """
    best: Thing = {}
    highest = 0.0
    for thing in things:
        score = _score(thing, urls, titles)
        if score > highest:
            best, highest = thing, score
    if not best:
        return Article()
    people = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and "name" in thing}
    return _read(best, things, people, titles)


def _score(thing: Thing, urls: set[str], titles: set[str]) -> float:
    kinds = types_of(thing)
    score = 4.0 if kinds & _ARTICLES else 1.0 if kinds & _PAGES else 0.0
    if not score and not ("headline" in thing and "datePublished" in thing):
        return 0.0
    if "datePublished" in thing:
        score += 2
    if "author" in thing:
        score += 1
    if key_of(text_of(thing.get("headline") or thing.get("name"))):
        score += 1
        if titles:
            score += 3 if _is_called(thing, titles) else -2
    address = _address(thing)
    if address:
        score += 3 if address in urls else -1
    return score


def _is_called(thing: Thing, titles: set[str]) -> bool:
    """Whether a thing is called what the page is."""
    title = key_of(text_of(thing.get("headline") or thing.get("name")))
    return bool(title) and any(title.startswith(own) or own.startswith(title) for own in titles)


def _address(thing: Thing) -> str:
    return key_of_url(_url(thing))


def _url(thing: Thing) -> str:
    for key in ("mainEntityOfPage", "url", "@id"):
        value = thing.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and value[:4] == "http":
            return value
    return ""


def _read(thing: Thing, things: list[Thing], people: dict[str, Thing], titles: set[str]) -> Article:
    kinds = types_of(thing)
    published = text_of(next((thing[key] for key in _DAYS if thing.get(key)), ""))
    authors = names_of(thing.get("author"), people) or names_of(thing.get("creator"), people)
    publisher = names_of(thing.get("publisher"), people)
    modified = text_of(thing.get("dateModified"))
    if not (published and authors):  # the web page around an article, or the article in a web page, says the rest
        for other in things:
            if other is not thing and types_of(other) & (_ARTICLES | _PAGES) and _score(other, set(), titles) > 0:
                published = published or text_of(other.get("datePublished"))
                authors = authors or names_of(other.get("author"), people)
                modified = modified or text_of(other.get("dateModified"))
    return Article(
        text_of(thing.get("headline")) or (text_of(thing.get("name")) if kinds & _ARTICLES else ""),
        tuple(authors),
        published,
        modified,
        publisher[0] if publisher else "",
        text_of(thing.get("inLanguage")),
        _body(thing.get("articleBody")),
        _url(thing) if kinds & _ARTICLES and _is_called(thing, titles) else "",
    )


def _body(value: Any) -> str:
    return value[:500_000] if isinstance(value, str) else ""


def names_of(value: Any, people: dict[str, Thing], depth: int = 0) -> list[str]:
    """The names in an author or publisher: a text, an object, a reference to one, or a list of those."""
    if depth > 3:
        return []
    if isinstance(value, str):
        return [text_of(people[value].get("name"))] if value in people else [text_of(value)] if value.strip() else []
    if isinstance(value, list):
        return [name for item in value[:50] for name in names_of(item, people, depth + 1)]
    if isinstance(value, dict):
        name = value.get("name") or value.get("@list") or value.get("@value")
        if not name and isinstance(value.get("@id"), str):
            name = people.get(value["@id"], {}).get("name")
        if not name and ("givenName" in value or "familyName" in value):
            name = f"{text_of(value.get('givenName'))} {text_of(value.get('familyName'))}"
        return names_of(name, {}, depth + 1)
    return []


def text_of(value: Any) -> str:
    """A value as one line of text; templates escape for HTML what stands in a script, some of them twice."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        return ""
    value = value[:2000]
    if "&" in value:
        value = unescape(unescape(value))
    return " ".join(value.split())
