"""Is what settings name there: a language, a folder of templates, a folder of source rules?

What reads rules and templates is loaded only where settings name some: the package's own are read when a page needs
them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.errors import UsageError
from cleaner.settings import NO_SOURCES, Settings

if TYPE_CHECKING:
    from cleaner.page import Template


def names_rules(settings: Settings) -> bool:
    """Whether they name source rules of the user's own."""
    return settings.sources not in ("", NO_SOURCES)


def check_site_rules(settings: Settings) -> None:
    """Read a user's folder of rules whole. Raises UsageError with file, line and mend for what cannot be used."""
    if names_rules(settings):
        from cleaner.sources.find import all_sites  # noqa: PLC0415 - see above

        all_sites(settings.sources)


def check_given(settings: Settings) -> dict[str, Template]:
    """The templates that settings name, by source. Raises UsageError where something that they name is not there."""
    check_site_rules(settings)
    if settings.language != "auto":
        from cleaner.language.codes import is_code  # noqa: PLC0415 - few name one

        if not is_code(settings.language):  # every document would be in another one
            raise UsageError(f"language: no language has the code {settings.language!r}; give auto or one such as en")
    if not settings.templates:
        return {}
    from cleaner.templates import load_templates  # noqa: PLC0415 - see above

    return load_templates(settings.templates)
