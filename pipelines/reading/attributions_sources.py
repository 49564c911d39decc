"""Sources of drafts resolved to names."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reading.attributions_draft import Draft
from pipelines.reading.types import Attribution, Document, NameMention, Span


def resolve(document: Document, drafts: list[Draft], names: Sequence[NameMention]) -> tuple[Attribution, ...]:
    """The drafts as attributions, with the source looked up among the names."""
    return tuple(_attribution(document, draft, names) for draft in drafts)


def _attribution(document: Document, draft: Draft, names: Sequence[NameMention]) -> Attribution:
    speaker = _named(draft.source, names)
    carrier = _named(draft.via, names)
    return Attribution(
        draft.source, draft.via, draft.cue, draft.content, _kind(document, draft.content), draft.rule, speaker, carrier, draft.sentence
    )


def _named(spans: tuple[Span, ...], names: Sequence[NameMention]) -> NameMention | None:
    for start, end in spans:
        for name in names:
            if start <= name.start and name.end <= end:
                return name
    return None


def _kind(document: Document, content: tuple[Span, ...]) -> str:
    pieces = [document.text[s:e] for s, e in content]
    if all(p[:1] in "\"'`" and p.rstrip(".,")[-1:] in "\"'" for p in pieces):
        return "direct"
    return "mixed" if any('"' in p for p in pieces) else "indirect"
