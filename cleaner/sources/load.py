"""Is this file of source rules sound, and what does it say?

A file comes from a user's folder as often as from the package, so it is read as what it is: data. Nothing in it is
run, everything has bounds, and what is wrong is refused with file, line and mend before any page is touched.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cleaner.errors import UsageError
from cleaner.rules import switchable
from cleaner.segment import selectors
from cleaner.sources import lines
from cleaner.sources.lines import Pattern
from cleaner.sources.site import FIELDS, Era, Field, Site

LARGEST = 64 * 1024
"""bytes of a file; the largest that was written has 2,000"""
MOST = 100
"""eras of a file, and rules of one list"""
HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")
_SELECTORS = ("body", "keep", "drop")
_LINES = ("drop", "keep", "end")
_ERA = ("from", "until", *_SELECTORS, "lines", "fields")


def load_site(file: Path) -> Site | str:
    """The rules of a file, or the host whose rules it borrows.

    Raises UsageError with file, line and mend where anything in it cannot be used.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror}); make it readable, or take it away") from error
    if len(data) > LARGEST:
        raise UsageError(f"{file}: has {len(data)} bytes; {LARGEST} are allowed, give each site a file of its own")
    try:
        text = data.decode("utf-8")
        table = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file}: is not TOML: {error}; mend that, or delete the file") from error
    return _Reader(file, text).site(table)


class _Reader:
    """One file, and the place in it that is being read."""

    def __init__(self, file: Path, text: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self.begin = 0  # the line the present era begins at

    def site(self, table: dict[str, Any]) -> Site | str:
        host = self.file.name.removesuffix(".toml")
        if not HOST.fullmatch(host) or host.startswith("www."):
            raise UsageError(f"{self.file}: name it as a host in lower case without www., such as example.org.toml")
        self.check_keys(table, ("era", "same_as", "off"))
        same = table.get("same_as")
        if same is not None:
            if not isinstance(same, str) or not HOST.fullmatch(same) or same == host or len(table) > 1:
                self.refuse("same_as", "same_as must name another host, and stand alone")
            return str(same)
        off = self.off(table)
        eras = table.get("era", [] if off else None)
        if off and not eras:
            return Site(host, (), off)
        if not isinstance(eras, list) or not 0 < len(eras) <= MOST or not all(isinstance(era, dict) for era in eras):
            self.refuse("era", f"needs from one to {MOST} eras, each under a line [[era]], or off = ['select.caption']")
        heads = [number for number, line in enumerate(self.lines) if line.replace(" ", "").startswith("[[era]]")]
        found = []
        for number, era in enumerate(eras or ()):
            self.begin = heads[number] if number < len(heads) else 0
            found.append(self.era(era))
        return Site(host, tuple(found), off)

    def off(self, table: dict[str, Any]) -> tuple[str, ...]:
        found, known = self.words(table, "off"), switchable()
        for name in found:
            if name not in known:
                self.refuse(name, f"{name!r} is no rule that can be switched off; those are {', '.join(known)}")
        return tuple(found)

    def era(self, table: dict[str, Any]) -> Era:
        self.check_keys(table, _ERA)
        said, fields = self.table(table, "lines", _LINES), self.table(table, "fields", FIELDS)
        since, until = self.day(table, "from"), self.day(table, "until")
        if since and until and since > until:
            self.refuse("until", f"until = {until} is before from = {since}")
        body, keep, drop = (self.selectors(table, name) for name in _SELECTORS)
        dropped, kept, ends = (self.patterns(said, name) for name in _LINES)
        era = Era(since, until, body, keep, drop, dropped, kept, ends, self.fields(fields))
        if not era.rules:
            self.refuse("[[era]]", "this era has no rule; write one, such as body = ['article'], or delete the era")
        return era

    def table(self, table: dict[str, Any], name: str, known: tuple[str, ...]) -> dict[str, Any]:
        found = table.get(name, {})
        if not isinstance(found, dict):
            self.refuse(name, f"{name} must be a table with {', '.join(known)}")
        self.check_keys(found, known)
        return dict(found)

    def day(self, table: dict[str, Any], name: str) -> str:
        value = table.get(name)
        if value is None:
            return ""
        if isinstance(value, datetime) or not isinstance(value, date):
            self.refuse(name, f"{name} must be a day without quotes, as {name} = 2022-06-01")
        return str(value)

    def words(self, table: dict[str, Any], name: str) -> list[str]:
        value = table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            self.refuse(name, f"{name} must be a list of texts, as {name} = ['one', 'two']")
        if len(value) > MOST:
            self.refuse(name, f"{name} has {len(value)} rules; {MOST} are allowed")
        return list(value)

    def selectors(self, table: dict[str, Any], name: str) -> tuple[str, ...]:
        for selector in (found := self.words(table, name)):
            self.check_selector(selector)
        return tuple(found)

    def check_selector(self, selector: str) -> None:
        if wrong := selectors.what_is_wrong(selector):
            self.refuse(selector, f"{selector!r} is no CSS selector that can be used: {wrong}")

    def patterns(self, table: dict[str, Any], name: str) -> tuple[Pattern, ...]:
        for pattern in (found := self.words(table, name)):
            if wrong := lines.what_is_wrong(pattern):
                self.refuse(pattern, f"{pattern!r} is no pattern that can be used: {wrong}")
        return tuple(map(Pattern, found))

    def fields(self, table: dict[str, Any]) -> tuple[tuple[str, Field], ...]:
        found = []
        for name, value in table.items():
            if not isinstance(value, str):
                self.refuse(name, f"{name} must be a text: a selector, or `selector @attribute`")
            selector, _, attribute = value.partition(" @")
            self.check_selector(selector)
            found.append((name, Field(selector.strip(), attribute.strip())))
        return tuple(found)

    def check_keys(self, table: dict[str, Any], known: tuple[str, ...]) -> None:
        for name in table:
            if name not in known:
                self.refuse(name, f"{name!r} is unknown; known are {', '.join(known)}")

    def refuse(self, what: str, why: str) -> None:
        """Raise UsageError; the line is the first of the present era that holds `what`, as it is or escaped."""
        forms = (what, what.replace("\\", "\\\\"), what.replace('"', '\\"'))
        for number, line in enumerate(self.lines[self.begin :], self.begin + 1):
            if any(form in line for form in forms):
                raise UsageError(f"{self.file}, line {number}: {why}")
        raise UsageError(f"{self.file}, line {self.begin + 1}: {why}")
