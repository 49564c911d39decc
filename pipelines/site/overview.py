"""What the first page shows: where, when, what is expected, what changed. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from pipelines.site.charts import drawn_years, outcome_chart, outcome_kind, year_counts, year_of
from pipelines.site.maps import WORLD, crowd_view, has_position, world_spots
from pipelines.site.pages import latest_first, list_row, year_name
from pipelines.site.rows import Reader, Row, by_key

SHOWN = 12
CHANGES_SHOWN = 30


def overview(reader: Reader, events: Sequence[Row], sites: Sequence[Row], countries: Mapping[str, str]) -> Row:
    """Everything that the first page shows."""
    release = next(iter(reader.rows("release")), None)
    last = release["last_published_date"] if release else None
    counts = year_counts(events)
    drawn = drawn_years(counts, last)
    changes = reader.rows("changes")
    rows = {event["launch_event_id"]: list_row(event, countries) for event in events}
    flown = [event for event in latest_first(events) if event["status_code"] == "occurred"]
    return {
        "release": release,
        "event_count": len(events),
        "kinds": dict(Counter(outcome_kind(event) for event in events)),
        "spots": world_spots(sites),
        "world": WORLD,
        "crowd": crowd_view(sites),
        "unplaced": sum(event["status_code"] == "occurred" and not has_position(event) for event in events),
        "flown_count": len(flown),
        "chart": outcome_chart(counts, drawn),
        "undrawn": sum(row["total"] for row in counts if int(row["year"]) not in drawn),
        "years": [{**row, "page": year_name(row["year"])} for row in reversed(counts)],
        "open_years": sum(year_of(event) is None for event in events),
        "expected": [rows[event["launch_event_id"]] for event in still_expected(events, last)[:SHOWN]],
        "expected_count": len(still_expected(events, last)),
        "overdue": [rows[event["launch_event_id"]] for event in passed(events, last)[:SHOWN]],
        "overdue_count": len(passed(events, last)),
        "latest": [rows[event["launch_event_id"]] for event in flown[:SHOWN]],
        "changes": changed_events(changes, rows)[:CHANGES_SHOWN],
        "change_count": len({row["launch_event_id"] for row in changes}),
        "change_counts": reader.rows("change_counts"),
    }


def planned(events: Sequence[Row]) -> list[Row]:
    """Launches that are announced or expected."""
    return [event for event in events if event["status_code"] in {"announced", "expected"}]


def still_expected(events: Sequence[Row], last: date | None) -> list[Row]:
    """Plans whose days had not passed on the last day of publication, the next first."""
    return [
        event for event in planned(events) if event["launch_date_max"] is not None and (last is None or event["launch_date_max"] >= last)
    ]


def passed(events: Sequence[Row], last: date | None) -> list[Row]:
    """Plans whose days have passed without news of the flight, or that have no day; the latest first."""
    open_still = {event["launch_event_id"] for event in still_expected(events, last)}
    return latest_first([event for event in planned(events) if event["launch_event_id"] not in open_still])


def changed_events(changes: Sequence[Row], rows: Mapping[str, Row]) -> list[Row]:
    """Launches that the newest release touched, with what changed in each; what changed comes before what is new."""
    order = {"changed": 0, "removed": 1, "added": 2}
    found = [
        {"launch_event_id": held, "event": rows.get(held), "change_code": fields[0]["change_code"], "fields": fields}
        for held, fields in by_key(changes, "launch_event_id").items()
    ]
    return sorted(found, key=lambda change: (order.get(change["change_code"], 3), change["launch_event_id"]))
