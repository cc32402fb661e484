"""The host of a URL is read at a glance where it stands plainly: it must be the one that taking it apart gives."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.address import host_in

PARTS = [
    "http://", "https://", "HTTP://", "//", "www.", "Example", ".com", ":8080", "@", "user:word@", "/", "?", "#", "[",
    "]", "::1", " ", "\t", "\n", "é", "-", "_", ".", "a" * 260, "path", "ﬁ",
]  # fmt: skip


def taken_apart(url: str) -> str:
    try:
        return (urlsplit(url[:4000]).hostname or "").lower()
    except ValueError:
        return ""


@given(
    st.lists(st.sampled_from(PARTS), max_size=8).map("".join) | st.text(max_size=40).map(lambda end: f"https://a{end}")
)
def test_the_host_is_that_of_a_url_taken_apart(url: str) -> None:
    assert host_in(url) == taken_apart(url)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Example.com/a?b#c", "www.example.com"),
        ("https://example.com", "example.com"),
        ("https://example.com:8080/", "example.com"),
        ("https://user@example.com/", "example.com"),
        ("https://[half", ""),
        ("example.com/a", ""),
    ],
)
def test_hosts(url: str, host: str) -> None:
    assert host_in(url) == host
