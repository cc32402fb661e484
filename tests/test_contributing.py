"""What CONTRIBUTING.md names is there, and every module of the package's first level has its place in its table."""

from __future__ import annotations

import re

from page_fixtures import HOUSE

CONTRIBUTING = (HOUSE / "CONTRIBUTING.md").read_text(encoding="utf-8")
TABLE = CONTRIBUTING.partition("## Where things are")[2].partition("\n## ")[0]


def test_every_place_it_names_is_there() -> None:
    names = re.findall(r"`((?:cleaner|seeds|fixtures|tests|bench|examples)/[\w/.]*)`", CONTRIBUTING)
    names = [name for name in names if not re.search(r"NAME|HOST", name)]  # what a reader is to fill in
    assert names
    assert [name for name in names if not (HOUSE / name).exists()] == []


def test_the_table_names_every_module_and_folder_of_the_package() -> None:
    named = set(re.findall(r"`(?:cleaner/)?(\w+\.py|\w+(?=/))", TABLE))
    here = {path.name for path in (HOUSE / "cleaner").glob("[!_]*.py")}
    here |= {path.parent.name for path in (HOUSE / "cleaner").glob("*/__init__.py")}
    assert here - named == set()


def test_the_table_names_every_room_of_the_corpus() -> None:
    rooms = {path.parent.name for path in (HOUSE / "cleaner" / "corpus").glob("*/__init__.py")}
    assert rooms - set(re.findall(r"`cleaner/corpus/(\w+)/`", TABLE)) == set()
