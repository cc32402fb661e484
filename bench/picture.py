"""The picture of the README: a flattened page as it came, and what is left of it. Drawn from a run, not by hand.

python bench/picture.py [FILE]        default: docs/before-after.svg
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from xml.sax.saxutils import escape

import cleaner
from cleaner.report.view import view

HOUSE = Path(__file__).parent.parent
PAGE = HOUSE / "seeds" / "radio-page.txt"
WIDTH, COLUMN, ROW, LETTERS, ROWS = 1180, 560, 19, 74, 34
STYLE = """
  .ground { fill: #fffefb; stroke: #e2dccf } .head { font: 600 15px Georgia, serif; fill: #211d18 }
  text { font: 13px system-ui, "Segoe UI", "Noto Sans", sans-serif; fill: #211d18 }
  .gone { fill: #a13a22; text-decoration: line-through } .why { font-size: 10.5px; fill: #625a4f }
  .wash { fill: #c4553b; opacity: 0.1 } .field { fill: #c58a1b; opacity: 0.16 }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #1e1c1a; stroke: #37332e } text, .head { fill: #ece6db }
    .gone { fill: #ee9680 } .why { fill: #aaa294 }
  }
"""


def draw() -> str:
    """The picture as SVG."""
    source = PAGE.read_text(encoding="utf-8")
    page = cleaner.clean(source)
    before: list[tuple[str, str]] = []
    for part in view(page.manifest, source)[0]:
        text, rule = (part, "") if isinstance(part, str) else (part[1] if part[0] == "-" else part[5], _label(part))
        lines = [line for line in text.split("\n") if line.strip()]
        for line in lines:
            wrapped = textwrap.wrap(line, LETTERS - (20 if rule else 0), max_lines=2 if rule else 3, placeholder=" …")
            before += [(piece, rule if not n else "-") if rule else (piece, "") for n, piece in enumerate(wrapped)]
    after = [(piece, "") for line in page.text.split("\n") for piece in [*textwrap.wrap(line, LETTERS), ""]]
    height = ROWS * ROW + 64
    title = (
        "A flattened news page before and after: captions, notices and teasers are struck through, each with its rule"
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{title}">',
            f"<style>{STYLE}</style>",
            *_pane(10, f"as it came: {len(source):,} characters", before[:ROWS]),
            *_pane(WIDTH - COLUMN - 10, f"as it is kept: {len(page.text):,} characters", after[:ROWS]),
            "</svg>\n",
        ]
    )


def _label(part: list[str]) -> str:
    """The rule, or the field that the stretch has become."""
    rule, note = part[2], part[4]
    return {"select.headline": "→ title", "select.byline": "→ date" if "date" in note else "→ authors"}.get(rule, rule)


def _pane(x: int, head: str, lines: list[tuple[str, str]]) -> list[str]:
    drawn = [
        f'<rect class="ground" x="{x}" y="8" width="{COLUMN}" height="{ROWS * ROW + 48}" rx="10"/>',
        f'<text class="head" x="{x + 18}" y="34">{escape(head)}</text>',
    ]
    field = False
    for number, (text, rule) in enumerate(lines):
        y = 60 + number * ROW
        field = rule.startswith("→") or (rule == "-" and field)
        if rule:
            wash = "field" if field else "wash"
            box = f'x="{x + 10}" y="{y - 14}" width="{COLUMN - 20}" height="{ROW}"'
            drawn.append(f'<rect class="{wash}" {box}/>')
        kind = ' class="gone"' if rule and not field else ""
        drawn.append(f'<text{kind} x="{x + 18}" y="{y}">{escape(text)}</text>')
        if len(rule) > 1:
            drawn.append(f'<text class="why" x="{x + COLUMN - 14}" y="{y}" text-anchor="end">{escape(rule)}</text>')
    return drawn


if __name__ == "__main__":
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else HOUSE / "docs" / "before-after.svg"
    file.write_text(draw(), encoding="utf-8")
    print(file)
