"""What does a manifest row say of a copy?

What was kept of it, as it stood or rewritten, is now removed by the rule that found it; what had been removed stays
so, by its own rule. So the promises hold for a copy as for every row.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any


def name_copy(manifest: dict[str, Any], fate: Mapping[str, Any]) -> None:
    """Enter in the manifest row of a kept document that another stands for it, and drop it where the fate says so."""
    manifest.update(cluster=fate["of"], representative=False)
    manifest["copy"] = {name: value for name, value in fate.items() if name not in {"dropped", "version_of"}}
    if "version_of" in fate:
        manifest["version_of"] = fate["version_of"]
    if fate["dropped"]:
        _drop(manifest, fate)


def _drop(manifest: dict[str, Any], fate: Mapping[str, Any]) -> None:
    edits, rewrites = [], {}
    for edit in manifest["edits"]:
        if edit.get("text"):
            rewrites[edit["start"], edit["end"]] = edit["rule"]
        else:
            edits.append(edit)
    rule, note = fate["rule"], f"copy of {fate['of']}"
    for piece in manifest["pieces"]:
        start, end = piece[0], piece[1]
        if start < end:
            said = f"{note}; after {rewrites[start, end]}" if (start, end) in rewrites else note
            edits.append({"start": start, "end": end, "rule": rule, "note": said})
    characters = manifest["characters"]
    characters["removed"] += characters["kept"] + characters["rewritten"]
    characters["kept"] = characters["rewritten"] = 0
    manifest["edits"] = sorted(edits, key=itemgetter("start", "end"))
    manifest.update(status="dropped", reason=fate["rule"], pieces=[])
