"""What the page of one launch shows, put together from rows. Pure: the same rows, the same page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.site.charts import outcome_kind
from pipelines.site.days import day_of, tell_days
from pipelines.site.maps import has_position, near_view, one_spot
from pipelines.site.quotes import quote, shown
from pipelines.site.rows import Reader, Row, by_key
from pipelines.site.strips import story_strip, window_strip
from pipelines.site.words import word

PARTS = ("values", "versions", "states", "windows", "claims", "statements", "reactions", "alerts", "reports", "sources", "changes")
CODED = ("launch_class", "outcome")
PROPERTIES = ("launch_class", "outcome", "vehicle", "payload", "site", "launch_time", "launched_count")
TOPICS = ("nature", "outcome", "flight", "plan", "capability")
Names = Mapping[tuple[str, str], str]
Parts = dict[str, dict[str, list[Row]]]


def read_parts(reader: Reader, ids: list[str]) -> Parts:
    """All rows behind the pages of some events, by part and event."""
    return {part: by_key(reader.rows(f"event_{part}", ids=ids), "launch_event_id") for part in PARTS}


def dossier(event: Row, parts: Parts, names: Names, countries: Mapping[str, str]) -> Row:
    """Everything that the page of an event shows."""
    held = {part: parts[part].get(event["launch_event_id"], []) for part in PARTS}
    entries = story(held)
    sources = {row["article_id"]: row for row in held["sources"]}
    texts = {entry["evidence_id"]: entry for entry in told_by(entries, sources)}
    return {
        "event": event,
        "heading": heading(event, countries),
        "outcome_kind": outcome_kind(event),
        "values": [named(row, names) for row in in_order(held["values"], "property_code", PROPERTIES)],
        "versions": [named(row, names) for row in in_order(held["versions"], "property_code", PROPERTIES)],
        "claims": side_by_side(held["claims"], names, texts, sources),
        "topics": grouped(told_by(held["statements"], sources), "topic_code", TOPICS),
        "reactions": by_key(told_by(held["reactions"], sources), "country_code"),
        "alerts": told_by(held["alerts"], sources),
        "states": [state | {"report": texts.get(state["article_launch_id"])} for state in held["states"]],
        "windows": held["windows"],
        "strip": window_strip(held["windows"], event),
        "story": story_strip(entries),
        "sources": [source | {"sentences": sentences(entries, source)} for source in held["sources"]],
        "origins": by_key(held["sources"], "origin_id"),
        "days": sorted({day_of(entry["known_at"]) for entry in entries}),
        "changes": held["changes"],
        "map": {"spot": one_spot(event), "view": near_view(event)} if has_position(event) else None,
    }


def heading(event: Row, countries: Mapping[str, str]) -> str:
    """What an event is called here: vehicle and payload where they are told, else its kind; and whose it is."""
    things = [shown(event[name]) for name in ("vehicle_name", "payload_name") if event[name]]
    what = " with ".join(things) or word(event["launch_class_code"], "launch_class").capitalize()
    whose = countries.get(event["country_code"] or "")
    return f"{what}, {whose}" if whose else what


def label(event: Row, countries: Mapping[str, str]) -> str:
    """An event in one line, for links and the search."""
    return f"{heading(event, countries)}, {tell_days(event['launch_date_min'], event['launch_date_max'])}"


def named(row: Row, names: Names) -> Row:
    """A value with the words under which it shows."""
    text = row.get("value_text") or row.get("claimed_value_text") or ""
    return row | {"value_name": value_name(row["property_code"], text, names)}


def value_name(property_code: str, text: str, names: Names) -> str:
    """A code, id, count or clock time in words."""
    if property_code in CODED:
        return word(text, property_code)
    return shown(names.get((property_code, text), text))


def in_order(rows: Sequence[Row], name: str, order: Sequence[str]) -> list[Row]:
    """Rows in the order of a closed list; what it does not know comes last."""
    places = {code: place for place, code in enumerate(order)}
    return sorted(rows, key=lambda row: places.get(row[name], len(places)))


def grouped(rows: Sequence[Row], name: str, order: Sequence[str]) -> dict[Any, list[Row]]:
    """Rows by code, in the order of a closed list."""
    return by_key(in_order(rows, name, order), name)


def story(held: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Reports, statements, reactions and alerts in the order in which they became known."""
    kinds = (
        ("report", "reports", "status_code"),
        ("claim", "statements", "topic_code"),
        ("reaction", "reactions", "reaction_type_code"),
        ("alert", "alerts", "alert_step_code"),
    )
    entries = [row | {"entry_kind_code": kind, "entry_code": row[code]} for kind, part, code in kinds for row in held[part]]
    return sorted(
        entries, key=lambda row: (row["known_at"], row["article_id"], row["char_start"], row["entry_kind_code"], row["evidence_id"])
    )


def told_by(rows: Sequence[Row], sources: Mapping[str, Row]) -> list[Row]:
    """Rows with the article that tells them."""
    return [row | {"source": sources.get(row["article_id"])} for row in rows]


def side_by_side(
    claims: Sequence[Row], names: Names, texts: Mapping[str, Row], sources: Mapping[str, Row]
) -> dict[str, dict[str, list[Row]]]:
    """Claims by property, and in it by value: the value of most origins first."""
    found: dict[str, dict[str, list[Row]]] = {}
    for row in in_order(told_by(claims, sources), "property_code", PROPERTIES):
        evidence = texts.get(row["evidence_id"])
        shown_row = named(row, names) | {"evidence_text": evidence["evidence_text"] if evidence else None}
        found.setdefault(row["property_code"], {}).setdefault(row["claimed_value_text"], []).append(shown_row)
    return {code: dict(sorted(values.items(), key=lambda item: (-origin_count(item[1]), item[0]))) for code, values in found.items()}


def origin_count(rows: Sequence[Row]) -> int:
    """Independent origins among rows."""
    return len({row["origin_id"] for row in rows})


def sentences(entries: Sequence[Row], source: Row) -> list[Row]:
    """The sentences of one article that anything was taken from, each once, with what was taken."""
    mine = [entry for entry in entries if entry["article_id"] == source["article_id"]]
    spans = by_key(sorted(mine, key=lambda entry: (entry["char_start"], entry["char_end"])), "char_start", "char_end")
    return [
        {"char_start": start, "char_end": end, "quote": quote(rows[0]["evidence_text"]), "entries": taken(rows)}
        for (start, end), rows in spans.items()
    ]


def taken(rows: Sequence[Row]) -> list[str]:
    """What was taken from a sentence, in words, each once."""
    kinds = {"report": "status", "claim": "topic", "reaction": "reaction", "alert": "alert_step"}
    told = [f"{row['entry_kind_code']}: {word(row['entry_code'], kinds[row['entry_kind_code']]).lower()}" for row in rows]
    return list(dict.fromkeys(told))
