"""Which source rules are there, how often did each fire, and which look dead?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.corpus.counts.drift import shifts
from cleaner.corpus.counts.hosts import described
from cleaner.corpus.counts.tally import Tally
from cleaner.corpus.inputs.batches import BATCH_RECORDS
from cleaner.corpus.output.run_json import read_run
from cleaner.corpus.workers.crew import run_here
from cleaner.corpus.workers.pool import Workers
from cleaner.errors import UsageError
from cleaner.given import check_site_rules
from cleaner.read import read_units
from cleaner.read.folder import Walk
from cleaner.read.unit import Unit
from cleaner.settings import NO_SOURCES, Settings
from cleaner.sources.find import all_sites
from cleaner.sources.site import Era, Site

DEAD_FROM = 20
"""pages of an era from which a rule that never fired looks dead; below, it may only be rare"""
UNFIT_FROM = 5
"""HTML pages of a site of which none fits an era: its layout has changed"""


class _Batch(NamedTuple):
    units: list[Unit]


def sources_of(place: Path | None, against: Path | None, settings: Settings) -> str:
    """Every source rule in words: with `place`, an output or pages, how often each fired there; with `against`, an
    earlier output, which hosts have shifted since. Raises UsageError where a folder is neither.
    """
    check_site_rules(settings)
    sites = all_sites(settings.sources)
    if place is None:
        return "\n".join([_header(sites), *(line for site in _own(sites) for line in _listed(site))])
    run = _run_of(place, settings)
    counts = run.get("source_rules", {})
    rows = [_header(sites)]
    seen = [site for site in _own(sites) if site.host in counts and site.eras]
    for site in seen:
        rows += _counted(site, counts[site.host])
    if not seen:
        rows.append(f"{place}: no page of a site with rules")
    if against is not None:
        rows += _shifted(_earlier(against).get("hosts", {}), run.get("hosts", {}))
    rows += [f"shifted in that run: {line}" for line in run.get("shifted", ())]
    return "\n".join(rows)


def rules_of(place: Path | None) -> str | None:
    """The user's folder of rules that an output was made with, where it is still there."""
    given = read_run(place).get("settings", {}).get("sources") if place else None
    return given if isinstance(given, str) and (given == NO_SOURCES or (given and Path(given).is_dir())) else None


def _header(sites: Mapping[str, Site]) -> str:
    own = _own(sites)
    return f"{len(own)} sites with rules, {len(sites) - len(own)} more hosts that borrow them"


def _own(sites: Mapping[str, Site]) -> list[Site]:
    return [site for host, site in sites.items() if site.host == host]


def _listed(site: Site) -> Iterator[str]:
    yield site.host
    yield from (f"  off {rule}" for rule in site.off)
    for era in site.eras:
        yield f"  era {era.name}"
        yield from (f"    {rule}" for rule in era.rules)


def _counted(site: Site, counts: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """The rules of a site with the pages each fired on."""
    pages, eras, fired = counts.get("pages", {}), counts.get("eras", {}), counts.get("rules", {})
    fit = sum(number for era, number in eras.items() if era.endswith("/html"))
    html = pages.get("html", 0)
    said = f"{site.host}: {html} HTML pages, {fit} fit an era; {pages.get('text', 0)} texts"
    yield said + ("   LOOKS DEAD: no era fits" if html >= UNFIT_FROM and not fit else "")
    for era in site.eras:
        by_kind = {kind: eras.get(f"{era.name}/{kind}", 0) for kind in ("html", "text")}
        yield f"  era {era.name}: {by_kind['html']} HTML pages, {by_kind['text']} texts"
        for rule in era.rules:
            number = fired.get(f"{era.name}: {rule}", 0)
            dead = not number and _chances(era, rule, by_kind) >= DEAD_FROM
            yield f"    {number:>7}  {rule}{'   LOOKS DEAD' if dead else ''}"


def _chances(era: Era, rule: str, pages: Mapping[str, int]) -> int:
    """The pages on which a rule could have fired: selectors find nothing in flat text, an end of lines only there."""
    if rule.startswith("end line"):
        return pages["text"]
    if " line " in rule and not era.body:
        return sum(pages.values())
    return pages["html"] if " line " not in rule else sum(pages.values())


def _shifted(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    found = shifts(before, now)
    return [f"shifted: {shift}" for shift in found] or ["no host's kept share has shifted"]


def _earlier(path: Path) -> dict[str, Any]:
    """The run.json of an output folder, or one that was put aside."""
    if path.is_dir():
        found = read_run(path)
    else:
        try:
            found = dict(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise UsageError(f"{path}: is no output and no run.json; give one of an earlier run") from error
    if "hosts" not in found:
        raise UsageError(f"{path}: its run.json counts no hosts; give an output of this version")
    return found


def _run_of(place: Path, settings: Settings) -> dict[str, Any]:
    """The counts of an output, or of pages that are cleaned now, in memory."""
    if (place / "state.sqlite").is_file():
        return read_run(place)
    if not place.exists():
        raise UsageError(f"{place}: does not exist; give an output of `clean run`, or pages")
    total = Tally()
    for outcomes in _outcomes(_batched(place, settings), settings):
        total.add(outcomes)
    return described(total.as_dict()["hosts"])


def _outcomes(batches: Iterator[_Batch], settings: Settings) -> Iterator[Mapping[str, Any]]:
    if settings.jobs == 1:
        for _, outcomes in run_here(batches, settings):
            yield outcomes.tally
        return
    with Workers[_Batch](settings) as workers:
        for _, outcomes in workers.run(batches):
            yield outcomes.tally


def _batched(place: Path, settings: Settings) -> Iterator[_Batch]:
    units: list[Unit] = []
    for found in Walk().files(place):
        for unit in read_units(found.file, settings.limits):
            units.append(unit)
            if len(units) == BATCH_RECORDS:
                yield _Batch(units)
                units = []
    if units:
        yield _Batch(units)
