"""The house rules: who may import whom, one library in one file, small files, rules that carry their examples."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from page_fixtures import HOUSE

PACKAGE = HOUSE / "cleaner"
FILES = sorted(PACKAGE.rglob("*.py"))
STAGES = {"read", "decode", "segment", "repair", "select", "language", "dedup", "write"}

ANYWHERE = {"numpy", "msgspec"}
"""numpy is a language of its own, msgspec the one way in and out of JSON"""

SEVERAL_FILES: dict[str, set[str]] = {
    "turbohtml": {"legacy.py", "language/document.py", "segment/selectors.py", "segment/tokens.py"},
}
"""libraries that more than one file names: turbohtml is a parser, with selectors, a detector of encodings and one of
languages"""

LONG: dict[str, str] = {
    "account.py": "the promises and the rows that keep them: one reading of the same pieces",
    "marks.py": "a vocabulary: a list of words for each mark",
    "page.py": "the data types of a page, which are read together",
    "segment/tokens.py": "one reading of markup; its halves would have to share all of its state",
    "segment/gather.py": "one walk over the events of a page; its halves would have to share all of its state",
    "select/features.py": "one list of features, each with its sentence",
    "trace.py": "one data type with its algebra; a half of it would not be understood alone",
}
"""files of more than 200 lines, with the reason; none has more than 320"""


def address(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def named(path: Path) -> str:
    """The first step below `cleaner`: `select/teaser.py` is `select`, `trace.py` is `trace`."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imports(path: Path, *, of_types: bool = True) -> frozenset[str]:
    """Every module that a file names in an import, wherever the import stands; those of types alone too, or not."""
    found: set[str] = set()
    package = ["cleaner", *path.relative_to(PACKAGE).parts[:-1]]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" and not of_types:
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            stem = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*stem, *([node.module] if node.module else [])])
            found |= {f"{module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def ours(path: Path) -> set[str]:
    """The first steps below `cleaner` that a file imports."""
    return {name.split(".")[1] for name in imports(path) if name.startswith("cleaner.")}


def libraries(path: Path) -> set[str]:
    roots = {name.split(".")[0] for name in imports(path)}
    return roots - set(sys.stdlib_module_names) - {"cleaner"}


each_file = pytest.mark.parametrize("path", FILES, ids=address)


def test_trace_imports_nothing_of_ours_and_page_only_trace_and_its_twin() -> None:
    assert ours(PACKAGE / "trace.py") == set()
    assert ours(PACKAGE / "page.py") <= {"trace", "_page"}


@each_file
def test_stages_never_import_each_other(path: Path) -> None:
    if named(path) in STAGES:
        assert ours(path) & (STAGES - {named(path)}) == set()


@each_file
def test_imports_point_one_way(path: Path) -> None:
    """`cli → commands → describe → report → corpus → pipeline → stages → rules → page → trace`."""
    tower = ["cli", "commands", "describe", "report", "corpus"]
    above = set(tower[: tower.index(named(path))] if named(path) in tower else tower)
    if named(path) in {"arrow", "integrations"}:
        above -= {"corpus"}
    if named(path) in {"__main__", "__init__"}:
        above = set()
    if named(path) in STAGES | {"trace", "page", "rules", "marks", "metadata", "settings"}:
        above |= {"pipeline"}
    if named(path) in {"trace", "page", "rules", "marks", "settings"}:
        above |= STAGES
    assert ours(path) & above == set()


ROOMS = ["counts", "journal", "workers", "output", "copies", "settling", "inputs", "engines", "learning", "audit"]
"""of `corpus/`, from the lowest to the highest; above them all stand its own files, the ways in"""

SPEAKS_OF: dict[str, set[str]] = {
    "counts/meter.py": {"cleaner.corpus.inputs.batches.Batch", "cleaner.corpus.journal.state.State"},
    "counts/progress.py": {"cleaner.corpus.through.Result"},
}
"""types from above that a file is told of and never makes: it imports them for the type checker alone"""


def from_above(path: Path, *, of_types: bool) -> set[str]:
    """What a file of a room imports of `corpus` from a higher room or from the ways in."""
    below = set(ROOMS[: ROOMS.index(path.parent.name) + 1])
    names = {name for name in imports(path, of_types=of_types) if name.startswith("cleaner.corpus.")}
    return {name for name in names if name.split(".")[2] not in below}


in_rooms = pytest.mark.parametrize(
    "path", [path for path in FILES if path.parents[1] == PACKAGE / "corpus"], ids=address
)


def test_the_order_of_the_rooms_names_them_all_and_none_overflows() -> None:
    assert {path.parent.name for path in (PACKAGE / "corpus").glob("*/__init__.py")} == set(ROOMS)
    sizes = {room: len(list((PACKAGE / "corpus" / room).glob("[!_]*.py"))) for room in [".", *ROOMS]}
    assert {room: size for room, size in sizes.items() if size > 14} == {}


@in_rooms
def test_imports_between_rooms_point_one_way(path: Path) -> None:
    assert from_above(path, of_types=False) == set()
    assert from_above(path, of_types=True) == SPEAKS_OF.get(path.relative_to(PACKAGE / "corpus").as_posix(), set())


@pytest.mark.parametrize("room", ["", *ROOMS])
def test_a_room_opens_with_the_question_it_answers(room: str) -> None:
    told = ast.get_docstring(ast.parse((PACKAGE / "corpus" / room / "__init__.py").read_text(encoding="utf-8")))
    assert "?" in (told or "").partition("\n")[0]


def test_a_library_is_named_in_one_file() -> None:
    homes: dict[str, set[str]] = {}
    for path in FILES:
        for library in libraries(path) - ANYWHERE:
            homes.setdefault(library, set()).add(address(path))
    shared = {library: files for library, files in homes.items() if len(files) > 1}
    typing = shared.pop("typer", set())
    assert {file for file in typing if file != "cli.py" and not file.startswith("commands/")} == set()
    assert {library: files for library, files in shared.items() if files != SEVERAL_FILES.get(library)} == {}


BESIDE = {"beautifulsoup4", "trafilatura"}
"""users' own tools: pages come as a soup, which is read without an import; figures are measured beside the other"""
CALLED = {"google-re2": "re2"}
"""what is imported under another name than it is installed by"""


def test_what_is_installed_is_used_and_what_is_used_is_installed() -> None:
    wanted = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = [re.split(r"[^\w-]", dependency)[0] for dependency in wanted]
    used = {
        library
        for path in FILES
        if named(path) != "integrations" and "engines" not in path.parts
        for library in libraries(path)
    }
    asked_for = {"fsspec", "lxml"}  # where the input is a URL, or the page an element of it
    assert used - asked_for == {CALLED.get(name, name) for name in names} - BESIDE


@each_file
def test_a_file_stays_small(path: Path) -> None:
    length = len(path.read_text(encoding="utf-8").splitlines())
    assert length <= (320 if address(path) in LONG else 200)
    assert length > 200 or address(path) not in LONG, "no longer an exception: take it off the list"


@each_file
def test_a_file_opens_with_what_it_is_for(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not source.strip() or ast.get_docstring(ast.parse(source))


def test_names_say_something() -> None:
    empty = {"utils", "util", "helpers", "helper", "base", "manager", "common", "misc"}
    assert [address(path) for path in FILES if path.stem in empty] == []


TEXT_FILES = [
    path
    for path in HOUSE.rglob("*")
    if path.suffix in {".py", ".md", ".toml", ".txt", ".lock", ".html"}
    and not {".venv", "build", ".git", "dist"} & set(path.relative_to(HOUSE).parts)
    and not any(part.startswith(".") for part in path.relative_to(HOUSE).parts)
]


def test_no_path_of_a_machine_stands_in_the_tree() -> None:
    machine = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|tmp|Users/\w+)/[\w.]")
    guilty = [
        path.relative_to(HOUSE).as_posix()
        for path in TEXT_FILES
        if path != Path(__file__) and machine.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert guilty == []


def test_the_lock_names_no_host() -> None:
    assert "://" not in (HOUSE / "requirements.lock").read_text(encoding="utf-8")
