"""How are the changes of another version or setting told, to a terminal and to the report?"""

from __future__ import annotations

from typing import Any

from cleaner.report.compare import Comparison
from cleaner.report.reasons import Change, explain
from cleaner.report.terminal import harmless
from cleaner.wire import writable

MOST_ROWS = 12
_KINDS = {"changed": "another text", "appeared": "kept now, and was not", "vanished": "was kept, and is not now"}
BUDGET = 2_000_000
"""Characters of changed text that a report takes."""


def as_facts(comparison: Comparison) -> dict[str, Any]:
    """The changes as the report draws them."""
    changes, size = [], 0
    for pair in comparison.pairs:
        change = explain(pair)
        size += sum(len(part[1]) for part in change.parts)
        if size > BUDGET:
            break
        changes.append({**change._asdict(), "title": change.title[:200], "host": change.host})
    return {
        "names": [writable(name) for name in comparison.names],
        "counts": comparison.counts,
        "kept": [comparison.before.kept, comparison.after.kept],
        "settings": comparison.settings,
        "rules": _rules(comparison)[:60],
        "sources": _sources(comparison)[:200],
        "documents": changes,
    }


def _rules(comparison: Comparison) -> list[tuple[str, int, int]]:
    """Each rule that removes more or less now, with the characters it removed before and after."""
    old, new = comparison.before.removed, comparison.after.removed
    rows = [(rule, old[rule], new[rule]) for rule in old.keys() | new.keys() if old[rule] != new[rule]]
    return sorted(rows, key=lambda row: (-abs(row[2] - row[1]), row[0]))


def _sources(comparison: Comparison) -> list[tuple[str, int, float | None, float | None]]:
    """Each source with changed documents: their number, and the share of readable text kept before and after."""
    shares = []
    for name, changed in comparison.changed_at.items():
        both = [sums.sources.get(name, [0, 0]) for sums in (comparison.before, comparison.after)]
        before, after = (round(kept / readable, 4) if readable else None for readable, kept in both)
        shares.append((name, changed, before, after))
    return sorted(shares, key=lambda row: (-abs((row[3] or 0) - (row[2] or 0)) * row[1], row[0]))


def in_words(comparison: Comparison, documents: int) -> str:
    """The changes for a terminal, 80 columns wide but for the texts."""
    first, second = comparison.names
    counts = comparison.counts
    both = sum(counts[kind] for kind in ("same", *_KINDS))
    lines = [
        f"{first} → {second}",
        f"{both:,} records in both, {counts['only before']:,} only before, {counts['only after']:,} only after",
        f"  {'same text':<10}{counts['same']:>12,}",
        *(f"  {kind:<10}{counts[kind]:>12,}   {words}" for kind, words in _KINDS.items()),
        f"  characters kept: {comparison.before.kept:,} → {comparison.after.kept:,}",
    ]
    if comparison.settings:
        lines += ["settings that differ:", *(f"  {said}" for said in comparison.settings)]
    if rules := _rules(comparison):
        lines += ["", f"{'removed by':<28}{'before':>16}{'after':>16}{'change':>16}"]
        lines += [f"{rule:<28}{old:>16,}{new:>16,}{new - old:>+16,}" for rule, old, new in rules[:MOST_ROWS]]
    if sources := _sources(comparison):
        lines += ["", f"{'source':<44}{'documents':>12}{'kept':>12}{'now':>12}"]
        for name, changed, old_share, new_share in sources[:MOST_ROWS]:
            shares = f"{_share(old_share):>12}{_share(new_share):>12}"
            lines.append(f"{(name or '(no address)')[:43]:<44}{changed:>12,}{shares}")
    for pair in comparison.pairs[:documents]:
        lines += ["", *_document(explain(pair))]
    return "\n".join(lines)


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


def _document(change: Change) -> list[str]:
    lines = [f"{harmless(change.id)}: {change.kind}, {change.kept[0]:,} → {change.kept[1]:,} characters"]
    for part in change.parts:
        if part[0] == "=":
            continue
        what, text, rule, note = part
        shown = harmless(" ".join(text.split()))
        if not shown:
            continue
        shown = shown if len(shown) <= 200 else f"{shown[:120]} … {shown[-70:]}"
        verb = "now removed by" if what == "-" else "was removed by"
        reason = harmless(f"    {verb} {rule}" + (f": {note}" if note else "")) if rule else ""
        lines += [f"  {what} {shown}", *([reason] if reason else [])]
    return lines
