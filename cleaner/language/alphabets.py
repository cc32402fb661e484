"""Which script is this text written in, where do letters of another one stand, and are they a sentence?

A name or a title in its own script has no small words; a sentence does. Where the word lists have a language, its
commonest words are those small words; where they do not, a few are named here. Scripts that write no spaces are
counted by letters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final, NamedTuple

from cleaner.language.identify import first_look, identify
from cleaner.language.table import load_table

_RANGES: Final = {
    "Latin": "A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ",
    "Greek": "Ͱ-ͽͿ-Ͽἀ-῿",
    "Cyrillic": "Ѐ-ҁ҃-ԯ",
    "Armenian": "Ա-Ֆՙ-ֈ",
    "Hebrew": "֑-ׇא-ת",
    "Arabic": "\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06fa-\u06ff\u0750-\u077f",
    "Devanagari": "ऀ-ॣॱ-ॿ",
    "Bengali": "ঀ-ৣ",
    "Gurmukhi": "ਁ-ੜੰ-ੵ",
    "Gujarati": "ઁ-ૣ",
    "Tamil": "ஂ-ௐ",
    "Telugu": "ఀ-ౣ",
    "Kannada": "ಀ-ೣ",
    "Malayalam": "ഀ-ൣ",
    "Sinhala": "ඁ-ෟ",
    "Thai": "ก-ฺเ-๎",
    "Lao": "ກ-ໍ",
    "Burmese": "က-ဿၐ-ႏ",
    "Khmer": "ក-៓",
    "Georgian": "ა-ჿᲐ-Ჿ",
    "Ethiopic": "ሀ-ፚ",
    "Hangul": "ᄀ-ᇿ가-힣",
    "Han and kana": "ぁ-ゖァ-ヺーㄅ-ㄯ㐀-䶿一-鿿々",
}  # fmt: skip
_OWN: Final = {"Hangul": _RANGES["Hangul"] + _RANGES["Han and kana"]}
"""what a script's texts are written in beside it: Korean ones have Chinese letters"""
_LETTERS_A_WORD: Final = {"Han and kana": 2.5, "Thai": 4, "Lao": 4, "Burmese": 4, "Khmer": 4}
UNSPACED: Final = frozenset(_LETTERS_A_WORD)
"""of scripts without spaces"""
_SAYS: Final = {"Han and kana": 3.0, "Hangul": 2.0, "Hebrew": 1.2, "Arabic": 1.2}
"""what one letter says, against one of an alphabet that writes its vowels"""
_CASED: Final = frozenset(("Latin", "Greek", "Cyrillic", "Armenian"))
_COMMON: Final = -6.6
"""log probability from which a listed word is one of those that every sentence has"""
_SMALL_WORDS: Final = {
    "Han and kana": "的 了 是 我 你 们 們 这 這 那 就 也 不 は が を に で です ます から まで",
    "Hangul": "은 는 을 를 에서 에게 으로 하는 있다 했다 합니다 입니다 습니다 하세요 니다 세요",
    "Thai": "ที่ และ ของ ไม่ ได้ เป็น ใน จะ",
    "Devanagari": "के है में का की को से ने पर यह और आहे आणि छ हैं",
    "Bengali": "এবং না এই করে থেকে জন্য",
    "Armenian": "և է են որ",
    "Georgian": "და არის რომ თუ",
    "Tamil": "ஒரு மற்றும் இந்த என்று",
}
_SAMPLE, _SAMPLES = 50, 6
"""characters of each sample that says what script a text is in, and how many there are"""
_SPANS = sorted(
    (ord(found[1]), ord(found[2] or found[1]), script)
    for script, letters in _RANGES.items()
    for found in re.finditer("(.)(?:-(.))?", letters)
)
_FIRSTS = [first for first, _, _ in _SPANS]


