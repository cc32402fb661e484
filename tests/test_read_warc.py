"""WARC and WET: what is a page, what it was packed in, and what a damaged stretch costs."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
import zstandard
from archives import OK, gzipped, record
from corpora import accounted, article, clean, rows
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.audit.verify import verify
from cleaner.page import Record
from cleaner.read import open_unit, read_units
from cleaner.read.unit import InputFile, Opened, Unit
from cleaner.read.window import Window
from cleaner.settings import Limits

LIMITS = Limits()
HTML = article(7).encode()


def units(folder: Path, data: bytes, name: str = "a.warc.gz", limits: Limits = LIMITS) -> list[Unit]:
    (folder / name).write_bytes(data)
    return list(read_units(InputFile(str(folder), name), limits))


def only(folder: Path, data: bytes, limits: Limits = LIMITS) -> Record | str:
    [unit] = units(folder, data, "a.warc", limits)
    opened = open_unit(unit, limits)
    return opened.record if isinstance(opened, Opened) else opened.reason


def page(folder: Path, head: bytes, body: bytes) -> Record:
    found = only(folder, record(1, b"HTTP/1.1 200 OK\r\n" + head + b"\r\n" + body))
    assert isinstance(found, Record), found
    return found


# packings


PACKINGS: dict[str, Callable[[list[bytes]], bytes]] = {
    "plain": b"".join,
    "a member each": lambda records: b"".join(gzipped(records)),
    "one member": lambda records: gzip.compress(b"".join(records)),
    "members of 3,000 bytes": lambda records: b"".join(
        gzipped(b"".join(records)[at : at + 3000] for at in range(0, len(b"".join(records)), 3000))
    ),
    "a frame each": lambda records: b"".join(map(zstandard.compress, records)),
    "padded": lambda records: b"".join(one + b"\0" * 9 for one in gzipped(records)),
    "no line ends between": lambda records: b"".join(one.removesuffix(b"\r\n\r\n") for one in records),
}


@pytest.mark.parametrize("packing", PACKINGS)
def test_records_come_out_as_they_were_put_in(tmp_path: Path, packing: str) -> None:
    records = [record(n) for n in range(40)]
    found = units(tmp_path, PACKINGS[packing](records))
    assert [unit.raw for unit in found] == [one.removesuffix(b"\r\n\r\n") for one in records]
    assert [unit.number for unit in found] == list(range(1, 41))
    assert not any(unit.refusal or unit.passed for unit in found)


def trained(records: list[bytes]) -> zstandard.ZstdCompressionDict:
    return zstandard.train_dictionary(4000, [one[at : at + 200] for one in records for at in range(0, len(one), 200)])


def in_front(payload: bytes) -> bytes:
    return b"\x5d\x2a\x4d\x18" + len(payload).to_bytes(4, "little") + payload


def with_dictionary(records: list[bytes], *, packed: bool) -> tuple[bytes, list[bytes]]:
    """The dictionary of a file's frames, as it stands in front of them, and the frames."""
    dictionary = trained(records)
    payload = dictionary.as_bytes()
    packer = zstandard.ZstdCompressor(dict_data=dictionary)
    return in_front(zstandard.compress(payload) if packed else payload), [packer.compress(one) for one in records]


@pytest.mark.parametrize("packed", [False, True])
def test_frames_may_share_a_dictionary_that_stands_in_front_of_them(tmp_path: Path, packed: bool) -> None:
    records = [record(n) for n in range(40)]
    front, frames = with_dictionary(records, packed=packed)
    assert sum(map(len, frames)) < sum(len(zstandard.compress(one)) for one in records)
    found = units(tmp_path, front + b"".join(frames))
    assert [unit.raw for unit in found] == [one.removesuffix(b"\r\n\r\n") for one in records]
    frames[7] = frames[7][:-9] + b"\0" * 9
    found = units(tmp_path, front + b"".join(frames))
    assert sum(bool(unit.refusal) for unit in found) == 1
    assert sum(not unit.refusal for unit in found) == 39


