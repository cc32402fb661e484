"""What is a fixture, and does its page still give what somebody wants of it?

A folder with `source.html` or `source.txt`, `expected.txt` (the article, one paragraph or subheading a line) and
`about.md`, whose front matter has the page's `url` and the fields it must give: `title`, `authors` with `; ` between
them, `published` as far as it matters. A fixture whose text is known to be wrong says so in a line `misses:` or
`reason:`; it fails when its text becomes right, so that the line goes.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cleaner.errors import UsageError
from cleaner.given import check_site_rules
from cleaner.offered import record_of
from cleaner.packing import bare_name
from cleaner.page import Page
from cleaner.pipeline import process
from cleaner.settings import Settings

KNOWN_WRONG = ("misses", "reason")
_FIELDS = ("title", "authors", "published")
_SHOWN = 12
"""lines of a difference"""


@dataclass(frozen=True)
class Fixture:
    """A page and what is wanted of it."""

    name: str
    source: Path
    expected: str
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def fails_today(self) -> bool:
        """Whether it lies among those that are out of reach."""
        return self.source.parent.parent.name == "failures"

    @property
    def is_wrong(self) -> bool:
        """Whether its text is known to be wrong."""
        return any(name in self.fields for name in KNOWN_WRONG)


def read(folder: Path) -> Fixture:
    """One fixture; UsageError where a part of it is missing."""
    sources = sorted(folder.glob("source.*"))
    if len(sources) != 1:
        raise UsageError(f"{folder}: needs exactly one source.html or source.txt")
    try:
        expected = (folder / "expected.txt").read_text(encoding="utf-8").rstrip("\n")
        head = (folder / "about.md").read_text(encoding="utf-8").split("---")
    except OSError as error:
        raise UsageError(f"{error.filename}: cannot be read ({error.strerror}); a fixture needs it") from error
    lines = head[1].strip().splitlines() if len(head) > 2 else []
    fields = dict(line.split(": ", 1) for line in lines if ": " in line)
    if not fields.get("url"):
        raise UsageError(
            f"{folder / 'about.md'}: needs front matter, between lines ---, with at least `url: https://…`"
        )
    return Fixture(folder.name, sources[0], expected, fields)


def check_all(folder: Path, settings: Settings) -> tuple[list[str], int]:
    """What is to be said of the fixtures in a folder, and how many fail. UsageError where there is none."""
    check_site_rules(settings)
    places = [path.parent for path in sorted(folder.rglob("about.md"))]
    if not places:
        raise UsageError(f"{folder}: holds no fixture; `clean fixture {folder} --page FILE --url URL` begins one")
    said, failed = [], 0
    for place in places:
        fixture = read(place)
        page = process(record_of(fixture.source.read_bytes(), fixture.fields["url"]), settings)
        wrong = list(problems(fixture, page))
        failed += bool(wrong)
        era = f"   {page.ruling.host}.toml, era {page.ruling.era}" if page.ruling and page.ruling.era else ""
        said += [f"{'FAILED' if wrong else 'ok':<7} {fixture.name}{era}", *(f"  {line}" for line in wrong)]
    return [*said, f"{len(places)} fixtures, {failed} failed"], failed


def problems(fixture: Fixture, page: Page) -> Iterator[str]:
    """What a page gives that is not wanted, a line each."""
    if page.ruling and not page.ruling.era:
        yield f"no era of {page.ruling.host}.toml fits the page"
    wanted, got = fixture.expected.split("\n"), page.text.split("\n")
    if wanted != got and not fixture.is_wrong:
        changes = [line for line in difflib.ndiff(wanted, got) if line[0] in "-+"]
        yield from (f"text {line[:200]}" for line in changes[:_SHOWN])
        if len(changes) > _SHOWN:
            yield f"text … and {len(changes) - _SHOWN} more lines"
    if wanted == got and fixture.is_wrong:
        yield f"text is right now: take {' or '.join(KNOWN_WRONG)} out of about.md"
    found = _fields(page)
    for name in _FIELDS:
        want = fixture.fields.get(name)
        if want is not None and found[name][: len(want) if name == "published" else None] != want:
            yield f"{name}: wanted {want!r}, got {found[name]!r}"


def _fields(page: Page) -> dict[str, str]:
    known = page.metadata
    return {"title": known.title, "authors": "; ".join(known.authors), "published": known.published}


def begin(folder: Path, file: Path, url: str, settings: Settings) -> str:
    """Write a fixture with what a page gives now, to be put right by hand; what to do next."""
    check_site_rules(settings)
    if not url:
        raise UsageError("--url: give the page's address, by which its site is known")
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder}: is not empty; give the name of a new folder, as HOST--DATE--WORD")
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror}); give a page") from error
    if bare_name(file.name) != file.name:
        raise UsageError(f"{file}: is packed; unpack it first")
    page = process(record_of(data, url), settings)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"source.{'html' if page.kind == 'html' else 'txt'}").write_bytes(data)
    (folder / "expected.txt").write_text(page.text + "\n", encoding="utf-8")
    fields = "".join(f"{name}: {value}\n" for name, value in _fields(page).items() if value)
    head = f"---\nurl: {url}\n{fields}---\nWhich habit of the site does this page show?\n"
    (folder / "about.md").write_text(head, encoding="utf-8")
    return (
        f"{folder} has what the page gives now. Make expected.txt what a reader wants, and about.md what is true;\n"
        f"then write rules until it holds: clean fixture {folder} --sources RULES"
    )
