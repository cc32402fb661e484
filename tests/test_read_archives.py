"""tar and zip of pages."""

from __future__ import annotations

import gzip
import io
import json
import struct
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from archives import tar, zipped
from clocks import seconds
from corpora import accounted, article, clean, rows

from cleaner.corpus.audit.verify import verify
from cleaner.page import Record
from cleaner.read import open_unit, read_units
from cleaner.read.cut_zip import intact_members
from cleaner.read.unit import InputFile, Opened, Unit
from cleaner.settings import Limits

LIMITS = Limits(max_input_bytes=1 << 20)
MEMBERS = {
    "site/a.html": article(1).encode(),
    "site/a.html.meta.json": json.dumps({"url": "https://www.example.org/a"}).encode(),
    "site/b.html.gz": gzip.compress(article(2).encode()),
    "site/b.meta.json": json.dumps({"id": "bee"}).encode(),
    "site/c.txt": b"One line.\n\nAnother.",
    "site/logo.png": b"\x89PNG",
    "site/.hidden.html": b"<p>",
    "rows.jsonl": b'{"text": "x"}',
    "../../escape.html": article(3).encode(),
}


def units(path: Path, limits: Limits = LIMITS) -> list[Unit]:
    return list(read_units(InputFile(str(path.parent), path.name), limits))


def opened(path: Path) -> list[Record | str]:
    found = [open_unit(unit, LIMITS) for unit in units(path)]
    return [one.record if isinstance(one, Opened) else one.reason for one in found]


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz", "a.zip"])
def test_a_member_that_is_a_page_is_a_record(tmp_path: Path, name: str) -> None:
    data = zipped(MEMBERS) if name == "a.zip" else tar(MEMBERS)
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    page, packed, text, *others, out = opened(tmp_path / name)
    assert isinstance(page, Record)
    assert isinstance(packed, Record)
    assert isinstance(text, Record)
    assert (page.id, page.data) == (f"{name}/site/a.html", article(1).encode())
    assert page.fields == {"url": "https://www.example.org/a"}
    assert (packed.id, packed.data) == ("bee", article(2).encode())
    assert (text.kind, text.number) == ("text", 3)
    assert others == ["members of archives that are no page"] * 2 + [
        "is .jsonl inside an archive; unpack the archive first"
    ]
    assert isinstance(out, Record)
    assert out.id == f"{name}/../../escape.html"


@pytest.mark.parametrize("written", ["jsonl", "txt"])
@pytest.mark.parametrize("name", ["a.tar.gz", "a.zip"])
def test_a_run_over_an_archive_writes_nowhere_else(tmp_path: Path, name: str, written: str) -> None:
    home = tmp_path / "x" / "y" / "z"
    (home / "in").mkdir(parents=True)
    (home / "in" / name).write_bytes(zipped(MEMBERS) if name == "a.zip" else gzip.compress(tar(MEMBERS)))
    clean(home / "in", home / "out", format=written)
    assert accounted(home / "out") == {"kept": 4, "dropped": 0, "quarantined": 1}
    assert [path for path in tmp_path.rglob("*.html*") if not path.is_relative_to(home / "out")] == []
    assert verify(home / "out") == (5, [])
    assert rows(home / "out", "manifest")[0]["source"]["path"] == name


def test_names_of_tar_in_every_form(tmp_path: Path) -> None:
    for form in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        names = ["a.html", "d" * 90 + "/" + "e" * 90 + ".html", "ü/ñ.html"]
        if form != tarfile.USTAR_FORMAT:
            names.append("f" * 300 + ".html")
        file = io.BytesIO()
        with tarfile.open(fileobj=file, mode="w", format=form) as archive:
            for name in names:
                info = tarfile.TarInfo(name)
                info.size = 3
                archive.addfile(info, io.BytesIO(b"<p>"))
            link = tarfile.TarInfo("link.html")
            link.type, link.linkname = tarfile.SYMTYPE, "../../../etc/passwd"
            archive.addfile(link)
        (tmp_path / "a.tar").write_bytes(file.getvalue())
        assert [unit.id for unit in units(tmp_path / "a.tar")] == [f"a.tar/{name}" for name in names]


