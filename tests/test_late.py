"""A pattern that is compiled when it is met finds what it would have found."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from cleaner.late import late


def test_it_is_compiled_once_and_when_it_is_used() -> None:
    pattern = late(r"(?P<word>\w+)!")
    wrong = late("(")
    assert [match["word"] for match in pattern.finditer("one! two three!")] == ["one", "three"]
    assert pattern.search is pattern.search
    assert (pattern.sub("?", "a!"), pattern.fullmatch("a")) == ("?", None)
    with pytest.raises(re.error):
        wrong.search("a")
    with pytest.raises(AttributeError):
        _ = pattern.nothing  # type: ignore[attr-defined]


def test_what_a_worker_loads_compiles_no_range_of_chinese() -> None:
    asked = (
        "import re; real, said = re.compile, []; "
        "re.compile = lambda *given, **named: (said.append(given[0]), real(*given, **named))[1]; "
        "import cleaner.corpus.workers.cleaning; said = [one for one in said if type(one) is str]; "
        "print(sum(chr(0x9FFF) in one or '9fff' in one for one in said))"
    )
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert int(found) <= 1, "of claims.py, which looks at every headline"
