"""Reactions of an article."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reading.types import Attribution, Reaction, DateMention, Document, Launch, NameMention


def find_reactions(
    document: Document,
    names: Sequence[NameMention],
    dates: Sequence[DateMention],
    attributions: Sequence[Attribution],
    launches: Sequence[Launch],
) -> tuple[Reaction, ...]:
    """Every reaction of the article, in text order."""
    return ()
