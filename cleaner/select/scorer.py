"""Does everything that can be seen of this block, together, look like the article?

No single sign decides on a news page: a linked line may be a subheading, a sentence may be a teaser. The scorer weighs
some hundred signs (features.py) of the block and its surroundings with weights fitted on pages whose article text is
known (model.py), and says how sure it is. Its note names the signs that weighed most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge
from cleaner.select import model
from cleaner.select.choice import HALF, least_chance
from cleaner.select.context import sigmoid
from cleaner.select.features import Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

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


@judge(
    rank=GENERIC,
    order=90,
    examples=[Example(_STORY, drops=("Politics", "Sport"), spares=("Tickets cost",))],
)
def scorer(block: Block, page: Page) -> Verdict | None:
    found = page.scores.get(block.index)
    if found is None:
        return None
    chance, note = found
    return Verdict(chance >= page.memo["select.scorer"], "select.scorer", note)


def prepare(page: Page) -> None:
    """Score all blocks of a page at once: `page.scores` gets each block's chance to be article and the note."""
    table = Table(page)
    if not table.blocks:
        return
    fitted = model.load(page.kind)
    if tuple(table.names) != fitted.names[: len(table.names)]:
        raise RuntimeError("the scorer's table was fitted with other features; run bench/fit_scorer.py --write")
    texts = [block.trace.text for block in table.blocks]
    logits, inputs, layer = fitted.score(table.rows, texts)
    chances = sigmoid(logits)
    size = np.array([len(text) for text in texts], np.float32)
    least = HALF if page.kind == "text" else least_chance(chances, size)
    page.memo["select.scorer"] = least
    low = np.flatnonzero(chances < least)
    notes = _notes(fitted.names, layer, inputs[low])
    page.scores = {block.index: (float(chance), "") for block, chance in zip(table.blocks, chances, strict=True)}
    for place, note in zip(low.tolist(), notes, strict=True):
        chance = float(chances[place])
        page.scores[table.blocks[place].index] = (chance, f"{chance:.2f} {note}")


def _notes(names: tuple[str, ...], layer: model.Layer, inputs: NDArray[np.float32]) -> list[str]:
    """The three signs that spoke most against each block."""
    if not len(inputs):
        return []
    shares = layer.evidence(inputs)
    strongest = np.argpartition(shares, 3, axis=1)[:, :3]
    return [" ".join(names[feature] for feature in row) for row in strongest.tolist()]
