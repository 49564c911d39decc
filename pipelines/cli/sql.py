"""``launchwire sql``: read-only queries on the published release."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click
import duckdb

from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.cli.tables import FORMATS, show_rows, write_rows
from pipelines.errors import LaunchwireError, QueryError
from pipelines.warehouse import Warehouse, connect_published, open_warehouse

SHOWN_ROWS = 50


@click.command("sql")
@click.argument("query")
@warehouse_option
@click.option("--as-of", "instant", metavar="INSTANT", help="Answer from what had been published by then: ISO 8601 with its offset.")
@click.option("--format", "kind", type=click.Choice(["table", *FORMATS]), help="Default: by the ending of --output, else a table.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write there, whole or not at all.")
@click.option("--limit", default=SHOWN_ROWS, show_default=True, help="Rows that a table shows at most; 0 for all. Other formats hold all.")
@click.option("--unguarded", is_flag=True, help="In CSV, leave text as it is that a spreadsheet would run as a formula.")
def command(query: str, root: Path | None, instant: str | None, kind: str | None, output: Path | None, limit: int, unguarded: bool) -> None:
    """Query the published release, read-only. QUERY is DuckDB SQL; - reads it from standard input.

    A refresh that is running neither waits for you nor changes what you see. In CSV a text that begins with one of
    = + - @ ' or a tab gets a ' in front, so that no spreadsheet runs it; to get the text back, take one leading ' away.

    \b
    Examples:
      launchwire sql "show all tables"
      launchwire sql "describe modeled.launch_events"
      launchwire sql "from modeled.launch_events order by launch_date_min"
      launchwire sql "from marts.who_said_what" --output claims.csv
      launchwire sql "from modeled.claims" --format jsonl | head -3
      launchwire sql --as-of 2023-11-22T00:00Z "select outcome_code from modeled.launch_events"
    """
    chosen = kind or format_of(output)
    if output is None and chosen == "parquet" and sys.stdout.isatty():
        raise click.UsageError("Parquet is no text. Name a file: --output rows.parquet")
    asked = sys.stdin.read() if query == "-" else query
    con = connect(open_warehouse(chosen_root(root)), instant, asked)
    try:
        rows = run_query(con, asked)
        if chosen == "table":
            show_rows(rows, limit, output)
        else:
            write_rows(rows, chosen, output, guarded=not unguarded)
    except duckdb.Error as error:
        raise QueryError(f"the query cannot be run. {error}") from error
    finally:
        con.close()


def connect(warehouse: Warehouse, instant: str | None, query: str) -> duckdb.DuckDBPyConnection:
    """The release, or what it would have been at an instant."""
    if instant is None:
        return connect_published(warehouse)
    from pipelines.model.as_of import connect_as_of  # noqa: PLC0415 - sqlglot

    connect_published(warehouse).close()  # says what to do where nothing is published
    return connect_as_of(warehouse.link, read_instant(instant), query)


def read_instant(text: str) -> datetime:
    """An instant with its offset, in UTC."""
    try:
        instant = datetime.fromisoformat(text)
        in_utc = instant.astimezone(UTC)
    except (ValueError, OverflowError) as error:  # in UTC it may be a day before the first, or after the last
        raise click.BadParameter(f"{text!r} is no instant. Expected ISO 8601 such as 2023-11-22T00:00Z.", param_hint="--as-of") from error
    if instant.tzinfo is None:
        raise click.BadParameter(f"{text!r} has no offset. Add Z or an offset, such as {text}Z.", param_hint="--as-of")
    return in_utc


def format_of(output: Path | None) -> str:
    """The format that a file's ending asks for."""
    if output is None:
        return "table"
    ending = output.suffix.removeprefix(".").lower()
    if ending in FORMATS:
        return ending
    if ending == "txt":
        return "table"
    raise LaunchwireError(f"{output}: the ending tells no format. Expected one of .{' .'.join(FORMATS)}, or give --format.")


def run_query(con: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyRelation:
    """Rows of the last statement of a query."""
    rows = con.sql(query)
    if rows is None:
        raise QueryError("the statement returns no rows. Ask with select, from, describe, show or summarize; the release is read-only.")
    return rows
