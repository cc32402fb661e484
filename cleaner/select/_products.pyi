from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cleaner.select.model import Opinion
from cleaner.select.sequence import Sequence

Array: TypeAlias = NDArray[np.float32]

def hidden(inputs: Array, weights: Array, bias: Array) -> Array: ...
def read_lines(row: Sequence, inputs: Array) -> tuple[Array, Any]: ...
def scaled(rows: Array, more: Array, mean: Array, scale: Array) -> Array: ...
def strongest(opinion: Opinion, places: list[int]) -> NDArray[np.intc]: ...
