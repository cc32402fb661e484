"""Bytes to text and back to the very same bytes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.decode import _META, Decoded, _in_markup, _is_torn_utf8, decode, decode_utf8
from cleaner.labels import LABELS, SUPERSETS, codec_of
from cleaner.legacy import HEAD_BYTES
from cleaner.library import clean

KINDS = st.sampled_from(["html", "text", None])
CHARSETS = st.sampled_from([*LABELS, "utf-7", "nonsense", "", "x-user-defined", "iso-2022-kr"])


def back(decoded: Decoded) -> bytes:
    return decoded.text.encode(decoded.encoding, "surrogateescape")


@given(st.binary(max_size=400), KINDS, CHARSETS)
def test_any_bytes_come_back(data: bytes, kind: str | None, charset: str) -> None:
    assert back(decode(data, kind, {"charset": charset})) == data


@given(st.text(max_size=200), st.sampled_from(sorted(set(LABELS.values()))), st.booleans(), st.binary(max_size=3))
def test_text_in_any_encoding_comes_back(text: str, codec: str, declared: bool, tail: bytes) -> None:
    data = text.encode(codec, "ignore")
    for found in (data, data + tail, data[:-1]):
        assert back(decode(found, "html", {"charset": codec} if declared else {})) == found


@given(st.sampled_from([b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\0\0", b"\0\0\xfe\xff"]), st.binary())
def test_a_mark_before_anything_comes_back(mark: bytes, data: bytes) -> None:
    assert back(decode(mark + data)) == mark + data


_HEADS = [
    b"<meta ", b"<META\n", b"<?xml ", b"<p>", b">", b"<", b'"', b" ", b"=", b"charset", b"Charset=", b"charset='big5'",
    b"encoding=", b'encoding="utf-8"', b"ENCODING='x'", b"name=a content=b", b"x" * 150, b"y" * 3900, b"koi8-r",
]  # fmt: skip


@given(st.lists(st.sampled_from(_HEADS), max_size=30).map(b"".join))
def test_labels_are_looked_for_where_they_may_stand(data: bytes) -> None:
    found = [match.span() for match in _META.finditer(data, 0, HEAD_BYTES)]
    assert [match.span() for match in _in_markup(data)] == found


SENTENCE = "Der Bürgermeister hat gesagt, daß die Straße für größere Fahrzeuge nächste Woche geöffnet wird. "


@pytest.mark.parametrize(
    ("data", "kind", "fields", "encoding"),
    [
        (b"plain", "text", {}, "utf-8"),
        (b"plain", "text", {"charset": "koi8-r"}, "utf-8"),
        ("naïve".encode(), "html", {"charset": "iso-8859-1"}, "utf-8"),
        ("naïve".encode("latin-1"), "html", {"charset": "iso-8859-1"}, "cp1252"),
        (b"<meta charset='windows-1251'>" + "Москва".encode("cp1251"), "html", {}, "cp1251"),
        (b"<meta charset='windows-1252'>" + "Москва".encode("cp1251"), "html", {"charset": "cp1251"}, "cp1251"),
        (
            b'<META http-equiv="Content-Type" content="text/html; charset=shift_jis">' + "東京都の新聞".encode("cp932"),
            "html",
            {},
            "cp932",
        ),
        (b'<?xml version="1.0" encoding="EUC-JP"?>' + "東京都の新聞".encode("euc-jp"), "html", {}, "euc-jp"),
        ("東京都の新聞".encode("iso2022-jp"), "text", {"content_type": "text/html; charset=ISO-2022-JP"}, "iso2022-jp"),
        ("\ufeffgrün".encode(), "text", {}, "utf-8"),
        ("\ufeffgrün".encode("utf-16-le"), "text", {}, "utf-16-le"),
        ("\ufeffgrün".encode("utf-16-be"), "text", {}, "utf-16-be"),
        ("\ufeffgrün".encode("utf-32-le"), "text", {}, "utf-32-le"),
        ("<p>grün und gut</p>".encode("utf-16-le"), "html", {}, "utf-16-le"),
        ("<p>grün und gut</p>".encode("utf-16-be"), "html", {}, "utf-16-be"),
        ("<p>grün und gut</p>".encode("utf-32-be"), "html", {}, "utf-32-be"),
        (b"<meta charset='utf-16'><p>gut", "html", {}, "utf-8"),
        (SENTENCE.encode() * 3 + b"\xe9 \x80", "html", {"charset": "utf-8"}, "utf-8"),
        (SENTENCE.encode() + "ß".encode()[:1], "text", {}, "utf-8"),
        (SENTENCE.encode("latin-1") * 3, "text", {"charset": "utf-8"}, "cp1252"),
        ("镕基与囧".encode("gbk"), "text", {"charset": "gb2312"}, "gb18030"),
        ("𠀀与囧".encode("gb18030"), "text", {"charset": "gb2312"}, "gb18030"),
    ],
)
def test_the_encoding_is_found(data: bytes, kind: str, fields: dict[str, str], encoding: str) -> None:
    decoded = decode(data, kind, fields)
    assert decoded.encoding == encoding
    assert back(decoded) == data


RUSSIAN = "Городской совет объявил в понедельник, что старый мост закроют до конца года. " * 3
POLISH = "Rada miasta ogłosiła w poniedziałek, że stary most będzie zamknięty aż do końca roku. " * 3
CHINESE = "市議會星期一宣布，由於橋墩出現裂縫，舊橋將一直關閉到年底。" * 3


@pytest.mark.parametrize(
    ("text", "codec", "head", "fields"),
    [
        (RUSSIAN, "cp1251", "<meta charset=windows-1251>", {"content_type": "text/html; charset=ISO-8859-1"}),
        (RUSSIAN, "koi8-r", "<meta charset=iso-8859-1>", {}),
        (CHINESE, "big5hkscs", "", {"encoding": "ISO-8859-1"}),
        (POLISH, "cp1250", "<html lang=pl><meta charset=iso-8859-1>", {}),
        (POLISH, "iso8859-2", '<html xmlns="" lang="PL-pl">', {"charset": "latin1"}),
        (SENTENCE * 3, "cp1252", "<meta charset=iso-8859-1>", {}),
        (SENTENCE * 3, "cp1252", "<html lang=de>", {}),
        ("«Économie» : l’été s’achève à Nîmes…» ", "cp1252", "<html lang=fr>", {"charset": "iso-8859-1"}),
    ],
)
def test_what_is_said_by_default_yields_to_the_bytes(text: str, codec: str, head: str, fields: dict[str, str]) -> None:
    decoded = decode((head + text).encode(codec), "html", fields)
    assert decoded.text == head + text
    assert back(decoded) == (head + text).encode(codec)


def test_undeclared_legacy_text_is_detected() -> None:
    russian = "Правительство России объявило о новых мерах поддержки экономики страны в следующем году. " * 3
    assert decode(russian.encode("cp1251"), "text").text == russian
    assert decode((SENTENCE * 3).encode("cp1252"), "text").text == SENTENCE * 3


def test_nothing_is_stripped_or_normalised() -> None:
    data = "\ufeff\r\n a\u0301\0\u200b \r".encode()
    assert decode(data).text == "\ufeff\r\n a\u0301\0\u200b \r"


def test_nul_between_words_is_not_utf_16() -> None:
    data = b"<p>every\0 word\0 ends\0 with\0 a\0 nul\0</p>" * 50
    assert decode(data, "html").encoding == "utf-8"


@pytest.mark.parametrize(
    "label", ["utf-7", "hz-gb-2312", "iso-2022-kr", "replacement", "utf-32", "rot13", "idna", "x" * 999]
)
def test_labels_that_mean_nothing(label: str) -> None:
    assert codec_of(label) == ""


def test_labels_are_those_of_the_standard() -> None:
    from turbohtml.detect import detect

    assert len(LABELS) == 221
    names: dict[str, str] = {}
    for label, codec in LABELS.items():
        name = detect(b'<meta charset="' + label.encode() + b'">').encoding
        assert name, label
        if not codec.startswith("utf-16") and label not in {"csiso88598i", "iso-8859-8-i", "logical"}:
            assert names.setdefault(codec, name) == name, label


def test_every_codec_exists() -> None:
    import codecs

    for codec in {*LABELS.values(), *(other for others in SUPERSETS.values() for other in others)}:
        codecs.lookup(codec)


PIECES = [
    b"a", b"abcdefgh" * 4, b"\0", b"\r", b"\x7f", "é".encode(), "”".encode(), "ж".encode(), "\ud7ff\ue000".encode(),
    "😀".encode(),
    "\U0010ffff".encode(), b"\x80", b"\xc0\x80", b"\xc1\xbf", b"\xe0\x9f\xbf", b"\xed\xa0\x80", b"\xe2\x80",
    b"\xf0\x8f\xbf\xbf",
    b"\xf4\x90\x80\x80", b"\xf0\x9f\x98", b"\xf5\x80\x80\x80", b"\xff",
]  # fmt: skip


def read(reader: Callable[[bytes], tuple[str, bytes, bool]], data: bytes) -> tuple[str, str, bool]:
    """What a reader makes of it: the text, or what its error says."""
    try:
        text, _, has_nul = reader(data)
    except UnicodeDecodeError as error:
        return "", str(error), False
    return text, "", has_nul


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(PIECES[:11]) | st.sampled_from(PIECES), max_size=30).map(b"".join))
def test_compiled_utf8_is_the_same(data: bytes) -> None:
    twin = pytest.importorskip("cleaner._decode", reason="no C compiler was found when the package was installed")
    assert read(twin.decode_utf8, data) == read(decode_utf8, data)
    text, error, _ = read(decode_utf8, data)
    if not error:
        found, letters, _ = twin.decode_utf8(data)
        assert letters == bytes(min(ord(char), 128) for char in text)
        # a string that is wider than need be would be equal to no other
        assert (found.isascii(), hash(found), {text: 1}.get(found)) == (text.isascii(), hash(text), 1)


@given(st.lists(st.sampled_from([b"a", "é".encode(), "”".encode(), "😀".encode(), b"\xe9", b"\x93"])).map(b"".join))
def test_torn_utf8_has_more_whole_characters_than_bytes_that_fit_nowhere(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    escapes = sum("\udc80" <= char <= "\udcff" for char in text)
    assert _is_torn_utf8(text) == (sum(char > "\x7f" for char in text) - escapes > escapes)


JAPANESE = "市議会は月曜日、橋脚にひびが見つかったため、古い橋を年末まで通行止めにすると発表した。"
FRENCH = "Fermé depuis la crue de février, le théâtre d’été a rouvert samedi soir devant une salle très émue."
HUNGARIAN = "A városi tanács hétfőn közölte, hogy az öreg híd egy évig zárva lesz, mert az új repedések egyre nőnek."


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (JAPANESE, "iso2022-jp"),
        (JAPANESE, "cp932"),
        (SENTENCE, "mac-roman"),
        (FRENCH, "mac-roman"),
        (SENTENCE, "cp1252"),
        (FRENCH, "cp1252"),
        (HUNGARIAN, "cp1250"),
    ],
)
@pytest.mark.parametrize("fields", [{}, {"charset": "iso-8859-1"}])
def test_what_nobody_declares(text: str, codec: str, fields: dict[str, str]) -> None:
    found = decode((text * 2).encode(codec), "text", fields)
    assert found.text == text * 2


@pytest.mark.parametrize("text", ["\x1b[31mred\x1b(B and $B", "\x1b$ or \x1b(B", "\x1b$Bé\x1b(B"])
def test_escapes_of_a_terminal_are_no_japanese(text: str) -> None:
    assert decode(text.encode(), "text").text == text


def test_letters_that_hungarian_has_not_stay() -> None:
    text = "Camões põe o seu nome em Põlva, août, e o nem do outro fica. São Paulo não põe nada em août."
    assert decode(text.encode("cp1252"), "text").text == text


def test_text_that_somebody_cut_is_still_text() -> None:
    """Half an emoji was taken for a letter of Central Europe where nothing else was beyond ASCII."""
    torn = "The ferry will not run on Sunday \ud83d because its engine is to be replaced after eleven years, they said."
    for page in (torn, {"text": torn}, {"html": f"<p>{torn}</p>"}):
        done = clean(page)
        assert done.text == torn.replace("\ud83d", "\ufffd")
        assert done.manifest["source"]["encoding"] == "utf-8"
