"""What became of a character of a page, by which rule, on what evidence?

Read from the page's manifest row and its source, so the answer is that of the run, and nobody has to clean again.
"""

from __future__ import annotations

from typing import Any

_SUMS = ("source", "markup", "kept", "rewritten", "removed")


def explain(row: dict[str, Any], source: str, offset: int | None = None) -> str:
    """What became of the character at `offset` of a source, or of the whole page, in words."""
    if offset is None:
        return _why_page(row)
    if not 0 <= offset < len(source):
        return f"{offset} is not in the source, which has {len(source)} characters"
    for edit in row["edits"]:
        if edit["start"] <= offset < edit["end"]:
            return _why_edit(edit, source)
    for piece in row["pieces"]:
        if piece[0] <= offset < piece[1]:
            shown = _shown(source, piece[0], piece[1], offset)
            return f"kept: {shown}\n  copied verbatim from {piece[0]} to {piece[1]}"
    shown = _shown(source, offset - 20, offset + 40, offset)
    what = "white space that no text needs" if source[offset].isspace() else "a tag, a comment or a script"
    return f"markup: {shown}\n  {what}: nothing that a reader sees"


def _why_edit(edit: dict[str, Any], source: str) -> str:
    start, end = edit["start"], edit["end"]
    done = f"rewritten as {edit['text']!r}" if "text" in edit else "removed"
    lines = [f"{done}: {_shown(source, start, end, start)}", f"  rule  {edit['rule']}   (clean rules {edit['rule']})"]
    if edit.get("note"):
        lines.append(f"  note  {edit['note']}")
    lines.append(f"  from {start} to {end} of the source")
    return "\n".join(lines)


def _shown(source: str, start: int, end: int, offset: int) -> str:
    """A stretch of the source around `offset`, short enough for a line."""
    low, high = max(start, offset - 60, 0), min(end, offset + 60, len(source))
    return ("…" if low > start else "") + repr(source[low:high])[1:-1] + ("…" if high < end else "")


def _why_page(row: dict[str, Any]) -> str:
    sums = row["characters"]
    lines = [
        f"{row['id']}: {row['status']}" + (f" ({row['reason']})" if row["reason"] else ""),
        "  " + ", ".join(f"{sums[name]:,} {name}" for name in _SUMS) + " characters",
    ]
    if row["cluster"] != row["id"]:
        lines.append(f"  a copy of {row['cluster']}")
    by_rule: dict[str, tuple[int, int]] = {}
    for edit in row["edits"]:
        count, size = by_rule.get(edit["rule"], (0, 0))
        by_rule[edit["rule"]] = count + 1, size + edit["end"] - edit["start"]
    for rule, (count, size) in sorted(by_rule.items(), key=lambda item: -item[1][1]):
        lines.append(f"  {rule:28} {count:6,} stretches {size:8,} characters")
    return "\n".join(lines)
