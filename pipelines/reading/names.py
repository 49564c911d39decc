"""Names, titles and later mentions of an article."""

from __future__ import annotations

from pipelines.reading.types import Document, NameMention


def find_names(document: Document) -> tuple[NameMention, ...]:
    """Every name in text order, later mentions resolved to the first."""
    return ()
