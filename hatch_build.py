"""Builds what is compiled (the .pyx files, twins of Python files beside them) where there is a C compiler.

Without one the package works all the same, only slower: the twins say the same things. CLEANER_COMPILE=0
leaves the compiling out, CLEANER_COMPILE=1 makes a failure an error, as whoever builds wheels wants it.
"""

from __future__ import annotations

import os
import runpy
import sys
import tempfile
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = (
    "cleaner/_decode.pyx",
    "cleaner/_page.pyx",
    "cleaner/_ledger.pyx",
    "cleaner/_confidence.pyx",
    "cleaner/_lesson.pyx",
    "cleaner/segment/_scan.pyx",
    "cleaner/segment/_naming.pyx",
    "cleaner/segment/_gather.pyx",
    "cleaner/segment/_text.pyx",
    "cleaner/segment/_unlined.pyx",
    "cleaner/segment/_spaces.pyx",
    "cleaner/segment/_tree.pyx",
    "cleaner/metadata/_date_forms.pyx",
    "cleaner/metadata/_glance.pyx",
    "cleaner/metadata/_flat.pyx",
    "cleaner/repair/_clean.pyx",
    "cleaner/select/_phrases.pyx",
    "cleaner/select/_look.pyx",
    "cleaner/select/_scorer.pyx",
    "cleaner/select/_choice.pyx",
    "cleaner/select/_around.pyx",
    "cleaner/select/_units.pyx",
    "cleaner/select/_wrapper.pyx",
    "cleaner/select/_products.pyx",
    "cleaner/select/_section.pyx",
    "cleaner/select/_caption.pyx",
    "cleaner/select/_pull_quote.pyx",
    "cleaner/select/_mention.pyx",
    "cleaner/select/_prompt.pyx",
    "cleaner/select/_edges.pyx",
    "cleaner/select/_apart.pyx",
    "cleaner/language/_decode.pyx",
    "cleaner/language/_table.pyx",
    "cleaner/language/_suspicion.pyx",
    "cleaner/language/_words.pyx",
    "cleaner/dedup/_words.pyx",
    "cleaner/dedup/_compare.pyx",
    "cleaner/dedup/_sketch.pyx",
    "cleaner/dedup/_splice.pyx",
    "cleaner/select/_features.pyx",
)


class CompiledReaders(BuildHookInterface[Any]):
    """Compiles in place, so that an editable installation finds the modules beside their sources."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and name what was built to the wheel; say why where it does not work."""
        wish = os.environ.get("CLEANER_COMPILE", "")
        if self.target_name != "wheel":
            return
        if version == "editable":
            _forget(Path(self.root))
        if wish == "0":
            return
        try:
            built = _compile(Path(self.root))
        except Exception as error:  # whatever a compiler or its absence brings
            if wish == "1":
                raise
            self.app.display_warning(f"the compiled readers were not built, HTML is read more slowly: {error}")
            return
        about = runpy.run_path(str(Path(self.root, "cleaner", "compiled.py")))
        Path(self.root, "cleaner", about["BUILT"]).write_text(about["sources_digest"]() + "\n", encoding="ascii")
        built.append(f"cleaner/{about['BUILT']}")
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        if version != "editable":
            build_data["artifacts"].extend(f"/{path}" for path in built)


def _forget(root: Path) -> None:
    """Remove what was compiled in place before: of an older source, it would be loaded in place of the newer one."""
    for source in SOURCES:
        for suffix in EXTENSION_SUFFIXES:
            (root / source).with_suffix(suffix).unlink(missing_ok=True)
    (root / "cleaner" / "compiled.sha256").unlink(missing_ok=True)


def _compile(root: Path) -> list[str]:
    """The compiled modules' paths below `root`."""
    from Cython.Build import cythonize
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    before = Path.cwd()
    os.chdir(root)  # module names are made of relative paths
    try:
        with tempfile.TemporaryDirectory() as scratch:
            modules = cythonize(list(SOURCES), build_dir=scratch, quiet=True, force=True)
            for module in modules:
                module.extra_compile_args = [] if sys.platform == "win32" else ["-O3", "-g0", "-ffp-contract=off"]
            distribution = Distribution({"name": "cleaner", "packages": ["cleaner"], "ext_modules": modules})
            command = build_ext(distribution)
            command.inplace = True
            command.build_temp = scratch
            command.parallel = min(os.cpu_count() or 1, 8)  # one after another they take minutes
            command.ensure_finalized()
            command.run()
            # get_outputs() would name where they had gone were they not built in place
            files = [Path(command.get_ext_fullpath(module.name)).resolve() for module in modules]
            return [file.relative_to(root.resolve()).as_posix() for file in files]
    finally:
        os.chdir(before)
