"""Are the source rules of this run the same that its output was begun with?

What reads rules is loaded only where a run is given some: the package's own are read by workers.
"""

from __future__ import annotations

from cleaner.corpus.journal.state import State
from cleaner.errors import UsageError
from cleaner.given import names_rules
from cleaner.settings import Settings


def keep_site_rules(state: State, settings: Settings) -> None:
    """Note the rules of an output, or raise UsageError where it was begun with others."""
    digest = _digest(settings)
    known = state.recall("sources")
    if known and known != digest:
        raise UsageError(
            f"{settings.sources}: these are not the source rules that {state.out} was begun with; put those back to "
            "go on, or begin another OUT"
        )
    if digest:
        state.remember("sources", digest)


def _digest(settings: Settings) -> str:
    """'' where the rules are the package's own, which are part of its digest, or none."""
    if not names_rules(settings):
        return ""
    from cleaner.sources.find import digest_of  # noqa: PLC0415 - see above

    return digest_of(settings.sources)
