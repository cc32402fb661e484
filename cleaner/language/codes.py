"""Which two-letter code does this language have (ISO 639-1), if it has one?"""

from __future__ import annotations

_TABLE = dict(
    pair.split(":")
    for pair in (
        "afr:af amh:am ara:ar arb:ar aze:az azj:az bel:be ben:bn bod:bo bos:bs bul:bg cat:ca ces:cs cze:cs cmn:zh cym:cy wel:cy dan:da "
        "deu:de ger:de ell:el gre:el eng:en epo:eo est:et ekk:et eus:eu baq:eu fas:fa per:fa pes:fa fin:fi fra:fr fre:fr gle:ga "
        "glg:gl guj:gu hau:ha heb:he hin:hi hrv:hr hun:hu hye:hy arm:hy ibo:ig ind:id isl:is ice:is ita:it jav:jv jpn:ja "
        "kan:kn kat:ka geo:ka kaz:kk khm:km kin:rw kir:ky kor:ko kur:ku kmr:ku lao:lo lat:la lav:lv lvs:lv lit:lt ltz:lb mal:ml "
        "mar:mr mkd:mk mac:mk mlg:mg plt:mg mlt:mt mon:mn khk:mn mri:mi mao:mi msa:ms may:ms zsm:ms mya:my bur:my nep:ne npi:ne "
        "nld:nl dut:nl nno:nn nob:no nor:no nya:ny ori:or ory:or oci:oc pan:pa pol:pl por:pt pus:ps pbt:ps ron:ro rum:ro run:rn "
        "rus:ru sin:si slk:sk slo:sk slv:sl sna:sn snd:sd som:so sot:st spa:es sqi:sq alb:sq als:sq srp:sr sun:su swa:sw swh:sw "
        "swe:sv tam:ta tat:tt tel:te tgk:tg tgl:tl tha:th tir:ti tsn:tn tuk:tk tur:tr uig:ug ukr:uk urd:ur uzb:uz uzn:uz vie:vi "
        "wol:wo xho:xh yid:yi ydd:yi yor:yo zho:zh chi:zh zul:zu nb:no iw:he in:id ji:yi"
    ).split()
)
_TWO = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et "
    "eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv ka kg ki "
    "kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv "
    "ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti "
    "tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
"""all of ISO 639-1, those that were withdrawn too; of three letters there are eight thousand"""


def is_code(code: str) -> bool:
    """Whether some language has this code, of two letters or three."""
    lower = code.lower()
    return lower in _TWO or (len(lower) == 3 and lower.isascii() and lower.isalpha())


def to_iso(code: str) -> str:
    """`deu`, `de-AT`, `ger` → `de`: ISO 639-1 where there is one, else the three-letter code; '' for what is no code."""
    base = code.strip().lower().replace("_", "-").split("-")[0]
    if not (base.isascii() and base.isalpha() and 2 <= len(base) <= 3):
        return ""
    return _TABLE.get(base, base)
