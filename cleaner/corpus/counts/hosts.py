"""What became of the pages of each host, and which rules fired there? A changed layout shows here first."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Any

from cleaner.lesson import source_of
from cleaner.page import Page

MOST = 5000
"""hosts that are counted one by one, the first that come; the others count as one"""
OTHERS = "*"
NAMED = 1000
"""hosts that run.json names, those with the most pages"""

_Counts = dict[str, int]


class Hosts:
    """Sums by host: pages, the share of their text that was kept, its square, pages with a template's line; and by
    file of source rules: pages by kind, by era (`era/kind`), and by rule that fired (`era: rule`).
    """

    __slots__ = ("hosts", "sites")

    def __init__(self) -> None:
        self.hosts: dict[str, list[float]] = {}
        self.sites: dict[str, dict[str, _Counts]] = {}

    def count(self, page: Page, sums: Mapping[str, int], *, templated: bool) -> None:
        """Add a page, the `characters` of its row, and whether its template took a line; one without text says
        nothing.
        """
        kept = sums["kept"] + sums["rewritten"]
        if not kept + sums["removed"]:
            return
        share = kept / (kept + sums["removed"])
        self._add_host(source_of(page), [1, share, share * share, float(templated)])
        ruling = page.ruling
        if ruling is not None:
            fired = {f"{ruling.era}: {rule}": 1 for rule in ruling.fired}
            eras = {f"{ruling.era}/{page.kind}": 1} if ruling.era else {}
            self._add_site(ruling.host, {"pages": {page.kind: 1}, "eras": eras, "rules": fired})

    def _add_host(self, host: str, sums: list[float]) -> None:
        if not host:
            return
        if host not in self.hosts and len(self.hosts) >= MOST:
            host = OTHERS
        have = self.hosts.setdefault(host, [0, 0.0, 0.0, 0])
        self.hosts[host] = [mine + more for mine, more in zip(have, sums, strict=True)]

    def _add_site(self, host: str, counts: Mapping[str, Mapping[str, int]]) -> None:
        site = self.sites.setdefault(host, {"pages": {}, "eras": {}, "rules": {}})
        for name, table in counts.items():
            for key, number in table.items():
                site[name][key] = site[name].get(key, 0) + number

    def add(self, values: Mapping[str, Any]) -> None:
        """Add the sums of another, as `as_dict` gives them."""
        for host, sums in values.get("hosts", {}).items():
            self._add_host(host, sums)
        for host, counts in values.get("sites", {}).items():
            self._add_site(host, counts)

    def as_dict(self) -> dict[str, Any]:
        """Plain values, to be added up."""
        shares = {host: [sums[0], round(sums[1], 6), round(sums[2], 6), sums[3]] for host, sums in self.hosts.items()}
        return {"hosts": shares, "sites": self.sites}

    def since(self, before: Hosts) -> Hosts:
        """What came on top of an earlier state of the same sums."""
        rest = Hosts()
        for host, sums in self.hosts.items():
            old = before.hosts.get(host, [0, 0, 0, 0])
            left = [mine - theirs for mine, theirs in zip(sums, old, strict=True)]
            if left[0] > 0:
                rest.hosts[host] = left
        return rest


def described(values: Mapping[str, Any]) -> dict[str, Any]:
    """The sums as run.json shows them: `hosts` with pages, mean and deviation of the kept share; `source_rules`."""
    hosts = values.get("hosts", {})
    most = sorted(hosts, key=lambda host: (-hosts[host][0], host))[:NAMED]
    rows = {}
    for host in most:
        pages, total, squares, templated = hosts[host]
        mean = total / pages
        deviation = sqrt(max(0.0, squares / pages - mean * mean))
        rows[host] = {"pages": int(pages), "kept_share": round(mean, 4), "deviation": round(deviation, 4)}
        if templated:
            rows[host]["with_template"] = int(templated)
    return {"hosts": rows, "hosts_not_named": len(hosts) - len(most), "source_rules": values.get("sites", {})}
