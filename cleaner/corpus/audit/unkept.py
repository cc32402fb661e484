"""Which records of an output were not kept, why, and which are they?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from cleaner.corpus.output.parts import check_output, part_files, read_rows
from cleaner.corpus.output.run_json import unfinished

MOST_REASONS = 12
EXAMPLES = 5


def unkept(out: Path) -> str:
    """Counts by status; below, each reason with its number and the first ids. UsageError where `out` is no output."""
    check_output(out)
    status: Counter[str] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    ids: dict[tuple[str, str], list[str]] = {}
    for file in part_files(out, "manifest"):
        for row in read_rows(file):
            status[row["status"]] += 1
            if row["status"] != "kept":
                reason = (row["status"], str(row["reason"]).partition(":")[0])
                reasons[reason] += 1
                if reasons[reason] <= EXAMPLES:
                    ids.setdefault(reason, []).append(row["id"])
    counts = ", ".join(f"{status[name]:,} {name}" for name in ("kept", "dropped", "quarantined") if status[name])
    lines = [f"{status.total():,} records{counts and ': '}{counts}{unfinished(out)}"]
    for reason, number in reasons.most_common(MOST_REASONS):
        more = "" if number <= EXAMPLES else ", …"
        lines.append(f"  {number:>7,}  {reason[0]}, {reason[1] or 'no reason given'}: {', '.join(ids[reason])}{more}")
    if len(reasons) > MOST_REASONS:
        lines.append(f"  and {len(reasons) - MOST_REASONS} more reasons")
    return "\n".join(lines)
