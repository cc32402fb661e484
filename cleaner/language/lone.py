"""Is this one phrase foreign beyond doubt, though the page has no other fragment?

A mirror may leave a single one: "Ten spyte van hierdie, he was allowed to keep his rank". A page of dishes, mottos and
works has phrases, too, so here everything must agree. No word is a name, and hardly one is the page's own; no mark
sets the phrase off, and the sentence goes on without it (`language.beside`). It has small words of a clause, as
"hierdie" and "nachdem" are; a dish, a title or a society makes do with those that join nouns ("arroz con pollo",
"Fleurs du mal"). Of the languages whose phrases and titles everybody borrows more of them are asked, and Latin is
never believed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from cleaner.language.beside import JOINS, Weighed, count_around, cut_to, is_set_in, stands_out
from cleaner.language.connectives import connectives
from cleaner.language.decode import Run
from cleaner.language.table import load_table
from cleaner.language.words import INITIAL, LOWER, Words

LEAST: Final = 8.5
"""nats of a phrase by strict evidence, where the first word of a sentence says 2 at most and no other more than 5"""
_FEWEST = 3
"""different words"""
_THIN = 4000
"""words of a list that says too little of its language"""
_TERM = 8
"""words of a dish or a saying"""
_LISTED = 2
"""words between two commas of a list"""
_SHORT = 2
"""letters of a word that may join nouns in any language"""
_MANY, _PLENTY = 5, 20.0
"""different words, and nats, of a phrase that needs no small ones"""
_FOREIGN = 0.5
"""share of the words that only the other language lists"""
_COMMON, _LESS_COMMON = -8.5, -9.3
"""log probability of a small word of a clause, and of one where more of them are asked: "malgré" has -9.1"""
_BORROWED_FROM = frozenset(("fr", "it", "es", "ar", "mi", "ga", "cy"))
"""languages whose titles, dishes and sayings stand in texts of others, or of their country, without a mark"""
_CLAUSE = 2
"""small words of a clause that one which joins clauses is worth: no dish has any, and few titles"""
_MOST = 3
"""small words of a phrase of theirs that opens a sentence"""
_ASKED = {**dict.fromkeys(_BORROWED_FROM, 2), "de": 2, "lb": 2, "en": _MOST}
"""small words asked of a phrase elsewhere; one of other languages"""
_NEVER = frozenset(("la", "eo", "ht"))
"""no mirror translates into Latin; the lists of the others are full of French and Spanish"""
_NOUNS = frozenset(("de", "lb"))
"""languages that write every noun with a capital"""
JOINING = frozenset(
    "the and for with from von van der die das den dem des und mit zum zur ein eine een het aan une uno una uma uns "
    "umas unos unas del della delle dello dei degli dell dos das les las los aux alla alle allo agli sur sous com con "
    "per por och med som til fra chez sans entre san dal dalla nel nella sul sulla ved".split()
)
"""longer words that join nouns in the names of dishes, works and societies"""


def find_lone(weighed: Weighed, runs: Sequence[Run]) -> Iterator[Run]:
    """The phrases in some runs of words that are foreign by what they are and how they stand."""
    table = load_table()
    code = table.codes[weighed.other]
    if code in _NEVER or table.sizes[weighed.other] < _THIN:
        return
    for run in runs:
        if run.score >= LEAST:
            yield from (phrase for phrase in _phrases(weighed, run) if _is_lone(weighed, phrase, code))


def borne_out(weighed: Weighed, phrases: Sequence[Run]) -> tuple[Run, ...]:
    """Those of some phrases that the whole page bears out."""
    around = count_around(weighed) if phrases else None
    return tuple(phrase for phrase in phrases if around and stands_out(weighed, phrase, around))


def companions(weighed: Weighed, runs: Sequence[Run], phrases: Sequence[Run]) -> Iterator[Run]:
    """The runs of a page with such a phrase that stand as one does; small words of a clause are not asked again."""
    code = load_table().codes[weighed.other]
    for run in runs if phrases else ():
        if run.score >= LEAST and not meets(run, phrases):
            yield from (part for part in _phrases(weighed, run) if _is_phrase(weighed, part, code))


def only_phrases(weighed: Weighed, runs: Sequence[Run], phrases: Sequence[Run]) -> list[Run]:
    """Those of some runs that hold a phrase, cut to it; where one phrase is several runs now, it is still one."""
    joined: list[Run] = []
    for cut in sorted(cut_to(weighed, run, phrase) for run in runs for phrase in _inside(run, phrases)):
        if joined and cut.first < joined[-1].last:
            before = joined.pop()
            joined.append(Run(before.first, max(before.last, cut.last), max(before.score, cut.score)))
        else:
            joined.append(cut)
    return joined


def meets(run: Any, others: Sequence[Run]) -> bool:
    """Whether a run or a fragment has a word in common with one of some runs, which are in order and apart."""
    return bool(_inside(run, others))


def _inside(run: Any, others: Sequence[Run]) -> Sequence[Run]:
    """Those that it has a word in common with; found by halves, since a long page in two languages has thousands."""
    low = bisect_right(others, run.first, key=lambda other: other.last)
    return others[low : bisect_left(others, run.last, low, key=lambda other: other.first)]


def is_all(runs: Sequence[Run], phrases: Sequence[Run]) -> bool:
    """Whether such phrases are all that a page has."""
    return bool(phrases) and all(meets(run, phrases) for run in runs)


def _phrases(weighed: Weighed, run: Run) -> Iterator[Run]:
    """The parts of a run between which there is more than a space; what a comma parts is a list of dishes rather."""
    gaps = weighed.words.gaps
    ends = [place for place in range(run.first + 1, run.last) if gaps[place] not in JOINS]
    for first, last in zip([run.first, *ends], [*ends, run.last], strict=True):
        score = sum(weighed.scores[first:last])
        if score >= LEAST and all("," not in gaps[place] for place in (first, last) if run.first < place < run.last):
            yield Run(first, last, score)


def _is_lone(weighed: Weighed, run: Run, code: str) -> bool:
    if not _is_phrase(weighed, run, code):
        return False
    is_plenty = code not in _ASKED and run.score >= _PLENTY
    return _is_clause(weighed, run, code) or (is_plenty and len(set(weighed.forms(run.first, run.last))) >= _MANY)


def _is_phrase(weighed: Weighed, run: Run, code: str) -> bool:
    """Whether words are foreign, no name, and stand where words of the page's own would."""
    forms = weighed.forms(run.first, run.last)
    if _has_name(weighed.words, run, code) or len(set(forms)) < _FEWEST or not is_set_in(weighed, run):
        return False
    _, listed = weighed.listed(run.first, run.last)
    return float((listed[:, 1] & ~listed[:, 0]).mean()) >= _FOREIGN


