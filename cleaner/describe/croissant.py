"""What does a machine-learning tool need to load an output? Croissant 1.0 (MLCommons), JSON-LD.

The parts are a set of files below the folder of `croissant.json` itself, so it stays right wherever the folder lies.
Parts packed with Zstandard are described as they are; `mlcroissant` 1.1 reads plain, gzipped and Parquet ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.report.tables import Tables
from cleaner.wire import writable

if TYPE_CHECKING:
    from cleaner.describe.write import About

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""as the specification gives it, chapter Namespaces"""

DOCUMENTS = {
    "id": "The document's id: the row's own, or the path below the input folder.",
    "source": "The file it came from.",
    "url": "The address of the page.",
    "host": "The host of that address.",
    "title": "The headline.",
    "authors": "Who wrote it.",
    "published": "When it was published, ISO 8601; empty where the page does not say.",
    "language": "ISO 639 code of the text.",
    "text": "The article's body: paragraphs and subheadings in page order, one a line.",
    "sha256": "SHA-256 of the text.",
    "confidence": "The chance, 0 to 1, of a word F1 of .9 or more against what a careful reader would keep.",
}
_TYPES = {"representative": "sc:Boolean", "confidence": "sc:Float"}
"""of the fields that are no text"""
MANIFEST = {
    "id": "The record's id.",
    "host": "The host of its address.",
    "status": "kept, dropped or quarantined.",
    "reason": "Why it was not kept.",
    "cluster": "The group of copies it belongs to.",
    "representative": "Whether it is the one of its group that is kept.",
}


def croissant(
    about: About, run: Mapping[str, Any], tables: Tables, parts: Mapping[str, Sequence[Path]]
) -> dict[str, Any]:
    """The dataset, its files and its two sets of records. What only the owner knows is left out if not given."""
    named = {"license": about.licence, "url": about.address, "datePublished": str(run.get("updated", ""))[:10]}
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": writable(about.name),
        "description": (
            f"{tables.status['kept']:,} news articles, cleaned from {tables.records:,} records, with a manifest that "
            "accounts for every character of every source."
        ),
        "version": "1.0.0",
        **{name: writable(value) for name, value in named.items() if value},
        "distribution": [_files(folder, files) for folder, files in parts.items()],
        "recordSet": [_record_set("documents", DOCUMENTS), _record_set("manifest", MANIFEST)],
    }


def _files(folder: str, files: Sequence[Path]) -> dict[str, Any]:
    suffix = "".join(files[0].suffixes) if files else ".jsonl"
    return {
        "@type": "cr:FileSet",
        "@id": f"{folder}-parts",
        "name": f"{folder}-parts",
        "encodingFormat": "application/x-parquet" if suffix == ".parquet" else "application/jsonlines",
        "includes": f"{folder}/part-*{suffix}",
    }


def _record_set(name: str, fields: Mapping[str, str]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "key": {"@id": f"{name}/id"},
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{field}",
                "name": field,
                "description": said,
                "dataType": _TYPES.get(field, "sc:Text"),
                **({"repeated": True} if field == "authors" else {}),
                "source": {"fileSet": {"@id": f"{name}-parts"}, "extract": {"column": field}},
            }
            for field, said in fields.items()
        ],
    }
