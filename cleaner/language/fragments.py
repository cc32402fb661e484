"""Where does this text change into another language, and which?

First question: does it suffer from a foreign language at all, and from which one? Only runs of words that hold an
anchor count there: a word that is common in the other language and all but unknown in the text's own ("het", "und",
"dans"). Names, dishes, species, code and loan words have none. Then the text is read again for that one language,
with a lower threshold. Another language needs three times the evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from cleaner.language.beside import Weighed, splice
from cleaner.language.connectives import connectives
from cleaner.language.decode import LEAVE, Run, decode
from cleaner.language.evidence import STRONGEST, weigh
from cleaner.language.glue import find_seams
from cleaner.language.lone import borne_out, companions, find_lone, is_all, is_term, only_phrases
from cleaner.language.suspicion import ANCHOR, SUSPECTED, lines_with, suspect
from cleaner.language.table import Flags, Floats, load_table
from cleaner.language.words import INITIAL, LONE, LOWER, MUTE, NAME, Words, is_title, read_words

ENTER_FIRST = 5.0
"""nats that a run must bring while the language is not known: more than any single word has"""
ENTER = 3.5
"""nats, once it is known to be there beyond doubt; flat between 2.5 and 4"""
CERTAIN = 16.0
"""nats of evidence from which that is so; with less, a single word is no fragment"""
SUFFERS = 8.0
"""nats above the threshold, over all its runs, from which a text suffers from a language"""
OTHERS = 3.0
"""times that, for every further language"""
TOLD = 4.0
"""times that evidence counts for a language that a machine translated the page from or to"""
_FEW_TERMS, _TERM = 2, 0.25
"""different runs that may all be dishes or sayings, and what their splice counts then"""
_FEW_ANCHORS = 2
_PLAINLY = 10.0
"""nats from which one anchor is enough, so many as three words that only the other language has bring"""
_CANDIDATES = 4


class Foreign(NamedTuple):
    """One language that a text suffers from: its number in the table, its evidence in nats, its runs of words."""

    language: int
    evidence: float
    spliced: float
    """of that, what stands in runs that a sentence goes on after; terms and titles have a comma or bracket there"""
    runs: list[Run]
    scores: list[float]
    """of each word, nats for this language against the text's own"""
    lone: tuple[Run, ...] = ()
    """of the runs at first sight, those that are foreign whatever the rest of the page is"""


def find_foreign(
    text: str, own: int, declared: int | None = None, *, is_told: bool = False
) -> tuple[Words, list[Foreign]] | None:
    """The languages that a text in language `own` suffers from, the worst first; None for a clean one.

    Costs one pass over a clean text. `declared` is a language the page claims and does not have: it is looked at too.
    `is_told` says that a machine translated between the two, by the markup.
    """
    evidence, anchors = suspect(text, own)
    if not anchors:
        return None
    candidates = [int(number) for number in np.argsort(-evidence)[:_CANDIDATES] if evidence[number] >= SUSPECTED]
    near = text
    if declared is not None and declared != own and declared not in candidates:
        candidates.append(declared)
    else:  # a fragment has an anchor, so lines without one need no closer look before the text is believed to suffer
        near = lines_with(text, anchors)
    told = declared if is_told else None
    if not _suffers(_worst(read_words(near), own, candidates, told)):
        return None
    words = read_words(text)
    judged = _worst(words, own, candidates, told)
    if not _suffers(judged):
        return None
    seams = find_seams(words.forms, own, judged[0].language)
    if seams:
        words = read_words(text, seams)
        judged = _worst(words, own, candidates, told)
    foreign = _read_again(words, own, judged)
    return (words, foreign) if foreign else None


def _worst(words: Words, own: int, candidates: list[int], told: int | None) -> list[Foreign]:
    """What words hold of each language, most first; of the one that the markup tells of, it counts several times."""
    judged = [_judge(words, own, language) for language in candidates]
    weighed = [
        one._replace(evidence=TOLD * one.evidence, spliced=TOLD * one.spliced) if one.language == told else one
        for one in judged
    ]
    return sorted(weighed, key=lambda found: -found.evidence)


def _suffers(judged: list[Foreign]) -> bool:
    return judged[0].evidence >= SUFFERS or any(one.lone for one in judged)


