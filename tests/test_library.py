"""The library, as a program uses it."""

from __future__ import annotations

import copy
import gzip
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bs4
import lxml.html
import numpy as np
import pytest
import requests
from corpora import TOWNS, accounted, article, flat, rows

import cleaner
from cleaner.corpus.audit.verify import verify
from cleaner.corpus.output.run_json import read_run
from cleaner.errors import MachineError, UsageError

SENTENCE = f"The council of {TOWNS[1]} said on Monday"
URL = "https://www.example.org/news/1"


class ScrapyLike:
    """What cleaner looks at of a Scrapy response."""

    url = URL
    headers = {b"Content-Type": b"text/html; charset=iso-8859-1"}  # noqa: RUF012 - a stand-in
    body = article(1).replace("old", "älteren").encode("latin-1")


def response() -> requests.Response:
    made = requests.Response()
    made._content = article(1).encode()
    made.url = URL
    made.headers["Content-Type"] = "text/html; charset=utf-8"
    return made


def requests_of(body: bytes) -> requests.Response:
    made = response()
    made._content = body
    return made


@pytest.mark.parametrize(
    "page",
    [
        article(1),
        article(1).encode(),
        bytearray(article(1).encode("utf-16")),
        bs4.BeautifulSoup(article(1), "html.parser"),
        bs4.BeautifulSoup(article(1), "html.parser").article,
        lxml.html.fromstring(article(1)),
        lxml.html.fromstring(article(1)).getroottree(),
        {"html": article(1)},
        {"text": flat(1)},
        {"html": article(1).encode()},
        flat(1),
        response(),
        ScrapyLike(),
    ],
    ids=lambda page: type(page).__name__,
)
def test_anything_that_holds_a_page(page: Any) -> None:
    done = cleaner.clean(page)
    assert SENTENCE in done.text
    assert "<p>" not in done.text
    assert done.status == "kept"
    assert done.pieces
    assert done.reason == ""


def test_a_response_brings_its_address_and_its_encoding() -> None:
    assert "älteren" in cleaner.clean(ScrapyLike()).text
    assert cleaner.clean(response()).document["url"] == URL
    assert cleaner.clean(article(1), url=URL).document["host"].endswith("example.org")


@pytest.mark.parametrize("page", [None, 3, object(), [], {"text": 3}, {}])
def test_what_holds_no_page(page: Any) -> None:
    with pytest.raises(TypeError, match="give"):
        cleaner.clean(page)


@pytest.mark.parametrize("body", [None, object()])
def test_a_response_that_was_not_read(body: Any) -> None:
    class Unread:
        """As aiohttp's: what it holds is a stream."""

        headers = None
        content = body

    with pytest.raises(TypeError, match="Unread has not been read: give the bytes of its body"):
        cleaner.clean(Unread())


def test_bytes_are_what_they_would_be_in_a_file() -> None:
    for page in (b"%PDF-1.7 and so on", requests_of(b"\x89PNG\r\n")):
        done = cleaner.clean(page)
        assert (done.status, done.text, done.edits) == ("quarantined", "", [])
        assert done.reason.endswith("not a page")
        assert done.document == {}
    assert SENTENCE in cleaner.clean(gzip.compress(article(1).encode()), url=URL).text
    assert cleaner.clean(gzip.compress(article(1).encode()), url=URL).id == URL
    assert cleaner.clean(gzip.compress(article(1).encode())[:99]).status == "quarantined"


def test_a_page_without_an_article() -> None:
    done = cleaner.clean("")
    assert (done.text, done.status, done.edits, done.title, done.authors) == ("", "dropped", [], "", [])
    assert done.reason


def test_settings_are_obeyed() -> None:
    settings = cleaner.Settings(skip=("select",))
    assert "Home" in cleaner.clean(article(1), settings=settings).text


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_in_their_order(jobs: int) -> None:
    given: list[Any] = [article(n) if n % 2 else {"id": f"row-{n}", "text": flat(n)} for n in range(70)]
    given[10] = b"%PDF-1.7"
    done = list(cleaner.clean_many(iter(given), jobs=jobs))
    assert len(done) == 70
    assert (done[10].status, done[10].text) == ("quarantined", "")
    assert [page.id for page in done[:4]] == ["row-0", "2", "row-2", "4"]
    for n, page in enumerate(done):
        assert n == 10 or f"Engineer number {n} " in page.text


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_holds_no_page_does_not_end_many(jobs: int) -> None:
    given: list[Any] = [flat(1), None, 3, {"html": None}, Path("a.html"), flat(2)]
    done = list(cleaner.clean_many(given, jobs=jobs))
    assert [page.status for page in done] == ["kept", *["quarantined"] * 4, "kept"]
    assert [page.id for page in done] == ["1", "2", "3", "4", "5", "6"]
    assert done[1].reason.startswith("NoneType holds no page")


