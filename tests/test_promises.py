"""The five promises, on anything at all: cover, verbatim, sum, replay, bytes.

`account.check` tests them in production. Here they are also computed anew from a page's manifest row and its input
alone, as somebody would who has only the output folder and the sources.
"""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_fixtures import HOUSE, Fixture, every
from random_inputs import ATTRIBUTES, CHARSETS, TAGS, TEXTS

import cleaner
from cleaner import account, pipeline
from cleaner.page import Kind, Record
from cleaner.settings import Settings

RULES = {
    path.relative_to(HOUSE / "cleaner").with_suffix("").as_posix().replace("/", ".")
    for path in (HOUSE / "cleaner").rglob("*.py")
}

tags = st.builds("<{}{}>".format, st.sampled_from(TAGS), st.one_of(st.just(""), st.sampled_from(ATTRIBUTES)))
ends = st.sampled_from(TAGS).map("</{}>".format)
words = st.one_of(st.sampled_from(TEXTS), st.text(max_size=8), st.characters(categories=["Cs", "Cc", "Cf", "Mn"]))
html = st.lists(st.one_of(tags, ends, words, words), max_size=40).map("".join)
flat = st.lists(words, max_size=40).map("".join)


@st.composite
def encoded(draw: st.DrawFn) -> bytes:
    """HTML in one encoding that may declare another, with a few bytes that belong to neither."""
    head = draw(st.sampled_from(["", "\ufeff", *(f'<meta charset="{name}">' for name in CHARSETS)]))
    data = (head + draw(html)).encode(draw(st.sampled_from(CHARSETS)), "replace")
    at = draw(st.integers(0, len(data)))
    return data[:at] + draw(st.binary(max_size=4)) + data[at:]


