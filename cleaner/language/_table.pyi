from collections.abc import Sequence
from typing import Any

from cleaner.language.table import Flags, Floats, Ints

class Lists:
    sizes: Any
    def __init__(
        self, words: tuple[Any, Any], entries: tuple[Any, Any], triples: tuple[Any, Any], floors: Floats, step: float
    ) -> None: ...
    def look_up(self, words: Sequence[str], column: Ints, columns: int, floors: Floats) -> tuple[Floats, Flags]: ...
    def spell(self, words: Sequence[str], languages: Ints) -> Floats: ...