def test_a_damaged_tar_goes_on_at_the_next_header(tmp_path: Path) -> None:
    data = bytearray(tar({f"{n}.html": article(n).encode() for n in range(9)}))
    second = data.index(b"1.html")
    data[second + 130] ^= 0xFF
    (tmp_path / "a.tar").write_bytes(data)
    found = units(tmp_path / "a.tar")
    assert [bool(unit.refusal) for unit in found] == [False, True, *[False] * 7]
    assert "no member begins here: bytes 1," in found[1].refusal
    (tmp_path / "a.tar").write_bytes(data[: data.index(b"8.html") + 700])
    assert "ends early" in units(tmp_path / "a.tar")[-1].refusal
    packed = gzip.compress(bytes(data))
    (tmp_path / "a.tar.gz").write_bytes(packed[: len(packed) // 2])
    assert "the gzip data end early" in units(tmp_path / "a.tar.gz")[-1].refusal


@pytest.mark.parametrize("keep", [100, 512, 515, 600, 1024, 1300, 1536, 1540, 2048])
def test_a_tar_is_cut_wherever_it_is_cut(tmp_path: Path, keep: int) -> None:
    whole = tar({"a.html": b"<p>One", "b.html": b"<p>Two"})
    (tmp_path / "a.tar").write_bytes(whole[:keep])
    assert "the archive" in units(tmp_path / "a.tar")[-1].refusal
    (tmp_path / "a.tar").write_bytes(whole[:2560])
    assert not any(unit.refusal for unit in units(tmp_path / "a.tar"))


def test_a_damaged_zip_costs_the_member(tmp_path: Path) -> None:
    data = bytearray(zipped({f"{n}.html": article(n).encode() for n in range(9)}))
    data[data.index(b"4.html") + 30] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(data)
    found = units(tmp_path / "a.zip")
    assert [bool(unit.refusal) for unit in found] == [number == 4 for number in range(9)]
    (tmp_path / "b.zip").write_bytes(b"<p>Not found")
    [refused] = units(tmp_path / "b.zip")
    assert "no whole zip archive" in refused.refusal


class _Pipe(io.RawIOBase):
    """What cannot be gone back in: what is written there has its sizes behind it."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.data += bytes(data)
        return len(data)


def streamed(members: dict[str, bytes]) -> bytes:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return bytes(pipe.data)


@pytest.mark.parametrize("pack", [zipped, streamed])
def test_of_a_zip_that_was_cut_the_whole_members_are_read(tmp_path: Path, pack: Any) -> None:
    pages = {f"{n}.html": article(n).encode() for n in range(5)} | {"ü.html": article(5).encode()}
    data = pack(pages)
    (tmp_path / "whole.zip").write_bytes(data)
    whole = [(unit.id.partition("/")[2], unit.raw) for unit in units(tmp_path / "whole.zip")]
    assert dict(whole) == pages
    _, *ends = [info.header_offset for info in zipfile.ZipFile(io.BytesIO(data)).infolist()]
    ends.append(data.index(b"PK\x01\x02"))
    for cut in (len(data) - 10, ends[-1] + 60, ends[-1], ends[-1] - 30, ends[3] + 60, ends[3], ends[1] + 10, 60):
        (tmp_path / "cut.zip").write_bytes(data[:cut])
        *found, last = units(tmp_path / "cut.zip")
        good = [(unit.id.partition("/")[2], unit.raw) for unit in found if not unit.refusal]
        assert good == whole[: sum(end <= cut for end in ends)]
        assert "is no whole zip archive (File is not a zip file)" in last.refusal


def test_bombs_in_archives_are_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", b"\0" * (60 << 20))
        archive.writestr("b.html", article(1))
    (tmp_path / "a.zip").write_bytes(file.getvalue())
    bomb, page = units(tmp_path / "a.zip", Limits())
    assert "400 times its size" in bomb.refusal
    assert len(bomb.raw) <= 1 << 16
    assert not page.refusal
    huge = bytearray(tar({"a.html": b"x" * 100, "b.html": b"<p>"}))
    huge[124:136] = b"\x80" + (1 << 60).to_bytes(11, "big")
    huge[148:156] = b"%06o\0 " % (sum(huge[:148]) + sum(huge[156:512]) + 256)
    (tmp_path / "a.tar").write_bytes(huge)
    [unit] = units(tmp_path / "a.tar")
    assert "has more than 1,048,576 bytes" in unit.refusal


def test_a_tar_of_nothing_costs_what_its_bytes_do(tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_bytes(bytes(40 << 20))
    assert seconds(lambda: units(tmp_path / "a.tar")) < 3
    assert units(tmp_path / "a.tar") == []


@pytest.mark.parametrize("pack", [zipped, streamed])
def test_what_is_damaged_in_a_zip_without_its_list_is_named(tmp_path: Path, pack: Any) -> None:
    data = bytearray(pack({f"{n}.html": article(n).encode() for n in range(5)}))
    third = data.index(b"2.html") - 30
    list_ = data.index(b"PK\x01\x02")
    for place, told in ((third, "cannot be read"), (third + 60, "damaged or locked")):
        torn = data[:list_]
        torn[place : place + 3] = b"\xff\xff\xff"
        (tmp_path / "a.zip").write_bytes(torn)
        found = units(tmp_path / "a.zip")
        assert [bool(unit.refusal) for unit in found] == [False, False, True, False, False, True]
        assert told in found[2].refusal


class _Counting(io.BytesIO):
    """Counts the bytes that were read."""

    count = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.count += len(data)
        return data


def test_headers_that_are_none_are_passed_in_small_bites() -> None:
    bogus = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 8, 8, 0, 0, 0, 0, 0, 4, 0) + b"a.tx\xff\xff\xff"
    handle = _Counting(bogus * 500 + b"x" * (1 << 20))
    members = list(intact_members(handle, "no list", Limits()))
    assert len(members) == 501
    assert handle.count < (3 << 20) + 500 * 16_384
