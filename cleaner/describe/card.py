"""What should whoever gets the dataset read first? A dataset card: counts, removals by kind, and what to fill in.

The head is YAML as the Hugging Face hub reads it. What this program cannot know (a licence, a purpose, whose rights the
texts are) is asked for, never made up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cleaner.report.tables import NAMELESS, Tables

if TYPE_CHECKING:
    from cleaner.describe.write import About

TO_FILL = "**To be filled in by the owner of the dataset.**"
_SIZES = {1_000: "n<1K", 10_000: "1K<n<10K", 100_000: "10K<n<100K", 1_000_000: "100K<n<1M", 10_000_000: "1M<n<10M"}
_KINDS = {
    "select": "boilerplate: menus, captions, teasers, notices, bylines",
    "sources": "what the rules of a site name",
    "dedup": "copies of articles that are kept",
    "language": "foreign fragments",
    "repair": "damage",
    "segment": "layout",
}
_MARKS = re.compile(r"([\\`*_\[\]<>|#&])")


def card(about: About, run: Mapping[str, Any], tables: Tables) -> str:
    """README.md of an output."""
    kept, sums = tables.status["kept"], tables.characters
    readable = sums["source"] - sums["markup"]
    version, day = run.get("versions", {}).get("newspage-cleaner", ""), str(run.get("updated", ""))[:10]
    lines = [
        *_head(about, tables),
        f"# {_plain(about.name)}",
        "",
        f"{kept:,} news articles, cleaned from {tables.records:,} records by newspage-cleaner {version} on {day}.",
        f"Of {readable:,} characters to read {sums['kept']:,} are here as they stood, {sums['rewritten']:,} rewritten.",
        "",
        "## What is in it",
        "",
        "`documents/` has a row for each article, `manifest/` one for each record that came in, with every stretch of",
        "text that was removed or rewritten, the rule and its evidence. `clean verify` checks both.",
        "",
        *_table(
            ("records", "number"), [(status, tables.status[status]) for status in ("kept", "dropped", "quarantined")]
        ),
        *_table(("language", "articles"), [(code or "not told", n) for code, n in tables.languages.most_common(20)]),
        *_sources(tables),
        "## What was removed",
        "",
        *_table(("kind", "characters"), _removals(tables)),
        *_table(("records dropped because", "number"), tables.reasons["dropped"].most_common(20)),
        "## Where it is from",
        "",
        f"{TO_FILL} Who collected the pages, when, with what permission?",
        "",
        "## Licence and rights",
        "",
        _plain(about.licence) or f"{TO_FILL} The texts are their publishers'; cleaning them gives no right to them.",
        "",
        "## Persons",
        "",
        f"{TO_FILL} News names people. Nothing was made anonymous. Who may ask for a removal, and how?",
        "",
        "## Uses, and what it should not be used for",
        "",
        TO_FILL,
        "",
        "## Known limits",
        "",
        "Rules err. `clean report` shows the odd ones first: the largest losses, the lowest shares kept.",
        "",
    ]
    return "\n".join(lines)


def _head(about: About, tables: Tables) -> list[str]:
    """The YAML: languages, size, task; a licence only where one was given."""
    codes = [code for code, _ in tables.languages.most_common() if re.fullmatch("[a-z]{2,3}", code)]
    kept = tables.status["kept"]
    size = next((name for most, name in _SIZES.items() if kept < most), "n>10M")
    licence = f"license: {about.licence}" if re.fullmatch(r"[\w.-]+", about.licence) else "# license: to be filled in"
    languages = ["language:", *(f"- {code}" for code in codes)] if codes else []
    return ["---", *languages, f"size_categories:\n- {size}", "task_categories:\n- text-generation", licence, "---", ""]


def _table(heads: tuple[str, str], rows: list[tuple[str, int]]) -> list[str]:
    if not rows:
        return []
    return [
        f"| {heads[0]} | {heads[1]} |",
        "|---|---:|",
        *(f"| {_plain(name)} | {number:,} |" for name, number in rows),
        "",
    ]


def _sources(tables: Tables) -> list[str]:
    names = sorted(tables.sources, key=lambda name: (-tables.sources[name].kept, name))
    rows = [(name, tables.sources[name].kept) for name in names[:20] if name != NAMELESS and tables.sources[name].kept]
    more = [f"{len(tables.sources):,} sources in all; `tables/sources.csv` has every one.", ""] if rows else []
    return _table(("source", "articles"), rows) + more


def _removals(tables: Tables) -> list[tuple[str, int]]:
    kinds: dict[str, int] = {}
    for rule, sums in tables.rules.items():
        kind = _KINDS.get(rule.partition(".")[0], rule)
        kinds[kind] = kinds.get(kind, 0) + sums.removed
    return sorted(((kind, number) for kind, number in kinds.items() if number), key=lambda row: -row[1])


def _plain(words: str) -> str:
    """Words as Markdown that is nothing but words."""
    return _MARKS.sub(r"\\\1", " ".join(words.split())).replace("<", "&lt;")