def is_term(weighed: Weighed, run: Run) -> bool:
    """Whether a run may be a dish, a title or a saying of a language everybody borrows from, or words spoken of.

    Then a sentence that goes on after it is no sign of damage, where the page has hardly another.
    """
    gaps = weighed.words.gaps[run.first + 1 : run.last + 1]
    if any("(" in gap for gap in gaps) or _is_list(gaps[:-1]):
        return True
    code = load_table().codes[weighed.other]
    may_be = code in _NEVER or (code in _BORROWED_FROM and not _small(weighed, run))
    is_lower = bool((weighed.words.cases[run.first + 1 : run.last] == LOWER).all())
    return may_be and is_lower and run.last - run.first <= _TERM


def _is_list(gaps: Sequence[str]) -> bool:
    """Whether commas stand between each word or two."""
    commas = [number for number, gap in enumerate(gaps) if "," in gap]
    return bool(commas) and max(after - before for before, after in pairwise([-1, *commas, len(gaps)])) <= _LISTED


def _small(weighed: Weighed, run: Run, least: float = _COMMON) -> int:
    """How many different words of a clause a run has: with a log probability above `least`, and not the page's own."""
    values, listed = weighed.listed(run.first, run.last)
    is_told = listed[:, 1] & ~listed[:, 0] & (values[:, 1] > least)
    forms = weighed.forms(run.first, run.last)
    found = {form for form, told in zip(forms, is_told.tolist(), strict=True) if told}
    joins = connectives(load_table().codes[weighed.other]).intersection(
        [form for form, of in zip(forms, listed.tolist(), strict=True) if not of[0]]
    )
    return sum(len(form) > _SHORT and form not in JOINING for form in found - joins) + _CLAUSE * len(joins)


def _has_name(words: Words, run: Run, code: str) -> bool:
    """Whether a run is, or holds, what may be a name; of a clause a word inside may be one."""
    cases = words.cases[run.first : run.last]
    if cases[0] not in (LOWER, INITIAL):
        return True
    if code in _NOUNS or (cases[1:] == LOWER).all():
        return False
    is_clause = cases[0] == cases[-1] == LOWER and code not in _BORROWED_FROM and code != "en"
    return not is_clause or int((cases != LOWER).sum()) * _FEWEST > len(cases)


def _is_clause(weighed: Weighed, run: Run, code: str) -> bool:
    """Whether a phrase has as many small words of a clause as are asked of its language."""
    opens = INITIAL in weighed.words.cases[max(0, run.first - 1) : run.first + 1]
    if code in _BORROWED_FROM and opens:  # where titles stand
        return _small(weighed, run, _LESS_COMMON) >= _MOST
    return _small(weighed, run) >= _ASKED.get(code, 1)
