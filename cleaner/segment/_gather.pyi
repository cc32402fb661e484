from collections.abc import Callable

from cleaner.segment.gather import Segmented

def segment(
    source: str, normalised: Callable[[str], str], whole: bool, letters_of_source: bytes = b""
) -> Segmented: ...
