"""Where did every document come from, in words that provenance tools share? W3C PROV-O as JSON-LD.

A run is an activity that used inputs and settings and was carried out by this program; the output is a collection it
generated. Each record is an entity with the digest of its bytes, each document one that was derived from it. The
context stands in the file, so nothing has to be fetched to read it. Written as a stream: any number of records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from cleaner.corpus.output.parts import read_rows
from cleaner.wire import encode_row

CONTEXT: dict[str, Any] = {
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sc": "https://schema.org/",
    "clean": "urn:newspage-cleaner:",
    **{
        name: {"@id": f"prov:{name}", "@type": "@id"}
        for name in (
            "alternateOf", "hadMember", "hadPlan", "used", "agent", "wasAssociatedWith", "wasAttributedTo",
            "wasDerivedFrom", "wasGeneratedBy", "qualifiedAssociation",
        )
    },
    **{name: {"@id": f"prov:{name}", "@type": "xsd:dateTime"} for name in ("startedAtTime", "endedAtTime")},
    "name": "sc:name",
    "version": "sc:softwareVersion",
    "sha256": "sc:sha256",
    "bytes": {"@id": "clean:bytes", "@type": "xsd:integer"},
    "status": "clean:status",
    "reason": "clean:reason",
}  # fmt: skip


def graph(run: Mapping[str, Any], parts: Mapping[str, Sequence[Path]], *, has_records: bool) -> Iterator[str]:
    """The file, piece by piece."""
    yield '{"@context":' + _line(CONTEXT) + ',"@graph":[\n'
    lines = map(_line, chain(_run(run, parts), _records(parts["manifest"]) if has_records else ()))
    yield next(lines)
    for line in lines:
        yield ",\n" + line
    yield "\n]}\n"


def _line(row: Mapping[str, Any]) -> str:
    return encode_row(row).decode().rstrip("\n")


def _run(run: Mapping[str, Any], parts: Mapping[str, Sequence[Path]]) -> Iterator[dict[str, Any]]:
    inputs = [PurePath(str(given)).name or str(given) for given in run.get("inputs", [])]
    versions = run.get("versions", {})
    yield {
        "@id": "#program",
        "@type": ["prov:Agent", "prov:SoftwareAgent"],
        "name": "newspage-cleaner",
        "version": versions.get("newspage-cleaner", ""),
    }
    yield {
        "@id": "#settings",
        "@type": ["prov:Entity", "prov:Plan"],
        "name": "settings, rules and templates",
        "sha256": run.get("settings_digest", ""),
        "clean:rules": run.get("rules_digest", ""),
        "clean:templates": run.get("templates", {}).get("digest", ""),
    }
    yield {"@id": "#association", "@type": "prov:Association", "agent": "#program", "hadPlan": "#settings"}
    yield {
        "@id": "#run",
        "@type": "prov:Activity",
        "startedAtTime": run.get("started", ""),
        "endedAtTime": run.get("updated", ""),
        "wasAssociatedWith": "#program",
        "qualifiedAssociation": "#association",
        "used": ["#inputs", "#settings"],
    }
    yield {"@id": "#inputs", "@type": ["prov:Entity", "prov:Collection"], "name": ", ".join(inputs)}
    for folder, files in parts.items():
        yield {
            "@id": f"{folder}/",
            "@type": ["prov:Entity", "prov:Collection"],
            "wasGeneratedBy": "#run",
            "wasAttributedTo": "#program",
            "wasDerivedFrom": "#inputs",
            "hadMember": [f"{folder}/{quote(file.name)}" for file in files],
        }


def _records(files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """A record's entity, and that of its document where it was kept."""
    for row in chain.from_iterable(map(read_rows, files)):
        source = row["source"]
        record = f"#record/{quote(row['id'])}"
        entity = {
            "@id": record,
            "@type": "prov:Entity",
            "name": source["path"] + ("" if source["record"] is None else f", record {source['record']}"),
            "sha256": source["sha256"],
            "bytes": source["bytes"],
            "status": row["status"],
        }
        if row["reason"]:
            entity["reason"] = row["reason"]
        if row["cluster"] != row["id"]:
            entity["alternateOf"] = f"#record/{quote(row['cluster'])}"
        yield entity
        if row["status"] == "kept":
            yield {
                "@id": f"documents/#{quote(row['id'])}",
                "@type": "prov:Entity",
                "wasDerivedFrom": record,
                "wasGeneratedBy": "#run",
            }
