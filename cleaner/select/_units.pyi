from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float32]
Lit: TypeAlias = NDArray[np.bool_]

def rectify(units: Array, bias: Array) -> Lit: ...
def mix(units: Array, parts: Array, bias: Array, reach: int) -> Lit: ...
def through(back: Array, lit: Lit, places: list[int]) -> Array: ...
