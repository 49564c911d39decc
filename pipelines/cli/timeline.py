"""``launchwire timeline``: the story of one launch event."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.asking import (
    Answer,
    Entry,
    Row,
    ask,
    counted,
    format_option,
    joined,
    newest_release,
    show,
    shown_days,
    shown_quote,
    shown_time,
    whole_option,
)
from pipelines.cli.options import warehouse_option
from pipelines.cli.which_event import find_event, summary

HEADINGS = ("known, UTC", "what, and who", "words")


@click.command("timeline")
@click.argument("event", metavar="EVENT")
@warehouse_option
@format_option
@whole_option
def command(event: str, root: Path | None, kind: str, whole: bool) -> None:
    """Tell the story of one launch event in the order in which it became known.

    Reports, claims and reactions with their sentences; and, with a star, the states that the launch came into: announced, postponed,
    occurred, assessed. EVENT is the id of a launch event, its beginning, an id that an earlier release held, or a day such as 2017-07-04.
    Where a day holds several launches they are listed.

    \b
    Examples:
      launchwire timeline 2023-11-21
      launchwire timeline evt_620e3062f8952746 --whole
      launchwire timeline evt_620e --format markdown > story.md
      launchwire timeline 2023-11-21 --format json | jq '.rows[].evidence_text'
    """
    with newest_release(root) as (con, release):
        meant = find_event(con, event)
        columns, rows = ask(con, "timeline", id=meant.id)
    note = f"{counted(len(rows), 'entry', 'entries')}; release {release.number}. Lead any of them back: launchwire explain {meant.id}"
    answer = Answer(
        title=f"{meant.id}: {summary(meant.event)}",
        lines=[meant.note] if meant.note else [],
        rows=rows,
        columns=columns,
        headings=HEADINGS,
        entries=[entry(row, whole) for row in rows],
        note=note,
        about={"release_number": release.number, "launch_event": meant.event, "note": meant.note or None},
    )
    show(answer, kind)


def entry(row: Row, whole: bool) -> Entry:
    """One entry for people."""
    return Entry(shown_time(row["known_at"]), joined(what(row), who(row), by=" - "), shown_quote(row["evidence_text"], whole))


def what(row: Row) -> str:
    """An entry in a few words: its kind, and what it says."""
    code = row["entry_code"].replace("_", " ")
    if row["entry_kind_code"] == "state":
        days = f"{'on' if code == 'occurred' else 'for'} {shown_days(row, 'state')}" if row["state_date_min"] else None
        return f"* {joined(code, 'as' if row['value_text'] else days, row['value_text'])}"
    if row["entry_kind_code"] == "report":
        return f"report: {code}"
    return f"{row['entry_kind_code']}: {joined(code, (row['value_text'] or '').replace('_', ' '), by=', ')}"


def who(row: Row) -> str:
    """Who speaks or acts, from which side, and the outlet."""
    side = f"({row['country_code']})" if row["country_code"] else None
    return joined(joined(row["actor_name"], side), row["outlet_name"], by=", in ")
