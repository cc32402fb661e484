"""UTF-8 that was read as something else comes back, in any script and from any encoding; what is whole stays."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from cleaner import account, repair
from cleaner.page import Page
from cleaner.repair.misread import as_utf8, find_encoding
from cleaner.repair.mojibake import mojibake
from cleaner.repair.signs import ENCODINGS, has_sign, read_as
from cleaner.segment import text as flat
from cleaner.trace import Trace

PAGES: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "scripts.toml").read_text(encoding="utf-8"))
LATIN = (
    "Die Fähre über die Weiße Lühe fährt nach elf Wochen wieder, sagte der Bürgermeister.",
    "Le théâtre a rouvert après la crue, et la régisseuse espère que le plancher tiendra l’été.",
    "Starý most bude zavřený až do konce roku, oznámila v pondělí městská rada.",
    "Eski köprü yıl sonuna kadar kapalı kalacak, çatlaklar düşünüldüğünden daha derin.",
)


def misread(text: str, encoding: str) -> str:
    """Each byte of its UTF-8 as that encoding has it."""
    return "".join(chr(code) if code < 0x80 else read_as(encoding, [code]) for code in text.encode())


def mended(text: str) -> str:
    return Trace.verbatim(text, 0, len(text)).edit(mojibake(text), "repair.mojibake").text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_bytes_become_what_the_codec_says(encoding: str) -> None:
    codes = range(0x80, 0x100)
    assert read_as(encoding, codes) == "".join(bytes([code]).decode(encoding, "ignore") or chr(code) for code in codes)


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp1250"])
def test_every_script_comes_back(language: str, encoding: str) -> None:
    lines = PAGES[language]["paragraphs"]
    damaged = misread("\n\n".join(lines), encoding)
    assert [mended(block.text) for block in flat.read(damaged).blocks] == lines
    assert all(mended(line) == line for line in lines)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_latin_letters_come_back_from_any_encoding(encoding: str) -> None:
    found = [mended(misread(line, encoding)) for line in LATIN]
    # ftfy leaves a line alone where the result is not surely better, most often among Cyrillic letters
    assert sum(one == line for one, line in zip(found, LATIN, strict=True)) >= len(LATIN) / 2
    assert all(has_sign(misread(line, encoding)) for line in LATIN)


@pytest.mark.parametrize("language", PAGES)
def test_whole_text_shows_hardly_a_sign(language: str) -> None:
    """Else every line would be given to ftfy, which takes longer than all the rest."""
    assert not any(map(has_sign, PAGES[language]["paragraphs"]))


@pytest.mark.parametrize(
    "text",
    ["Її мрії – події дії", "Сјај и Ђорђе у Сјеници", "„Spaß!“ – ÖVP", "SÃO PAULO", "„Că”", "Ćwiczą", "dell’età", "Ça"],
)
def test_letters_that_stand_side_by_side_are_none(text: str) -> None:
    assert not has_sign(text)
    assert repair.repair_text(text) == text


@pytest.mark.parametrize("encoding", ["cp1250", "cp1251", "cp1253", "cp1257", "iso8859-2", "mac-roman", "cp437"])
def test_lines_are_read_as_the_others_of_their_page(encoding: str) -> None:
    """One by one, ftfy leaves some of these, or takes them for what was read in another encoding."""
    paragraphs = [*LATIN[:1], *LATIN[2:], "Městská rada.", "Köprü kapalı.", "Nothing was lost here."]
    page = clean(misread("\n\n".join(paragraphs), encoding))
    assert [block.text for block in page.blocks] == paragraphs


def test_whole_lines_are_not_read_otherwise() -> None:
    whole = ["AMANHÃ… A MÃE", "“MANHÃ” E “AVELÔ", "Міська рада", "Сјајно", "Ŕ Paris", "Città – è così"]
    assert find_encoding(whole) == find_encoding(whole[:1] * 9) == find_encoding([]) == ""
    assert find_encoding([misread(line, "cp1252") for line in LATIN]) == ""  # ftfy knows more of that
    assert find_encoding([misread(line, "cp1251") for line in LATIN]) == "cp1251"
    assert as_utf8("Grün", "cp1251") is None


def clean(source: str) -> Page:
    page = Page("x", source, "text", blocks=flat.read(source).blocks)
    repair.repair(page)
    account.check(page)
    return page
