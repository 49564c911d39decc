"""A reading as the JSON row that the reading guidelines define."""

from __future__ import annotations

from typing import Any

from pipelines.reading.types import Article, Claim, Interval, Launch, Reaction, Reading, Span


def to_row(reading: Reading, article: Article, annotations: bool = False) -> dict[str, Any]:
    """One extraction: evidence as exact substrings of the article's document, dates as ISO days."""
    document = article.document
    row: dict[str, Any] = {
        "id": reading.article_id,
        "published": spell_interval(reading.published.when),
        "relevant": reading.relevant,
        "launches": [launch_row(launch, document) for launch in reading.launches],
        "claims": [claim_row(claim, document) for claim in reading.claims],
        "reactions": [reaction_row(reaction, document) for reaction in reading.reactions],
    }
    if annotations:
        row["annotations"] = annotation_rows(reading)
    return row


def spell_interval(when: Interval | None) -> str | None:
    """A day, or two days with a slash between; null where nothing fixes it."""
    if when is None:
        return None
    if when.first == when.last:
        return when.first.isoformat()
    return f"{when.first.isoformat()}/{when.last.isoformat()}"


def cut(document: str, span: Span) -> str:
    """The text under a span."""
    return document[span[0] : span[1]]


def launch_row(launch: Launch, document: str) -> dict[str, Any]:
    """A launch in the guidelines' fields."""
    return {
        "id": launch.id,
        "status": launch.status,
        "class": launch.launch_class,
        "country": launch.country,
        "date_start": launch.date_start.isoformat() if launch.date_start else None,
        "date_end": launch.date_end.isoformat() if launch.date_end else None,
        "time_local": launch.time_local,
        "site": launch.site,
        "vehicle": launch.vehicle,
        "payload": launch.payload,
        "outcome": launch.outcome,
        "focus": launch.focus,
        "evidence": [cut(document, span) for span in launch.evidence],
    }


def claim_row(claim: Claim, document: str) -> dict[str, Any]:
    """A claim in the guidelines' fields."""
    return {
        "speaker": claim.speaker,
        "country": claim.country,
        "via": claim.via,
        "topic": claim.topic,
        "value": claim.value,
        "launch": claim.launch,
        "evidence": cut(document, claim.evidence),
    }


def reaction_row(reaction: Reaction, document: str) -> dict[str, Any]:
    """A reaction in the guidelines' fields."""
    return {
        "actor": reaction.actor,
        "country": reaction.country,
        "via": reaction.via,
        "type": reaction.type,
        "launch": reaction.launch,
        "evidence": cut(document, reaction.evidence),
    }


def annotation_rows(reading: Reading) -> dict[str, Any]:
    """What lies beneath the rows, by offsets into the document."""
    return {
        "sentences": [[sentence.start, sentence.end] for sentence in reading.sentences],
        "dates": [
            {
                "start": mention.start,
                "end": mention.end,
                "type": mention.type,
                "value": mention.value,
                "first": mention.first.isoformat() if mention.first else None,
                "last": mention.last.isoformat() if mention.last else None,
            }
            for mention in reading.dates
        ],
        "names": [{"start": name.start, "end": name.end, "kind": name.kind, "id": name.id} for name in reading.names],
        "attributions": [
            {
                "source": [list(span) for span in attribution.source],
                "via": [list(span) for span in attribution.via],
                "cue": [list(span) for span in attribution.cue],
                "content": [list(span) for span in attribution.content],
            }
            for attribution in reading.attributions
        ],
    }
