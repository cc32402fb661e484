"""Was this line decoded with the wrong encoding, once or twice, before it was scraped?

UTF-8 read as windows-1252 turns "café" into "cafÃ©" and quotes into "â€œ"; read as windows-1251, into "cafГ©". ftfy
knows these sequences and repairs a line only where the result is surely better (its badness heuristic, Speer
2012–2024). It is asked for lines that show a sign (signs.py), and only for the encoding: its other fixes (quotes,
ligatures, width) would change what the author wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from cleaner.rules import editor
from cleaner.trace import Edit, diff

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 20_000
"""characters; ftfy's heuristics were made for lines, and no paragraph is longer"""


try:
    from cleaner.repair._clean import has_sign
except ImportError:
    from cleaner.repair.signs import has_sign


@cache
def _fixer() -> Callable[[str], str]:
    from ftfy import TextFixerConfig, fix_encoding  # noqa: PLC0415 - 40 ms, and most corpora never show a sign

    config = TextFixerConfig(unescape_html=False)
    return lambda text: fix_encoding(text, config)


@editor(
    order=20,
    examples=[
        ("Das ist schÃ¶n und gut.", "Das ist schön und gut."),
        ("She said: â€œNo.â€\x9d", "She said: “No.”"),
        ("Ã‰tat d’urgence", "État d’urgence"),
        ("Die FГ¤hre Гјber die LГјhe fГ¤hrt wieder.", "Die Fähre über die Lühe fährt wieder."),
        ("Die F├ñhre ├╝ber die L├╝he", "Die Fähre über die Lühe"),
        ("Міська рада: «Її дії»", "Міська рада: «Її дії»"),
        ("AMANHÃ… A MÃE–CORAGEM VOLTA", "AMANHÃ… A MÃE–CORAGEM VOLTA"),
        ("À Paris, l’été fut âpre – «très» chaud.", "À Paris, l’été fut âpre – «très» chaud."),
        ("SÃO PAULO", "SÃO PAULO"),
        ("On arrive Ã la gare, puis Ã  Lyon.", "On arrive à la gare, puis à Lyon."),
        ("AMANHÃ CEDO, MANHÃ DE SOL", "AMANHÃ CEDO, MANHÃ DE SOL"),
    ],
)
def mojibake(text: str) -> Iterable[Edit]:
    if len(text) > _LONGEST or not ("\ufffd" in text or has_sign(text)):
        return []
    return [edit._replace(note="read with the wrong encoding") for edit in diff(text, _fixer()(text))]
