"""What does a manifest row say of a copy?

What was kept of it, as it stood or rewritten, is now removed by the rule that found it; what had been removed stays
so, by its own rule. So the promises hold for a copy as for every row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from cleaner.wire import as_json, decode_row

try:
    from cleaner.dedup._splice import splice
except ImportError:
    from cleaner.dedup.splice import splice

Row = dict[str, Any]
_COUNTED = ("status", "reason", "flags", "confidence", "characters")


class Named(NamedTuple):
    """What changed in a row that names its copy, for whoever counts rows."""

    before: Row
    """the fields that are counted, but for the edits"""
    after: Row
    removed: Mapping[str, int]
    """characters that more are removed now, by rule"""
    changed: Mapping[str, int]
    """characters that more are rewritten now, by rule: fewer are"""


def name_copy(manifest: Row, fate: Mapping[str, Any]) -> Named:
    """Enter in the manifest row of a kept document that another stands for it, and drop it where the fate says so.

    The values of the row are JSON still (`wire.split_object`): of its hundreds of edits nothing is decoded.
    """
    before: Row = {name: decode_row(manifest[name]) for name in _COUNTED}
    manifest.update(cluster=fate["of"], representative=False)
    manifest["copy"] = {name: value for name, value in fate.items() if name not in {"dropped", "version_of"}}
    if "version_of" in fate:
        manifest["version_of"] = fate["version_of"]
    if not fate["dropped"]:
        return Named(before, before, {}, {})
    rule = fate["rule"]
    edits, removed, changed = splice(bytes(manifest["edits"]), bytes(manifest["pieces"]), rule, f"copy of {fate['of']}")
    characters = dict(before["characters"])
    characters["removed"] += characters["kept"] + characters["rewritten"]
    characters["kept"] = characters["rewritten"] = 0
    manifest.update(edits=as_json(edits), characters=characters, status="dropped", reason=rule, pieces=[])
    after = before | {name: manifest[name] for name in ("status", "reason", "characters")}
    return Named(before, after, {rule: removed}, {name: -length for name, length in changed.items()})
