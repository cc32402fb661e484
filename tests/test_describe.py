"""Descriptions of an output are true, can be read by others' tools, and hold no formula."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from corpora import clean, flat, rows
from hostile_strings import HOSTILE
from page_fixtures import HOUSE

from cleaner.describe.spreadsheet import guarded
from cleaner.describe.write import About, describe
from cleaner.errors import UsageError

PROV = {
    "Activity", "Agent", "Association", "Collection", "Entity", "Plan", "SoftwareAgent", "agent", "alternateOf",
    "endedAtTime", "hadMember", "hadPlan", "qualifiedAssociation", "startedAtTime", "used", "wasAssociatedWith",
    "wasAttributedTo", "wasDerivedFrom", "wasGeneratedBy",
}  # fmt: skip
"""the terms of PROV-O (https://www.w3.org/TR/prov-o/) that are used here"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("describe")
    clean(HOUSE / "seeds", folder / "dataset")
    describe(folder / "dataset", About())
    return folder / "dataset"


def test_the_card_has_the_counts_and_asks_for_what_it_cannot_know(out: Path) -> None:
    card = (out / "README.md").read_text(encoding="utf-8")
    run = json.loads((out / "run.json").read_text())
    assert f"{run['counts']['kept']:,} news articles, cleaned from {run['counts']['inputs']:,} records" in card
    removed = sum(number for rule, number in run["removed"].items() if rule.startswith("select."))
    assert f"| boilerplate: menus, captions, teasers, notices, bylines | {removed:,} |" in card
    assert card.count("To be filled in by the owner") == 4
    head = card.split("---\n")[1]
    assert "# license: to be filled in" in head
    assert {line[2:] for line in head.splitlines() if re.fullmatch("- [a-z]{2}", line)} == {
        row["language"] for row in rows(out, "documents")
    }


def test_a_card_that_was_filled_in_is_left_alone(out: Path) -> None:
    (out / "README.md").write_text("mine")
    assert describe(out, About()).left == [out / "README.md"]
    assert (out / "README.md").read_text() == "mine"
    assert describe(out, About(licence="cc0-1.0"), anew=True).left == []
    assert "license: cc0-1.0\n" in (out / "README.md").read_text()
    assert "license" in json.loads((out / "croissant.json").read_text())


def test_croissant_describes_the_fields_that_are_there(out: Path) -> None:
    about = json.loads((out / "croissant.json").read_text(encoding="utf-8"))
    sets = {record_set["@id"]: record_set for record_set in about["recordSet"]}
    document, manifest = rows(out, "documents")[0], rows(out, "manifest")[0]
    assert [field["source"]["extract"]["column"] for field in sets["documents"]["field"]] == list(document)
    assert {field["source"]["extract"]["column"] for field in sets["manifest"]["field"]} <= set(manifest)
    for files in about["distribution"]:
        assert list(out.glob(files["includes"]))


def test_mlcroissant_reads_it(out: Path) -> None:
    mlcroissant: Any = pytest.importorskip("mlcroissant", reason="pip install mlcroissant, which is not here")
    dataset = mlcroissant.Dataset(jsonld=str(out / "croissant.json"))
    assert dataset.metadata.issues.errors == set()
    read = [record["documents/text"].decode() for record in dataset.records("documents")]
    assert read == [row["text"] for row in rows(out, "documents")]


def test_prov_names_every_record_in_terms_of_prov(out: Path) -> None:
    file = json.loads((out / "prov.jsonld").read_text(encoding="utf-8"))
    entities = {entity["@id"]: entity for entity in file["@graph"]}
    assert len(entities) == len(file["@graph"])
    used = {name.removeprefix("prov:") for entity in entities.values() for name in _list(entity["@type"])}
    context = file["@context"]
    for entity in entities.values():
        for key, value in entity.items():
            term = context.get(key, key)
            name = term["@id"] if isinstance(term, dict) else term
            if name.startswith("prov:"):
                used.add(name.removeprefix("prov:"))
            if isinstance(term, dict) and term.get("@type") == "@id" and key != "hadMember":
                assert set(_list(value)) <= entities.keys(), value
    assert used <= PROV
    for row in rows(out, "manifest"):
        assert any(entity.get("sha256") == row["source"]["sha256"] for entity in entities.values())
    assert sum(name.startswith("documents/#") for name in entities) == len(rows(out, "documents"))
    for name in entities["documents/"]["hadMember"]:
        assert (out / name).is_file()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_prov_is_a_graph_to_a_reader_of_rdf(out: Path) -> None:
    rdflib: Any = pytest.importorskip("rdflib", reason="pip install rdflib, which is not here")
    graph = rdflib.Graph().parse(out / "prov.jsonld", format="json-ld")
    derived = rdflib.URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")
    assert len(list(graph.subject_objects(derived))) == len(rows(out, "documents")) + 2


def test_prov_names_the_run_alone_where_records_are_many(out: Path) -> None:
    describe(out, About(), each=False)
    assert len(json.loads((out / "prov.jsonld").read_text())["@graph"]) == 7


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1"])
def test_no_cell_of_a_spreadsheet_is_a_formula(text: str) -> None:
    assert str(guarded(text)).startswith("'")
    assert guarded("tribune.example") == "tribune.example"
    assert guarded(-1) == -1


def test_hostile_names_are_only_names(tmp_path: Path) -> None:
    given = [{"id": text, "text": f"{flat(n)} {text}", "title": text} for n, text in enumerate(HOSTILE)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in given))
    clean(tmp_path / "in.jsonl", tmp_path / "out")
    part = tmp_path / "out" / "manifest" / "part-00000.jsonl"
    manifest = rows(tmp_path / "out", "manifest")
    for n, row in enumerate(manifest):
        row["host"] = f"={HOSTILE[n % len(HOSTILE)]}"
        row["language"]["code"] = HOSTILE[n % len(HOSTILE)]
    part.write_text("".join(json.dumps(row) + "\n" for row in manifest))
    describe(tmp_path / "out", About(name="<script>x</script> [a](b)"))
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "<script" not in card.lower()
    assert "[a](b)" not in card
    with (tmp_path / "out" / "tables" / "sources.csv").open(encoding="utf-8", newline="") as handle:
        assert all(name.startswith("'=") for name, *_ in list(csv.reader(handle))[1:])
    assert len(json.loads((tmp_path / "out" / "prov.jsonld").read_text())["@graph"]) > 100


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(flat(1))
    clean(tmp_path / "in.txt", tmp_path / "out")
    command = [sys.executable, "-m", "cleaner.cli", "describe", str(tmp_path / "out"), "--name", "Bridges"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "croissant.json" in done.stdout
    assert "no licence was given" in done.stdout
    assert json.loads((tmp_path / "out" / "croissant.json").read_text())["name"] == "Bridges"
    with pytest.raises(UsageError, match="is no output"):
        describe(tmp_path, About())
