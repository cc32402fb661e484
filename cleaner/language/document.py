"""Which language is this document written in, and is it the one that was asked for?

The text decides where there is enough of it, since declarations are copied with templates. Where some of its words are
surely of the declared language, no more is asked. Else two fast voices are, turbohtml's n-grams and our word lists;
where they disagree, langdetect (with a fixed seed, since it draws lots) has the third. Where the text is short, or
nobody is sure, the page's own declaration stands. What the page declared is recorded beside what was found. With
`--language CODE`, a document that is surely in another language is dropped.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from turbohtml.detect import detect_language

from cleaner.language.codes import to_iso
from cleaner.language.identify import Guess, identify
from cleaner.language.words import LETTERS
from cleaner.page import Language, Page, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

_SAMPLE, _WHOLE = 600, 6000
"""characters that turbohtml is shown, and where the voices disagree"""
_GLIMPSE, _SOME = 2000, 60
"""characters of which that many words are asked whether they are of the declared language"""
_PLAIN = 20
"""words without a capital that are asked by themselves"""
_CAPITALISED = 0.8
"""share of them among all words, from which the letters have to say the same of an article"""
_ENOUGH = 120
"""characters from which a sure detector is believed against the declaration"""
_SURE = 0.5
_PLAINLY = 0.99
"""confidence of those words from which nothing else is asked"""
_WHOLLY = 1.0
"""confidence of the word lists, in four digits, that leaves the n-grams nothing to say where nothing is declared"""
_LISTED = 0.8
"""confidence from which the word lists are believed against the n-grams, which know fewer languages"""
_AGREED = 0.9
"""confidence of a language that two voices name"""
_DECIDES = 60
"""characters from which a document may be dropped for its language"""


def detect_document(page: Page, text: str | None = None) -> Language:
    """The language of the page's kept text, which may be at hand."""
    declared = to_iso(page.metadata.declared)
    text = page.text if text is None else text
    if not any(char.isalpha() for char in text[:200]):
        return Language(declared, 0.0, declared)
    code, confidence = detect(text, declared)
    if declared and declared != code and (len(text) < _ENOUGH or confidence < _SURE):
        return Language(declared, 0.0, declared)
    return Language(code or declared, confidence, declared)


def detect(text: str, declared: str = "") -> Guess:
    """The language of a text; what is declared where some words say so, for then it stands whatever all voices say.

    Where nothing is declared and the words leave no doubt, nobody else is asked either.
    """
    if declared and len(text) >= _SAMPLE:
        some = identify(text[:_GLIMPSE], _SOME)
        if some.code == declared and some.confidence >= _PLAINLY:
            return some
    words = Guess("", 0.0) if declared else _by_words(text)
    if words.confidence >= _WHOLLY:
        return words  # whatever the letters say: they would neither outvote the words nor make them surer
    return _by_voices(text, declared, words)


def _by_voices(text: str, declared: str, words: Guess) -> Guess:
    """The language that two voices say; where they disagree, the declared of the two, or a third voice's.

    `words` is what the words say, where nothing is declared. Where the letters say what is, the words are not asked.
    """
    letters = _by_letters(text[:_SAMPLE])
    is_declared = letters.code == declared and letters.confidence >= _SURE and len(text) >= _SAMPLE
    words = letters if is_declared else _by_words(text) if declared else words
    if words.code == letters.code or not letters.code:
        return Guess(words.code, max(words.confidence, letters.confidence, _AGREED if letters.code else 0))
    if not words.code:
        return letters
    if declared in (words.code, letters.code):
        return words if declared == words.code else letters
    if words.confidence >= _LISTED:
        return words
    # the beginning may be the odd part: a headline, a caption, what a mirror left
    letters = _by_letters(text[:_WHOLE])
    if letters.code == words.code:
        return words
    third = _langdetect()(text[:_WHOLE])
    return letters if third == letters.code else words


def _by_words(text: str) -> Guess:
    """What the words say, and where names and titles in another language may have outvoted them, those that are none.

    A review of ten songs, or a round of matches, has more words of their languages than of its own.
    """
    words = identify(text)
    if len(text) > _GLIMPSE:  # the longer, the more words of its own
        return words
    some = LETTERS.findall(text)
    plain = [word for word in some if not word[0].isupper()]
    if len(plain) < _PLAIN:
        return words
    told = identify(" ".join(plain), _SOME)
    if told.code == words.code or told.confidence < _SURE:
        return words
    may_be = len(plain) <= _CAPITALISED * len(some) or _by_letters(text[:_SAMPLE]).code == told.code
    return told if may_be else words


def _by_letters(text: str) -> Guess:
    found = detect_language(text)
    return Guess(to_iso(found.language or ""), round(float(found.confidence), 4))


@cache
def _langdetect() -> Callable[[str], str]:
    """Langdetect with its seed: it samples n-grams, and would answer otherwise from run to run."""
    from langdetect import DetectorFactory, detect, lang_detect_exception  # noqa: PLC0415 - 0.3 s, and seldom asked

    DetectorFactory.seed = 0

    def ask(text: str) -> str:
        try:
            return to_iso(detect(text))
        except lang_detect_exception.LangDetectException:
            return ""

    return ask


def is_unwanted(page: Page, wanted: str) -> bool:
    """Whether a page is surely in another language than the one asked for."""
    language = page.language
    is_other = bool(language.code) and language.code != to_iso(wanted)
    return is_other and language.confidence >= _SURE and len(page.text) >= _DECIDES


def drop_document(page: Page, wanted: str) -> None:
    """Drop every block that is still kept, and say why."""
    found = page.language
    note = f"{found.code} {found.confidence:.2f}, wanted {to_iso(wanted)}"
    for block in page.kept:
        block.verdict = Verdict(False, "language.document", note)
    page.reason = f"language: {note}"
