"""Input that lies elsewhere: `s3://`, `gs://`, `hdfs://` and whatever else fsspec knows (the extra `remote`).

Access is what the environment says (`AWS_PROFILE`, `GOOGLE_APPLICATION_CREDENTIALS` …). A URL is given by the user,
never taken from a page.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import IO, Any, cast

from cleaner.extras import hint
from cleaner.read import reader_for
from cleaner.read.folder import Found
from cleaner.read.sidecar import is_sidecar
from cleaner.read.unit import InputFile

_STAMPS = ("ETag", "etag", "md5Hash", "LastModified", "mtime", "created")
"""what the services call a file's version or time"""


class Unreachable(OSError):
    """A place that cannot be listed; the message says why, and what to install where that is it."""


def exists(given: str) -> bool:
    """Whether there is a file or a folder of this URL. Raises Unreachable."""
    place, path = _place(given)
    return bool(_tried(place.exists, path))


def files(given: str, passed: Counter[str]) -> Iterator[Found]:
    """The files of a URL in the order of their names, as `folder.Walk` gives those of a disk. Raises Unreachable."""
    place, path = _place(given)
    if _tried(place.isdir, path):
        yield from _folder(place, given.rstrip("/"), path.rstrip("/"), "", passed)
    else:
        root, _, name = given.rpartition("/")
        yield _found(InputFile(root, name), _tried(place.info, path))


def open_remote(file: InputFile) -> IO[bytes]:
    """The bytes of a file. Raises OSError."""
    place, path = _place(f"{file.root}/{file.path}")
    return cast(IO[bytes], _tried(place.open, path, "rb"))


def _folder(place: Any, root: str, path: str, below: str, passed: Counter[str]) -> Iterator[Found]:
    entries = _tried(place.ls, path, detail=True)
    for entry in sorted(entries, key=lambda entry: str(entry["name"])):
        name = str(entry["name"]).rstrip("/").rpartition("/")[2]
        inside = f"{below}/{name}" if below else name
        if not name or name.startswith(".") or str(entry["name"]).rstrip("/") == path:
            passed["hidden files"] += bool(name.startswith("."))
        elif entry["type"] == "directory":
            yield from _folder(place, root, f"{path}/{name}", inside, passed)
        elif is_sidecar(name):
            continue
        elif reader_for(name):
            yield _found(InputFile(root, inside), entry)
        else:
            passed[f"files of no known kind (.{name.rpartition('.')[2]})"] += 1


def _found(file: InputFile, entry: dict[str, Any]) -> Found:
    """What changes when the file does: its time or tag, as a number."""
    stamp = next((entry[key] for key in _STAMPS if entry.get(key)), "")
    changed = int.from_bytes(hashlib.sha256(str(stamp).encode()).digest()[:7], "big")
    return Found(file, int(entry.get("size") or 0), changed)


def _place(url: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra, and slow to import

        place, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise Unreachable(f"{url}: {error}; {hint('remote')}, and the library of the service") from error
    return place, str(path)


def _tried(do: Any, *arguments: Any, **options: Any) -> Any:
    """Whatever a service raises, as an OSError with its message."""
    try:
        return do(*arguments, **options)
    except OSError:
        raise
    except Exception as error:
        raise Unreachable(f"{arguments[0]}: {type(error).__name__}: {error}") from error
