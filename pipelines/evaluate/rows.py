"""Articles and annotations as JSON Lines, checked line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipelines.errors import SourceError
from pipelines.reading.types import Article


def read_rows(path: Path) -> dict[str, dict[str, Any]]:
    """The rows of a JSON Lines file by their id, in file order."""
    return dict(_rows(path))


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}. Give the path of a JSON Lines file.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            key = row["id"]
            hash(key)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise SourceError(f"{path}:{number}: expected a JSON object with an id: {error!r}. Fix or drop the line.") from error
        yield key, row


def read_articles(path: Path, withhold_dates: bool = False) -> dict[str, Article]:
    """The articles of a file by their id; without their dates where those are to be worked out from the text."""
    return {key: article_of(row, withhold_dates) for key, row in read_rows(path).items()}


def article_of(row: Mapping[str, Any], withhold_dates: bool = False) -> Article:
    """A row as the article that the engine reads."""
    date = None if withhold_dates else row.get("date")
    url = None if withhold_dates else row.get("url")
    return Article(row["id"], row.get("title") or "", row.get("text") or "", date, row.get("outlet"), url)


def check_gold(path: Path, gold: Mapping[str, Mapping[str, Any]], articles: Mapping[str, Article]) -> None:
    """Refuse annotations whose evidence is no part of its article."""
    for key, row in gold.items():
        for kind in ("launches", "claims", "reactions"):
            for item in row.get(kind) or []:
                evidence = item.get("evidence") or []
                for piece in [evidence] if isinstance(evidence, str) else evidence:
                    if piece not in articles[key].document:
                        where = f"{path}: {key}: {kind}"
                        raise SourceError(
                            f"{where}: evidence is no part of the article: {piece[:80]!r}. Copy it exactly from title or text."
                        )
