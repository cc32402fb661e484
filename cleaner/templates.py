"""Templates as files: TOML that can be read, reviewed and edited; data, never state."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from cleaner.errors import UsageError
from cleaner.page import Template

_encode = json.JSONEncoder(ensure_ascii=False).encode


def write_templates(templates: Mapping[str, Template], folder: Path) -> str:
    """One file a source, written aside and put in place together; the same templates give the same bytes.

    Files of other sources that stand in the folder stay there. Gives `digest_of` of what was written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = folder.with_name(folder.name + ".tmp")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    digest = hashlib.sha256()
    try:
        for source in sorted(templates):
            data = as_toml(templates[source]).encode()
            (aside / file_name(source)).write_bytes(data)
            digest.update(data + b"\0")
        folder.mkdir(exist_ok=True)
        for file in sorted(aside.iterdir()):
            file.replace(folder / file.name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    find_template.cache_clear()
    _names_in.cache_clear()
    return digest.hexdigest()


def as_toml(template: Template) -> str:
    """A template's file: the lines that recur most first."""
    rows = [
        "# The lines that recur on the pages of this source, and on how many; every number counts as 0.",
        "# Delete a line to spare it.",
        f"source = {_quoted(template.source)}",
        f"pages = {template.pages}",
        "",
        "[lines]",
    ]
    # quoted first: lines that differ only in what is no character are one key
    lines = {_quoted(line): count for line, count in sorted(template.lines.items())}
    ordered = sorted(lines.items(), key=lambda item: (-item[1], item[0]))
    return "\n".join([*rows, *[f"{line} = {count}" for line, count in ordered]]) + "\n"


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's, with DEL escaped and `?` for what is no character."""
    return _encode(text.encode("utf-8", "replace").decode()).replace("\x7f", "\\u007f")


def file_name(source: str) -> str:
    """A name for a source that is safe on every file system, whatever the host is called."""
    safe = re.sub(r"[^a-z0-9.-]", "_", source)[:100].strip(".") or "_"
    if safe != source:
        safe += "-" + hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return safe + ".toml"


def load_templates(folder: str | Path) -> dict[str, Template]:
    """The templates of a folder, by source. Raises UsageError with file and mend for one that cannot be used."""
    if not Path(folder).is_dir():
        raise UsageError(f"{folder}: is no folder of templates; give one that `clean learn` has written")
    found: dict[str, Template] = {}
    for file in sorted(Path(folder).glob("*.toml")):
        template = _load(file)
        if file.name != file_name(template.source):
            raise UsageError(f"{file}: holds {template.source}; call it {file_name(template.source)}")
        found[template.source] = template
    return found


@lru_cache(maxsize=1024)
def find_template(folder: str, source: str) -> Template | None:
    """The template of one source, None where there is none or no folder is given: workers read those that they meet."""
    if not (folder and source):
        return None
    name = file_name(source)
    return _load(Path(folder, name)) if name in _names_in(folder) else None


@lru_cache(maxsize=8)
def _names_in(folder: str) -> frozenset[str]:
    """The files of a folder: most sources have none, and a look for each would take longer."""
    place = Path(folder)
    return frozenset(file.name for file in place.glob("*.toml") if file.is_file()) if place.is_dir() else frozenset()


def _load(file: Path) -> Template:
    mend = "mend it, or delete it and learn it again"
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror}); make it readable, or take it away") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file}: is not TOML: {error}; {mend}") from error
    source, pages, lines = table.get("source"), table.get("pages"), table.get("lines")
    if not isinstance(source, str) or not source:
        raise UsageError(f'{file}: names no source; write source = "example.org", or delete the file')
    if type(pages) is not int or pages < 1:
        raise UsageError(f"{file}: pages must be the number of pages it was learned from; {mend}")
    if not isinstance(lines, dict):
        raise UsageError(f"{file}: has no [lines]; {mend}")
    for line, count in lines.items():
        if type(count) is not int:
            raise UsageError(f"{file}: line {line[:60]!r} must have the number of its pages, as = 3; {mend}")
    return Template(source, pages, lines)


def digest_of(templates: Mapping[str, Template]) -> str:
    """SHA-256 of what the templates say, however their files are called."""
    digest = hashlib.sha256()
    for source in sorted(templates):
        digest.update(as_toml(templates[source]).encode() + b"\0")
    return digest.hexdigest()
