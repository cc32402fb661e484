from cleaner.language._table import Lists
from cleaner.language.suspicion import Suspicion
from cleaner.language.table import Flags

class Own:
    def __init__(self, lists: Lists | None, own: int, rivals: Flags) -> None: ...

def suspect(text: str, own: Own) -> Suspicion: ...
