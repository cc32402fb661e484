"""Which compiled modules are there, and were they built from the sources beside them?

Without them the package says the same, only slower. The build runs this file by itself, so it imports nothing of ours.
"""

from __future__ import annotations

import hashlib
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

PACKAGE = Path(__file__).parent
BUILT = "compiled.sha256"
"""the file in which the build leaves the digest of what it has compiled"""


def sources_digest(package: Path = PACKAGE) -> str:
    """SHA-256 of what is compiled; ends of lines count as one, as Git may write others."""
    digest = hashlib.sha256()
    for file in sorted((*package.rglob("*.pyx"), *package.rglob("*.pxd"))):
        digest.update(file.relative_to(package).as_posix().encode() + b"\0")
        digest.update(file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def compiled(package: Path = PACKAGE) -> str:
    """`yes`, `no`, or how many of the modules are compiled for this Python."""
    sources = list(package.rglob("*.pyx"))
    there = sum(any(source.with_suffix(suffix).exists() for suffix in EXTENSION_SUFFIXES) for source in sources)
    if there in (0, len(sources)):
        return "yes" if there else "no"
    return f"{there} of {len(sources)} modules"


def staleness(package: Path = PACKAGE) -> str:
    """What to say where compiled modules are of other sources than those beside them; '' where they are not.

    Also where that cannot be known, as of modules that were copied from elsewhere without the build's digest.
    """
    try:
        built = (package / BUILT).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    if compiled(package) == "no" or built == sources_digest(package):
        return ""
    return "the compiled modules were built from other sources than those beside them; run make to build them anew"
