"""The article of a page that a framework was to fill is found in its state, and nothing else is."""

from __future__ import annotations

import json
import time
from html import escape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner.page import Record
from cleaner.pipeline import process
from cleaner.settings import Settings

TITLE = "Mole to be rebuilt after January’s storm"
LINES = [
    "The harbour board of Aldham voted on Monday to rebuild the north mole, which a storm broke in January.",
    'Work "begins" in May & lasts until autumn, said Ruth Carrow, who chairs the board.',
    "Nothing can be poured below 5 °C, she said, and the cost is four million pounds.",
]
PLAIN = "\n\n".join(LINES)
HTML = "".join(f"<p>{line}</p>" for line in LINES).replace("&", "&amp;")
OTHER = "The ferry to the outer islands will not sail before Friday, its owners said. " * 9


def shell(script: str, shown: str = "<div id=app></div>") -> str:
    head = f"<title>{TITLE} - The Aldham Mail</title><nav><a href=/>Home</a></nav>"
    return f"{head}{shown}{script}<script src=a.js></script>"


def next_data(**props: Any) -> str:
    data = json.dumps({"props": {"pageProps": props}, "page": "/[slug]"}, ensure_ascii=False).replace("</", "<\\/")
    return f"<script id=__NEXT_DATA__ type='application/json'>{data}</script>"


def paragraph(text: str) -> dict[str, Any]:
    """As Contentful writes one whose middle is bold and whose end is linked."""
    texts = [{"nodeType": "text", "value": part, "marks": []} for part in (text[:9], text[9:20])]
    link = {"nodeType": "hyperlink", "data": {"uri": "/x"}, "content": [{"nodeType": "text", "value": text[20:]}]}
    return {"nodeType": "paragraph", "data": {}, "content": [*texts, link]}


SPANS = [{"_type": "block", "children": [{"_type": "span", "text": line}]} for line in LINES]
LISTED = [
    {"type": "text", "content": LINES[0]},
    {"type": "image", "caption": "The mole", "content": "The mole in January"},
    {"type": "list", "items": [{"type": "text", "content": line} for line in LINES[1:]]},
    {"type": "interstitial_link", "content": "Ferry sails no more"},
]
ARC = {"headlines": {"basic": TITLE}, "content_elements": LISTED, "taxonomy": {"tags": [{"text": "Harbour"}]}}
INITIAL = json.dumps({"article": {"headline": TITLE, "text": PLAIN}})
NUXT = json.dumps(HTML).replace("<", "\\u003C").replace("/", "\\u002F")


def pushed(*rows: str) -> str:
    """As Next.js sends rows, cut where the chunks of the answer ended."""
    sent = "".join(rows)
    parts = [sent[at : at + 150] for at in range(0, len(sent), 150)]
    scripts = "".join(f"<script>self.__next_f.push([1,{json.dumps(part)}])</script>" for part in parts)
    return f"<script>(self.__next_f=self.__next_f||[]).push([0])</script>{scripts}".replace("</p>", "\\u003c/p>")


ROWS = '2:["$","$L7",null,', '1:I[7,["static/a.js"],"Story"]\n', "]\n"
SENT = f"4:T{len(HTML.encode()):x},{HTML}"
SHELLS = {
    "pieces": pushed(ROWS[1], ROWS[0], json.dumps({"story": {"headline": TITLE, "body": HTML}}), ROWS[2]),
    "pieces and a text": pushed(
        ROWS[1], SENT, ROWS[0], json.dumps({"story": {"headline": TITLE, "body": "$4"}}, ensure_ascii=False), ROWS[2]
    ),
    "pairs of a kind and a value": '<astro-island props="'
    + escape(json.dumps({"headline": [0, TITLE], "body": [0, HTML]}))
    + '"></astro-island>',
    "HTML": next_data(article={"title": TITLE, "body": HTML}, related=[{"title": "Ferry", "body": OTHER}]),
    "rendered HTML": next_data(post={"title": {"rendered": TITLE}, "content": {"rendered": HTML}}),
    "plain text": f"<script>window.__INITIAL_STATE__={INITIAL};</script>",
    "a literal in a literal": f"<script>window.__STATE__ = JSON.parse({json.dumps(INITIAL)});</script>",
    "a literal in a literal of JavaScript": "<script>window.__STATE__=JSON.parse('{}')</script>".format(
        INITIAL.replace("\\", "\\\\").replace("'", "\\x27")
    ),
    "a function": "<script>window.__NUXT__=(function(a,b){return {data:[{article:{title:"
    f"{json.dumps(TITLE)},body:{NUXT},tags:[a,b]}}}}],error:null}}}}(null,true))</script>",
    "a row of elements": f"<script>Fusion.globalContent={json.dumps(ARC)};Fusion.arcSite='mail'</script>",
    "a tree": next_data(
        story={"title": TITLE, "body": {"nodeType": "document", "content": [paragraph(line) for line in LINES]}}
    ),
    "a row of blocks": next_data(post={"title": TITLE, "body": SPANS}),
    "a row of texts": next_data(post={"title": TITLE, "paragraphs": LINES, "summary": {"text": LINES[0]}}),
    "a text and its parts": next_data(
        post={"title": TITLE, "blocks": [{"model": {"text": x, "blocks": [{"model": {"text": x}}]}} for x in LINES]}
    ),
    "an attribute": '<div id=app data-page="'
    + escape(json.dumps({"props": {"post": {"title": TITLE, "body": HTML}}}))
    + '"></div>',
    "an attribute between single marks": "<story-view :story='"
    + json.dumps({"headline": TITLE, "text": PLAIN}).replace("'", "&#39;")
    + "'></story-view>",
    "a cache": "<script>window.__APOLLO_STATE__ = "
    + json.dumps(
        {"Article:2": {"headline": "Ferry", "body": OTHER}, "Article:1": {"headline": TITLE, "bodyHtml": HTML}}
    )
    + "</script>",
}


