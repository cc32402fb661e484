"""What time, and in which zone, does a text tell beside a date?

`12 mars 2024 à 10h32`, `2024年3月12日(火) 午後10:15`, `10:15 | 12 March 2024`. Every pattern has bounded repeats only.
"""

from __future__ import annotations

import re

_ZONES = {
    "Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00",
    "MEZ": "+01:00", "MESZ": "+02:00", "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "SAST": "+02:00",
    "EST": "-05:00", "EDT": "-04:00", "ET": "", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00",
    "PST": "-08:00", "PDT": "-07:00", "JST": "+09:00", "KST": "+09:00", "HKT": "+08:00", "SGT": "+08:00",
    "WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00", "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00",
    "NZDT": "+13:00", "WAT": "+01:00", "EAT": "+03:00", "TSİ": "+03:00",
}  # fmt: skip
_WEEKDAY = (
    r"[(（][^()（）\d]{1,12}[)）]|[月火水木金土日]曜日?|星期[一二三四五六日天]|周[一二三四五六日]|[월화수목금토일]요일|"
    "hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap|"
    "Pazartesi|Salı|Çarşamba|Perşembe|Cuma|Cumartesi|Pazar"
)
_AFTER = re.compile(
    r"(?:\s?(?:г\.|р\.|года|року|roku|г|р|d\.)(?!\w))?"
    rf"[\s,،./|·•–—(@-]{{0,4}}T?(?:(?:{_WEEKDAY})[\s,.|·•–—-]{{0,3}})?"
    r"(?:(?:at|um|à|a|a las|a la|alle|alle ore|ore|kl|klo|kell|om|às|as|o|ob|godz|"
    r"u|в|во|о|saat|στις|pukul|jam|lúc|เวลา|ساعت|الساعة|בשעה)\.?\s{1,2})?"
    r"(?P<noon>午前|午後|上午|下午|凌晨|早上|晚上|오전|오후)?\s?"
    r"(?P<h>\d{1,2})(?P<sep>\s?[hH](?![^\W\d_])|[:.時时시点點])\s?(?P<m>\d\d)?(?::(?P<s>\d\d)(?:\.\d{1,6})?|[分분])?"
    r"\s{0,2}(?P<half>[aApP]\.?\s?[mM]\b\.?|(?:صباح|مساء)[اً]{0,2}|[صم](?!\w)|[πμΠΜ]\.?\s?[μΜ]\.?(?!\w))?"
    r"\s{0,2}\(?(?P<zone>[A-Z]{1,4}\b)?\s?(?P<offset>[+-]\d\d:?\d\d\b)?"
)
_BEFORE = re.compile(
    r"(?<!\d)(\d{1,2})[:.h](\d\d)(?::\d\d)?(\s?[aApP]\.?[mM]\.?)?(?:\s(?:Uhr|[A-Z]{2,4}))?[\s,|·•–—on-]{1,6}(?:[^\W\d_]{3,12},?\s)?$"
)
_LATE = tuple("p P م مساء μ Μ 午後 下午 晚上 오후".split())
"""how the words begin that say that it is after noon"""


def time_of(hour: str | None, minute: str | None, second: str | None) -> str:
    """A time as ISO writes it; empty where there is none."""
    if not hour or not (int(hour) < 24 and int(minute or 0) < 60 and int(second or 0) < 60):
        return ""
    return f"{int(hour):02}:{minute or '00'}:{second or '00'}"


def find_after(text: str, at: int) -> tuple[str, str, int]:
    """The time that follows a date, its zone, and where both end."""
    match = _AFTER.match(text, at, at + 48)
    if not match or (match["m"] is None and match["sep"] in ":."):
        return "", "", at
    clock = time_of(_of_day(match["h"], match["noon"] or match["half"]), match["m"], match["s"])
    return clock, match["offset"] or match["zone"] or "", match.end() if clock else at


def find_before(text: str, at: int) -> tuple[str, int]:
    """The time that stands before a date, and where it starts."""
    low = max(0, at - 24)
    match = _BEFORE.search(text[low:at])
    if not match:
        return "", at
    clock = time_of(_of_day(match[1], (match[3] or "").strip()), match[2], None)
    return clock, low + match.start() if clock else at


def _of_day(hour: str, half: str | None) -> str:
    """An hour of the day: of twelve hours, where `half` says which."""
    if not half or int(hour) > 12:
        return hour
    return str(int(hour) % 12 + (12 if half.startswith(_LATE) else 0))


def offset_of(zone: str) -> str:
    """An offset as ISO writes it; empty where the zone's name does not say it."""
    if zone[:1] in "+-" and len(zone) >= 3:
        digits = zone[1:].replace(":", "").ljust(4, "0")
        return f"{zone[0]}{digits[:2]}:{digits[2:4]}"
    return _ZONES.get(zone.upper(), "")
