"""Rows of the extracted layer of the valid warehouse, with offsets worked out from the words."""

from __future__ import annotations

from typing import Any

from pipelines.ids import sha256

Row = dict[str, Any]


def hashed(prefix: str, key: str) -> str:
    """An id of the right form."""
    return f"{prefix}_{sha256(key.encode())[:16]}"


def span(document: str, words: str) -> tuple[int, int]:
    """Where words stand in a document."""
    start = document.index(words)
    return start, start + len(words)


def add_launches(rows: dict[str, list[Row]], entry: Row, document: str, number: int) -> None:
    """One launch of an article, and the place that speaks of it."""
    start, end = span(document, entry["evidence"])
    key, article = hashed("lau", entry["id"]), hashed("art", entry["article"])
    shared = {
        "article_id": article,
        "article_launch_id": key,
        "status_code": entry["status"],
        "launch_class_code": entry["class"],
        "country_code": entry.get("country", "KP"),
        "launch_date_min": entry.get("min"),
        "launch_date_max": entry.get("max"),
    }
    rows["extracted.article_launches"].append(
        {
            **shared,
            "launch_label": f"L{number}",
            "launch_time_local_text": entry.get("time"),
            "site_id": entry.get("site"),
            "vehicle_name": entry.get("vehicle"),
            "payload_name": entry.get("payload"),
            "outcome_code": entry.get("outcome"),
            "is_focus": entry["focus"],
            "launched_count": entry.get("count"),
            "evidence_char_start": start,
            "evidence_char_end": end,
            "evidence_text": entry["evidence"],
        }
    )
    rows["extracted.launch_mentions"].append(
        {
            **shared,
            "mention_id": hashed("men", entry["id"]),
            "sentence_number": 1,
            "char_start": start,
            "char_end": end,
            "surface_text": entry["evidence"],
        }
    )


def add_claims(rows: dict[str, list[Row]], entry: Row, document: str, number: int) -> None:
    """One claim."""
    start, end = span(document, entry["evidence"])
    rows["extracted.claims"].append(
        {
            "claim_id": hashed("cla", str(number)),
            "article_id": hashed("art", entry["article"]),
            "article_launch_id": hashed("lau", entry["launch"]),
            "speaker_name": entry["speaker"],
            "country_code": entry.get("country"),
            "via_name": entry.get("via"),
            "topic_code": entry["topic"],
            "claimed_value_code": entry.get("value"),
            "certainty_text": entry.get("certainty"),
            "char_start": start,
            "char_end": end,
            "evidence_text": entry["evidence"],
        }
    )


def add_reactions(rows: dict[str, list[Row]], entry: Row, document: str, number: int) -> None:
    """One reaction."""
    start, end = span(document, entry["evidence"])
    rows["extracted.reactions"].append(
        {
            "reaction_id": hashed("rea", str(number)),
            "article_id": hashed("art", entry["article"]),
            "article_launch_id": hashed("lau", entry["launch"]),
            "actor_name": entry["actor"],
            "country_code": entry["country"],
            "reaction_type_code": entry["type"],
            "char_start": start,
            "char_end": end,
            "evidence_text": entry["evidence"],
        }
    )


def add_alerts(rows: dict[str, list[Row]], entry: Row, document: str, number: int) -> None:
    """One step of an alert."""
    start, end = span(document, entry["evidence"])
    rows["extracted.alerts"].append(
        {
            "alert_id": hashed("ale", str(number)),
            "article_id": hashed("art", entry["article"]),
            "article_launch_id": hashed("lau", entry["launch"]),
            "sentence_number": 1,
            "alert_step_code": entry["step"],
            "alert_kind_code": entry["kind"],
            "alert_system_id": entry["system"],
            "actor_name": entry["actor"],
            "country_code": entry["country"],
            "char_start": start,
            "char_end": end,
            "evidence_text": entry["evidence"],
        }
    )


def add_moments(rows: dict[str, list[Row]], entry: Row, document: str, number: int) -> None:
    """One timed moment of a flight."""
    start, end = span(document, entry["evidence"])
    rows["extracted.flight_moments"].append(
        {
            "flight_moment_id": hashed("mom", str(number)),
            "article_id": hashed("art", entry["article"]),
            "article_launch_id": hashed("lau", entry["launch"]),
            "sentence_number": 1,
            "moment_code": entry["moment"],
            "char_start": start,
            "char_end": end,
            "evidence_text": entry["evidence"],
        }
    )


def add_attributions(rows: dict[str, list[Row]], entry: Row, document: str, number: int) -> None:
    """One attributed statement."""
    start, end = document.index(entry["speaker"]), span(document, entry["content"])[1]
    rows["extracted.attributions"].append(
        {
            "attribution_id": hashed("att", str(number)),
            "article_id": hashed("art", entry["article"]),
            "sentence_number": 1,
            "speaker_name": entry["speaker"],
            "country_code": entry["country"],
            "carrier_name": entry["carrier"],
            "kind_code": "indirect",
            "source_text": entry["speaker"],
            "cue_text": entry["cue"],
            "content_text": entry["content"],
            "char_start": start,
            "char_end": end,
        }
    )


def add_names(rows: dict[str, list[Row]], entry: Row, document: str, number: int) -> None:
    """One name."""
    start, end = span(document, entry["evidence"])
    rows["extracted.names"].append(
        {
            "article_id": hashed("art", entry["article"]),
            "char_start": start,
            "char_end": end,
            "surface_text": entry["evidence"],
            "kind_code": entry["kind"],
            "entity_id": entry["entity"],
            "entity_name": entry["evidence"],
            "country_code": entry.get("country"),
        }
    )


def add_dates(rows: dict[str, list[Row]], entry: Row, document: str, number: int) -> None:
    """One temporal expression."""
    start, end = span(document, entry["evidence"])
    rows["extracted.dates"].append(
        {
            "article_id": hashed("art", entry["article"]),
            "char_start": start,
            "char_end": end,
            "surface_text": entry["evidence"],
            "timex_type_code": entry["type"],
            "timex_value_text": entry["value"],
            "date_min": entry["min"],
            "date_max": entry["max"],
            "clock_time_text": entry["clock"],
            "is_half_told": True,
        }
    )


ADDERS = {
    "launches": add_launches,
    "claims": add_claims,
    "reactions": add_reactions,
    "alerts": add_alerts,
    "moments": add_moments,
    "attributions": add_attributions,
    "names": add_names,
    "dates": add_dates,
}
