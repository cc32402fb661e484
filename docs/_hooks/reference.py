"""The pages of the reference that the program writes itself: commands, library, settings, rules.

MkDocs calls `on_files` when it has listed the pages. What a page says is what the code says: docstrings, the help of
each command, every rule with its examples.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import MISSING, fields
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from typer.main import get_command

import cleaner
from cleaner.cli import app
from cleaner.rules import Example, Rule, all_rules
from cleaner.settings import CHOICES, Limits, Settings


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made anew."""
    pages = {"commands": commands(), "library": library(), "settings": settings(), "rules": rules()}
    for name, lines in pages.items():
        files.append(File.generated(config, f"reference/{name}.md", content="\n".join(lines) + "\n"))
    return files


def commands() -> Iterator[str]:
    """Every command with its arguments and options, as `--help` tells them."""
    yield "# Commands\n\nExit codes: 0 all inputs accounted for; 1 a promise is broken, or with `--strict` an input was"
    yield "quarantined; 2 wrong use; 3 stopped by a fault of the machine: run again to go on.\n"
    group: Any = get_command(app)
    for name, command in group.commands.items():
        yield f"## clean {name}\n\n{text(command.help or '')}\n\n| what | meaning |\n|---|---|"
        for parameter in command.params:
            if getattr(parameter, "hidden", False) or parameter.name == "help":
                continue
            shown = ", ".join(f"`{option}`" for option in (*parameter.opts, *parameter.secondary_opts))
            if parameter.param_type_name == "argument":
                shown = f"`{parameter.metavar or str(parameter.name).upper()}`"
            yield f"| {shown} | {cell(getattr(parameter, 'help', '') or '')} |"
        yield ""


def library() -> Iterator[str]:
    """Every public name with its signature and docstring."""
    yield "# Library\n\n`import cleaner` costs nothing; each name is imported when it is asked for.\n"
    for name in cleaner.__all__:
        yield from _described(name, getattr(cleaner, name), 2)


def _described(name: str, thing: Any, level: int) -> Iterator[str]:
    yield f"{'#' * level} {name}\n"
    with suppress(TypeError, ValueError):
        yield f"```text\n{name.rpartition('.')[2]}{_signature(thing)}\n```\n"
    yield f"{text(inspect.getdoc(thing) or '')}\n"
    if not inspect.isclass(thing) or name == "Settings":
        return
    for member, value in vars(thing).items():
        if not member.startswith("_") and (callable(value) or isinstance(value, property)):
            inner = value.fget if isinstance(value, property) else value
            if isinstance(value, property):
                yield f"**`{member}`** {text(inspect.getdoc(inner) or '')}\n"
            else:
                yield from _described(f"{name}.{member}", inner, level + 1)


def _signature(thing: Any) -> str:
    return str(inspect.signature(thing)).replace("cleaner.settings.", "").replace("cleaner.library.", "")


def settings() -> Iterator[str]:
    """Every option of a run, its default, and the words it may take."""
    yield "# Settings\n\nNames are those of the command line; `--settings FILE.toml` takes the same, with `[limits]`"
    yield "as a table. A program gives a `cleaner.Settings`.\n\n| name | default | choices |\n|---|---|---|"
    for option in fields(Settings):
        if option.name != "limits":
            yield f"| `{option.name}` | `{_default(option)!r}` | {', '.join(CHOICES.get(option.name, ()))} |"
    yield f"\n## Limits\n\n{text(inspect.getdoc(Limits) or '')}\n\n| name | default |\n|---|---|"
    for option in fields(Limits):
        yield f"| `{option.name}` | {_default(option):,} |"


def _default(option: Any) -> Any:
    return option.default if option.default is not MISSING else option.default_factory()


def rules() -> Iterator[str]:
    """Every rule: its question, its reasons, its examples."""
    yield "# Rules\n\nA rule's name is its file below `cleaner/`. `clean rules ID` prints the same.\n"
    for rule in all_rules():
        yield f"## {rule.id}\n\n{text(rule.doc)}\n"
        yield from _examples(rule)


def _examples(rule: Rule) -> Iterator[str]:
    if not rule.examples:
        return
    yield "**Examples**\n"
    for example in rule.examples[:6]:
        if isinstance(example, Example):
            yield f"````html\n{example.page.strip()}\n````\n"
            said = [f"drops `{_code(line)}`" for line in example.drops] + [
                f"spares `{_code(line)}`" for line in example.spares
            ]
            yield "; ".join(said) + "\n"
        elif isinstance(example, tuple):
            before, after = (repr(part) for part in example)
            yield f"````text\n{before}\n{after}\n````\n"


def _code(line: str) -> str:
    return line.replace("`", "'").replace("\n", " ")


_SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", "*": "\\*", "_": "\\_"})


def text(doc: str) -> str:
    """A docstring as Markdown: what stands between backticks as it is, no other sign of it markup."""
    parts = doc.split("`")
    parts[::2] = [
        part.replace("&", "&amp;").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_") for part in parts[::2]
    ]
    return "`".join(parts)


def cell(words: str) -> str:
    """Words for a cell of a table."""
    return text(words).replace("|", "\\|").replace("\n", " ")
