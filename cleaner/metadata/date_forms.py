"""How do people write dates, in the languages of the world's news?

Every pattern has bounded repeats only, so that time is linear in the text. Each of them begins with a digit, with an
era's name or with a word before a digit: `_date_forms.pyx` finds those places, so that no other is tried.
"""

from __future__ import annotations

import re

WORD = r"[^\W\d_][^\s\d,،၊/()|:;’'\"<>-]{1,17}"
_OF = r"(?:(?:de|del|of|di|da|do|din|den|der|ta['’]|e|i)\s{1,2}|d['’]\s?|de l['’])?"
_SECOND = "(?:الثاني|الأول|یەکەم|دووەم|[Mm]ột|[Hh]ai)"
"""the second word of a month's name that has two"""
PATTERNS = re.compile(
    r"(?<![\d/.-])(?P<y1>\d{4})(?P<s1>[-/.])\s?(?P<m1>\d{1,2})(?P=s1)\s?(?P<d1>\d{1,2})(?!\d)"
    r"|(?P<era>令和|平成|昭和)?(?P<y2>\d{1,4}|元)\s?[年년]\s?(?P<m2>\d{1,2})\s?[月월]\s?(?P<d2>\d{1,2})\s?[日일号]"
    r"|(?<![\d/.,-])(?P<d3>\d{1,2})(?P<s3>\s?[./-]\s?)(?P<m3>\d{1,2})(?P=s3)(?P<y3>\d{4}|\d{2})(?![\d%]|[./-]\d)"
    r"|(?<!\d)(?P<d4>\d{1,2})\s?tháng\s?(?P<m4>\d{1,2})(?:,|\s|năm){1,5}(?P<y4>\d{4})(?!\d)"
    r"|(?<![\d:])(?P<d5>\d{1,2})(?:st|nd|rd|th|er|ro|[ºª°]|-?(?:го|ға|е|й|an?)(?![^\W\d_]))?[\s./-]{0,3}"
    rf"{_OF}(?P<w5>(?:[Tt]háng\s)?{WORD}(?:\s{_SECOND})?)(?:/[^\W\d_]{{2,12}})?"
    rf"[\s.,،၊/'’-]{{0,4}}{_OF}(?:(?:พ\.ศ\.|ค\.ศ\.|ឆ្នាំ)\s?)?(?P<y5>\d{{4}})(?!\d)"
    rf"|(?<![^\W_])(?P<w6>{WORD})\s{{0,2}}(?P<d6>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[,،၊]\s?|\s{{1,2}}|\.\s|\sdel?\s)(?P<y6>\d{{4}})(?![\d:])"
    rf"|(?<!\d)(?P<y8>\d{{4}})\.?[\s-]?(?:gada|г\.|ж\.|жылғы|жылдын|yil)\s(?P<d8>\d{{1,2}})[.-]?\s?(?P<w8>{WORD})"
    r"|(?<!\d)(?P<ya>\d{4})\s?оны\s(?P<ma>\d{1,2})\s?(?:-?р\s)?сарын\s(?P<da>\d{1,2})(?!\d)"
    rf"|(?<!\d)(?P<y7>\d{{4}})(?:\.?\s?(?:m|r|г|оны|aasta|urteko|ж|e?ko)\b)?[.,]?\s{{0,2}}(?P<w7>{WORD})\s{{1,2}}(?P<d7>\d{{1,2}})(?![\d:])"
    r"|(?<![\d:])(?P<d0>\d{1,2})\s?(?P<w0>[ก-ฮ][ก-๎.]{2,10})\s?(?:พ\.ศ\.\s?)?(?P<y0>[5-7]\d)(?![\d:.%])"
    rf"|(?<![^\W_])(?P<w9>{WORD})\s{{1,2}}(?P<d9>\d{{1,2}})\s(?P<t9>\d\d:\d\d:\d\d)\s(?P<z9>[A-Z]{{3,4}}\s)?(?P<y9>\d{{4}})(?!\d)"
)
SIGN = re.compile(r"\d(?:\d{3}|\s?[./-]\s?\d{1,2}\s?[./-]\s?\d\d|\s?[ก-ฮ])|[年년]")
"""what every date has that is found by those patterns: a first look that spares most lines"""
ERAS = "令平昭元"
"""how they begin that begin with neither a digit nor a word before one"""


def search_everywhere(text: str, at: int) -> re.Match[str] | None:
    """The first date from `at` on, as it is written: whether there is such a day is another question."""
    return PATTERNS.search(text, at)


def search_where_it_may_be(text: str, at: int) -> re.Match[str] | None:
    """The same, tried only where a date may begin."""
    while places := starts(text, at):
        for place in places:
            if match := PATTERNS.match(text, place):
                return match
        at = places[-1] + 1
    return None


try:
    from cleaner.metadata._date_forms import starts
except ImportError:
    search = search_everywhere
else:
    search = search_where_it_may_be