@pytest.mark.parametrize("jobs", [1, 2])
def test_who_gives_pages_and_fails_takes_none_along(jobs: int) -> None:
    def given() -> Iterator[str]:
        for n in range(40):
            yield f"<article><h1>Bridge {n}</h1><p>The old bridge will be closed until year {n} ends.</p></article>"
        raise ConnectionError("the line is dead")

    found: list[str] = []
    cleaned = cleaner.clean_many(given(), jobs=jobs)
    with pytest.raises(ConnectionError, match="the line is dead"):
        found.extend(page.status for page in cleaned)
    assert found == ["kept"] * 40


@pytest.mark.parametrize("pages", [article(1), article(1).encode(), {"html": article(1)}])
def test_one_page_is_not_many(pages: Any) -> None:
    with pytest.raises(TypeError, match="give a list"):
        list(cleaner.clean_many(pages))


def test_many_with_jobs_in_a_script_without_a_guard(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import cleaner\n"
        f"pages = {[flat(1), flat(2)]!r}\n"
        "print([page.status for page in cleaner.clean_many(pages, jobs=2)])\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "['kept', 'kept']", done.stderr


# a corpus


def test_a_corpus_grows_drops_copies_and_lasts(tmp_path: Path) -> None:
    with cleaner.Corpus(tmp_path / "out") as corpus:
        assert corpus.add(article(1), url=URL).status == "kept"
        assert corpus.add({"id": "mine", "text": flat(2)}).id == "mine"
        copy = corpus.add(article(1), url=URL + "/again")
        assert (copy.status, copy.reason) == ("dropped", "dedup.exact")
        assert copy.manifest["cluster"] == URL
        assert corpus.add(b"%PDF-").status == "quarantined"
        with pytest.raises(MachineError):
            cleaner.Corpus(tmp_path / "out")
    with cleaner.Corpus(tmp_path / "out") as corpus:
        assert corpus.add(flat(2)).manifest["cluster"] == "mine"
    assert accounted(tmp_path / "out") == {"kept": 2, "dropped": 2, "quarantined": 1}
    assert [row["url"] for row in rows(tmp_path / "out", "documents")] == [URL, ""]
    assert verify(tmp_path / "out") == (5, [])
    assert read_run(tmp_path / "out")["counts"] == {"inputs": 5, "kept": 2, "dropped": 2, "quarantined": 1}
    assert read_run(tmp_path / "out")["state"] == "finished"


def test_run_json_says_whether_the_program_that_held_a_corpus_ended_well(tmp_path: Path) -> None:
    def state() -> str:
        return str(json.loads((tmp_path / "out" / "run.json").read_text())["state"])

    def crawl() -> None:
        with cleaner.Corpus(tmp_path / "out") as corpus:
            corpus.add(article(1), url=URL)
            raise RuntimeError("the spider")

    with pytest.raises(RuntimeError, match="the spider"):
        crawl()
    assert state() == "stopped"
    with cleaner.Corpus(tmp_path / "out") as corpus:
        assert corpus.add(article(1), url=URL).status == "dropped"  # what came before the error is there
    assert state() == "finished"


def test_a_closed_corpus_says_so(tmp_path: Path) -> None:
    corpus = cleaner.Corpus(tmp_path / "out")
    corpus.add(flat(1))
    corpus.close()
    corpus.close()
    with pytest.raises(UsageError, match="was closed; open it again"):
        corpus.add(flat(2))


def test_a_closed_output_leaves_nothing_beside_its_journal_when_it_is_read(tmp_path: Path) -> None:
    with cleaner.Corpus(tmp_path / "out") as corpus:
        corpus.add(flat(1))
    assert verify(tmp_path / "out") == (1, [])
    assert [path.name for path in (tmp_path / "out").glob("state*")] == ["state.sqlite"]


def test_verify_sees_what_is_wrong_with_a_corpus_though_it_has_no_sources(tmp_path: Path) -> None:
    with cleaner.Corpus(tmp_path / "out") as corpus:
        for n in range(3):
            corpus.add({"id": f"{n}", "text": flat(n)})
    part = next((tmp_path / "out" / "documents").iterdir())
    good = part.read_text(encoding="utf-8")
    part.write_text(good.replace("Engineer", "engineer", 1), encoding="utf-8")
    assert verify(tmp_path / "out").broken == ["0: replay: the text's sha256 is another"]
    part.write_text(good.replace("Engineer", "An engineer", 1), encoding="utf-8")
    assert "length" in verify(tmp_path / "out").broken[0]


def test_a_corpus_that_was_flushed_survives_what_follows(tmp_path: Path) -> None:
    script = (
        "import os, cleaner\n"
        f"corpus = cleaner.Corpus({str(tmp_path / 'out')!r}, flush=2)\n"
        f"for text in {json.dumps([flat(n) for n in range(5)])}: corpus.add(text)\n"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script], check=False)
    assert accounted(tmp_path / "out")["kept"] == 4
    with cleaner.Corpus(tmp_path / "out") as corpus:
        assert corpus.add(flat(4)).status == "kept"
        assert corpus.add(flat(0)).status == "dropped"