@pytest.mark.parametrize(
    ("front", "why"),
    [
        (in_front(b"\x37\xa4\x30\xec" + b"x" * 50), "the Zstandard dictionary cannot be read"),
        (in_front(zstandard.compress(b"\0" * (20 << 20))), "the Zstandard dictionary has more than 16,777,216 bytes"),
        (b"\x5d\x2a\x4d\x18" + b"\xff" * 4, "the Zstandard dictionary has 4,294,967,295 bytes"),
        (in_front(b"x" * 90)[:-20], "the Zstandard dictionary ends early"),
        (b"\x5d\x2a\x4d\x18\0", "the Zstandard dictionary ends early"),
    ],
)
def test_a_dictionary_that_is_none_is_named_and_bounded(tmp_path: Path, front: bytes, why: str) -> None:
    found = units(tmp_path, front)
    assert len(found) == 1
    assert found[0].refusal.startswith(why)


# what is a page


def test_a_response_is_a_page_with_an_address(tmp_path: Path) -> None:
    found = page(tmp_path, b"Content-Type: text/html; charset=windows-1250\r\n", b"<p>\x9a\xe6")
    assert (found.data, found.kind, found.number) == (b"<p>\x9a\xe6", "html", 1)
    assert found.id == "<urn:uuid:00000001>"
    assert found.fields["url"] == "https://www.example.org/1"
    assert found.fields["content_type"] == "text/html; charset=windows-1250"
    assert found.fields["fetched"] == "2024-05-06T07:08:09Z"


def test_a_conversion_is_text_and_a_resource_what_it_says(tmp_path: Path) -> None:
    wet = record(1, b"Home\nNews", "conversion", content_type="text/plain", WARC_Identified_Content_Language="fra,eng")
    found = only(tmp_path, wet)
    assert isinstance(found, Record)
    assert (found.data, found.kind, found.fields["language"]) == (b"Home\nNews", "text", "fra")
    found = only(tmp_path, record(1, b"x <b>y</b>", "resource", content_type="text/html"))
    assert isinstance(found, Record)
    assert found.kind == "html"


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (record(1, b"a: b", "warcinfo"), "warcinfo records"),
        (record(1, b"GET / HTTP/1.1\r\n\r\n", "request"), "request records"),
        (record(1, OK, "revisit"), "revisit records"),
        (record(1, OK, "surprise"), "other records"),
        (record(1, b"20240101\nexample.org. 60 IN A 1.2.3.4", content_type="text/dns"), "responses that are not HTTP"),
        (record(1, b"HTTP/1.1 404 Not Found\r\n\r\n<html>"), "responses of status 4xx"),
        (record(1, b"HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n"), "responses of status 3xx"),
        (record(1, b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"), "responses that are no page (image)"),
        (record(1, b"HTTP/1.1 200 OK\r\nContent-Type: text/css\r\n\r\n"), "responses that are no page (other text)"),
        (record(1, b"HTTP/1.1 200 OK\r\nContent-Type: \x1b[31m/x\r\n\r\n"), "responses that are no page (unknown)"),
    ],
)
def test_what_is_no_page_is_passed_over(tmp_path: Path, one: bytes, why: str) -> None:
    [unit] = units(tmp_path, one)
    assert (unit.passed, unit.raw) == (why, b"")


def test_a_pdf_that_says_it_is_html_is_refused(tmp_path: Path) -> None:
    assert only(tmp_path, record(1, OK + b"%PDF-1.7")) == "is a PDF, not a page"


def test_a_page_without_a_type_is_a_page(tmp_path: Path) -> None:
    assert page(tmp_path, b"", HTML).kind == "html"


# what a body is packed in

CODED: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress),
    ("x-gzip", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", lambda data: zlib.compress(data)[2:-4]),
    ("br", brotli.compress),
    ("zstd", zstandard.compress),
    ("gzip, br", lambda data: brotli.compress(gzip.compress(data))),
    ("identity", bytes),
    ("nonsense", bytes),
    ("gzip", bytes),
    ("deflate", bytes),
    ("br", bytes),
]


@pytest.mark.parametrize(("name", "pack"), CODED)
@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_is_taken_out_of_its_packing(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes], chunked: bool
) -> None:
    body, head = pack(HTML), f"Content-Encoding: {name}\r\n".encode()
    if chunked:
        cuts = [body[at : at + 70] for at in range(0, len(body), 70)]
        body = b"".join(b"%x;ext=1\r\n%b\r\n" % (len(cut), cut) for cut in cuts) + b"0\r\n\r\n"
        head += b"Transfer-Encoding: chunked\r\n"
    assert page(tmp_path, head, body).data == HTML


def test_chunks_that_were_joined_before_stay_as_they_are(tmp_path: Path) -> None:
    assert page(tmp_path, b"Transfer-Encoding: chunked\r\n", HTML).data == HTML
    assert page(tmp_path, b"Transfer-Encoding: chunked\r\n", b"1000\r\n words").data == b"1000\r\n words"


