import numpy as np
from numpy.typing import NDArray

def around(logits: NDArray[np.float32], texts: list[str]) -> NDArray[np.float32]: ...