def test_names_are_there_and_others_are_not() -> None:
    for name in cleaner.__all__:
        assert getattr(cleaner, name)
    with pytest.raises(AttributeError):
        cleaner.nonsense  # noqa: B018 - asking is the point


# what programs have in hand


STORY = (
    "<html><head><title>Brücke gesperrt</title></head><body><article><p>Der Rat hat am Montag die Brücke über den Fluß "
    "gesperrt, nachdem ein Ingenieur einen Riss gefunden hatte.</p><p>Bis zum Herbst fährt der Bus über die Mühle, elf "
    "Minuten länger in jede Richtung.</p></article></body></html>"
)


@pytest.mark.parametrize("give", [bytes, bytearray, memoryview, gzip.compress])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_row_whose_page_is_bytes(give: Any, encoding: str, tmp_path: Path) -> None:
    row = {"id": 7, "url": URL, "body": give(STORY.encode(encoding)), "authors": ["Ada Fenn"], "crawled": {1, 2}}
    with cleaner.Corpus(tmp_path / "out") as corpus:
        done = [cleaner.clean(row), *cleaner.clean_many([row]), corpus.add(row)]
    for page in done:
        assert page.text.startswith("Der Rat hat am Montag die Brücke über den Fluß gesperrt")
        assert (page.id, page.url, page.authors) == ("7", URL, ["Ada Fenn"])
        assert page.manifest["source"]["encoding"] == encoding
    assert verify(tmp_path / "out") == (1, [])


def test_a_row_of_bytes_that_are_no_page_is_in_quarantine() -> None:
    done = cleaner.clean({"id": "a", "html": b"%PDF-1.7"})
    assert (done.id, done.status, done.reason) == ("a", "quarantined", "is a PDF, not a page")


def test_a_row_as_pandas_has_it() -> None:
    class NAType:
        """As `pandas.NA`: nothing is like it, and it is neither true nor false."""

        def __ne__(self, _: object) -> Any:
            return self

        def __bool__(self) -> bool:
            raise TypeError("boolean value of NA is ambiguous")

        __hash__ = object.__hash__

    row = {"html": np.str_(STORY), "id": np.int64(3), "url": float("nan"), "published": NAType(), "title": None}
    row |= {"authors": np.array(["Ada Fenn", "Tom Harrel"], dtype=object)}
    done = cleaner.clean(row)
    assert (done.id, done.url, done.published, done.title) == ("3", "", "", "Brücke gesperrt")
    assert done.authors == ["Ada Fenn", "Tom Harrel"]
    with pytest.raises(TypeError, match="neither 'html' nor 'text'"):
        cleaner.clean({"html": float("nan")})


def test_of_a_row_only_what_is_looked_at_is_looked_at() -> None:
    row: dict[Any, Any] = {"html": STORY, (1, 2): 3, "meta": object(), "title": "Gesperrt"}
    row["self"] = row
    assert cleaner.clean(row).title == "Gesperrt"
    with pytest.raises(TypeError, match="but: self, 3"):
        cleaner.clean({"self": row, 3: 4})


def test_a_row_may_hold_whatever_holds_a_page() -> None:
    for page in (response(), bs4.BeautifulSoup(article(1), "html.parser"), lxml.html.fromstring(article(1))):
        done = cleaner.clean({"id": "a", "html": page})
        assert SENTENCE in done.text
        assert done.url == (URL if isinstance(page, requests.Response) else "")
    with pytest.raises(TypeError, match="'html' is an object, not a string"):
        cleaner.clean({"html": object()})


