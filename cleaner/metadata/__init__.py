"""What does a page say of itself: its address, headline, authors, day of publication and language?

Asked after repair and before selection, which drops the blocks that are the headline, the byline or the dateline:
they are fields, not text.
"""

from __future__ import annotations

from cleaner.metadata.bare import name_above
from cleaner.metadata.bylines import Byline
from cleaner.metadata.dates import read_stamp
from cleaner.metadata.declared import Declared, read_declared
from cleaner.metadata.flat_headline import find_headline
from cleaner.metadata.json_ld import key_of
from cleaner.metadata.names import clean_names, is_weak, looks_like_person
from cleaner.metadata.published import choose_published, declared_day, reads_month_first
from cleaner.metadata.reader import Surroundings
from cleaner.metadata.signed import find_authors, find_authors_below, sign_below
from cleaner.metadata.title import choose_title
from cleaner.metadata.visible import look_around
from cleaner.page import Metadata, Page


def read_metadata(page: Page) -> Metadata:
    """The fields of a page. Never raises; time is linear in the page."""
    declared = read_declared(page)
    month_first = reads_month_first(declared, page)
    if page.kind == "text":
        headline = find_headline(page, declared.url, declared.names)
    else:
        headline = choose_title(declared.titles, page.head.title, page.blocks, declared.names)
        page.body = declared.article.body
    best, weak = _declared_authors(declared)
    near = look_around(page, headline, declared, best, month_first=month_first)
    authors = _authors(best, weak, declared, near, page)
    if page.kind == "html":
        sign_below(page, near, authors, declared.language)
    found = Metadata(
        url=declared.url,
        host=declared.host,
        title=headline.text,
        authors=authors,
        published=choose_published(declared, near, page, month_first=month_first),
        declared=declared.language,
        used=near.used,
    )
    return _with_fields(found, page)


def read_brief(page: Page) -> Metadata:
    """No more than address, language and day, which is the declared one: nothing is looked for that lessons leave out.

    A page that declares no day is read as a whole. Never raises; time is linear in the page.
    """
    declared = read_declared(page)
    published = declared_day(declared, page)
    if not published:
        return read_metadata(page)
    found = Metadata(declared.url, declared.host, published=published, declared=declared.language)
    return _with_fields(found, page)


def _declared_authors(declared: Declared) -> tuple[list[str], list[str]]:
    """The names that a page declares: those of the best source that names persons or others than the site itself,
    and what is left where none does: the site's name, an account's.
    """
    best: list[str] = []
    weak: list[str] = []
    for source in declared.authors:
        names = list(dict.fromkeys(name for raw in source for name in clean_names(raw, declared.own_names)))
        strong = [name for name in names if not is_weak(name) and not declared.names.holds(key_of(name))]
        if strong and (not best or set(best) < set(strong)):
            best = strong + [name for name in names if name not in strong and _may_sign(name, declared)]
        weak = weak or names
    return best, weak


def _may_sign(name: str, declared: Declared) -> bool:
    """Whether a name that is like the site's signs beside persons: it is not the site's own, and no account's."""
    return not is_weak(name) and key_of(name) not in declared.names.keys


def _authors(best: list[str], weak: list[str], declared: Declared, near: Surroundings, page: Page) -> list[str]:
    """The authors: a byline that says so, then what is declared, then what only looks like a byline."""
    seen = find_authors(page, near, declared.own_names)
    if best:
        return best if _knows_better(best, seen) else seen.names
    if weak and all(declared.names.holds(key_of(name)) for name in weak):
        by_house = all(declared.names.holds(key_of(name)) for name in seen.names)
        if by_house and (found := name_above(page, near.at)):
            near.used[found[1]] = "byline"
            return found[0]
        if seen.rank and looks_like_person(seen.names[0]):
            return seen.names
    if seen.rank > 1:
        return seen.names
    return find_authors_below(page, declared.own_names) or weak or seen.names


def _knows_better(best: list[str], seen: Byline) -> bool:
    """Whether the names that a page declares are to be believed rather than the byline that is seen."""
    if seen.rank < 3 or not looks_like_person(seen.names[0]):
        return True
    if len(best) == len(seen.names) and all(map(str.startswith, seen.names, best)):
        return True  # what follows the name is where its author works
    is_part = set(map(str.casefold, seen.names)) < set(map(str.casefold, best))
    return is_part and all(map(looks_like_person, best))


def _with_fields(found: Metadata, page: Page) -> Metadata:
    """The same with what came beside the page, which knows better."""
    fields = page.fields
    title, published = fields.get("title"), fields.get("published")
    if isinstance(title, str) and title.strip():
        found.title = " ".join(title.split())
    stamp = read_stamp(published) if isinstance(published, str) else None
    if stamp:
        found.published = stamp.iso
    authors = fields.get("authors")
    if isinstance(authors, str):
        authors = clean_names(authors)
    if isinstance(authors, (list, tuple)) and authors:
        found.authors = [" ".join(str(name).split()) for name in authors if str(name).strip()]
    return found
