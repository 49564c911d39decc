"""Names, titles and later mentions of an article.

Mentions do not overlap: of two readings of the same words the longer wins ("South Korea's Joint Chiefs of Staff" is one
body with country KR, not a state and a body).
"""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.reading.names_lexicon import Entry, find_forms
from pipelines.reading.types import Document, NameMention


def find_names(document: Document) -> tuple[NameMention, ...]:
    """Every name in text order, later mentions resolved to the first."""
    return keep_longest(lexicon_mention(start, end, entry) for start, end, entry in find_forms(document.text) if entry.needs is None)


def lexicon_mention(start: int, end: int, entry: Entry) -> NameMention:
    """A form of the lexicons in the text."""
    return NameMention(
        start, end, entry.kind, entry.id, entry.name, entry.country, entry.rule_id,
        is_state_media=entry.is_state_media, launch_class=entry.launch_class,
    )  # fmt: skip


def keep_longest(mentions: Iterable[NameMention]) -> tuple[NameMention, ...]:
    """Mentions that do not overlap, in text order; the longest wins, then the first given."""
    kept: list[NameMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return tuple(kept)
