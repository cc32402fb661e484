"""Every rule asks a question, and does to its own examples what it says."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from page_fixtures import HOUSE

from cleaner.page import Record, Template, Verdict
from cleaner.pipeline import process
from cleaner.repair import is_clean
from cleaner.rules import Editor, Example, Rule, all_rules, load
from cleaner.settings import Settings
from cleaner.templates import write_templates
from cleaner.trace import Trace

EDITORS, JUDGES = load("repair"), load("select")
SETTINGS = Settings()


def ids(rule: Rule) -> str:
    return rule.id


@pytest.mark.parametrize("rule", all_rules(), ids=ids)
def test_a_rule_is_a_file_that_opens_with_its_question(rule: Rule) -> None:
    assert (HOUSE / "cleaner" / (rule.id.replace(".", "/") + ".py")).is_file()
    assert rule.question.endswith("?")


@pytest.mark.parametrize("rule", EDITORS, ids=ids)
def test_an_editor_shows_what_it_changes_and_what_it_spares(rule: Rule) -> None:
    pairs = cast("tuple[tuple[str, str], ...]", rule.examples)
    assert any(before != after for before, after in pairs)
    assert any(before == after for before, after in pairs)
    editor = cast("Editor", rule.function)
    for before, after in pairs:
        trace = Trace.verbatim(before, 0, len(before)).edit(editor(before), rule.id)
        assert trace.text == after
        assert before == after or not is_clean(before), "the stage would not ask it"


@pytest.mark.parametrize("rule", JUDGES, ids=ids)
def test_a_judge_shows_what_it_drops_and_what_it_spares(rule: Rule) -> None:
    examples = cast("tuple[Example, ...]", rule.examples)
    assert any(example.drops for example in examples)
    assert any(example.spares for example in examples)


JUDGED = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in JUDGES
    for number, example in enumerate(cast("tuple[Example, ...]", rule.examples))
]


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


def written(template: Template) -> str:
    """A folder that holds the template."""
    write_templates({template.source: template}, Path(_folder().name))
    return _folder().name


@cache
def site_folder(rules: str) -> str:
    """A folder that holds the rules of one site."""
    folder = Path(_folder().name, str(abs(hash(rules))))
    folder.mkdir()
    (folder / "islands.example.toml").write_text(rules, encoding="utf-8")
    return str(folder)


def verdicts(example: Example, line: str) -> list[Verdict | None]:
    """The verdicts of the blocks that begin with `line`, or of the region it stands in."""
    record, settings = Record(id="example", data=example.page), SETTINGS
    if example.template:
        record = replace(record, fields={"url": f"https://{example.template.source}/page"})
        settings = replace(settings, templates=written(example.template))
    if example.source:
        record = replace(record, fields={"url": "https://islands.example/page"})
        settings = replace(settings, sources=site_folder(example.source))
    blocks = process(record, settings).blocks
    return [b.verdict for b in blocks if b.trace.text.startswith(line) or (b.kind == "region" and line in b.trace.text)]


@pytest.mark.parametrize(("rule", "example"), JUDGED)
def test_a_judge_drops_what_its_example_says(rule: Rule, example: Example) -> None:
    for line in example.drops:
        assert [v for v in verdicts(example, line) if v and not v.keep and v.rule == rule.id], line


@pytest.mark.parametrize(("rule", "example"), JUDGED)
def test_a_judge_spares_what_its_example_says(rule: Rule, example: Example) -> None:
    for line in example.spares:
        assert [v for v in verdicts(example, line) if v is None or v.keep or v.rule != rule.id], line
