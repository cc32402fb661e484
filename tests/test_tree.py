"""A pass over a page's tags says of selectors what a parser's tree says, or that it does not know."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.segment import selectors
from cleaner.segment.html import _view
from cleaner.segment.selectors import MOST, Selected
from cleaner.segment.simple import Compound, read_selector
from cleaner.sources.find import all_sites

SHIPPED = sorted(
    {one for site in all_sites().values() for era in site.eras for one in (*era.body, *era.keep, *era.drop)}
)
OWN = (
    ".a", "p", "li", "tr", "td", "span", "#i", "div p", "div > p", "p + p", ".a .b", ".a > .b", "ul > li.a", "b", "a",
    "svg",
    "[data-x]", "[data-x=y]", "[data-x^=y]", "[class*=a]:not(.b)", "td > .a", "table .a", "h2, h3", "p:not([data-x])",
    "div div > .a", "div p .a", "tbody", "[class~=b]", "[id$=I]", ".B", "section.a + .b", "p + .a", "x-y",
)  # fmt: skip
TAGS = (
    "p div span b i a em ul ol li dl dt dd table tbody thead tr td th caption colgroup col h1 h2 h3 section article "
    "header form button select option optgroup svg path title g img br hr input script style noscript textarea "
    "html head body meta link iframe object label main nav footer figure aside pre strong small font u dialog x-y "
    "summary details fieldset address center ruby rt math search image frameset plaintext foreignobject "
    "desc video source template nobr"
).split()
COMMON = "p div span b a ul li table tr td h2 section".split()
WORDS = ("a", "b", "A", "a b", " b\ta ", "ab", "a&amp;b", "&#97;", "", "ä", "y", "i", "I", "x\u00a0a")
NAMES = ("class", "id", "data-x", "CLASS", "Data-X", "itemprop", "class", "class")
HEADS = ("<!doctype html>", "<!DOCTYPE HTML>", "", "<!doctype html> <!-- a -->\n<body>",
         "<!doctype html><html class=a><head><title>x</title></head><body class=b>",
         '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
         '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">',
         '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x">', "<text><!doctype html>")  # fmt: skip

if selectors.IS_COMPILED:
    from cleaner.segment._tree import read_tree


@st.composite
def start_tags(draw: st.DrawFn) -> str:
    tag = draw(st.sampled_from(TAGS) | st.sampled_from(COMMON))
    attributes = draw(
        st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(WORDS), st.sampled_from("\"'")), max_size=2)
    )
    said = "".join(f" {name}={quote}{word}{quote}" for name, word, quote in attributes)
    return f"<{draw(st.sampled_from((tag, tag, tag.upper())))}{said}{draw(st.sampled_from(('', '', '', '/', ' ')))}>"


TEXTS = st.sampled_from(
    ("x", " ", "\n", "&nbsp;", "&#32;", "<!-- <p> -->", "<![CDATA[x]]>", "<?x?>", "</>", "<", "\u00a0", "\r\n")
)
ENDS = (st.sampled_from(TAGS) | st.sampled_from(COMMON)).map("</{}>".format)
SOUPS = st.tuples(
    st.sampled_from(HEADS),
    st.lists(start_tags() | ENDS | TEXTS, max_size=14).map("".join),
    st.sampled_from(("", "</body>", "</body></html>", "</div></body> <p class=a>x")),
).map("".join)


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> str:
    """Elements that are closed properly."""
    parts = []
    for _ in range(draw(st.integers(0, 4 if depth == 4 else 2))):
        start = draw(start_tags()).rstrip("/> ") + ">"
        tag = start[1:-1].split()[0].lower()
        if tag in ("img", "br", "hr", "input", "meta", "link", "col", "image"):
            parts.append(start)
        else:
            parts.append(f"{start}{draw(trees(depth - 1)) if depth else 'x'}</{tag}>")
    return "".join(parts)


def compare(page: str, asked: tuple[str, ...] | list[str]) -> int:
    """Hold both to each other; how many of the selectors the pass could answer."""
    view = _view(page)
    parsed = Selected(view)
    told = 0
    tree = read_tree(view)
    for selector in asked:
        paths = read_selector(selector)
        if paths is None:
            continue
        found = tree.spans(paths, MOST)
        if found is not None:
            told += 1
            assert found == [span for span in map(parsed._span, parsed._elements(selector)) if span is not None], (
                selector
            )
    return told


pytestmark = pytest.mark.skipif(not selectors.IS_COMPILED, reason="there is no compiled pass")


@settings(max_examples=300)
@given(SOUPS)
def test_what_is_said_of_tag_soup_is_what_the_parser_says(page: str) -> None:
    compare(page, OWN)


@settings(max_examples=150)
@given(st.sampled_from(HEADS), trees())
def test_and_of_pages_whose_elements_are_closed(head: str, page: str) -> None:
    compare(head + page, OWN)


def test_an_ordinary_page_is_answered_by_the_pass() -> None:
    page = (
        "<!doctype html><html lang=en class=no-js><head><meta charset=utf-8><title>A &amp; B</title><style>p{}</style>"
        "<script>if (a<b) '</p>'</script><noscript><link rel=stylesheet></noscript></head><body class='home page'>"
        "<header><nav><ul><li class=a><a href=/>x</a><li>y</ul></nav></header><svg viewBox='0 0 1 1'><title>s</title>"
        "<path d=M0/></svg><main><article class='b a'><h1>T</h1><p class=a>one<br>two<p>three <b>bold</b></p><hr>"
        "<table><tr><td class=a>1<td>2<tr><td>3</table><form><select><option>1<option selected>2</select><input></form>"
        "<noscript><img class=a></noscript></article></main>"
        "<footer class=a>f</footer></body></html>\n"
    )
    assert not read_tree(_view(page)).unsure
    left = {"svg", "[class*=a]:not(.b)"}  # no element of HTML; the body, whose end is told in two ways
    asked = [one for one in (*OWN, *SHIPPED, "article > p + p", ".home .a", "footer.a") if one not in left]
    assert compare(page, asked) == sum(read_selector(one) is not None for one in asked)


@pytest.mark.parametrize(
    "page",
    [
        "<p><b>one</p><p>two</b></p>",  # formatting is opened again
        "<table><p>text</p></table>",  # what stands in a table and not in a cell moves
        "<a><div><a>x</a></div></a>",
        "<form><form></form></form>",
        "<svg><p class=a></svg>",
        "<p><b><div class=a></b></div>",
        "<select><div class=a></select>",
        "<textarea>never closed <p class=a>x",
        "<p class=a title='never closed>x",
        "<div>" * 400 + "<p class=a>",
        "<i></i>" * 250_000,
    ],
)
def test_what_would_be_mended_is_left_to_the_parser(page: str) -> None:
    page = f"<!doctype html><body><section class=b>{page}</section>"
    assert read_tree(_view(page)).unsure
    assert Selected(page).spans(".b")


def test_nearly_all_shipped_selectors_are_simple() -> None:
    others = [one for one in SHIPPED if read_selector(one) is None]
    assert len(others) <= len(SHIPPED) // 50


@pytest.mark.parametrize(
    "selector",
    ["", "a,", ">a", "a >", "a ~ b", "*", "p:first-child", ":not(.a)", ".a:not(:has(a))", "a[type=x]", "[class^='']",
     "body p", "a..b", "a#", "a[b", "[class=é]", ".é", "p::before", "a b > c d", ".a:not(.b", "a[class=x i]", ".1a"],
)  # fmt: skip
def test_other_selectors_are_left_to_the_parser(selector: str) -> None:
    assert read_selector(selector) is None


def test_a_selector_is_read_from_its_end() -> None:
    one, other = (
        Compound("p", classes=("a",), others=(Compound(ids=("b",)),)),
        Compound(attributes=(("data-x", "^=", "y z"),)),
    )
    assert read_selector("[data-x^='y z'] > p.a:not(#b), p.a:not( #b )") == (((">", one), ("", other)), (("", one),))


def test_a_hostile_page_takes_no_longer_than_its_length_allows() -> None:
    page = "<!doctype html><body>" + "<div class=a>" * 250 + "<p class=b><span>x</span>" * 20_000
    began = process_time()
    assert len(Selected(page).spans("div div div .b")) == MOST
    assert not Selected(page).spans(".z div .a span")
    assert process_time() - began < 5
