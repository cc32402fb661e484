"""What does text look like that was UTF-8 and was read as something else?

A character beyond ASCII is a leading byte and one to three that follow it. Read one by one, in whatever encoding, they
become pairs and triples that hardly any word has: `Ã¼`, `ĂĽ`, `Гј`, `√º` and `├╝` all were `ü`. Which signs are worth a
closer look is all that is told here; whether it is mojibake is for ftfy to say (mojibake.py).

Windows-1252 is read that way by far the most, so one sign is enough. In the other encodings a sign may be letters that
do stand side by side (`Мі` in Ukrainian), so there it must touch an ASCII letter, or another of its kind.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

READ_AS = {
    "cp1252": (
        "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"
        "\xa0¡¢£¤¥¦§¨©ª«¬\xad®¯°±²³´µ¶·¸¹º»¼½¾¿"
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ"
    ),
    "cp1250": (
        "€\x81‚\x83„…†‡\x88‰Š‹ŚŤŽŹ\x90‘’“”•–—\x98™š›śťžź"
        "\xa0ˇ˘Ł¤Ą¦§¨©Ş«¬\xad®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż"
        "ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙"
    ),
    "cp1251": (
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\x98™љ›њќћџ"
        "\xa0ЎўЈ¤Ґ¦§Ё©Є«¬\xad®Ї°±Ііґµ¶·ё№є»јЅѕї"
        "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя"
    ),
    "cp1253": (
        "€\x81‚ƒ„…†‡\x88‰\x8a‹\x8c\x8d\x8e\x8f\x90‘’“”•–—\x98™\x9a›\x9c\x9d\x9e\x9f"
        "\xa0΅Ά£¤¥¦§¨©ª«¬\xad®―°±²³΄µ¶·ΈΉΊ»Ό½ΎΏ"
        "ΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡÒΣΤΥΦΧΨΩΪΫάέήίΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώÿ"
    ),
    "cp1254": (
        "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8d\x8e\x8f\x90‘’“”•–—˜™š›œ\x9d\x9eŸ"
        "\xa0¡¢£¤¥¦§¨©ª«¬\xad®¯°±²³´µ¶·¸¹º»¼½¾¿"
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞßàáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ"
    ),
    "cp1257": (
        "€\x81‚\x83„…†‡\x88‰\x8a‹\x8c¨ˇ¸\x90‘’“”•–—\x98™\x9a›\x9c¯˛\x9f"
        "\xa0¡¢£¤¥¦§Ø©Ŗ«¬\xad®Æ°±²³´µ¶·ø¹ŗ»¼½¾æ"
        "ĄĮĀĆÄÅĘĒČÉŹĖĢĶĪĻŠŃŅÓŌÕÖ×ŲŁŚŪÜŻŽßąįāćäåęēčéźėģķīļšńņóōõö÷ųłśūüżž˙"
    ),
    "iso8859-2": (
        "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f"
        "\xa0Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\xadŽŻ°ą˛ł´ľśˇ¸šşťź˝žż"
        "ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙"
    ),
    "mac-roman": (
        "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü"
        "†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
        "¿¡¬√ƒ≈∆«»…\xa0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"
    ),
    "cp437": (
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
        "áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
        "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\xa0"
    ),
}
"""what the bytes from 0x80 on become, as Python's codecs say (each would be loaded for this alone); one that means
nothing there stays the control character of its number"""
ENCODINGS = ("cp1252", "latin-1", *(encoding for encoding in READ_AS if encoding != "cp1252"))
"""those that ftfy knows"""
ENOUGH = 2
"""of them, the first ones, of which one sign is enough"""
CAPITALS = "A-ZÀ-ÖØ-Þ"
"""behind one of these `Ã` is the last letter of a word in capitals, MANHÃ; else, before white space, it was `à`: a
no-break space, its second byte, is made a plain one by whoever cleans white space
"""
SPACES = " \\t\\xa0\\u2000-\\u200a\\u202f\\u205f\\u3000"
"""what is a plain space when white space has been mended"""
BEYOND = 0x2600
"""all of these characters stand before it, but for a logo and two ligatures, which are left out"""
_TWO, _MORE, _FOLLOWING = range(0xC2, 0xE0), range(0xE0, 0xF5), range(0x80, 0xC0)
"""bytes that lead two, and that lead three or four; those that follow"""


def read_as(encoding: str, codes: Iterable[int]) -> str:
    """What these bytes become."""
    table = READ_AS.get(encoding, "")
    return "".join(table[code - 0x80] if table else chr(code) for code in codes)


def leads(encoding: str) -> tuple[str, str]:
    """What the bytes become that lead two, and that lead more; not what stands before words: quotes and dashes."""
    two, more = (
        "".join(c for c in read_as(encoding, codes) if ord(c) < BEYOND and unicodedata.category(c)[0] not in "PZ")
        for codes in (_TWO, _MORE)
    )
    return two, more


def followers(encoding: str) -> str:
    """What the bytes become that follow."""
    return read_as(encoding, _FOLLOWING)


def has_sign(text: str) -> bool:
    """Whether a text shows such a sign. `_clean.pyx` says the same."""
    return not text.isascii() and _pattern().search(text) is not None


@cache
def _pattern() -> re.Pattern[str]:
    signs = [f"(?<![{CAPITALS}])Ã[{SPACES}]"]
    for number, encoding in enumerate(ENCODINGS):
        two, more, after = map(_class, (*leads(encoding), followers(encoding)))
        pair, triple = f"{two}{after}", f"{more}{after}{after}"
        if number < ENOUGH:
            signs += [pair, triple]
        else:
            signs += [f"(?<=[A-Za-z]){pair}", f"(?<=[A-Za-z]){triple}"]
            signs += [f"{pair}(?:[A-Za-z]|{pair})", f"{triple}(?:[A-Za-z]|{triple})"]
    return re.compile("|".join(signs))


def _class(characters: str) -> str:
    return f"[{re.escape(characters)}]"
