"""Roles behind a name: the first look at its last word lets none pass that the pattern knows."""

from __future__ import annotations

import re

import pytest

from cleaner.metadata import roles

ENDINGS = [
    word
    for part in (roles._DOES, roles._AGENCY, "contributor", "follow|share|print|save|email")
    for word in re.sub(r"\(\?:([^()]*)\)", lambda found: found[0].replace("|", "/"), part).split("|")
]


def spelled(ending: str) -> list[str]:
    """The words that an alternative of the pattern stands for."""
    if found := re.search(r"\(\?:([^()]*)\)(\??)", ending):
        middles = [*found[1].split("/"), *([""] if found[2] else [])]
        return [word for middle in middles for word in spelled(ending.replace(found[0], middle, 1))]
    if found := re.search(r"\[(\w+)\]", ending):
        return [word for letter in found[1] for word in spelled(ending.replace(found[0], letter, 1))]
    if found := re.search(r"(\w)\?", ending):
        return [word for letter in (found[1], "") for word in spelled(ending.replace(found[0], letter, 1))]
    return [ending]


@pytest.mark.parametrize("ending", [word for ending in ENDINGS for word in spelled(ending)])
def test_what_somebody_does_is_taken_off(ending: str) -> None:
    between = "senior " if ending == "contributor" else ""
    for said in (ending, ending.upper(), ending.title()):
        assert roles.without_roles(f"Jane Doe {between}{said}") == "Jane Doe"


def test_a_name_is_left() -> None:
    assert roles.without_roles("Jane Press Doe") == "Jane Press Doe"
    assert roles.without_roles("Jane Editorson") == "Jane Editorson"