def recomputed(data: bytes | str, manifest: dict[str, Any], document: dict[str, Any]) -> None:
    """The promises, from the manifest row and the input alone."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    assert manifest["source"]["bytes"] == len(raw)
    assert manifest["source"]["sha256"] == hashlib.sha256(raw).hexdigest()
    source = raw.decode(manifest["source"]["encoding"], "surrogateescape")
    assert source.encode(manifest["source"]["encoding"], "surrogateescape") == raw

    at = 0
    copied = 0
    parts = []
    for start, end, *text in manifest["pieces"]:
        assert at <= start <= end <= len(source)
        parts.append(text[0] if text else source[start:end])
        copied += 0 if text else end - start
        at = end
    text = "".join(parts)
    assert text == document["text"]
    text.encode("utf-8")
    assert "\x00" not in text
    assert document["sha256"] == hashlib.sha256(text.encode()).hexdigest()

    at = 0
    for edit in manifest["edits"]:
        assert at <= edit["start"] <= edit["end"] <= len(source)
        assert edit["rule"] in RULES
        at = edit["end"]

    sums = manifest["characters"]
    assert sums["source"] == len(source)
    assert sums["source"] == sums["markup"] + sums["kept"] + sums["rewritten"] + sums["removed"]
    assert sums["kept"] == copied
    assert min(sums.values()) >= 0


def check(data: bytes | str, kind: Kind | None, skip: tuple[str, ...] = ()) -> None:
    page = pipeline.process(Record(id="one", data=data, kind=kind), Settings(skip=skip), whole="select" in skip)
    account.check(page)
    assert not any(block.kept for block in page.blocks if block.kind == "region")
    recomputed(data, account.manifest_row(page), account.document_row(page))


SENTENCE = "The bridge over the Senn was opened on Monday, after nine years of work and two changes of plan."
patient = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(html)
def test_html(data: str) -> None:
    check(data, "html")


@patient
@given(flat)
def test_flattened_text(data: str) -> None:
    check(data, "text")


@patient
@given(encoded())
def test_html_in_any_encoding(data: bytes) -> None:
    check(data, "html")


@patient
@given(st.binary(max_size=300))
def test_bytes(data: bytes) -> None:
    check(data, None)


@pytest.mark.parametrize("kind", ["html", "text", None])
@pytest.mark.parametrize(
    "data",
    [
        b"", b" \r\n\t ", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xfe\xff\x00<", b"<", b"&", b"<p", b"<!--",
        b"a\x00b", b"<p>a</>b", b"<p>one\r\n\r\ntwo\rthree", b"\x80\x81\x8d", b"<p>\xc3", "\ud800<p>\udfff",
        "e\u0301 \u212b", "<p>\ufeff</p>", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"<p>" * 400, b"<div>" * 400 + b"in it",
        b"<p>one</p>" + b" " * 5000 + b"<p>two", "<p>a\u2028b\u0085c</p>", b"<title>only", b"<textarea><p>x</p>",
        b"<p>a&#0;b&#x110000;c&#xD800;d&notit;e&amp", b"<pre>\n\n  a\n  b</pre>", b"<table><p>x<tr><td>y</table>z",
    ],
)  # fmt: skip
def test_what_broke_others(data: bytes | str, kind: Kind | None) -> None:
    check(data, kind)


@pytest.mark.parametrize("fixture", every(), ids=lambda fixture: fixture.name)
def test_fixtures_are_accounted_for(fixture: Fixture) -> None:
    check(fixture.source.read_bytes(), None)


SKIPS = [("repair",), ("select",), ("repair", "select"), ("metadata",), ("repair", "metadata", "select", "language")]


@pytest.mark.parametrize("skip", SKIPS)
def test_a_skipped_stage_leaves_the_ledger_whole(skip: tuple[str, ...]) -> None:
    check((HOUSE / "seeds" / "mojibake-seite.html").read_bytes(), None, skip)


@settings(patient, max_examples=100)
@given(encoded(), st.sampled_from(SKIPS))
def test_what_no_file_can_hold_is_mended_whatever_is_skipped(data: bytes, skip: tuple[str, ...]) -> None:
    check(data, "html", skip)


MENU = b"<meta charset=utf-8><nav><a href='/'>Home\x81</a> <a href='/s'>Sp\0ort</a></nav><p>Nine.</p>"


@pytest.mark.parametrize("skip", [("select",), ("select", "repair")])
def test_where_nothing_is_selected_a_menu_is_read_line_by_line(skip: tuple[str, ...]) -> None:
    page = cleaner.clean(MENU, settings=Settings(skip=skip))
    assert page.text.replace("\ufffd", "") == "Home Sport\nNine."


def test_fields_hold_nothing_that_no_file_can_hold() -> None:
    fields = {"title": "Bri\udcffdge\0 opens", "authors": ["Ada \ud800Quill"]}
    page = pipeline.process(Record(id="one", data=SENTENCE, kind="text", fields=fields), Settings())
    row = account.document_row(page)
    for text in (row["title"], *row["authors"]):
        assert text.encode("utf-8")
        assert "\0" not in text


def test_a_title_in_the_head_is_repaired_too() -> None:
    head = "<title>BrÃ¼cke erÃ¶ffnet nach neun Jahren</title>"
    page = pipeline.process(Record(id="one", data=f"{head}<p>{SENTENCE}</p>", kind="html"), Settings())
    assert page.metadata.title == "Brücke eröffnet nach neun Jahren"


def test_a_row_that_does_not_add_up_is_never_written(monkeypatch: pytest.MonkeyPatch) -> None:
    page = pipeline.process(Record(id="one", data=SENTENCE, kind="text"), Settings())
    assert account.manifest_row(page)["status"] == "kept"
    monkeypatch.setattr(account, "rebuilds", lambda *_: False)
    for make in (account.manifest_row, account.write_row):
        with pytest.raises(account.BrokenPromise, match="replay"):
            make(page)
    assert account.manifest_row(page, fast=True)["status"] == "kept"


def test_the_same_input_gives_the_same_output() -> None:
    data = (HOUSE / "seeds" / "modern-page.html").read_bytes()
    one, two = (pipeline.process(Record(id="one", data=data), Settings()) for _ in range(2))
    assert account.manifest_row(one) == account.manifest_row(two)
    assert account.document_row(one) == account.document_row(two)


def test_a_cleaned_text_cleans_to_itself() -> None:
    text = (HOUSE / "seeds" / "clean-article.txt").read_text(encoding="utf-8")
    page = pipeline.process(Record(id="one", data=text, kind="text"), Settings())
    assert page.text == text.rstrip("\n")
