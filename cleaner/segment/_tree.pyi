from cleaner.segment.simple import Path

class Tree:
    unsure: bool
    def spans(self, paths: tuple[Path, ...], most: int) -> list[tuple[int, int]] | None: ...

def read_tree(view: str, letters: bytes = b"") -> Tree: ...
