"""Is what a row says true of its record? Asked of many rows, here or by processes of their own.

The processes are those of a run: one that dies is replaced, nothing is asked of the program that calls, and Ctrl-C ends
all of them at once.
"""

from __future__ import annotations

import hashlib
import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from cleaner import account
from cleaner.corpus.audit.agreement import check_row
from cleaner.corpus.audit.lookup import bytes_of
from cleaner.corpus.audit.side_by_side import Pair
from cleaner.corpus.counts.tally import Tally
from cleaner.corpus.workers.outcome import Announce, Outcome, Outcomes
from cleaner.corpus.workers.pool import Workers
from cleaner.errors import MachineError
from cleaner.read.unit import Unit
from cleaner.settings import Limits, Settings
from cleaner.wire import decode_row, encode_row

GONE: Final = "its source cannot be opened any more"
WORK: Final = "cleaner.corpus.audit.checking:check_units"
_CHECKED: Final = "checked"


class Checked(NamedTuple):
    """Rows by status, and what is broken in them."""

    status: Counter[str]
    broken: list[str]


class _Chunk(NamedTuple):
    """Some pairs, each as a unit."""

    pairs: list[Pair]
    units: list[Unit]


def check_apart(chunks: Iterable[list[Pair]], limits: Limits, jobs: int) -> Iterator[Checked]:
    """The chunks' checks, in order, by that many processes. Raises MachineError where a row cannot be checked."""
    with Workers[_Chunk](Settings(jobs=jobs, limits=limits), WORK) as workers:
        for chunk, outcomes in workers.run(_Chunk(pairs, list(map(_packed, pairs))) for pairs in chunks):
            broken: list[str] = []
            for outcome in outcomes.rows:
                if outcome.status != _CHECKED:
                    raise MachineError(f"{outcome.id}: cannot be checked: {outcome.reason}; try --jobs 1")
                broken += decode_row(outcome.manifest)
            yield Checked(_status(chunk.pairs), broken)


def _packed(pair: Pair) -> Unit:
    return Unit("", _name(pair), "", None, pickle.dumps(pair, pickle.HIGHEST_PROTOCOL))


def check_units(units: Sequence[Unit], settings: Settings, announce: Announce | None = None) -> Outcomes:
    """What a process of its own does."""
    rows = []
    for number, unit in enumerate(units):
        if announce is not None:
            announce(number)
        pair: Pair = pickle.loads(unit.raw)  # noqa: S301 - packed above
        broken = tuple(check([pair], settings.limits).broken)
        rows.append(Outcome("", _CHECKED, encode_row(broken)))
    return Outcomes(rows, Tally().as_dict())


def check(chunk: Sequence[Pair], limits: Limits) -> Checked:
    """What the rows of some pairs are, and what is broken in them."""
    broken = []
    for pair in chunk:
        found = [pair.broken] if pair.broken else _check_pair(pair, limits)
        name = _name(pair)
        broken += [f"{name}: {what}" if name else what for what in found]
    return Checked(_status(chunk), broken)


def _status(chunk: Iterable[Pair]) -> Counter[str]:
    return Counter(pair.row["status"] for pair in chunk if pair.row)


def _name(pair: Pair) -> str:
    return str(pair.row.get("id") or (pair.unit.id if pair.unit else ""))


def _check_pair(pair: Pair, limits: Limits) -> list[str]:
    try:
        return _check_one(pair, limits) + check_row(pair.row, pair.document)
    except (LookupError, TypeError, ValueError, AttributeError) as error:  # somebody has changed it by hand
        return [f"its row or document is not as the program writes it ({type(error).__name__}: {error})"]


def _check_one(pair: Pair, limits: Limits) -> list[str]:
    row, document, unit = pair.row, pair.document, pair.unit
    if unit is None:  # a program added it: there is no file to compare with
        return [] if row["status"] == "quarantined" else account.verify_alone(row, document)
    if row["status"] == "quarantined":
        digest = hashlib.sha256(unit.raw).hexdigest()
        return [] if digest == row["source"]["sha256"] else ["its source has changed since it was put in quarantine"]
    data, reason = bytes_of(unit, limits)
    return [f"{GONE}: {reason}"] if reason else account.verify_row(row, document, data)
