from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.page import Block

def look_at(blocks: Sequence[Block], syllable: float = 1.0) -> NDArray[np.float32]: ...
