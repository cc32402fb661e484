"""A page that a browser saved with its pictures in one file is the page inside. All text is invented."""

from __future__ import annotations

import base64
import gzip
import quopri
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.page import Record
from cleaner.read import open_unit, read_units
from cleaner.read.saved import is_saved, read_saved
from cleaner.read.unit import InputFile, Opened
from cleaner.settings import Limits

PAGE = "<html><head><title>Pool</title></head><body><p>Bäder bleiben offen – “endlich”, = sagte sie.</p></body></html>"
WAYS = {
    "quoted-printable": quopri.encodestring(PAGE.encode()),
    "base64": base64.encodebytes(PAGE.encode()),
    "8bit": PAGE.encode(),
}


def saved(way: str, kind: str = "text/html; charset=utf-8", ends: bytes = b"\r\n--cut--\r\n") -> bytes:
    """A file as browsers write it: the page, then a picture."""
    top = 'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="cut"'
    page = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {way}\r\nContent-Location: https://mail.example/pool"
    picture = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="
    head = f"{top}\r\n\r\n\r\n--cut\r\n{page}\r\n\r\n".encode()
    return head + WAYS[way] + b"\r\n--cut\r\n" + picture.encode() + ends


def read(path: Path, data: bytes) -> Record | str:
    path.write_bytes(data)
    [unit] = read_units(InputFile(str(path.parent), path.name), Limits())
    found = open_unit(unit, Limits())
    return found.record if isinstance(found, Opened) else found.reason


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.html", "a.txt", "a.mhtml.gz"])
def test_the_page_inside_is_the_record(tmp_path: Path, name: str, way: str) -> None:
    data = saved(way)
    record = read(tmp_path / name, gzip.compress(data) if name.endswith(".gz") else data)
    assert isinstance(record, Record)
    assert isinstance(record.data, bytes)
    assert record.data.decode().strip() == PAGE
    assert (record.id, record.kind) == (name, "html")
    assert record.fields == {"url": "https://mail.example/pool", "charset": "utf-8"}


def test_a_file_that_ends_too_early_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    record = read(tmp_path / "a.mhtml", saved("8bit", ends=b"")[:-40])
    assert isinstance(record, Record)
    assert record.data == PAGE.encode() + b"\r\n"


def test_what_has_no_page_is_refused_with_a_reason(tmp_path: Path) -> None:
    for data in (saved("8bit", "text/css"), saved("8bit").split(b"\r\n--cut")[0]):
        assert read(tmp_path / "a.mhtml", data) == "is an MHTML file without a page in HTML"


def test_a_page_within_parts_of_parts_is_found_and_many_parts_are_not_opened() -> None:
    inner = saved("8bit").replace(b"cut", b"inner")
    outer = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="outer"\r\n\r\n--outer\r\n'
    found = read_saved(outer + inner + b"\r\n--outer--")
    assert found is not None
    assert found.data.strip() == PAGE.encode()
    many = b"".join(outer.replace(b"outer", b"outer%d" % number) for number in range(500))
    assert read_saved(many + inner) is None


def test_a_page_and_a_text_are_no_such_file() -> None:
    assert not is_saved(PAGE.encode())
    assert not is_saved(
        b"From: Martha\n\nThe pool stays open, she wrote. Content-Type: text/html is what it says below."
    )
    assert not is_saved(b"")


@given(st.binary(max_size=300), st.binary(max_size=100))
def test_no_bytes_make_it_fail(head: bytes, body: bytes) -> None:
    read_saved(head)
    read_saved(
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n" + head + b"\r\n\r\n" + body
    )
    read_saved(b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n" + head + b"\r\n\r\n" + body)
