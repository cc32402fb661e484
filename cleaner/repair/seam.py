"""Which letter has to become a capital, because what stood before it in its sentence was taken out?

"Ten spyte hiervan, the committee let it stand" without its foreign words begins with "The". The stage that takes text
out says where; this rule only writes the letter. It runs by itself on no page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.trace import Edit


def capitalise(text: str, places: Iterable[int]) -> Iterator[Edit]:
    """The edits that make the letters at `places` capitals."""
    for place in places:
        yield Edit(place, place + 1, text[place : place + 1].upper(), "opens the sentence now")
