"""Launches of an article: mentions, merged into attempts."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reading.types import Attribution, DateMention, Document, Launch, NameMention, Publication


def find_launches(
    document: Document,
    names: Sequence[NameMention],
    dates: Sequence[DateMention],
    attributions: Sequence[Attribution],
    published: Publication,
) -> tuple[tuple[Launch, ...], tuple[int, ...]]:
    """The launches of an article, and the numbers of the sentences with launch words that no rule took."""
    return (), ()
