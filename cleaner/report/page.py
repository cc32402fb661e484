"""How is a report one file that is safe to open? Data as inert JSON, code and style allowed by their digests alone.

No text of a page becomes markup: data stand in `<script type="application/json">`, every `<`, `>` and `&` of them
escaped, and the code makes elements with `createElement` and `textContent`. The Content-Security-Policy forbids the
rest: no network, no inline handler, no string that becomes HTML (Trusted Types).
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cleaner.package import PACKAGE
from cleaner.wire import encode_row

SCRIPTS = "dom flow charts overview records record reader sources clusters changes start".split()
STYLES = "colours layout parts".split()
_ESCAPES = {
    b"<": b"\\u003c",
    b">": b"\\u003e",
    b"&": b"\\u0026",
    "\u2028".encode(): b"\\u2028",
    "\u2029".encode(): b"\\u2029",
}


def as_data(row: Mapping[str, Any]) -> bytes:
    """A value as JSON that nothing in it can end: no `<`, `>`, `&` or line separator in it."""
    data = encode_row(row).rstrip(b"\n")
    for plain, escaped in _ESCAPES.items():
        data = data.replace(plain, escaped)
    return data


def write_page(file: Path, table: Mapping[str, Any], records: Sequence[bytes]) -> None:
    """Write a report aside and put it in place."""
    style = _joined(STYLES, "css")
    script = _joined(SCRIPTS, "js")
    aside = file.with_name(file.name + ".tmp")
    with aside.open("wb") as handle:
        handle.write(_head(style, script).encode())
        handle.write(b'<script type="application/json" id="table">' + as_data(table) + b"</script>\n")
        for place, data in enumerate(records):
            handle.write(b'<script type="application/json" id="record-%d">' % place + data + b"</script>\n")
        handle.write(f"<script>{script}</script>\n</body>\n</html>\n".encode())
        handle.flush()
        os.fsync(handle.fileno())
    aside.replace(file)


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy of a report with this style and script."""
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _joined(names: Sequence[str], kind: str) -> str:
    folder = PACKAGE.joinpath("report", "assets")
    return "\n" + "\n".join(folder.joinpath(f"{name}.{kind}").read_text(encoding="utf-8") for name in names)


def _head(style: str, script: str) -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Report</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header id="top"></header>
<main id="main" tabindex="-1"></main>
<noscript><p class="without">This report is drawn by its own script, which is part of this file and asks no network.
Allow scripts for this file to read it.</p></noscript>
"""
