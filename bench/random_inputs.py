"""Do the five promises hold on anything at all? Makes random inputs, cleans each, checks each.

    python bench/random_inputs.py [--count 100000] [--seed 1] [--jobs 2]

Inputs are broken HTML, flattened text and bytes, made from pieces that real and hostile pages are made of. The same
seed makes the same inputs. Prints the count, the seconds, and every input that broke a promise.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

TAGS = (
    "p div span a b i em h1 h2 h3 ul ol li table tr td th section article aside nav header footer main figure "
    "figcaption blockquote pre br hr img script style noscript template title textarea select option button form input "
    "iframe svg math time address details summary dl dt dd center font frameset object video html head body"
).split()
ATTRIBUTES = (
    ' class="story-body"', " hidden", ' style="display:none"', " class=caption", ' href="/x"', " id='comments'",
    ' aria-hidden="true"', ' role="navigation"', " data-x=<p>", ' class="', " =", ' title="&amp;&bogus;"', " /", "\x00",
    ' class="related teaser"', ' datetime="2024-01-02"', ' itemprop="author"', ' class="byline"',
)  # fmt: skip
TEXTS = (
    "A night watchman let the bridge stand open. ", "Read more: A swan", "By Ada Crumb", "16 May 2023, 22:20",
    "Picture: Agency", "Share", "Loading audio...", "Über die Brücke – „so“. ", "Ã¼ber die BrÃ¼cke â€“ ",
    "日本語の文章。", "نص عربي قصير ", "\u200bzero\u200bwidth\u00ad", "e\u0301", "\ufeff", "\x00", "\x07", "\x85",
    "\ud800", "\udce4", "\U0010ffff", "\r\n", "\r", "\n\n", "\t", " ", "\u00a0", "\u2028", "\u202e", "ﬁ", "\u1e9e",
    "&amp;", "&eacute", "&#0;", "&#x110000;", "&#55296;", "&nbsp;", "&lt;p&gt;", "&", "<", ">", "</", "<!", "<!--",
    "-->", "<!-- c -->", "<![CDATA[x]]>", "<?php echo 1 ?>", "<!DOCTYPE html>", "]]>", '"', "'", "=", "a" * 300,
    "More Latest News\n\nSee more More Latest News\n\n",
)  # fmt: skip
CHARSETS = (
    "utf-8", "utf-8", "utf-8", "windows-1252", "shift_jis", "utf-16", "utf-16-le", "iso-8859-2", "koi8-r", "big5",
)  # fmt: skip


def html(rng: random.Random) -> str:
    parts: list[str] = []
    for _ in range(rng.randint(0, 40)):
        tag = rng.choice(TAGS)
        dice = rng.random()
        if dice < 0.35:
            parts.append(f"<{tag}{''.join(rng.choices(ATTRIBUTES, k=rng.choice((0, 0, 1, 2))))}>")
        elif dice < 0.6:
            parts.append(f"</{tag}>")
        else:
            parts += rng.choices(TEXTS, k=rng.randint(1, 4))
    made = "".join(parts)
    return made[: rng.randint(0, len(made))] if rng.random() < 0.2 else made


def text(rng: random.Random) -> str:
    return "".join(rng.choices(TEXTS, k=rng.randint(0, 40)))


def raw(rng: random.Random) -> bytes:
    dice = rng.random()
    if dice < 0.3:
        return rng.randbytes(rng.randint(0, 200))
    charset = rng.choice(CHARSETS)
    head = rng.choice(("", f'<meta charset="{rng.choice(CHARSETS)}">', f'<?xml version="1.0" encoding="{charset}"?>'))
    data = (head + html(rng)).encode(charset, "replace")
    if dice < 0.6:
        at = rng.randint(0, len(data))
        data = data[:at] + rng.randbytes(rng.randint(1, 4)) + data[at + rng.randint(0, 2) :]
    return data


def one(rng: random.Random) -> tuple[str, bytes | str]:
    """A kind of input, and an input of that kind."""
    dice = rng.random()
    if dice < 0.4:
        return "html", html(rng)
    if dice < 0.6:
        return "text", text(rng)
    return "bytes", raw(rng)


def run(first: int, count: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Clean inputs number `first` to `first + count`; what they were, and how each broken promise was broken."""
    from cleaner import account, pipeline  # noqa: PLC0415 - in the process that does the work
    from cleaner.page import Record  # noqa: PLC0415 - only the workers need it
    from cleaner.settings import Settings  # noqa: PLC0415 - only the workers need it

    settings = Settings()
    done: Counter[str] = Counter()
    broken: list[str] = []
    for number in range(first, first + count):
        rng = random.Random(seed * 1_000_003 + number)  # noqa: S311 - the same inputs for the same seed
        kind, data = one(rng)
        record = Record(id=str(number), data=data, kind=None if kind == "bytes" else kind)  # type: ignore[arg-type] # a Literal
        try:
            page = pipeline.process(record, settings)
            account.check(page)
            account.manifest_row(page)
            page.text.encode()
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs on the list
            broken.append(f"{kind} {number}: {type(error).__name__}: {error} in {data!r:.300}")
        done[kind] += 1
    return done, broken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    begun = time.perf_counter()
    share = 1_000
    starts = range(0, given.count, share)
    counts = [min(share, given.count - start) for start in starts]
    done: Counter[str] = Counter()
    broken: list[str] = []
    with ProcessPoolExecutor(given.jobs) as pool:
        for kinds, bad in pool.map(run, starts, counts, [given.seed] * len(counts)):
            done += kinds
            broken += bad
    told = ", ".join(f"{number:,} {kind}" for kind, number in sorted(done.items()))
    print(
        f"{done.total():,} random inputs ({told}), {time.perf_counter() - begun:.0f} s: {len(broken)} broke a promise"
    )
    for line in broken[:20]:
        print(line)
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
