"""What a reader promises holds for text of any kind, values of any type, and files of people with any value at any key."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz_targets import TARGETS

EXAMPLES = settings(max_examples=12, deadline=None, derandomize=True, database=None)
TEXT_READERS = ("addresses", "alerts", "bodies", "cells", "csis", "feed", "gcat", "gdelt", "mbox", "robots", "sentences", "sitemap", "urls")
# pieces that mean something to one reader or another, and any character
PIECES = [
    "\n", "\r", '"', "'", ",", "=", "@", "\x1f", "//", "http://", ":", "%", "*", "$", "From a 2026\n", "URL,Date\n", "Allow: /",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=12).map("".join)
FIELDS = ["id", "title", "text", "date", "url", "outlet", "articles", "seendate", "timeBins", "data", "time", "missile", "series"]
PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["2026-03-01", "http://a.example/1"])
)
NESTED = st.recursive(PLAIN, lambda held: st.lists(held, max_size=3) | st.dictionaries(st.text(max_size=4), held, max_size=3), max_leaves=6)
ENTRIES = st.dictionaries(st.sampled_from(FIELDS), NESTED, max_size=6)
TABLES = {"sources": "source", "reviews": "review", "sinks": "sink", "watched": "accepted"}
KINDS = ['"folder"', '"file"', '"feed"', '"alerts"', '"split"', '"override"', '"log"', '"webhook"', '"email"']
KEYS = [
    "id", "path", "outlet", "zone", "url", "content", "every_hours", "max_pages", "robots", "subject", "other", "property", "value",
    "reviewer", "date", "reason", "host", "port", "security", "sender", "recipients", "measure", "release",
]  # fmt: skip
VALUES = [
    '"a"', '""', '"."', '"Asia"', '"Asia/Seoul"', '"~nobody/x"', '"\\u0000"', '"https://a.example/"', '"https://[1]/"', '"full"', '"none"',
    '"a@b.example"', '["a@b.example"]', "[]", "[[]]", "{}", "{a=1}", "true", "0", "-1", "587", "nan", "inf", "1e400", "9" * 20,
    "2026-03-01", "2026-03-01T09:00:00", "2026-03-01T09:00:00Z", "09:00:00",
]  # fmt: skip


def spell(table: str, kind: str, entry: dict[str, str]) -> bytes:
    """A file with one entry."""
    lines = [f"[[{table}]]", *([f"kind = {kind}"] if kind else []), *(f"{key} = {value}" for key, value in entry.items())]
    return "\n".join(lines).encode()


@pytest.mark.parametrize("name", TEXT_READERS)
@EXAMPLES
@given(text=TEXTS)
def test_text_of_any_kind(name: str, text: str) -> None:
    assert TARGETS[name].run(text.encode("utf-8", "surrogatepass")) is not None


@pytest.mark.parametrize("name", ["jsonl", "json", "gdelt", "nagix"])
@EXAMPLES
@given(entry=ENTRIES)
def test_values_of_any_type(name: str, entry: dict[str, Any]) -> None:
    assert TARGETS[name].run(json.dumps(entry).encode()) is not None


@pytest.mark.parametrize("name", TABLES)
@EXAMPLES
@given(kind=st.sampled_from(["", *KINDS, *VALUES]), entry=st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES), max_size=8))
def test_files_of_people_with_any_value_at_any_key(name: str, kind: str, entry: dict[str, str]) -> None:
    assert TARGETS[name].run(spell(TABLES[name], kind, entry)) is not None
