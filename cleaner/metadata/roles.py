"""Which words in a byline are no name: what its people do there, who else had a hand in it, where it came from?"""

from __future__ import annotations

import re

ROLE = re.compile(
    r"\b(?:editors?|reporters?|correspondents?|columnists?|journalists?|writers?|contributors?|producers?|director|"
    r"freelance|freelancer|chief|head of|founder|co-?founder|ceo|cto|cfo|coo|president|manager|specialist|expert|"
    r"analyst|professor|lecturer|blogger|staff|senior|deputy|associate|assistant|consultant|researcher|fellow|"
    r"photographer|photos?|video|graphics?|reviewed|edited|updated|published|translated|fact.?checked|medically|"
    r"redakteur(?:in)?|redaktør|redaktör|redacteur|rédact(?:eur|rice)|redactora?|redattore|journaliste?|"
    r"korrespondent(?:in)?|correspondante?|corresponsal|periodista|giornalista|reportero|editora?|journalisten|"
    r"verslaggever|correspondent|dietitian|physician|attorney|lawyer|nutritionist|therapist|psychologist|engineer|"
    r"min(?:ute)?s? read|read more|follow|view all|all posts|more by|bio|profile|posts?|contact|subscribe|"
    r"обозреватель|корреспондент|журналист|редактор|muhabir(?:i)?|wartawan)\b",
    re.IGNORECASE,
)
"""a word that says what somebody does"""
_DESK = (
    "political|senior|chief|deputy|associate|assistant|managing|executive|contributing|special|investigative|foreign|"
    "crime|business|sports?|education|health|environment|science|technology|consumer|local|city|county|state|regional|"
    "community|digital|online|web|features?|entertainment|arts|culture|home affairs|social affairs|economics?|finance|"
    "legal affairs|transport|travel|staff|news|world|us|uk|europe|africa|asia|middle east|washington|westminster|"
    "lead|principal|junior|trainee|freelance|guest|royal|breaking news|general assignment|data|video|audience"
)
_DOES = (
    "editor|reporter|writer|correspondent|columnist|journalist|producer|critic|photographer|analyst|"
    "editor-in-chief|journaliste|redakteur(?:in)?|journalistin|korrespondent(?:in)?|redacteur|verslaggever|periodista|"
    "redactora?|corresponsal|giornalista|inviat[oa]|jornalista|repórter|редактор|корреспондент|журналист|muhabir"
)
_AGENCY = "associated press|bbc (?:news|sport|verify)|press association|agence france-presse|reuters|the canadian press"
_PLACE = re.compile(
    rf"(?:\s+(?:{_DESK})){{0,4}}\s+(?:{_DOES})$|(?:\s+(?:{_DESK})){{1,4}}\s+contributor$|\s+(?:{_AGENCY})$|\s+(?:follow|share|print|save|email)$",
    re.IGNORECASE,
)
_LAST = frozenset(
    "editor reporter writer correspondent columnist journalist producer critic photographer analyst "
    "editor-in-chief journaliste redakteur redakteurin journalistin korrespondent korrespondentin redacteur "
    "verslaggever periodista redactor redactora corresponsal giornalista inviato inviata jornalista repórter "
    "редактор корреспондент журналист muhabir contributor press news sport verify association france-presse "
    "reuters follow share print save email".split()
)
"""the last word of every such end: looked for first, since most names end in none"""
_CREDIT = re.compile(
    r"[.,;]?\s+(?:(?:fotos?|photos?|photographs?|photography|bilder?|foto|ảnh|фото|illustrations?|graphics?|videos?|"
    r"editing|editor|redigering)\s?(?::|\b(?:by|von|par|por|de|av|af)\b)|(?:edited|photographed|illustrated|translated|"
    r"reviewed|produced)\s+by\b|editor\s+(?=[A-Z])).*$",
    re.IGNORECASE | re.DOTALL,
)
_OTHERS = re.compile(
    r"(?:source|sources|quelle|fuente|fonte|bron|källa|kilde|lähde|źródło|zdroj|forrás|sursă|sursa|источник|джерело|"
    r"източник|izvor|πηγή|kaynak|sumber|nguồn|المصدر|مصدر|منبع|מקור|स्रोत|উৎস|来源|來源|稿源|出典|出所|提供|출처|자료|"
    r"责任编辑|責任編輯|编辑|編輯|责编|責編|校对|校對|审核|監修|編集|편집|사진|摄影|攝影|撮影|写真|图|圖|"
    r"editing|photo|photos|foto|fotos|фото)\s?[:：/／].*",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(r"\s*[(<\[]?[\w.+-]{1,64}@[\w-]{1,60}\.[\w.-]{2,40}[)>\]]?")


def without_roles(name: str) -> str:
    """A name of two words or more without what its bearer does, behind it without a comma: `Jane Doe Staff Writer`."""
    found = _PLACE.search(name) if name.rpartition(" ")[2].lower() in _LAST else None
    rest = name[: found.start()].strip() if found else ""
    return rest if " " in rest and rest[:4].lower() != "the " else name


def is_of_others(raw: str) -> bool:
    """Whether a line says no more than where the text came from, who edited it, who took the picture."""
    return _OTHERS.fullmatch(raw) is not None


def without_others(raw: str) -> str:
    """A byline without those who took the pictures or edited the text behind its authors, and without addresses."""
    return _CREDIT.sub("", without_mail(raw))


def without_mail(raw: str) -> str:
    """A byline without the addresses of its authors, unless it is nothing else."""
    return (_MAIL.sub("", raw) or raw) if "@" in raw else raw


_AGENCIES = frozenset(
    "dpa afp ap reuters epd kna ansa efe apa sda ats belga anp ntb tt ritzau stt pap čtk mti tass interfax xinhua "
    "kyodo jiji yonhap pti ians ani antara bernama lusa agi adnkronos aa iha dha sid lpt jpa".split()
)


def is_agency(name: str) -> bool:
    """Whether it is a news agency's name, as bylines write it."""
    return name.casefold() in _AGENCIES
