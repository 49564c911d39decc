"""Claims of an article."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reading.types import Attribution, Claim, DateMention, Document, Launch, NameMention


def find_claims(
    document: Document,
    names: Sequence[NameMention],
    dates: Sequence[DateMention],
    attributions: Sequence[Attribution],
    launches: Sequence[Launch],
) -> tuple[Claim, ...]:
    """Every claim of the article, in text order."""
    return ()
