"""Which launch event is meant: by id, by the beginning of one, by an id that was merged away, or by a day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from pipelines.cli.asking import Row, ask, counted, joined, shown_days
from pipelines.cli.queries import read_query
from pipelines.cli.terminal import plain
from pipelines.errors import QueryError

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SHOWN_CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class Meant:
    """The event that is meant, with how it was found where that is worth telling."""

    event: Row
    note: str = ""

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.event["launch_event_id"])


def find_event(con: duckdb.DuckDBPyConnection, wanted: str) -> Meant:
    """The one event that is meant; an error that lists the candidates where several may be."""
    if DAY.fullmatch(wanted):
        return event_of_day(con, wanted)
    event = read_event(con, wanted)
    if event is not None:
        return Meant(event)
    ids = [row["launch_event_id"] for row in ask(con, "events_that_begin", beginning=wanted)[1]] if wanted else []
    if len(ids) > 1:
        raise ambiguous(con, f"{plain(wanted)}: more than one id begins so", ids)
    if not ids:
        raise QueryError(f"{plain(wanted)}: no launch event has this id or day. {advice(con)}")
    event = read_event(con, ids[0])
    return Meant(event) if event is not None else follow(con, ids[0])


def read_event(con: duckdb.DuckDBPyConnection, event_id: str) -> Row | None:
    """What the release holds of an event."""
    rows = ask(con, "event", id=event_id)[1]
    return rows[0] if rows else None


def follow(con: duckdb.DuckDBPyConnection, event_id: str) -> Meant:
    """Where an id of an earlier release leads now."""
    rows = con.execute(read_query("where_event_went"), [event_id]).fetchall()
    reason, release_number, _ = rows[-1]
    now = sorted({row[2] for row in rows if row[2]})
    told = f"{event_id} left with release {release_number} ({reason.replace('_', ' ')})"
    if not now:
        raise QueryError(f"{told}; nothing stands for it any more. {advice(con)}")
    if len(now) > 1:
        raise ambiguous(con, told, now)
    event = read_event(con, now[0])
    if event is None:
        raise QueryError(f"{told}; {now[0]}, which followed it, is not in this release. {advice(con)}")
    return Meant(event, f"{told}; this is the event that followed it.")


def event_of_day(con: duckdb.DuckDBPyConnection, wanted: str) -> Meant:
    """The one event of a day."""
    try:
        day = date.fromisoformat(wanted)
    except ValueError as error:
        raise QueryError(f"{wanted}: there is no such day. Expected one such as 2017-07-04, or the id of an event.") from error
    ids = [row["launch_event_id"] for row in ask(con, "events_of_day", day=day)[1]]
    if len(ids) > 1:
        raise ambiguous(con, f"{wanted}: {counted(len(ids), 'launch event')} may be meant", ids)
    event = read_event(con, ids[0]) if ids else None
    if event is None:
        raise QueryError(f"{wanted}: no launch event of this release falls on this day. {advice(con)}")
    return Meant(event)


def ambiguous(con: duckdb.DuckDBPyConnection, told: str, ids: Sequence[str]) -> QueryError:
    """The error that lists candidates."""
    lines = []
    for event_id in ids[:SHOWN_CANDIDATES]:
        event = read_event(con, event_id)
        lines.append(f"\n  {event_id}  {plain(summary(event)) if event else 'of an earlier release'}")
    more = f"\n  and {len(ids) - SHOWN_CANDIDATES} more" if len(ids) > SHOWN_CANDIDATES else ""
    return QueryError(f"{told}. Ask again with one of these ids, or with its beginning:{''.join(lines)}{more}")


def advice(con: duckdb.DuckDBPyConnection) -> str:
    """How to find an event."""
    row = con.execute(read_query("most_told_event")).fetchone()
    if row is None:
        return "This release holds no launch event at all."
    return f'Find one with: launchwire sql "from modeled.launch_events"; most articles tell of {row[0]}'


def summary(event: Mapping[str, Any]) -> str:
    """A launch event in one line."""
    what = joined(event["country_code"], event["launch_class_code"] if event["launch_class_code"] != "unknown" else None, "launch")
    told = f"{counted(event['article_count'], 'article')}, {counted(event['origin_count'], 'independent origin')}"
    parts = [f"{event['status_code'].replace('_', ' ')} {shown_days(event, 'launch')}", *named(event), event["outcome_code"], told]
    return f"{what}, {joined(*parts, by=', ')}"


def named(event: Mapping[str, Any]) -> list[str | None]:
    """Names of what flew and of where it did."""
    return [event["vehicle_name"], event["payload_name"], event["site_name"]]
