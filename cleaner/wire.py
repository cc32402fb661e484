"""How do rows become JSON and JSON rows, whatever strings they hold?

The one file that knows the JSON library. Writing never fails and is always valid UTF-8 without NUL: a lone surrogate
or a NUL in a name or a title becomes U+FFFD. Reading is fast for JSON as it should be, and takes what Python's own
module takes (NaN, lone surrogates, a byte order mark) where it is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec

_Value = TypeVar("_Value")
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_BETWEEN = re.compile(r"[\s,\[\]]*(?=\{|\Z)")
_scan = json.JSONDecoder().raw_decode
_encoder = msgspec.json.Encoder()
_raw_list = msgspec.json.Decoder(list[msgspec.Raw])
_raw_object: msgspec.json.Decoder[dict[str, Any]] = msgspec.json.Decoder(dict[str, msgspec.Raw])


class NotJson(ValueError):
    """Bytes that are no JSON; the message says where."""


def encode_row(row: Mapping[str, Any] | tuple[Any, ...]) -> bytes:
    """One line of JSONL, its line feed included; a tuple's is an array."""
    try:
        line = _encoder.encode(row)
    except (UnicodeEncodeError, TypeError, OverflowError):
        line = b"\\u0000"
    if b"\\u0000" in line:
        line = _encoder.encode(_writable(row))
    return line + b"\n"


def as_json(data: bytes) -> Any:
    """What is JSON already, for a row that is encoded: it goes in as it is."""
    return msgspec.Raw(data)


def encode_indented(row: Mapping[str, Any]) -> bytes:
    """A row over many lines, for people, its line feed included."""
    return msgspec.json.format(encode_row(row), indent=2) + b"\n"


def writable(text: str) -> str:
    """The text with what cannot be written as UTF-8, and NUL, as U+FFFD."""
    return _UNWRITABLE.sub("\ufffd", text)


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, Mapping):
        return {_writable(str(key)): _writable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_writable(item) for item in value]
    if value is None or isinstance(value, (bool, float, msgspec.Raw)):
        return value
    if isinstance(value, int) and abs(value) < 1 << 63:
        return value
    return _writable(str(value))


def _escaped(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def decode_row(data: bytes, read: Callable[[bytes], str] = _escaped) -> Any:
    """The value of one JSON text; NotJson where it is none. `read` tells the characters of one that is no UTF-8."""
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:
        return json.loads(read(data).lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise NotJson(f"no JSON: {error}") from error


def decoder(kind: type[_Value]) -> Callable[[bytes], _Value]:
    """What reads JSON of ours as values of a type; a tuple's is an array."""
    return msgspec.json.Decoder(kind).decode


def split_object(data: bytes) -> dict[str, Any]:
    """The members of a JSON object of ours, each still as JSON, in their order; `encode_row` takes them so."""
    return _raw_object.decode(data)


def split_damaged(data: bytes) -> tuple[list[bytes], bytes]:
    """The whole objects that a damaged array begins with, also where another follows it, and what comes after them."""
    text = data.decode("utf-8", "surrogateescape")
    whole, at = [], 0
    while (found := _BETWEEN.match(text, at)) and found.end() < len(text):
        try:
            _, end = _scan(text, found.end())
        except (ValueError, RecursionError):
            break
        whole.append(text[found.end() : end].encode("utf-8", "surrogateescape"))
        at = end
    return whole, text[at:].strip(" \t\r\n,[]").encode("utf-8", "surrogateescape")


def split_array(data: bytes) -> list[bytes]:
    """The members of a JSON array, each still as JSON text; NotJson where it is none."""
    try:
        return [bytes(item) for item in _raw_list.decode(data)]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        values = decode_row(data)
    if not isinstance(values, list):
        raise NotJson("no JSON array")
    return [json.dumps(value).encode() for value in values]
