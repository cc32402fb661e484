"""Which signs of a text are Markdown's, which a reader of the page did not see?

A text is Markdown by what it is full of: links with their addresses, two headings, or two signs of unlike kinds. One
sign alone may be what the article is about.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class Pass(NamedTuple):
    """What is looked for in each line of a text: its groups, or all of it, are no text, nor need anything be left."""

    pattern: re.Pattern[str]
    note: str
    signs: tuple[str, ...]
    """one of which such a line has"""
    whole: bool = False
    """whether a line may be nothing else, and is gone then"""


HEADINGS: Final = 2
"""of a text in Markdown that has no links; one may be a comment in code"""
KINDS: Final = 2
"""signs of unlike kinds"""
_HEADING = re.compile(r"^#{2,6} [^\s#]", re.MULTILINE)
_SIGNS = (
    ("\\", "\\", re.compile(r"\\(?<=\w\\)[-.!_*#()+\[\]]")),
    ("#", "\n#", re.compile(r"^#{1,6} [^\s#]", re.MULTILINE)),
    ("=", "\n===", re.compile(r"^\S[^\n]*\n={3,}[ \t]*$", re.MULTILINE)),
    (">", "\n> ", re.compile(r"^> \S", re.MULTILINE)),
    ("*", "**", re.compile(r"\*\*(?=\S)[^*\n]{1,300}(?<=\S)\*\*")),
    ("*", "\n* * *", re.compile(r"^\* \* \*[ \t]*$", re.MULTILINE)),
    ("-", "\n---", re.compile(r"^\S[^\n]*\n-{3,}[ \t]*$", re.MULTILINE)),
)
"""a character, which is found in a fifth of the time of two; what it must be part of; and of what that must be"""
_MARK: Final = "a mark of Markdown"
PASSES: Final = (
    Pass(
        re.compile(r"\A(?:={3,}|-{3,}|(?:\* ?){3,}|(?:- ){2,}-|_{3,})\Z"),
        "a line of Markdown",
        ("==", "--", "- -", "*", "__"),
        whole=True,
    ),
    Pass(re.compile(r"\A((?:> ?)+)"), _MARK, (">",), whole=True),
    Pass(re.compile(r"(\A#{1,6} )|(\*\*)(?=\S)[^*\n]{1,300}(?<=\S)(\*\*)"), _MARK, ("#", "**")),
    Pass(re.compile(r"(?<![\w_\\])(__)(?=\S)[^_\n]{1,300}(?<=\S)(__)(?![\w_])"), _MARK, ("__",)),
    Pass(re.compile(r"(?<![\w*\\])(\*)(?=[^\s*])[^*\n]{1,300}(?<=[^\s*\\])(\*)(?![\w*])"), _MARK, ("*",)),
    Pass(re.compile(r"(?<![\w_\\])(_)(?=[^\s_])[^_\n]{1,300}(?<=[^\s_\\])(_)(?![\w_])"), _MARK, ("_",)),
    Pass(re.compile(r"\\(?=[!-/:-@\[-`{-~])"), _MARK, ("\\",)),
)
"""emphasis before what is escaped: `\\*` is a star"""


def find_marks(source: str, *, has_links: bool) -> tuple[Pass, ...]:
    """What of Markdown is looked for in this text; nothing where it is none."""
    if has_links or ("#" in source and "\n##" in source and len(_HEADING.findall(source)) >= HEADINGS):
        return PASSES
    kinds = 0
    for char, sign, pattern in _SIGNS:
        if char in source and (kinds or char != "-") and sign in source and pattern.search(source):
            kinds += 1  # no text is without a dash: it is sought where another sign was found
            if kinds == KINDS:
                return PASSES
    return ()
