"""The command `clean`: its commands, and what an error says and exits with."""

from __future__ import annotations

import functools
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import Annotated, Any

import typer

from cleaner.commands.describe import describe
from cleaner.commands.diff import diff
from cleaner.commands.fixture import fixture
from cleaner.commands.learn import learn
from cleaner.commands.page import page
from cleaner.commands.report import report
from cleaner.commands.rules import rules
from cleaner.commands.run import run
from cleaner.commands.say import MACHINE, WRONG_USE, end_streams, open_streams, say
from cleaner.commands.score import score
from cleaner.commands.sources import sources
from cleaner.commands.verify import verify
from cleaner.commands.why import why
from cleaner.errors import MachineError, UsageError

COMMANDS: tuple[Callable[..., None], ...] = (
    run,
    page,
    learn,
    why,
    verify,
    report,
    diff,
    describe,
    rules,
    sources,
    fixture,
    score,
)
"""in the order of `clean --help`; each is the function of that name in cleaner/commands/"""
_STOPPED = "stopped; run the same command again"

app = typer.Typer(
    name="clean",
    help="News pages in, clean article text out, with a ledger that accounts for every character.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _say_version(wanted: bool) -> None:
    if wanted:
        from cleaner.compiled import staleness
        from cleaner.corpus.output.run_json import versions

        told = versions()
        typer.echo(f"newspage-cleaner {told['newspage-cleaner']} (compiled: {told['compiled']})")
        if said := staleness():
            say(f"clean: {said}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    pass


def _stoppable(command: Callable[..., None]) -> Callable[..., None]:
    """The command, where Ctrl-C is told in a line: the library that reads the command line has no word for it."""

    @functools.wraps(command)
    def stoppable(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except KeyboardInterrupt as error:
            raise MachineError(_STOPPED) from error

    return stoppable


for _command in COMMANDS:
    app.command()(_stoppable(_command))


def _stop_when_told() -> None:
    """A system that shuts down and a terminal that is closed stop a command as Ctrl-C does, but under nohup."""
    if threading.current_thread() is not threading.main_thread():
        return
    for told in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(told) is signal.SIG_DFL:
            signal.signal(told, signal.default_int_handler)


def main(arguments: list[str] | None = None) -> None:
    """The console script."""
    # a page's products are small: threads only wait for one another (numpy reads this when it is imported)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    open_streams()
    _stop_when_told()
    code = 0
    command: Callable[..., Any] = app
    try:
        code = command(arguments, prog_name="clean", standalone_mode=True)
    except UsageError as error:
        say(f"clean: {error}")
        code = WRONG_USE
    except MachineError as error:
        say(f"clean: {error}")
        code = MACHINE
    except KeyboardInterrupt:
        say(f"clean: {_STOPPED}")
        code = MACHINE
    except MemoryError:
        say("clean: the memory does not suffice; give it more, or --jobs 1, and run the same command again")
        code = MACHINE
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        say(f"clean: {place}{error.strerror or error}; mend that and run the same command again")
        code = MACHINE
    finally:
        end_streams()
    sys.exit(code)


if __name__ == "__main__":
    main()
