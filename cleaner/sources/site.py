"""What can be said of a site?

    # What habit of this site the file is about.
    [[era]]
    from = 2022-06-01              # optional: pages published from that day on
    until = 2025-12-31             # and up to that one
    body = ["article"]             # the article is in here: what stands outside is dropped; where the first of
                                   # these finds no text, the era does not fit the page
    keep = [".lead"]               # these are article, inside it or not
    drop = [".newsletter"]         # and these never are: `drop` speaks before `keep`
    [era.lines]                    # RE2, for lines of flat text and for blocks of HTML alike
    drop = ["^Read more: "]
    keep = ["^Standfirst: "]
    end = ["^More Latest News$"]   # flat text only: from this line on, once there was a paragraph
    [era.fields]                   # the text of the first element; `selector @attribute` takes an attribute
    title = "h1"
    authors = ".byline a"          # of every element
    published = "time @datetime"

A file may say instead that its host is another's: `same_as = "example.org"`.

Above the first era, or in a file without one, `off = ["select.caption"]` switches rules off for the site: the general
rule that is wrong there. A user's file without an era keeps the eras that the package has for the host.
"""

from __future__ import annotations

from typing import NamedTuple

from cleaner.sources.lines import Pattern

FIELDS = ("title", "authors", "published")


class Field(NamedTuple):
    """Where a field of the page stands: an element, and the attribute that holds it or '' for its text."""

    selector: str
    attribute: str = ""


class Era(NamedTuple):
    """One layout of a site, and the days of publication it was used for, in ISO form; '' leaves a side open."""

    since: str = ""
    until: str = ""
    body: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    drop_lines: tuple[Pattern, ...] = ()
    keep_lines: tuple[Pattern, ...] = ()
    end_lines: tuple[Pattern, ...] = ()
    fields: tuple[tuple[str, Field], ...] = ()

    @property
    def name(self) -> str:
        """The era in words: its days."""
        return f"{self.since}..{self.until}" if self.since or self.until else "always"

    @property
    def rules(self) -> list[str]:
        """Every rule as notes and counts name it."""
        named = [("body", self.body), ("keep", self.keep), ("drop", self.drop)]
        lines = [("drop line", self.drop_lines), ("keep line", self.keep_lines), ("end line", self.end_lines)]
        fields = [f"{name} {' @'.join(filter(None, field))}" for name, field in self.fields]
        return (
            [f"{verb} {selector}" for verb, selectors in named for selector in selectors]
            + [f"{verb} {pattern.text}" for verb, patterns in lines for pattern in patterns]
            + fields
        )

    def covers(self, day: str) -> bool:
        """Whether a page of this day, in ISO form, falls into it."""
        return (not self.since or self.since <= day) and (not self.until or day <= self.until)


class Site(NamedTuple):
    """The rules for one host, the era written last first."""

    host: str
    eras: tuple[Era, ...]
    off: tuple[str, ...] = ()
    """rules that do not judge this site's pages"""

    @property
    def kept(self) -> list[str]:
        """The selectors of what is article, which may stand in what looks like a menu as a whole."""
        return [selector for era in self.eras for selector in era.keep]

    def in_order(self, published: str) -> list[Era]:
        """The eras to try for a page of this day ('' where it is not known): those of the day, then the latest.

        A site that moves to a new layout moves its old articles with it, so an era of other days may fit as well.
        """
        day = published[:10]
        latest = sorted(self.eras, key=lambda era: era.since, reverse=True)
        return sorted(latest, key=lambda era: not era.covers(day)) if day else latest
