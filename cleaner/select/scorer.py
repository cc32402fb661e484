"""Does everything that can be seen of this block, together, look like the article?

No single sign decides on a news page: a linked line may be a subheading, a sentence may be a teaser. The scorer weighs
some hundred signs (features.py) of the block and its surroundings with weights fitted on pages whose article text is
known (model.py), and says how sure it is. Its note names the signs that weighed most.

One sentence under a headline may be all there is: news in brief, a wire flash. Beside a long article it would be a
teaser. So where next to nothing of an HTML page is kept, another network is asked, which was fitted on briefs and on
pages without an article (bench/RESULTS.md says what that gains).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge
from cleaner.select import announced, answers, between, cells, model, standfirst
from cleaner.select.choice import HALF, is_brief, of_both
from cleaner.select.closing import SHARE, closing_lines
from cleaner.select.doubtful import HOPED, doubtful_lines
from cleaner.select.table import Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

try:
    from cleaner.select._products import sigmoid
except ImportError:
    from cleaner.select.context import sigmoid

try:
    from cleaner.select._choice import is_plainly_long, least_chance, sizes_of
except ImportError:
    from cleaner.select.choice import is_plainly_long, least_chance, sizes_of

BRIEF = "select.brief"
"""under which a page remembers that next to nothing of it is likely to be article"""
_STORY = (
    "<html><body><div><p><a href='/a'>Politics</a></p><p><a href='/b'>Sport</a></p></div><main><article>"
    "<h1>Ferry returns to the outer islands</h1>"
    "<p>The ferry that links the outer islands with the mainland went back into service on Monday, after a winter in "
    "which residents had to rely on fishing boats for their post, their groceries and their visits to the doctor.</p>"
    "<p>The harbour master said that repairs had taken four months longer than planned, because a part for the engine "
    "had to be cast anew. “We could not buy it anywhere,” he said. “The yard that made it closed years ago.”</p>"
    "<p>Tickets cost the same as last year, and the council will decide in spring whether a second crossing is added "
    "on Sundays, when most visitors come and the queue at the pier is longest.</p></article></main></body></html>"
)


def _about(page: Page) -> list[Block]:
    """The blocks that no other judge has spoken of."""
    found: _Scored | None = page.memo.get("select.scorer")
    return [block for block in found.blocks if block.verdict is None] if found is not None else []


def _court(page: Page) -> None:
    found: _Scored | None = page.memo.get("select.scorer")
    if found is not None:
        _decide(found.blocks, found.chances, found.least, found.opinion)


@judge(
    rank=GENERIC,
    order=90,
    examples=[Example(_STORY, drops=("Politics", "Sport"), spares=("Tickets cost",))],
    about=_about,
    court=_court,
)
def scorer(block: Block, page: Page) -> Verdict | None:
    found: _Scored | None = page.memo.get("select.scorer")
    if found is None or block.index not in page.scores:
        return None
    place = list(page.scores).index(block.index)
    return _KEPT if found.chances[place] >= found.least else refuse(found.opinion, found.chances, [place])[0]


_KEPT = Verdict(True, "select.scorer")


@dataclass(slots=True)
class _Scored:
    """What the judge remembers of a page: its blocks, and what the model says of them."""

    blocks: list[Block]
    chances: list[float]
    least: float
    opinion: model.Opinion


def refuse(opinion: model.Opinion, chances: list[float], places: list[int]) -> list[Verdict]:
    """The verdict on each block at `places`: its chance, and the three signs that spoke most against it."""
    notes = zip(places, opinion.notes(places), strict=True)
    return [Verdict(False, "select.scorer", f"{chances[place]:.2f} {note}") for place, note in notes]


def decide(blocks: list[Block], chances: list[float], least: float, opinion: model.Opinion) -> None:
    """Give the blocks that have no verdict the scorer's: kept from the chance `least` on."""
    left = [place for place, block in enumerate(blocks) if block.verdict is None]
    low = [place for place in left if chances[place] < least]
    against = dict(zip(low, refuse(opinion, chances, low), strict=True)) if low else {}
    for place in left:
        blocks[place].verdict = against.get(place, _KEPT)


def numbered(chances: list[float]) -> dict[int, float]:
    """Each chance by its place."""
    return dict(enumerate(chances))


try:
    from cleaner.select._scorer import decide as _decide
    from cleaner.select._scorer import numbered as _numbered
except ImportError:
    _decide, _numbered = decide, numbered


def prepare(page: Page) -> None:
    """Score all blocks of a page at once: `page.scores` gets each block's chance to be article."""
    table = Table(page)
    if not table.blocks:
        page.memo[BRIEF] = True
        return
    fitted = model.load(page.kind)
    if table.names != fitted.names[: len(table.names)]:
        raise RuntimeError("the scorer's table was fitted with other features; run bench/fit_scorer.py --write")
    texts = table.texts
    opinion = fitted.score(table.rows, texts)
    found = sigmoid(opinion.logits)
    least = HALF
    if page.kind == "html":
        opinion, found, least = _of_html(page, table, fitted, opinion, found)
    chances = found.tolist()
    if page.template is not None or page.ruling is not None:
        for place, block in enumerate(table.blocks):
            if block.verdict is not None and not block.verdict.keep:
                chances[place] = 0.0  # what the site's own rules or its template drop speaks for nothing
    _raise(page, table, found, chances, least)
    page.memo["select.scorer"] = _Scored(table.blocks, chances, least, opinion)
    page.memo["select.seen"] = table
    if len(table.blocks) == len(page.blocks):
        page.scores = _numbered(chances)
    else:
        page.scores = dict(zip([block.index for block in table.blocks], chances, strict=True))


def _raise(page: Page, table: Table, found: Array, chances: list[float], least: float) -> None:
    """Give the lines that stand where hardly any but the article's do the chance of those."""
    if page.kind == "text":
        for place in closing_lines(table.texts, chances):
            chances[place] = SHARE
        for place in announced.announced_lines(table.texts, chances):
            chances[place] = announced.SHARE
        for place in doubtful_lines(table.texts, chances):
            chances[place] = HOPED
        own = (found >= HALF).nonzero()[0].tolist()
        for place in between.lines_between(table.texts, chances, own):
            chances[place] = between.SHARE
        return
    for place in standfirst.standfirsts(page, table.blocks, chances):
        chances[place] = standfirst.SHARE
    for place in answers.answers(table.blocks, table.texts, chances, least):
        chances[place] = answers.SHARE
    if grids := cells.find_grids(table):
        for place in cells.article_cells(grids, chances, least):
            chances[place] = max(chances[place], cells.SHARE)


def _of_html(
    page: Page, table: Table, fitted: model.Model, opinion: model.Opinion, found: Array
) -> tuple[model.Opinion, Array, float]:
    """The opinion to go by, its chances, and the one from which on blocks are kept. Briefs have their own network."""
    sizes = sizes_of(table.texts)
    least = least_chance(found, sizes)
    log_size = table.column("log_size")
    if not is_plainly_long(found, least, log_size) and is_brief(found >= least, log_size):
        page.memo[BRIEF] = True
        if other := fitted.score_brief(table.rows):
            own, opinion, found = found, other, sigmoid(other.logits)
            least = least_chance(found, sizes)
            found = of_both(own, found, least)
    return opinion, found, least
