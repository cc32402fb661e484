from collections.abc import Callable

from cleaner.page import Block
from cleaner.trace import Trace

def mend(blocks: list[Block], repair_trace: Callable[[Trace], Trace]) -> None: ...