def _judge(words: Words, own: int, language: int) -> Foreign:
    """What a text holds of a language before any is known, by strict evidence."""
    known = load_table().look_up(words.forms, (own, language))
    scores, anchors = _strict(words.forms, own, language, known)
    each = scores[words.ids, words.cases].tolist()
    anchored = (anchors[words.ids] & (words.cases != MUTE)).tolist()
    runs = [
        run
        for run in _decode(words, each, ENTER_FIRST)
        if any(anchored[run.first : run.last]) and not is_title(words, run.first, run.last, quoted=True)
    ]
    different = {tuple(words.ids[run.first : run.last].tolist()): run for run in runs}
    found = {form for ids in different for form in ids if anchors[form]}
    nats = [(run, max(0.0, _score_of_forms(ids, run, each) - ENTER_FIRST)) for ids, run in different.items()]
    total = sum(more for _, more in nats)
    if len(found) < (_FEW_ANCHORS if total < _PLAINLY else 1):
        total = 0.0
    spliced = sum(more * splice(words, run) for run, more in nats)
    weighed = Weighed(words, each, own, language, known)
    lone = tuple(find_lone(weighed, runs))
    if total and not lone and len(different) <= _FEW_TERMS and all(is_term(weighed, run) for run in runs):
        spliced *= _TERM
    return Foreign(language, total, min(total, spliced), runs, each, lone)


def _score_of_forms(ids: tuple[int, ...], run: Run, scores: list[float]) -> float:
    """A run's nats with each different word counted once: "18 mi 11 mi 20 mi" is a table, no sentence."""
    return sum(dict(zip(ids, scores[run.first : run.last], strict=True)).values())


def lines_of(words: Words) -> list[tuple[int, int]]:
    """The words of each paragraph, from the first to behind the last."""
    inside = [place for place, gap in enumerate(words.gaps[1:-1], 1) if "\n" in gap]
    breaks = [0, *inside, len(words.shown)]
    return list(pairwise(breaks))


def _decode(words: Words, scores: list[float], enter: float) -> list[Run]:
    """The runs of each paragraph by itself: a paste may end one, but it never goes on in the next."""
    found = []
    for first, last in lines_of(words):
        runs = decode(scores[first:last], enter)
        found += [Run(first + run.first, first + run.last, run.score) for run in runs]
    return found


def _strict(forms: Sequence[str], own: int, language: int, known: tuple[Floats, Flags]) -> tuple[Floats, Flags]:
    """Scores in which a word that the own language knows, a short one or an unlisted one says little; the anchors."""
    table = load_table()
    values, listed = known
    lengths = np.array(list(map(len, forms)))
    most = np.full(len(forms), STRONGEST, np.float32)
    both = listed[:, 0] & listed[:, 1]
    most[both] = np.where(values[both, 0] > -11, 0.5, 1.5)
    most[~listed[:, 0] & ~listed[:, 1]] = 1.0
    most[lengths == 2] = np.minimum(most[lengths == 2], 2.5)
    most[lengths < 2] = 0
    least, ratio = ANCHOR
    joins = connectives(table.codes[language])
    is_told = (values[:, 1] > least) | np.array([form in joins for form in forms], np.bool_)
    anchors: Flags = listed[:, 1] & is_told & (values[:, 1] - values[:, 0] > ratio) & (lengths > 1)
    most[anchors & both] = 2.5
    limits: Any = np.zeros((len(forms), MUTE + 1), np.float32)
    limits[:, LOWER], limits[:, INITIAL] = most, np.minimum(most, 2.0)
    limits[:, NAME] = limits[:, LONE] = np.minimum(most, 0.5)
    return np.minimum(weigh(forms, own, language, table), limits), anchors


def _read_again(words: Words, own: int, judged: list[Foreign]) -> list[Foreign]:
    """The runs of the worst language at the lower threshold, then of others that stand out from what is left."""
    found: list[Foreign] = []
    taken = np.zeros(len(words.starts), bool)
    for rank, one in enumerate(judged):
        left = [run for run in one.runs if not taken[run.first : run.last].any()]
        evidence = sum(run.score - ENTER_FIRST for run in left) if rank else one.evidence
        suffers = evidence >= SUFFERS * (OTHERS if rank else 1)
        known = load_table().look_up(words.forms, (own, one.language))
        lone = borne_out(Weighed(words, one.scores, own, one.language, known), one.lone)
        if not suffers and not lone:
            continue
        scores = weigh(words.forms, own, one.language, load_table())[words.ids, words.cases].tolist()
        enter = ENTER + max(0.0, 1 - evidence / CERTAIN) * (STRONGEST - ENTER + LEAVE)
        runs = [run for run in _decode(words, scores, enter) if not taken[run.first : run.last].any()]
        weighed = Weighed(words, scores, own, one.language, known)
        is_alone = not suffers or is_all(one.runs, lone)
        lone = tuple(sorted((*lone, *companions(weighed, runs, lone))))  # in order: `meets` looks by halves
        if is_alone:
            runs = only_phrases(weighed, runs, lone)
        for run in runs:
            taken[run.first : run.last] = True
        found.append(one._replace(evidence=evidence, runs=runs, scores=scores, lone=lone))
    return found
