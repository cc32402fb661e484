"""Which rules are there for this host?

Those of the user's folder (`--sources FOLDER`) come before those of the package; `--sources none` leaves both out. The
host itself is looked for, then what is left of it without its first label, and so on; files are read when a page of
theirs is met.
"""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from pathlib import Path

from cleaner.errors import UsageError
from cleaner.settings import NO_SOURCES
from cleaner.sources.load import load_site
from cleaner.sources.site import Site

OWN = Path(__file__).parent


@lru_cache(maxsize=65536)
def find_site(folder: str, host: str) -> Site | None:
    """The rules for a host; None where there are none. `folder` is the user's, '' for none, or NO_SOURCES."""
    if folder == NO_SOURCES:
        return None
    name = host.lower().removeprefix("www.").rstrip(".")
    while "." in name:
        for place in _places(folder):
            if name in _hosts(place):
                return _followed(folder, place / f"{name}.toml")
        name = name.partition(".")[2]
    return None


def _places(folder: str) -> list[Path]:
    return [Path(folder), OWN] if folder else [OWN]


@cache
def _hosts(place: Path) -> frozenset[str]:
    return frozenset(file.name.removesuffix(".toml") for file in place.iterdir() if file.name.endswith(".toml"))


def _followed(folder: str, file: Path) -> Site | None:
    """The rules of a file, or of the one it borrows from: that one must have its own."""
    found = load_site(file)
    if isinstance(found, Site):
        known = OWN / f"{found.host}.toml"
        if found.eras or file == known or not known.is_file():
            return found
        ours = _followed("", known)
        return found._replace(eras=ours.eras) if ours else found
    for place in _places(folder):
        if found in _hosts(place):
            other = load_site(place / f"{found}.toml")
            if isinstance(other, Site):
                return other
    raise UsageError(f"{file}: same_as names {found}, which has no rules of its own; write {found}.toml")


def all_sites(folder: str = "") -> dict[str, Site]:
    """Every site with rules by host, those that borrow them too, checked.

    Raises UsageError with file, line and mend for the first file that cannot be used, and for a folder without any.
    """
    if folder == NO_SOURCES:
        return {}
    if folder and not Path(folder).is_dir():
        raise UsageError(f"{folder}: is no folder of source rules; give one with files such as example.org.toml")
    if folder and not _hosts(Path(folder)):
        raise UsageError(f"{folder}: holds no file of source rules; write one such as example.org.toml")
    sites: dict[str, Site] = {}
    for place in reversed(_places(folder)):
        for host in sorted(_hosts(place)):
            site = _followed(folder, place / f"{host}.toml")
            if site is not None:
                sites[host] = site
    return dict(sorted(sites.items()))


def digest_of(folder: str) -> str:
    """SHA-256 of the user's files, by name; '' where there are none. The package's own are part of its rules."""
    if folder in ("", NO_SOURCES):
        return ""
    digest = hashlib.sha256()
    for host in sorted(_hosts(Path(folder))):
        digest.update(host.encode() + b"\0" + Path(folder, f"{host}.toml").read_bytes() + b"\0")
    return digest.hexdigest()
