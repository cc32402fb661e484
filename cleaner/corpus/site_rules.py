"""Are the source rules of this run sound, and the same that its output was begun with?"""

from __future__ import annotations

from cleaner.corpus.state import State
from cleaner.errors import UsageError
from cleaner.settings import Settings
from cleaner.sources.find import NONE, all_sites, digest_of


def check_site_rules(settings: Settings) -> None:
    """Read a user's folder of rules whole. Raises UsageError with file, line and mend for what cannot be used."""
    if settings.sources not in ("", NONE):
        all_sites(settings.sources)


def keep_site_rules(state: State, settings: Settings) -> None:
    """Note the rules of an output, or raise UsageError where it was begun with others."""
    digest = digest_of(settings.sources)
    known = state.recall("sources")
    if known and known != digest:
        raise UsageError(
            f"{settings.sources}: these are not the source rules that {state.out} was begun with; put those back to "
            "go on, or begin another OUT"
        )
    if digest:
        state.remember("sources", digest)
