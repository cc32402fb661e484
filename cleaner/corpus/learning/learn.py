"""The whole of `clean learn`: many pages read, a template written for each source that recurs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from cleaner.corpus.counts.progress import counted
from cleaner.corpus.inputs.checks import check_inputs
from cleaner.corpus.inputs.spool import spool
from cleaner.corpus.learning.lessons import Learned, learn_all
from cleaner.corpus.learning.survey import Most
from cleaner.errors import MachineError, UsageError
from cleaner.read.folder import Walk
from cleaner.read.unit import InputFile
from cleaner.recurring import FEWEST_PAGES
from cleaner.settings import Settings
from cleaner.templates import write_templates

PAGES = 1000
"""of a source that are read, spread evenly over all it has: more would find the same lines"""
NAMED = 8
"""sources that the summary names one by one"""


def learn_files(inputs: Sequence[str], out: Path, settings: Settings) -> str:
    """Learn from files and folders, write `out`, and say what was learned. Nothing is written before all is read.

    Raises UsageError where an input does not exist or `out` is no folder, MachineError where it cannot be written.
    """
    check_inputs(inputs, out)
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: is a file; give a folder for the templates")
    aside = Path(tempfile.mkdtemp(prefix="clean-learn-")) if "-" in inputs else None
    try:
        paths = [spool(aside) if given == "-" and aside else given for given in inputs]
        learned = learn_all(lambda: _files(paths, out), settings, Most(PAGES, PAGES))
        write_templates(learned.templates, out)  # none at all is a folder too: `clean run --templates` takes it
    except OSError as error:
        raise MachineError(f"{out}: {error.strerror or error}; mend that and run the same command again") from error
    finally:
        if aside:
            shutil.rmtree(aside, ignore_errors=True)
    return _summary(learned, out)


def _files(paths: Sequence[str | Path], out: Path) -> Iterator[tuple[int, InputFile]]:
    status = out.stat() if out.exists() else None
    walk = Walk(avoid=(status.st_dev, status.st_ino) if status else None)
    yield from enumerate((found.file for path in paths for found in walk.files(path)), 1)


def _summary(learned: Learned, out: Path) -> str:
    """What was learned, in words."""
    templates, articles = learned.templates, learned.articles
    lines = sum(len(template.lines) for template in templates.values())
    told = [counted(len(templates), "source"), counted(lines, "line"), counted(learned.read, "record")]
    rows = ["templates of {}, {}, from {}".format(*told)]
    most = sorted(templates.values(), key=lambda template: (-template.pages, template.source))
    rows += [
        f"  {one.source}: {counted(len(one.lines), 'line')} of {counted(one.pages, 'article')}" for one in most[:NAMED]
    ]
    if len(most) > NAMED:
        rows.append(f"  and {len(most) - NAMED:,} more")
    few = {host for host, pages in articles.items() if pages < FEWEST_PAGES} | learned.survey.too_few.keys()
    nothing = sum(host not in templates and host not in few for host in articles)
    if few:
        told_few = f"{counted(len(few), 'source')} with fewer than {FEWEST_PAGES} articles"
        rows.append(f"  {told_few}, copies not counted: nothing learned")
    if nothing:
        rows.append(f"  {counted(nothing, 'source')} without a line that recurs")
    rows.append(f"output: {out}")
    return "\n".join(rows)