class Reading(NamedTuple):
    """What a stretch in one script is: its language and how sure that is, its words, those that a sentence needs."""

    script: str
    language: str
    confidence: float
    words: int
    """of two letters or more; where none are written, as many as the letters make"""
    small: int
    """different words that a name or title seldom has two of"""
    capitals: int
    opens_small: bool
    """whether it begins with a small letter; no headline, title or name does"""
    has_case: bool
    has_spaces: bool
    known: float
    """share of the words that its language lists"""


@lru_cache(8192)
def _script(letter: str) -> str:
    code = ord(letter)
    place = bisect_right(_FIRSTS, code) - 1
    return _SPANS[place][2] if place >= 0 and code <= _SPANS[place][1] else ""


def counts_of(text: str) -> Counter[str]:
    """How many letters of each script a text has."""
    counts: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        script = _script(letter)
        if script:
            counts[script] += count
    return counts


def share_beside(text: str, own: str) -> float:
    """The share of a text that is not in script `own`; a letter of some scripts says as much as three of others."""
    counts = counts_of(text)
    said = {script: count * _SAYS.get(script, 1.0) for script, count in counts.items()}
    return 1 - said.get(own, 0.0) / (sum(said.values()) or 1.0)


def script_of(text: str) -> str:
    """The script of most letters in samples of a text; '' where it has none."""
    step = max(_SAMPLE, len(text) // _SAMPLES)
    counts = counts_of("".join([text[at : at + _SAMPLE] for at in range(0, len(text), step)]))
    return counts.most_common(1)[0][0] if counts else ""


@cache
def others(script: str) -> re.Pattern[str]:
    """Finds what stands between two letters of a script and begins with a letter of another one; in one pass."""
    own = _OWN.get(script, _RANGES[script])
    foreign = "".join(letters for name, letters in _RANGES.items() if letters not in own)
    return re.compile(f"[{foreign}][^{own}\n]*")


@cache
def may_hold_others(script: str) -> Callable[[str], bool]:
    """Whether a text may hold a letter of another script; a first look."""
    own = _OWN.get(script, _RANGES[script])
    return first_look("".join(letters for letters in _RANGES.values() if letters not in own))


@cache
def _words(script: str) -> re.Pattern[str]:
    return re.compile(f"[{_RANGES[script]}]+")


def last_letter(text: str) -> int:
    """Where the last letter of a text ends."""
    end = len(text)
    while end and not _script(text[end - 1]):
        end -= 1
    return end


def read(text: str) -> Reading | None:
    """What a stretch is that is written in another script than what is around it; None where it has no letter."""
    script = script_of(text)
    if not script:
        return None
    found: list[str] = _words(script).findall(text)
    guess = identify(text)
    forms = list(dict.fromkeys(word.lower() for word in found))
    per_word = _LETTERS_A_WORD.get(script)
    known, small = _look_up(forms, guess.code)
    return Reading(
        script,
        guess.code,
        guess.confidence,
        int(sum(map(len, found)) / per_word) if per_word else sum(len(word) > 1 for word in found),
        max(small, _named(text, forms, script)),
        sum(word[0].isupper() for word in found),
        found[0][0].islower(),
        script in _CASED,
        not per_word,
        known,
    )


def _look_up(forms: list[str], code: str) -> tuple[float, int]:
    """The share of words that a language lists, and how many of them are its commonest."""
    table = load_table()
    number = table.number.get(code)
    if number is None:
        return 0.0, 0
    values, listed = table.look_up(forms, (number,))
    return float(listed.mean()), int((listed & (values > _COMMON)).sum())


def _named(text: str, forms: list[str], script: str) -> int:
    """How many of a script's small words a stretch has; of endings and unspaced letters, in how many places."""
    small = _SMALL_WORDS.get(script, "").split()
    if script in _LETTERS_A_WORD:
        return sum(word in text for word in small)
    if script == "Hangul":
        endings = tuple(small)
        return sum(len(form) > 1 and form.endswith(endings) for form in forms)
    return len(set(small).intersection(forms))
