"""What is said where a library is missing that only an extra of the package installs?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


def hint(extra: str) -> str:
    """How the extra is installed."""
    return f"install the extra: pip install '.[{extra}]' in the clone's folder"


@contextmanager
def named(extra: str) -> Iterator[None]:
    """Around the imports of an integration: what is missing is told with the extra that has it, in one line."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(f"{error}; {hint(extra)}", name=error.name) from None
