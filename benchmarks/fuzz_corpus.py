"""What a reader is fuzzed from: seeds, articles of our own, and small files of other people's suites, which are read where they lie."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.fuzz_promises import MOST_BYTES
from benchmarks.fuzz_targets import TARGETS
from pipelines.ids import sha256
from pipelines.versions import ROOT

LONGEST_PIECE = 64  # bytes that a word of libFuzzer's dictionary may have
WRITTEN = ROOT / "benchmarks" / "labels" / "written_articles.jsonl"
ENGINE = frozenset({"sentences", "dates", "names", "reading"})
SAMPLE = {"html": "*.html", "jsonl": "*.jsonl", "json": "*wire*.json", "text": "*.txt"}
SUITES = {
    "feed": ("feedparser/tests/**/*.xml", "gofeed/testdata/**/*.xml"),
    "json": ("JSONTestSuite/test_parsing/*.json",),
    "jsonl": ("JSONTestSuite/test_parsing/*.json",),
    "warc": ("warcio/test/data/*", "fastwarc/tests/data/*"),
    "html": ("html5lib-tests/**/*.dat", "feedparser/tests/illformed/**/*.xml", "ssrf-testing/svg/*"),
    "sitemap": ("defusedxml/xmltestdata/*",),
    "gdelt": ("csv-spectrum/csvs/*",),
    "csis": ("csv-spectrum/csvs/*",),
    "text": ("ftfy/tests/test-cases/*", "blns/*.txt"),
    "robots": ("robotstxt-google/*.txt",),
}


def beginnings(name: str, suites: Path | None) -> Iterator[bytes]:
    """Contents to begin with, of any length."""
    yield from TARGETS[name].seeds
    if name in ENGINE:
        articles = map(json.loads, WRITTEN.read_text(encoding="utf-8").splitlines())
        yield from (f"{article['title']}\n{article['text']}".encode() for article in articles)
    patterns = [(ROOT / "pipelines" / "sample" / "articles", SAMPLE[name])] if name in SAMPLE else []
    if suites is not None:
        patterns += [(suites, pattern) for pattern in SUITES.get(name, ())]
    for folder, pattern in patterns:
        yield from (path.read_bytes() for path in sorted(folder.glob(pattern)) if path.is_file())


def prepare(name: str, home: Path, suites: Path | None) -> None:
    """Files to begin with, and words of the reader's language."""
    corpus = home / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for content in beginnings(name, suites):
        if len(content) <= MOST_BYTES:
            (corpus / sha256(content)[:40]).write_bytes(content)
    pieces = [piece for piece in TARGETS[name].pieces if len(piece) <= LONGEST_PIECE]
    (home / "words").write_text("".join(map(quote, pieces)), encoding="ascii")


def quote(piece: bytes) -> str:
    """A line of libFuzzer's dictionary."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in piece) + '"\n'
