"""Launches and windows as iCalendar (RFC 5545): days where only the day is known, intervals of days for windows, instants where certain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar, Event

from pipelines.exports.wording import launch_title, one_line, stable_uuid, support, web_address

END = b"END:VCALENDAR"


def write_calendar(rows: Iterable[dict[str, Any]], path: Path) -> None:
    """The calendar, in order of day. Entries are written one after another, and never held together."""
    head, end, tail = empty_calendar().to_ical().partition(END)
    with path.open("wb") as handle:
        handle.write(head)
        for row in rows:
            handle.write(entry(row).to_ical())
        handle.write(end + tail)


def empty_calendar() -> Calendar:
    """What stands around the entries."""
    calendar = Calendar()
    calendar.add("prodid", "-//launchwire//launches//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):  # today's property, and the one that most programs read
        calendar.add(name, "launchwire: launches and windows")
    return calendar


def entry(row: dict[str, Any]) -> Event:
    """One launch, or one window. Its id stays for the same event, or the same days; its stamp is when it last was heard of."""
    event = Event()
    is_window = row["entry_kind_code"] == "window"
    days = (row["first_date"], row["last_date"]) if is_window else ()
    event.add("uid", str(stable_uuid(row["entry_kind_code"], row["launch_event_id"], *days)))
    event.add("dtstamp", row["changed_at"])
    event.add("created", row["created_at"])
    event.add("last-modified", row["changed_at"])
    if row["launched_at"] is not None:
        event.add("dtstart", row["launched_at"])
    else:
        event.add("dtstart", row["first_date"])
        event.add("dtend", row["last_date"] + timedelta(days=1))  # the first day after
    event.add("summary", f"{window_title(row)}{launch_title(row)}")
    event.add("description", "\n".join([support(row), f"launchwire explain {row['launch_event_id']}"]))
    event.add("status", row["standing_code"])
    event.add("transp", "TRANSPARENT")
    add_place(event, row)
    event.add("categories", [row[name] for name in ("launch_class_code", "entry_kind_code", "country_code") if row[name]])
    return event


def window_title(row: dict[str, Any]) -> str:
    """Which window it is of its launch, and what it did to the one before; nothing for a launch."""
    if row["entry_kind_code"] == "launch":
        return ""
    moved = "" if row["revision_code"] == "first" else f", {row['revision_code'].replace('_', ' ')}"
    by = f" by {row['slip_days']:+d} days" if row["slip_days"] else ""
    return f"Window {row['window_number']}{moved}{by}: "


def add_place(event: Event, row: dict[str, Any]) -> None:
    """Where it starts, and the first article about it."""
    if row["site_name"]:
        event.add("location", one_line(row["site_name"]))
    if row["latitude_deg"] is not None and row["longitude_deg"] is not None:
        event.add("geo", (row["latitude_deg"], row["longitude_deg"]))
    if address := web_address(row["url_text"]):
        event.add("url", address)
