"""``launchwire who-said-what``: claims about one launch event side by side."""

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
    shown_quote,
    shown_time,
    whole_option,
)
from pipelines.cli.options import warehouse_option
from pipelines.cli.which_event import find_event, summary

HEADINGS = ("known, UTC", "who says what", "words")
SIDES = {"launching": "launching side", "other": "another side", "none": None}


@click.command("who-said-what")
@click.argument("event", metavar="EVENT")
@warehouse_option
@format_option
@whole_option
def command(event: str, root: Path | None, kind: str, whole: bool) -> None:
    """Show who claims what about one launch event, through whom, in which words.

    First the values that head the event, with the independent origins behind each and what is said against it; then every claim in the
    order in which it became known. EVENT is the id of a launch event, its beginning, an id that an earlier release held, or a day such
    as 2017-07-04. Where a day holds several launches they are listed.

    \b
    Examples:
      launchwire who-said-what 2023-11-21
      launchwire who-said-what evt_620e3062f8952746 --format csv > claims.csv
      launchwire who-said-what evt_620e --format json | jq -r '.rows[] | select(.topic_code == "outcome") | .speaker_name'
    """
    with newest_release(root) as (con, release):
        meant = find_event(con, event)
        _, values = ask(con, "event_values", id=meant.id)
        columns, rows = ask(con, "who_said_what", id=meant.id)
    about = {"release_number": release.number, "launch_event": meant.event, "values": values, "note": meant.note or None}
    answer = Answer(
        title=f"{meant.id}: {summary(meant.event)}",
        lines=[*([meant.note] if meant.note else []), *map(value_line, values)],
        rows=rows,
        columns=columns,
        headings=HEADINGS,
        entries=[entry(row, whole) for row in rows],
        note=f"{counted(len(rows), 'claim') if rows else 'No speaker claims anything about it'}; release {release.number}",
        about=about,
    )
    show(answer, kind)


def entry(row: Row, whole: bool) -> Entry:
    """One claim for people."""
    return Entry(shown_time(row["known_at"]), f"{who(row)} - {says(row)}", shown_quote(row["evidence_text"], whole))


def value_line(value: Row) -> str:
    """A headline value, how it is supported, and what stands against it."""
    others = f"; others say {', '.join(value['other_value_texts'])}" if value["other_value_texts"] else ""
    origins = counted(value["origin_count"], "independent origin")
    support = value["support_code"].replace("_", " ")
    return f"{value['property_code'].replace('_', ' ')}: {value['value_text']} ({support}, {origins}{others})"


def who(row: Row) -> str:
    """The speaker, whose side it is, and the way that the words took."""
    side = joined(row["claimant_country_code"], SIDES[row["side_code"]], by=", ")
    speaker = joined(row["speaker_name"], f"({side})" if side else None)
    return joined(joined(speaker, row["via_name"], by=", via "), row["outlet_name"], by=", in ")


def says(row: Row) -> str:
    """The topic, the value, and how sure the speaker is."""
    certainty = f"“{row['certainty_text']}”" if row["certainty_text"] else None
    return joined(joined(row["topic_code"], row["claimed_value_code"], by=": "), certainty, by=", ")
