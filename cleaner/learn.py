"""Many pages of a source → its template: the lines that are the source's, not the article's.

A line that stands on many pages of a source, whose articles differ, belongs to the source: a menu entry, a prompt, a
line below every article. Extracted HTML hardly shows them any more; in flattened text they are a quarter of some
sources' characters. Digits count as the same, so that counters and dates do not hide a line.

What only looks repeated stays. Pages that share their longest paragraph are copies of one article and count once, so
a wire report in five places teaches nothing. A sentence as long as a paragraph must stand beside other lines of the
template on most of its pages: a legal notice within the body, or a quote in several articles, stands among lines that
are each page's own.

A template is a TOML file that can be read, reviewed and edited; it is data, never state. Learning holds for each source
the counts of the lines seen so far, and forgets rare ones above a limit, so memory does not grow with the pages.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from cleaner.errors import UsageError
from cleaner.page import Page, Template

FEWEST_PAGES = 5
"""pages a source must have: fewer say nothing of what recurs"""
SHARE = 0.2
"""of a group's pages a line must stand on: sections have lines of their own, and layouts change over the years"""
FEWEST = 3
"""pages a line must stand on"""
LONGEST = 400
"""characters of a line that can be learned; a longer one is a paragraph of an article"""
SENTENCE = 80
"""characters from which a line with a sentence end must stand beside others of the template"""
BESIDE = 0.6
"""of its pages on which such a line must do so"""
KEPT_LINES = 100_000
"""lines remembered of a source; above that, those seen once are forgotten (lossy counting, Manku and Motwani 2002)"""
_DIGITS = re.compile(r"\d+")
_ENDS = frozenset(".!?…。！？؟।\"”’»")
_SECTION = re.compile(r"/([a-z][a-z-]{1,30})/")


def key_of(line: str) -> str:
    """What two lines of a template have in common: the letters, with every number the same."""
    return _DIGITS.sub("0", " ".join(line.casefold().split()))


def source_of(page: Page) -> str:
    """The source a page belongs to: its host, without `www.`."""
    url = page.metadata.url or str(page.fields.get("url") or "")
    return host_of(url)


def host_of(url: str) -> str:
    """The host of a URL in lower case, without `www.`; '' where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@dataclass(slots=True)
class _Group:
    """The pages of a source, of one language of it, or of one section."""

    pages: int = 0
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    beside: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, lines: list[str]) -> None:
        self.pages += 1
        for line in set(lines):
            self.counts[line] += 1
        for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
            if len(line) >= SENTENCE and line[-1] in _ENDS:
                near = self.beside.setdefault(line, {})
                for other in (before, after):
                    if len(near) < 40 or other in near:
                        near[other] = near.get(other, 0) + 1
        if len(self.counts) > KEPT_LINES:
            self.counts = defaultdict(int, {line: count for line, count in self.counts.items() if count > 1})
            self.beside = {line: near for line, near in self.beside.items() if line in self.counts}

    def lines(self) -> dict[str, int]:
        """The lines of the template, with the pages they stand on."""
        if self.pages < FEWEST_PAGES:
            return {}
        least = max(FEWEST, SHARE * self.pages)
        often = {line: count for line, count in self.counts.items() if count >= least}
        return {line: count for line, count in often.items() if line not in self.beside or self._is_beside(line, count, often)}

    def _is_beside(self, line: str, count: int, often: dict[str, int]) -> bool:
        """Whether a sentence stands beside other lines of the template, or at the page's edge, on most of its pages."""
        near = self.beside[line]
        company = max((seen for other, seen in near.items() if not other or (other != line and other in often)), default=0)
        return company >= BESIDE * count


class Learner:
    """Learns the templates of all sources it is shown pages of."""

    def __init__(self) -> None:
        self._groups: dict[str, dict[str, _Group]] = {}
        self._articles: dict[str, set[bytes]] = {}

    def add(self, page: Page) -> None:
        """Count the lines of a segmented page towards its source; a page without a source teaches nothing."""
        source = source_of(page)
        texts = [block.trace.text for block in page.blocks if block.kind != "region"]
        if not source or not texts:
            return
        longest = max(texts, key=len)
        article = hashlib.sha256(longest.encode("utf-8", "surrogatepass")).digest()[:8]
        seen = self._articles.setdefault(source, set())
        if article in seen:
            return
        seen.add(article)
        lines = [key_of(text) for text in texts if len(text) <= LONGEST]
        groups = self._groups.setdefault(source, {})
        for name in _groups_of(page):
            groups.setdefault(name, _Group()).add(lines)

    def templates(self) -> dict[str, Template]:
        """The template of each source that had pages enough and lines that recur."""
        found = {}
        for source, groups in sorted(self._groups.items()):
            lines: dict[str, int] = {}
            for group in groups.values():
                for line, count in group.lines().items():
                    lines[line] = max(count, lines.get(line, 0))
            if lines:
                found[source] = Template(source, groups[""].pages, lines)
        return found


def _groups_of(page: Page) -> Iterator[str]:
    """The source as a whole, this language of it, this section of it."""
    yield ""
    if page.metadata.declared:
        yield "language " + page.metadata.declared
    section = _SECTION.search(urlsplit(page.metadata.url).path) if "[" not in page.metadata.url else None
    if section:
        yield "section " + section[1]


# -- templates as files


def write_templates(templates: dict[str, Template], folder: Path) -> None:
    """One readable file a source; the same templates give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for source, template in templates.items():
        rows = [
            f"# The lines that recur on pages of {json.dumps(source)[1:-1]}; numbers count as 0. Delete a line to spare it.",
            f"source = {json.dumps(source)}",
            f"pages = {template.pages}",
            "",
            "[lines]",
        ]
        ordered = sorted(template.lines.items(), key=lambda item: (-item[1], item[0]))
        rows += [f"{_quoted(line)} = {count}" for line, count in ordered]
        (folder / _file_name(source)).write_text("\n".join(rows) + "\n", encoding="utf-8")


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's, where surrogate pairs stay characters."""
    return json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False).replace("\x7f", "\\u007f")


def _file_name(source: str) -> str:
    """A name for a source that is safe on every file system, whatever the host is called."""
    safe = re.sub(r"[^a-z0-9.-]", "_", source)[:100].strip(".") or "_"
    if safe != source:
        safe += "-" + hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return safe + ".toml"


@lru_cache(maxsize=4)
def load_templates(folder: str) -> dict[str, Template]:
    """The templates of a folder, by source. Raises UsageError with file and mend for one that cannot be read."""
    found = {}
    for file in sorted(Path(folder).glob("*.toml")):
        try:
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            lines = {str(line): int(count) for line, count in table["lines"].items()}
            found[str(table["source"])] = Template(str(table["source"]), int(table["pages"]), lines)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise UsageError(f"{file}: no template ({error}); mend it, or learn it again") from error
    return found


def learn(pages: Iterable[Page]) -> dict[str, Template]:
    """The templates of segmented pages."""
    learner = Learner()
    for page in pages:
        learner.add(page)
    return learner.templates()