class Unread:
    """As a response of httpx whose body nobody has read, and which was made without a request."""

    headers = {"content-type": "text/html"}  # noqa: RUF012 - a stand-in

    def __init__(self, body: bytes | None) -> None:
        self._body = body

    @property
    def content(self) -> bytes:
        if self._body is None:
            raise RuntimeError("without having called `read()`")
        return self._body

    @property
    def url(self) -> str:
        raise RuntimeError("The request instance has not been set on this response.")


def test_a_response_that_refuses_to_answer_ends_nothing() -> None:
    assert cleaner.clean(Unread(article(1).encode())).status == "kept"
    with pytest.raises(TypeError, match="Unread has not been read"):
        cleaner.clean(Unread(None))

    class Broken:
        @property
        def headers(self) -> None:
            raise OSError("connection lost")

    done = list(cleaner.clean_many([Unread(None), Broken(), flat(1)]))
    assert [page.status for page in done] == ["quarantined", "quarantined", "kept"]
    assert done[1].reason == "OSError: connection lost"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (Path("a.html"), "its bytes, .read_bytes"),
        (io.BytesIO(b"x"), "what it reads, .read"),
        ("https://www.example.org/a", "names a page, and holds none"),
        ("pages/a.html.gz", "names a page, and holds none"),
        ("crawl/2024.md", "names a page, and holds none"),
        ("crawl/pages.tar.zst", "names a page, and holds none"),
    ],
)
def test_what_only_leads_to_a_page_says_what_to_give(page: Any, told: str) -> None:
    with pytest.raises(TypeError, match=told):
        cleaner.clean(page)


@pytest.mark.parametrize("url", [URL, URL.encode(), bs4.element.NavigableString(URL), ScrapyLike])
def test_an_address_is_what_it_is_when_it_is_written(url: Any) -> None:
    class Address:
        def __str__(self) -> str:
            return URL

    assert cleaner.clean(article(1), url=Address() if url is ScrapyLike else url).url == URL


class Table:
    """As a data frame: who goes through it meets the names of its columns."""

    columns = ("html", "url")

    def __iter__(self) -> Any:
        return iter(self.columns)


def test_many_says_at_once_that_it_was_given_no_pages() -> None:
    for pages in (Table(), bs4.BeautifulSoup(article(1), "html.parser"), memoryview(b"x"), None):
        with pytest.raises(TypeError):
            cleaner.clean_many(pages)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="give its rows"):
        cleaner.clean_many(Table())
    with pytest.raises(UsageError, match="jobs: None"):
        cleaner.clean_many([], jobs=None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (cleaner.Settings(sources="gone"), "gone: is no folder of source rules"),
        (cleaner.Settings(templates="gone"), "gone: is no folder of templates"),
        (cleaner.Settings(language="xx"), "no language has the code 'xx'"),
    ],
)
def test_settings_that_name_what_is_not_there(settings: cleaner.Settings, told: str, tmp_path: Path) -> None:
    for use in (lambda: cleaner.clean(flat(1), settings=settings), lambda: cleaner.clean_many([], settings=settings)):
        with pytest.raises(UsageError, match=told):
            use()
    with pytest.raises(UsageError, match=told):
        cleaner.Corpus(tmp_path / "out", settings)
    with pytest.raises(TypeError, match=r"settings: dict is none; give cleaner\.Settings"):
        cleaner.clean(flat(1), settings={"language": "en"})  # type: ignore[arg-type]


def test_settings_as_a_program_writes_them(tmp_path: Path) -> None:
    lists: dict[str, Any] = {"dedup": ["exact"], "skip": "select,language", "sources": tmp_path, "against": None}
    made = cleaner.Settings(**lists)
    assert (made.dedup, made.skip, made.sources, made.against) == (
        ("exact",),
        ("select", "language"),
        str(tmp_path),
        "",
    )
    assert cleaner.Settings(dedup="none").dedup == ()  # type: ignore[arg-type]
    others: list[dict[str, Any]] = [{"jobs": "2"}, {"language": None}, {"dedup": "fuzzy"}]
    for wrong in others:
        with pytest.raises(UsageError):
            cleaner.Settings(**wrong)


def test_the_same_page_gives_the_same() -> None:
    pages = [cleaner.clean(article(1), url=URL) for _ in range(2)]
    assert pages[0] == pages[1] == copy.deepcopy(pages[0])
    assert len(set(pages)) == 1
    assert pages[0] != cleaner.clean(article(2), url=URL)
    assert pages[0] != "a page"
