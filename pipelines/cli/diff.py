"""``launchwire diff``: what came, changed and went from one release to another, and why."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from pipelines.cli.asking import QUOTED, Answer, Entry, Row, ask, format_option, joined, show, told_of_another_version
from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.errors import WarehouseError
from pipelines.warehouse import Release, Warehouse, open_warehouse, releases
from pipelines.warehouse.database import connect_files

HEADINGS = ("row", "what", "why")
MARKS = {"added": "+", "changed": "~", "removed": "-"}
TABLES = {"launch_events": "launch events", "claims": "claims", "articles": "articles"}
WORDS = {"added": "came", "changed": "changed", "removed": "went"}
SHOWN = 50


@click.command("diff")
@click.argument("older", type=int, metavar="RELEASE")
@click.argument("newer", type=int, metavar="RELEASE")
@warehouse_option
@format_option
@click.option("--limit", default=SHOWN, show_default=True, help="Rows that a table shows at most; 0 for all. json and csv hold all.")
def command(older: int, newer: int, root: Path | None, kind: str, limit: int) -> None:
    """Say which launch events, values, claims and articles came (+), changed (~) and went (-) between two kept releases, and why.

    RELEASE is a number of launchwire releases. Both are read as they were published, so a change that was taken back in between does not
    show. Causes are those of the change feed (modeled.changes): a new article, one that left, new rules, reference or models, a review.

    \b
    Examples:
      launchwire releases
      launchwire diff 1 2
      launchwire diff 1 2 --format csv > changes.csv
      launchwire diff 1 2 --format json | jq '.rows[] | select(.change_code == "removed")'
    """
    warehouse = open_warehouse(chosen_root(root))
    first, last = kept_release(warehouse, min(older, newer)), kept_release(warehouse, max(older, newer))
    con = connect_files(older=first.database, newer=last.database)
    try:
        with told_of_another_version(first, last):
            columns, rows = ask(con, "diff", older=first.number, newer=last.number)
    finally:
        con.close()
    show(make_answer(first, last, columns, rows, limit if kind in {"table", "markdown"} else 0), kind)


def kept_release(warehouse: Warehouse, number: int) -> Release:
    """A kept release by its number; an error that says which are kept."""
    kept = {release.number: release for release in releases(warehouse)}
    if not kept:
        raise WarehouseError(f"{warehouse.root}: nothing is published yet. Run: launchwire refresh --warehouse {warehouse.root}")
    if number not in kept:
        why = "was dropped: only the newest are kept" if 0 < number < max(kept) else "was never published"
        raise WarehouseError(f"release {number} {why}. Kept are {', '.join(map(str, kept))}; see launchwire releases")
    if not kept[number].database.exists():
        raise WarehouseError(f"{kept[number].database}: is missing. See what else is wrong: launchwire verify")
    return kept[number]


def make_answer(first: Release, last: Release, columns: list[str], rows: list[Row], limit: int) -> Answer:
    """The differences with a count of each kind."""
    shown = rows[:limit] if limit else rows
    left_out = f"first {len(shown):,} of {len(rows):,} rows; --limit 0 shows all, --format csv writes all" if len(shown) < len(rows) else ""
    runs = {release.number: release.manifest["run_at"] for release in (first, last)}
    return Answer(
        title=f"From release {first.number} ({runs[first.number]}) to release {last.number} ({runs[last.number]})",
        lines=count_lines(rows),
        rows=rows,
        columns=columns,
        headings=HEADINGS,
        entries=[entry(row) for row in shown],
        note=left_out if rows else "Nothing that is tracked differs: no article, launch event or claim came, changed or went.",
        about={"older_release_number": first.number, "newer_release_number": last.number},
    )


def count_lines(rows: list[Row]) -> list[str]:
    """For each table how many rows came, changed and went."""
    found = {(row["table_code"], row["change_code"], row["row_id"]) for row in rows}
    counts = Counter((table_code, change_code) for table_code, change_code, _ in found)
    return [f"{name}: {', '.join(f'{counts[code, change]:,} {word}' for change, word in WORDS.items())}" for code, name in TABLES.items()]


def entry(row: Row) -> Entry:
    """One difference for people."""
    change = f"{row['old_value_text'] or 'nothing'} -> {row['new_value_text'] or 'nothing'}"
    field = f"{row['field_code'].replace('_', ' ')}: {change}" if row["field_code"] else ""
    return Entry(f"{MARKS[row['change_code']]} {row['row_id']}", joined(field, described(row), by="; "), why(row))


def described(row: Row) -> str:
    """What the row is: a launch in words, who says what, a title."""
    line = " ".join((row["described_text"] or "").split())
    return line if len(line) <= QUOTED else f"{line[: QUOTED - 1]}…"


def why(row: Row) -> str:
    """The cause, and where an event went that is no more."""
    cause = joined((row["cause_code"] or "not recorded").replace("_", " "), row["cause_id"])
    went = joined((row["reason_code"] or "").replace("_", " "), row["current_launch_event_id"], by=" into ")
    return joined(cause, went, by="; ")
