"""Where do the files lie that come with the code?

`importlib.resources` finds them in archives too, which compiled code cannot be loaded from, and takes longer to load
than all of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parent
"""the folder of this package"""
