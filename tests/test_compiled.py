"""Compiled modules: whether they are there, of which sources, and that no output depends on them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest
from corpora import pages

from cleaner import compiled as module
from cleaner.compiled import BUILT, compiled, sources_digest, staleness
from cleaner.corpus.counts.progress import summary
from cleaner.corpus.output import run_json
from cleaner.corpus.run import run
from cleaner.segment.html import IS_COMPILED
from cleaner.settings import Settings


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """One with two modules, compiled from what stands beside them."""
    (tmp_path / "package" / "read").mkdir(parents=True)
    for name in ("_one", "read/_two"):
        (tmp_path / "package" / f"{name}.pyx").write_text("def one():\n    return 1\n", encoding="utf-8")
        (tmp_path / "package" / f"{name}{EXTENSION_SUFFIXES[0]}").touch()
    (tmp_path / "package" / BUILT).write_text(sources_digest(tmp_path / "package") + "\n", encoding="ascii")
    return tmp_path / "package"


def test_what_is_compiled_is_counted(package: Path) -> None:
    found = [compiled(package)]
    for name in ("_one", "read/_two"):
        (package / f"{name}{EXTENSION_SUFFIXES[0]}").unlink()
        found.append(compiled(package))
    assert found == ["yes", "1 of 2 modules", "no"]
    (package / "_one.cpython-30-other.so").touch()
    assert compiled(package) == "no"
    assert compiled() == "yes" if IS_COMPILED else compiled() != "yes"


def test_modules_of_other_sources_are_noticed(package: Path) -> None:
    assert not staleness(package)
    source = package / "read" / "_two.pyx"
    source.write_bytes(source.read_bytes().replace(b"\n", b"\r\n"))
    assert not staleness(package)
    source.write_text("def one():\n    return 2\n", encoding="utf-8")
    assert "run make" in staleness(package)
    (package / BUILT).write_text(sources_digest(package), encoding="ascii")
    (package / "_names.pxd").touch()
    assert "run make" in staleness(package)
    for file in package.rglob(f"*{EXTENSION_SUFFIXES[0]}"):
        file.unlink()
    assert not staleness(package)


def test_modules_without_a_digest_are_not_doubted(package: Path) -> None:
    (package / BUILT).unlink()
    assert not staleness(package)


def test_nothing_that_was_built_counts_among_the_rules(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that an output is gone on with where other modules are compiled, or none."""

    def digest() -> str:
        run_json.rules_digest.cache_clear()
        return run_json.rules_digest()

    monkeypatch.setattr(run_json, "PACKAGE", package)
    try:
        before = digest()
        for file in (*package.rglob(f"*{EXTENSION_SUFFIXES[0]}"), package / BUILT):
            file.unlink()
        assert digest() == before
        (package / "rule.py").touch()
        assert digest() != before
    finally:
        run_json.rules_digest.cache_clear()


@pytest.mark.parametrize("said", ["yes", "no", "3 of 40 modules"])
def test_a_run_says_where_nothing_is_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setattr(run_json, "compiled", lambda: said)
    monkeypatch.setattr("cleaner.corpus.counts.progress.compiled", lambda: said)
    run_json.versions.cache_clear()
    try:
        result = run([str(pages(tmp_path / "in", 2))], tmp_path / "out", Settings(jobs=1))
        row = json.loads((tmp_path / "out" / "run.json").read_bytes())
    finally:
        run_json.versions.cache_clear()
    assert row["versions"]["compiled"] == said
    assert ("no module is compiled here" in summary(result)) is (said == "no")


def test_a_stale_module_is_told_by_a_run_and_with_the_version(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom cleaner import compiled\n"
        "compiled.staleness = lambda *_: 'old modules; run make'\n"
        "from cleaner.__main__ import main; main()"
    )

    def said(*arguments: object) -> tuple[str, int]:
        call = [sys.executable, "-c", script, *map(str, arguments)]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        assert done.returncode == 0
        return done.stdout, done.stderr.count("clean: old modules; run make\n")

    told, times = said("--version")
    assert re.fullmatch(r"newspage-cleaner \S+ \(compiled: (yes|no|\d+ of \d+ modules)\)\n", told)
    assert times == 1
    run_it = ("run", pages(tmp_path / "in", 2), "-o", tmp_path / "out", "--jobs", 1)
    assert [said(*run_it)[1], said(*run_it, "--quiet")[1], said("--help")[1]] == [1, 0, 0]


def test_it_is_not_looked_for_when_the_package_is_imported() -> None:
    script = "import sys, cleaner, cleaner.cli; print('cleaner.compiled' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
    assert module.PACKAGE.name == "cleaner"
