"""Is an output folder gone on with by the program that began it?"""

from __future__ import annotations

import json

from cleaner.corpus.journal.state import State
from cleaner.corpus.output.run_json import rules_digest, versions
from cleaner.errors import UsageError

NAME = "newspage-cleaner"


def check_rules(state: State) -> None:
    """Raise UsageError where an output was begun with other rules: its documents would be of two kinds."""
    now = {"digest": rules_digest(), "version": versions()[NAME]}
    known = json.loads(state.recall("rules") or "null")
    if known is None:
        state.remember("rules", json.dumps(now))
    elif known["digest"] != now["digest"]:
        raise UsageError(
            f"{state.out}: was begun with other rules ({NAME} {known['version']}, rules {known['digest'][:12]}; these "
            f"are {now['version']}, {now['digest'][:12]}); go on with that version, or give another OUT to begin anew"
        )
