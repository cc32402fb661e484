"""Which rules are there, and what does each say of itself? `clean rules`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cleaner.commands.say import print_text
from cleaner.errors import UsageError


def rules(id: Annotated[str | None, typer.Argument(help="The address of one rule.", metavar="[ID]")] = None) -> None:
    """List every rule and its question. With ID, what it says of itself, and its examples."""
    from cleaner.rules import all_rules

    known = {rule.id: rule for rule in all_rules()}
    if id is None:
        width = max(map(len, known), default=0)
        print_text("\n".join(f"{name:<{width}}  {rule.question}" for name, rule in known.items()))
    elif id in known:
        examples = "\n\n".join(map(_shown, known[id].examples))
        print_text(f"{id}\n\n{known[id].doc}" + (f"\n\nExamples\n\n{examples}" if examples else ""))
    else:
        near = ", ".join(name for name in known if id in name)
        raise UsageError(f"{id}: no such rule; {f'do you mean {near}' if near else '`clean rules` lists them'}")


def _shown(example: Any) -> str:
    """A judge's page and what is dropped and spared of it; an editor's text before and after."""
    if hasattr(example, "page"):
        lines = [f"  | {line}" for line in example.page.strip("\n").split("\n")]
        lines += [f"  drops   {line}" for line in example.drops]
        return "\n".join([*lines, *(f"  spares  {line}" for line in example.spares)])
    before, after = example
    return f"  {before!r}\n  {'stays' if before == after else f'becomes {after!r}'}"
