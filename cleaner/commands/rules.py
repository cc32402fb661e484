"""Which rules are there, and what does each say of itself? `clean rules`."""

from __future__ import annotations

from typing import Annotated

import typer

from cleaner.commands.say import print_text
from cleaner.errors import UsageError


def rules(id: Annotated[str | None, typer.Argument(help="The address of one rule.")] = None) -> None:
    """List every rule and its question. With ID, what it says of itself, and its examples."""
    from cleaner.rules import all_rules

    known = {rule.id: rule for rule in all_rules()}
    if id is None:
        width = max(map(len, known), default=0)
        print_text("\n".join(f"{name:<{width}}  {rule.question}" for name, rule in known.items()))
    elif id in known:
        examples = "\n".join(f"  {example}" for example in known[id].examples)
        print_text(f"{id}\n\n{known[id].doc}\n\nExamples:\n{examples}")
    else:
        near = ", ".join(name for name in known if id in name)
        raise UsageError(f"{id}: no such rule; {f'do you mean {near}' if near else '`clean rules` lists them'}")