@pytest.mark.parametrize(("name", "pack"), [pair for pair in CODED[:7] if "nonsense" not in pair[0]])
def test_a_body_that_ends_early_is_refused(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    body = pack(HTML * 9)
    found = only(tmp_path, record(1, f"HTTP/1.1 200 OK\r\nContent-Encoding: {name}\r\n\r\n".encode() + body[:-40]))
    assert isinstance(found, str), found
    assert re.search("end early|broken", found)


@pytest.mark.parametrize(("name", "pack"), [pair for pair in CODED[:6] if pair[0] != "x-gzip"])
def test_bombs_inside_responses_are_refused(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    body = pack(b"\0" * (40 << 20))
    found = only(tmp_path, record(1, f"HTTP/1.1 200 OK\r\nContent-Encoding: {name}\r\n\r\n".encode() + body))
    assert isinstance(found, str)
    assert "unpacks to more than" in found


# damage

RECORDS = [record(n) for n in range(200)]
PACKED = gzipped(RECORDS)
HIT = 50


def at(parts: list[bytes], number: int) -> int:
    return sum(map(len, parts[:number]))


def flipped(parts: list[bytes], place: int) -> bytes:
    one = bytearray(parts[HIT])
    one[place] ^= 0xFF
    return b"".join([*parts[:HIT], bytes(one), *parts[HIT + 1 :]])


def overwritten(parts: list[bytes], place: int, count: int, by: bytes) -> bytes:
    whole = b"".join(parts)
    return whole[:place] + by + whole[place + count :]


def lying(length: bytes, pack: Callable[[list[bytes]], bytes]) -> bytes:
    lie = re.sub(rb"Content-Length: \d+", length, RECORDS[HIT], count=1)
    return pack([*RECORDS[:HIT], lie, *RECORDS[HIT + 1 :]])


def each(records: list[bytes]) -> bytes:
    return b"".join(gzipped(records))


DAMAGE: dict[str, tuple[bytes, int]] = {
    "a byte of the packed data": (flipped(PACKED, 1500), 199),
    "a byte of the checksum": (flipped(PACKED, -6), 199),
    "the first byte of a member": (flipped(PACKED, 0), 199),
    "the first byte of the file": (overwritten(PACKED, 0, 1, b"\0"), 199),
    "a stretch overwritten across two members": (overwritten(PACKED, at(PACKED, HIT) - 90, 200, b"\0" * 200), 198),
    "a stretch missing": (overwritten(PACKED, at(PACKED, HIT) + 90, 300, b""), 199),
    "a stretch of another file inserted": (overwritten(PACKED, at(PACKED, HIT), 0, bytes(range(256)) * 9), 200),
    "a tail that is no member": (b"".join(PACKED) + b"Connection reset by peer", 200),
    "the last member cut": (b"".join(PACKED)[:-700], 199),
    "a length far too large": (lying(b"Content-Length: 99999999999", each), 199),
    "a length that swallows the next ones": (lying(b"Content-Length: 500000", b"".join), 199),
    "a length that is too small": (lying(b"Content-Length: 100", b"".join), 199),
    "no length": (lying(b"Content-Lost: 1", gzip_all := lambda records: gzip.compress(b"".join(records))), 199),
    "a length that swallows the next ones, in one member": (lying(b"Content-Length: 500000", gzip_all), 199),
    "another first line": (flipped(RECORDS, 0), 199),
    "another first line, packed": (each([*RECORDS[:HIT], b"X" + RECORDS[HIT][1:], *RECORDS[HIT + 1 :]]), 199),
    "a plain file cut": (b"".join(RECORDS)[:-2000], 199),
    "a bomb": (b"".join([*PACKED[:HIT], gzip.compress(b"\0" * (60 << 20), 9), *PACKED[HIT:]]), 200),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_record_costs_itself_and_is_named(tmp_path: Path, damage: str) -> None:
    data, intact = DAMAGE[damage]
    found = units(tmp_path, data)
    whole = {unit.raw for unit in found if not unit.refusal}
    assert len(whole & {one.removesuffix(b"\r\n\r\n") for one in RECORDS}) == len(whole) == intact
    [gap] = [unit for unit in found if unit.refusal]
    assert re.search(r"bytes [\d,]+ to [\d,]+ of (the file|what is packed at byte [\d,]+ of the file)", gap.refusal)
    assert gap.raw


@given(st.data())
def test_whatever_is_damaged_the_records_far_from_it_are_whole(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("warc")
    pack = data.draw(st.sampled_from(["plain", "a member each", "a frame each"]))
    records = [record(n, OK + article(n).encode()) for n in range(12)]
    whole = PACKINGS[pack](records)
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start, min(len(whole), start + 400)))
    damaged = whole[:start] + data.draw(st.binary(max_size=60)) + whole[end:]
    found = [
        unit.raw
        for unit in units(folder, damaged, "a.warc" + {"plain": ""}.get(pack, ".gz" if "mem" in pack else ".zst"))
    ]
    lost = [n for n, one in enumerate(records) if one.removesuffix(b"\r\n\r\n") not in found]
    assert len(lost) <= 3
    assert lost == list(range(lost[0], lost[-1] + 1)) if lost else True


def test_a_long_record_is_refused_and_never_held(tmp_path: Path) -> None:
    limits = Limits(max_input_bytes=100_000)
    video = record(2, b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n" + b"\1" * 3_000_000)
    found = units(tmp_path, b"".join([record(0), record(1, OK + b"x" * 5_000_000), video, record(3)]), "a.warc", limits)
    assert [bool(unit.refusal) for unit in found] == [False, True, False, False]
    assert "more than 100,000" in found[1].refusal
    assert len(found[1].raw) <= 1 << 16
    assert found[2].passed == "responses that are no page (video)"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"\x1f\x8b\x08",
        b"WARC/1.0",
        b"WARC/1.0\r\n" * 90_000,
        b"\0" * 99,
        b"WARC/1.0\r\na:" + b"x" * 99_999,
    ],
)
def test_what_is_no_archive_is_one_refusal_at_most(tmp_path: Path, data: bytes) -> None:
    found = units(tmp_path, data)
    assert len(found) <= 1
    assert all(unit.refusal for unit in found)


@given(st.lists(st.binary(max_size=300), max_size=8), st.integers(0, 2000))
def test_a_window_finds_what_stands_anywhere(chunks: list[bytes], most: int) -> None:
    whole = b"".join(chunks)
    window = Window(iter(chunks))
    found = re.search(b"ab|\0", whole)
    expected = min(found.start() if found else len(whole), most, len(whole))
    assert window.drop_until(re.compile(b"ab|\0"), most) == expected == window.position
    window.has(1 << 20)
    assert bytes(window.data) == whole[expected:]


# whole runs


def test_a_run_over_an_archive_accounts_for_every_record(tmp_path: Path) -> None:
    records = [record(0, b"x: y", "warcinfo")]
    for n in range(1, 30):
        records += [record(n + 1000, b"GET / HTTP/1.1", "request"), record(n, OK + article(n).encode())]
    data = bytearray(each(records))
    data[at(gzipped(records), 20) + 60] ^= 0xFF
    source = tmp_path / "in"
    source.mkdir()
    (source / "pages.warc.gz").write_bytes(data)
    (source / "pages.wet.gz").write_bytes(
        each([record(5000, b"One line.\nAnd another one.", "conversion", content_type="text/plain")])
    )
    clean(source, tmp_path / "out", limits=Limits(part_records=10))
    assert sum(accounted(tmp_path / "out").values()) == 30
    manifest = rows(tmp_path / "out", "manifest")
    assert manifest[0]["id"] == "<urn:uuid:00000001>"
    assert manifest[0]["source"]["path"] == "pages.warc.gz"
    assert manifest[0]["source"]["record"] == 3
    assert manifest[0]["source"]["fetched"] == "2024-05-06T07:08:09Z"
    assert [row["reason"][:24] for row in manifest if row["status"] == "quarantined"] == ["the gzip data are broken"]
    assert rows(tmp_path / "out", "documents")[0]["url"] == "https://www.example.org/1"
    left = (tmp_path / "out" / "run.json").read_text()
    assert '"request records": 29' in left
    assert '"warcinfo records": 1' in left
    assert verify(tmp_path / "out") == (30, [])
    source.rename(tmp_path / "moved")
    assert verify(tmp_path / "out", tmp_path / "moved") == (30, [])
    again = clean(tmp_path / "moved", tmp_path / "out2", limits=Limits(part_records=10), jobs=2)
    assert again.total.passed == {"request records": 29, "warcinfo records": 1}
