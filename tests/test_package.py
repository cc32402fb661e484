"""The wheel and the source distribution install alone: with their data, and with nothing of the clone beside them."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import warnings
import zipfile
from importlib import import_module
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import find_spec
from pathlib import Path

import pytest
from page_fixtures import HOUSE

import cleaner
from cleaner.compiled import BUILT, sources_digest

pytestmark = pytest.mark.timeout(300)
MADE = re.compile(r"__pycache__|compiled\.sha256$|\.(?:so|pyd|c|pyc)$")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source distribution of the clone, and the wheel that is built from that and from nothing else."""
    if find_spec("build") is None:
        pytest.skip("build is not installed (extra dev)")
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--skip-dependency-check", "--outdir", str(folder)]
    environment = {**os.environ, "CLEANER_COMPILE": "0"}  # the compiled readers have tests of their own
    done = subprocess.run([*command, str(HOUSE)], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.tar.gz")), next(folder.glob("*.whl"))


def ours() -> set[str]:
    """Every file of the package, but for what is made of others."""
    files = {path.relative_to(HOUSE).as_posix() for path in (HOUSE / "cleaner").rglob("*") if path.is_file()}
    return {name for name in files if not MADE.search(name)}


def test_both_hold_every_file_of_the_package(built: tuple[Path, Path]) -> None:
    source, wheel = built
    with tarfile.open(source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert ours() <= names
    assert {"README.md", "LICENSE", "NOTICE", "pyproject.toml", "CHANGELOG.md"} <= names
    with zipfile.ZipFile(wheel) as packed:
        assert ours() <= set(packed.namelist())
        assert {name.split("/")[0] for name in packed.namelist() if ".dist-info/" not in name} == {"cleaner"}
        meta = next(name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        assert "License-Expression: Apache-2.0" in packed.read(meta).decode()


def test_the_wheel_works_alone(built: tuple[Path, Path], tmp_path: Path) -> None:
    with zipfile.ZipFile(built[1]) as packed:
        packed.extractall(tmp_path / "site")  # noqa: S202 - built a moment ago
    (tmp_path / "seeds").symlink_to(HOUSE / "seeds")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    script = (
        "import cleaner, pathlib, sys; from cleaner.cli import main\n"
        "assert pathlib.Path(cleaner.__file__).is_relative_to(pathlib.Path('site').absolute()), cleaner.__file__\n"
        "main(sys.argv[1:])"
    )
    for arguments in (
        ["run", "seeds", "-o", "out", "--quiet"],
        ["verify", "out"],
        ["report", "out"],
        ["describe", "out"],
        ["rules"],
    ):
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    counts = json.loads((tmp_path / "out" / "run.json").read_text())["counts"]
    assert counts["kept"] > 5


def test_what_is_compiled_is_named_to_the_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the place it has: a name that is no file's is left out of the wheel without a word."""
    pytest.importorskip("Cython")
    if not shutil.which(os.environ.get("CC", "cc")):
        pytest.skip("no C compiler")
    monkeypatch.syspath_prepend(HOUSE)
    hatch_build = import_module("hatch_build")  # mypy shall not follow: what it uses ships no types
    (tmp_path / "cleaner").mkdir()
    (tmp_path / "cleaner" / "__init__.py").touch()
    (tmp_path / "cleaner" / "_one.pyx").write_text("def one():\n    return 1\n")
    monkeypatch.setattr(hatch_build, "SOURCES", ("cleaner/_one.pyx",))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what setuptools says of itself
        built = hatch_build._compile(tmp_path)
        assert [(tmp_path / name).is_file() for name in built] == [True]
        assert all(name.startswith("cleaner/_one.") for name in built)
        shutil.copy(HOUSE / "cleaner" / "compiled.py", tmp_path / "cleaner")
        monkeypatch.setenv("CLEANER_COMPILE", "1")
        named: dict[str, list[str]] = {"artifacts": []}
        hook = hatch_build.CompiledReaders(str(tmp_path), {}, None, None, str(tmp_path / "dist"), "wheel")
        hook.initialize("standard", named)
    assert named["artifacts"] == [f"/{name}" for name in (*built, f"cleaner/{BUILT}")]
    digest = (tmp_path / "cleaner" / BUILT).read_text(encoding="ascii")
    assert digest.strip() == sources_digest(tmp_path / "cleaner")


def test_an_editable_installation_keeps_nothing_that_was_compiled_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the compiler is gone, a module of an older source would be loaded in place of the newer one."""
    pytest.importorskip("hatchling")
    monkeypatch.syspath_prepend(HOUSE)
    monkeypatch.setenv("CLEANER_COMPILE", "0")
    hatch_build = import_module("hatch_build")
    (tmp_path / "cleaner").mkdir()
    compiled, digest = (tmp_path / "cleaner" / name for name in (f"_page{EXTENSION_SUFFIXES[0]}", BUILT))
    for version, stays in (("standard", True), ("editable", False)):
        compiled.touch()
        digest.touch()
        hook = hatch_build.CompiledReaders(str(tmp_path), {}, None, None, str(tmp_path / "dist"), "wheel")
        hook.initialize(version, {})
        assert [compiled.exists(), digest.exists()] == [stays, stays]


def test_the_public_names_are_there_and_typed() -> None:
    for name in cleaner.__all__:
        assert getattr(cleaner, name).__doc__
    assert (HOUSE / "cleaner" / "py.typed").is_file()
    with pytest.raises(AttributeError, match="no attribute"):
        _ = cleaner.nothing


def test_the_oldest_python_it_names_can_read_every_file() -> None:
    """3.11 is what `requires-python` says: no file uses syntax that came later."""
    for path in (HOUSE / "cleaner").rglob("*.py"):
        ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 11))
