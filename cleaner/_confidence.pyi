from cleaner.confidence import Sums
from cleaner.page import Block

def add_up(blocks: list[Block], scores: dict[int, float]) -> Sums: ...
