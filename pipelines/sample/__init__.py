"""The bundled sample, and what a careful person takes from each of its articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.ingest.scan import EXPECTED_READINGS

ARTICLES = Path(__file__).parent / "articles"


def list_article_files() -> list[Path]:
    """Files that hold articles, and those that are there to be refused, in order of their names."""
    return sorted(path for path in ARTICLES.iterdir() if not path.name.endswith(EXPECTED_READINGS))


def find_expected_file(path: Path) -> Path:
    """Where the expected readings of an article file stand."""
    stem = path.name.split(".")[0]
    has_many = path.name.endswith((".jsonl", ".jsonl.gz"))
    return path.with_name(stem + (".expected.jsonl" if has_many else ".expected.json"))


def load_expected_readings() -> Iterator[dict[str, Any]]:
    """One row an article in the format of the reading guidelines; ``relevant`` is null where its language is not read."""
    for path in sorted(ARTICLES.iterdir()):
        if path.name.endswith(EXPECTED_READINGS):
            yield from _read_rows(path)


def _read_rows(path: Path) -> list[dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()] if path.suffix == ".jsonl" else [json.loads(text)]
