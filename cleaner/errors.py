"""What can go wrong from outside, and what the user can do about it.

A damaged page is never one of these: it becomes a record in quarantine. These stop the whole command.
"""

from __future__ import annotations


class UsageError(Exception):
    """The command cannot be carried out as it was given; the message says what to change. Exit code 2."""


class MachineError(Exception):
    """The machine stopped the run (disk full, folder in use); running again goes on. Exit code 3."""