@pytest.mark.parametrize("name", SHELLS)
def test_the_article_of_a_framework_is_kept(name: str) -> None:
    page = cleaner.clean(shell(SHELLS[name]))
    assert page.text.split("\n") == LINES
    assert page.title == TITLE
    assert {edit["rule"] for edit in page.manifest["edits"] if edit.get("text")} <= {"segment.data"}


NOT_CLEAR = {
    "no object says the headline": next_data(footer={"text": OTHER}),
    "others are in a row": next_data(title=TITLE, related=[{"body": OTHER}, {"body": OTHER.replace("Friday", "May")}]),
    "the headline is far away": next_data(title=TITLE, a={"b": {"c": {"d": {"e": {"f": {"body": OTHER}}}}}}),
    "only a summary": next_data(article={"title": TITLE, "body": LINES[0]}),
    "no name of a text": next_data(article={"title": TITLE, "css": OTHER}),
    "data of others": f"<script type='application/ld+json'>{json.dumps({'headline': TITLE, 'text': OTHER})}</script>",
}


@pytest.mark.parametrize("name", NOT_CLEAR)
def test_a_text_that_is_not_clearly_the_article_is_left(name: str) -> None:
    assert cleaner.clean(shell(NOT_CLEAR[name])).text == ""


def test_what_a_page_shows_comes_first() -> None:
    shown = "".join(f"<p>{line.replace('Aldham', 'Birkholt')}</p>" for line in LINES)
    page = cleaner.clean(shell(SHELLS["HTML"], f"<article><h1>{TITLE}</h1>{shown}</article>"))
    assert "Birkholt" in page.text
    assert "Aldham" not in page.text


PARTS = ['"', "'", "\\", "\\u00e9", "\\x3c", "\\ud800", "<p>", "{", "}", "[", "]", ":", ",", "text", "\n", "é", "word "]
PARTS += [
    '"text":"',
    '{"title":"' + TITLE,
    '"{\\"body\\":\\"',
    "<!--",
    "&amp;",
    "items",
    '"children":[',
    '"type":"list"',
    '</script><script>self.__next_f.push([1,"',
    "1:T1f,",
    '"])',
]


@given(st.lists(st.sampled_from(PARTS), max_size=30))
@settings(deadline=None)
def test_broken_scripts_break_no_promise(parts: list[str]) -> None:
    article = json.dumps({"title": TITLE, "body": HTML})
    page = process(Record("a", shell(f"<script>s={article[:-1]}{''.join(parts)}</script>"), "html"), Settings())
    assert [block.index for block in page.blocks] == list(range(len(page.blocks)))


HOSTILE = [
    "{",
    "[",
    '{"text":',
    '[{"text":"a b c"},',
    '"',
    "'",
    "\\",
    '"\\',
    "a",
    "a:",
    "$ :",
    '"a":"b",',
    '{"title":"',
]
HOSTILE += [
    '"' + TITLE + '",',
    '"{\\"a\\":',
    "'[{",
    "</script><script>",
    "<textarea>",
    "<textarea></textarea>",
    "<p>",
    "&",
    ' x="[{',
    " x='[{",
    '="{&quot;',
    'self.__next_f.push([1,"',
    'self.__next_f.push([1,"1:T9,"])',
    'self.__next_f.push([1,"1:[\\"$1\\"]\\n"])',
]


@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_scripts_take_no_time(part: str) -> None:
    began = time.process_time()
    start = f'{{"title":{json.dumps(TITLE)},"body":[{json.dumps(LINES[0])},'
    process(Record("a", shell(f"<script>s={start}{part * (600_000 // len(part))}</script>"), "html"), Settings())
    process(Record("a", shell(f"<p x=y {part * (300_000 // len(part))}"), "html"), Settings())
    assert time.process_time() - began < 8


CLOSED = {
    "frames": f"<frameset cols='20%,80%'><frame src=a.html><noframes><body><h1>{TITLE}</h1>{HTML}</body></noframes>",
    "a text area": f"<h1>{TITLE}</h1><TEXTAREA rows=40 readonly>{PLAIN}</TEXTAREA>",
    "a template": f"<h1>{TITLE}</h1><div id=app></div><Template id=story>{HTML}</Template>",
    "a text area of HTML": f"<h1>{TITLE}</h1><textarea class=content>{HTML}</textarea>",
}


@pytest.mark.parametrize("name", CLOSED)
def test_the_article_between_tags_that_show_nothing_is_kept(name: str) -> None:
    page = cleaner.clean(shell("", CLOSED[name]))
    assert page.text.replace("\n", " ") == " ".join(LINES)
    assert page.title == TITLE


@pytest.mark.parametrize("tag", ["textarea", "template"])
def test_a_form_beside_an_article_stays_closed(tag: str) -> None:
    shown = "".join(f"<p>{line}</p>" for line in LINES * 2)
    page = cleaner.clean(shell("", f"<article><h1>{TITLE}</h1>{shown}</article><{tag}>{OTHER}</{tag}>"))
    assert OTHER.strip() not in page.text


def test_a_template_of_a_sentence_or_two_is_no_article() -> None:
    page = cleaner.clean(shell("", f"<h1>{TITLE}</h1><template><p>{OTHER}</p></template>"))
    assert page.text == ""


def test_tags_that_a_page_shows_as_text_are_no_tags() -> None:
    page = process(Record("a", shell("", f"<xmp><textarea>{OTHER}</textarea></xmp>"), "html"), Settings())
    assert all("<div" not in block.trace.text for block in page.blocks)
