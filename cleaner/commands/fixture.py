"""Does each page of a folder give the text and the fields that somebody wants of it? `clean fixture`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.commands.options import Sources
from cleaner.commands.say import BROKEN, fail, print_text


def fixture(
    folder: Annotated[Path, typer.Argument(help="A fixture, or a folder of fixtures.", metavar="FOLDER")],
    sources: Sources = None,
    page: Annotated[Path | None, typer.Option(help="Write the fixture from this page instead of testing it.")] = None,
    url: Annotated[str | None, typer.Option(help="The page's address, for a fixture that is written.")] = None,
) -> None:
    """Test pages of your own, each with the text it must give. With --page, begin such a fixture."""
    from cleaner.corpus.audit.fixture import begin, check_all
    from cleaner.settings_file import choose

    settings = choose(None, sources=sources)
    if page:
        print_text(begin(folder, page, url or "", settings))
        return
    said, failed = check_all(folder, settings)
    print_text("\n".join(said))
    if failed:
        fail(f"{failed} of the fixtures in {folder} fail", BROKEN)
