"""``launchwire expected``: launches that are announced or expected on a day."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from pipelines.cli.asking import Answer, Entry, Row, ask, counted, format_option, joined, newest_release, show, shown_days, shown_time
from pipelines.cli.options import warehouse_option

HEADINGS = ("launch event", "what, and when", "who says so, and the last revision")
SHOWN_NAMES = 3


@click.command("expected")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="The day to ask for. Default: that of the refresh.")
@warehouse_option
@format_option
def command(day: datetime | None, root: Path | None, kind: str) -> None:
    """List launches that are announced or expected and whose window is not over on a day.

    It answers from what was known by the end of that day: a plan of 2012 that flew since is expected on the day before it flew. A plan
    without days is held to two weeks. Each comes with who said so, its window, and the last revision of the window.

    \b
    Examples:
      launchwire expected
      launchwire expected --on 2023-11-20
      launchwire expected --on 2023-11-20 --format json | jq '.rows[].launch_event_id'
    """
    with newest_release(root) as (con, release):
        asked = day.date() if day else date.fromisoformat(str(release.manifest["run_at"])[:10])
        columns, rows = ask(con, "expected", day=asked)
        newest = ask(con, "newest_article")[1][0]
    note = f"{counted(len(rows), 'launch', 'launches')}; release {release.number}"
    if newest["known_at"] is None:
        note += ". This release holds no article yet"
    elif not rows:
        note += f". Its newest article was known {shown_time(newest['known_at'])}; ask for an earlier day with --on DAY"
    answer = Answer(
        title=f"Announced or expected on {asked}, as far as was known by then",
        rows=rows,
        columns=columns,
        headings=HEADINGS,
        entries=[entry(row) for row in rows],
        note=note,
        about={"release_number": release.number, "on_date": asked},
    )
    show(answer, kind)


def entry(row: Row) -> Entry:
    """One launch for people."""
    what = joined(row["country_code"], row["launch_class_code"] if row["launch_class_code"] != "unknown" else None)
    things = joined(what, row["vehicle_name"], row["payload_name"], row["site_name"], by=", ")
    said = f"{row['state_code']}{' for' if row['window_date_min'] else ','} {shown_days(row, 'window')}: {things or 'launch'}"
    return Entry(row["launch_event_id"], said, f"said by {said_by(row)}; {revision(row)}")


def said_by(row: Row) -> str:
    """Speakers, else outlets; a few of them by name."""
    names = row["speaker_names"] or row["outlet_names"] or ["an outlet without a name"]
    more = f" and {len(names) - SHOWN_NAMES} more" if len(names) > SHOWN_NAMES else ""
    return f"{', '.join(names[:SHOWN_NAMES])}{more}"


def revision(row: Row) -> str:
    """What the last window did to the one before, and when it was known."""
    known = f"known {shown_time(row['known_from_at'])}"
    if row["revision_code"] is None:
        return f"without days, {known}"
    if row["revision_code"] == "first":
        return f"first window, {known}"
    days = f" by {row['slip_days']:+d} days" if row["slip_days"] else ""
    return f"window {row['window_count']}, {row['revision_code'].replace('_', ' ')}{days}, {known}"
