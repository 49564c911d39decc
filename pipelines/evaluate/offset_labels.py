"""Annotations that hold no text: ids, values and where the evidence stands, put together with articles given by path."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipelines.errors import SourceError
from pipelines.evaluate.rows import read_articles, read_rows
from pipelines.reading.types import Article

Row = dict[str, Any]
Labelled = tuple[dict[str, Article], dict[str, Row]]


def read_labelled(articles_path: Path, labels_path: Path, withhold_dates: bool = False) -> Labelled:
    """The annotated articles, and their annotations with the evidence as text, both by id. Annotations that quote their evidence stay."""
    labels = read_rows(labels_path)
    articles = pick_articles(articles_path, labels, withhold_dates)
    missing = next((key for key in labels if key not in articles), None)
    if missing is not None:
        raise SourceError(
            f"{labels_path}: article {missing} is annotated but not in {articles_path}. Give the file or folder that holds it."
        )
    return articles, {key: fill_evidence(row, articles[key].document, labels_path) for key, row in labels.items()}


def pick_articles(path: Path, wanted: Iterable[str], withhold_dates: bool) -> dict[str, Article]:
    """The wanted articles of a JSON Lines file, or of all such files of a folder; of copies with one id the first."""
    found: dict[str, Article] = {}
    for each in article_files(path):
        found = read_articles(each, withhold_dates) | found
    return {key: found[key] for key in wanted if key in found}


def article_files(path: Path) -> list[Path]:
    """The file itself, or the JSON Lines files of a folder."""
    return sorted(path.glob("*.jsonl")) if path.is_dir() else [path]


def fill_evidence(row: Row, document: str, path: Path) -> Row:
    """An annotation with the evidence cut out of its document. Refuses a document that is not the one that was annotated."""
    if "document_sha256" not in row:
        return row
    if hashlib.sha256(document.encode()).hexdigest() != row["document_sha256"]:
        raise SourceError(f"{path}: article {row['id']} is not as it was when it was annotated. Drop its line or annotate it again.")
    launches = [item | {"evidence": [document[start:end] for start, end in item["evidence"]]} for item in row["launches"]]
    claims, reactions = (
        [item | {"evidence": document[slice(*item["evidence"])]} for item in row[kind]] for kind in ("claims", "reactions")
    )
    return row | {"launches": launches, "claims": claims, "reactions": reactions}
