"""Is this line code that a browser or a content system should have run?

What an editor pastes between two paragraphs (the call that loads an advertisement, a short code of a builder that has
been switched off, a tag of a template) is shown as text where something has gone wrong, and scrapers bring it along.
Code that an article is about looks different: it stands in an element for code, it calls something else, and it has
more to say than the name of an advertising service.
"""

from __future__ import annotations

import re

from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge
from cleaner.select.prompt import LEAST, likely_lines

try:
    from cleaner.select._edges import ending
except ImportError:
    from cleaner.select.edges import ending

RULE = "select.code"
_ENDS = ")]};"
"""how such a line ends"""
_PLACES = frozenset(("pre", "code", "kbd", "samp", "textarea"))
"""elements for code"""
_CALL = re.compile(
    r"[(!;\s]{0,4}(?:(?:window|var|let|const|self)[.\s]\s{0,2})?(?:adsbygoogle|googletag|_taboola|_mgq|_gaq|dataLayer|gtag"
    r"|fbq|OBR|outbrain|teads|criteo|pbjs|apstag|amzn_assoc\w{0,30}|google_ad_\w{1,30}|ezstandalone|freestar)\b\s{0,3}[=.|(\[]"
)
"""a call of a service for advertisements or for counting readers, or a variable of one"""
_TAG = (
    r"(?:\{\{[^{}]{0,200}\}\}|\{%[^%]{0,200}%\}|\[/?[a-z]{2,20}_[a-z_]{1,40}(?:\s[^\[\]]{0,400})?\]"
    r"|\[/?(?:caption|gallery|embed|playlist)\]|\[[a-z]{2,20}\s[a-z_-]{1,30}=[\"'”″&][^\[\]]{0,400}\])"
)
_TAGS = re.compile(rf"(?:{_TAG}\s*)+")
"""tags of templates and short codes, and nothing else"""
_STYLE = re.compile(r"(?:[.#@a-z][^{};]{0,200}\{(?:\s*[a-z-]{3,30}\s{0,3}:[^{};]{1,200};)+[^{};]{0,200}\}\s*)+")
"""rules of a style sheet"""
_LINKED_DATA = re.compile(r'\{\s{0,9}"@context"\s{0,9}:\s{0,9}"https?://schema\.org')

_STORY = "Three of nine members spoke against the new bridge on Monday, as they had in May, when its price was higher."


def _about(page: Page) -> list[Block]:
    found, texts = likely_lines(page)
    return [found[number] for number in ending(texts, _ENDS)]


@judge(
    rank=GENERIC,
    order=58,
    examples=[
        Example(
            f"<article><p>{_STORY}</p><p>(adsbygoogle = window.adsbygoogle || []).push({{}});</p>"
            f"<p>[vc_row][vc_column]</p><p>{_STORY[:60]}.</p><p>{{{{ article.kicker }}}}</p>"
            "<p>.box { margin: 0; color: #333; }</p><p>It ends here [sic]</p><pre>googletag.cmd.push(a);</pre>",
            drops=("(adsbygoogle", "[vc_row]", "{{ article", ".box"),
            spares=("It ends here", "googletag.cmd"),
        ),
        Example(
            f'{_STORY}\n\ngoogletag.cmd.push(function() {{ googletag.display("div-gpt-ad-1"); }});\n\n'
            "Whoever writes var window = open(door); has not understood the lesson (yet)\n",
            drops=("googletag.cmd",),
            spares=("Whoever writes",),
        ),
    ],
    about=_about,
)
def code(block: Block, page: Page) -> Verdict | None:
    text = block.trace.text
    if page.scores.get(block.index, 0.0) < LEAST or text[-1:] not in _ENDS:
        return None
    if block.kind in _PLACES or block.container.tag in _PLACES:
        return None
    if _CALL.match(text):
        return Verdict(False, RULE, "a call of a service")
    if text[0] in "[{" and _TAGS.fullmatch(text):
        return Verdict(False, RULE, "tags of a template")
    if page.kind == "html" and text[-1] == "}" and (_STYLE.fullmatch(text) or _LINKED_DATA.match(text)):
        return Verdict(False, RULE, "what the page tells a machine")
    return None
