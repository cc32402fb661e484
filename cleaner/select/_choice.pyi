from numpy import float32
from numpy.typing import NDArray

def least_chance(chances: NDArray[float32], words: NDArray[float32]) -> float: ...
