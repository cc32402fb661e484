"""The languages of the word table, with where their words come from."""

from __future__ import annotations

from typing import NamedTuple


class Spec(NamedTuple):
    """One language: its ISO code, script, group of close relatives, and its name in either source ('' for none)."""

    code: str
    script: str
    group: str
    encyclopedia: str
    sentences: str

    @property
    def is_thin(self) -> bool:
        """Whether its list comes from a small Wikipedia alone, which holds much English."""
        return self.code in _THIN


_LATIN = """
en - en eng
af dutch af afr|nl dutch nl nld|fy dutch - fry
de german de deu|lb german lb ltz
da nordic da dan|no nordic no nor|nn nordic nn nno|sv nordic sv swe|fo nordic - fao|is - is isl
es iberian es spa|pt iberian pt por|gl iberian - glg|ca iberian ca cat|oc iberian - oci
fr - fr fra|it - it ita|ro - ro ron|la - la lat|ht - - hat
cs westslavic cs ces|sk westslavic sk slk|pl - pl pol
hr southslavic hr hrv|bs southslavic bs bos|sr-Latn southslavic - srp
sl southslavic sl slv|lt - lt lit|lv - lv lvs|fi - fi fin|et - et est|hu - hu hun|sq - sq sqi|eu - eu eus|eo - eo epo
tr turkic tr tur|az turkic az aze|uz - - uzb|tk - - tuk|ku - - kmr|mt - - mlt
ga - ga gle|gd - - gla|cy - cy cym|br - - bre
id malay id ind|ms malay ms msa|tl - tl tgl|vi - vi vie|mg - - mlg
sw - sw swa|so - so som|ha - - hau|ig - - ibo|yo - yo yor|rw bantu - kin|sn - sn sna|ny - - nya
zu nguni zu zul|xh nguni xh xho|st sotho st sot|tn sotho tn tsn
nso sotho - nso|ts - ts tso|om - om orm|lg - lg lug|wo - - wol
mi polynesian mi mri|sm polynesian - smo|to polynesian - ton|fj - - fij
"""
_OTHER = """
Cyrl|ru russian ru rus|uk eastslavic uk ukr|be eastslavic be bel|bg bulgarian bg bul|mk bulgarian mk mkd
Cyrl|sr serbian sr srp
Cyrl|kk kazakh - kaz|ky kazakh - kir|mn - mn mon|tg - - tgk|tt tatar - tat|ba tatar - bak
Arab|ar - ar ara|fa persian fa fas|ur - ur urd|ps - ps pus|ckb - - ckb
Arab|ug - - uig|sd - - snd
Grek|el - - ell
Hebr|he - - heb|yi - - yid
Deva|hi hindi - hin|mr - - mar|ne hindi - nep
"""


_THIN = frozenset("mi sn st tn ts om lg xh zu so yo tl".split())


def _specs() -> list[Spec]:
    found = []
    for line in [f"Latn|{line}" for line in _LATIN.split("\n") if line] + _OTHER.split("\n"):
        script, *languages = line.split("|")
        for language in languages:
            code, group, first, second = language.split()
            sentences = "" if second == "-" else f"{second}_{script}"
            found.append(Spec(code, script, "" if group == "-" else group, "" if first == "-" else first, sentences))
    return found


LANGUAGES = _specs()
"""English first; the others' lists are cleared of its function words"""
