"""What the commands that ask have in common: the release, the event that is meant, and an answer in four forms."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any

import click
import duckdb
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.cli.options import chosen_root
from pipelines.cli.queries import read_query
from pipelines.cli.terminal import console, plain
from pipelines.errors import QueryError, WarehouseError
from pipelines.rows import json_value, write_csv
from pipelines.visible import visible
from pipelines.warehouse import Release, Warehouse, connect_published, open_warehouse, releases

FORMATS = ("table", "json", "markdown", "csv")
QUOTED = 160  # characters of a sentence that a table for people shows
Row = dict[str, Any]

format_option = click.option(
    "--format",
    "kind",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="table and markdown are for people; json and csv hold every column, whole.",
)
whole_option = click.option("--whole", is_flag=True, help=f"Show sentences whole; otherwise their first {QUOTED} characters.")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row for people: what it is looked up by, what it says, and what is to be read below that."""

    key: str
    said: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question came to: all rows for programs, and lines and entries for people."""

    title: str
    rows: list[Row]
    columns: Sequence[str]
    headings: tuple[str, str, str]
    entries: Sequence[Entry]
    lines: Sequence[str] = ()  # what to know before the rows
    note: str = ""  # what to know after them
    about: Mapping[str, Any] = field(default_factory=dict)  # what JSON tells beside the rows


@contextmanager
def newest_release(root: Path | None) -> Iterator[tuple[duckdb.DuckDBPyConnection, Release]]:
    """The published release, read-only, with its manifest; plain words where its tables are not those of this version."""
    warehouse = open_warehouse(chosen_root(root))
    con = connect_published(warehouse)
    try:
        release = release_of(warehouse, warehouse.link)
        with told_of_another_version(release):
            yield con, release
    finally:
        con.close()


def release_of(warehouse: Warehouse, database: Path) -> Release:
    """The kept release that a database belongs to."""
    for release in releases(warehouse):
        if release.database.resolve() == database.resolve():
            return release
    raise WarehouseError(f"{database.resolve()}: has no whole manifest beside it. See what else is wrong: launchwire verify")


@contextmanager
def told_of_another_version(*held: Release) -> Iterator[None]:
    """Turn a table or column that a release lacks into an error that says what to do."""
    try:
        yield
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        numbers = " or ".join(str(release.number) for release in held)
        raise QueryError(
            f"release {numbers} was made by another version of launchwire and cannot answer this ({str(error).splitlines()[0]}). "
            "Make a release of this version with launchwire refresh, or ask it in SQL: launchwire sql"
        ) from error


def ask(con: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> tuple[list[str], list[Row]]:
    """Columns and rows of a query under ``sql/command/asking``."""
    found = con.execute(read_query(f"asking/{name}"), parameters)
    columns = [column[0] for column in found.description or ()]
    return columns, [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def show(answer: Answer, kind: str) -> None:
    """Print an answer in one of the four forms."""
    if kind == "json":
        held = {**answer.about, "rows": answer.rows}
        click.echo(json.dumps(json_value(held), ensure_ascii=False, indent=1))
    elif kind == "csv":
        write_csv(answer.columns, [list(row.values()) for row in answer.rows], sys.stdout)
    elif kind == "markdown":
        click.echo("\n".join(markdown_lines(answer)))
    else:
        show_table(answer)


def show_table(answer: Answer) -> None:
    """An answer for people at a terminal."""
    screen = console()
    screen.print(plain(answer.title), style="bold")
    for line in answer.lines:
        screen.print(plain(line))
    if answer.entries:
        screen.print()
        print_entries(screen, answer.entries)
        screen.print()
    if answer.note:
        screen.print(plain(answer.note), style="dim")


def print_entries(screen: Console, entries: Sequence[Entry]) -> None:
    """Entries on the screen; in a file without the blanks that would fill each line."""
    if screen.is_terminal:
        screen.print(ledger(entries))
        return
    with screen.capture() as captured:
        screen.print(ledger(entries))
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


def ledger(entries: Sequence[Entry]) -> Table:
    """Entries below each other; a sentence that was read just before is not repeated."""
    made = Table.grid(padding=(0, 2, 0, 0))
    made.add_column(no_wrap=True, style="cyan")
    made.add_column(overflow="fold")
    below = ""
    for entry in entries:
        text = Text(plain(entry.said))
        if entry.below and not (entry.below == below and below.startswith("“")):
            text.append(f"\n{plain(entry.below)}", style="italic dim")
        below = entry.below
        made.add_row(Text(plain(entry.key)), text)
    return made


def markdown_lines(answer: Answer) -> Iterator[str]:
    """An answer as Markdown in which no text of an article can act as markup."""
    yield from [f"# {escaped(answer.title)}", ""]
    if answer.lines:
        yield from [*(f"- {escaped(line)}" for line in answer.lines), ""]
    if answer.entries:
        yield f"| {' | '.join(answer.headings)} |"
        yield "| --- | --- | --- |"
        yield from (f"| {' | '.join(map(escaped, (entry.key, entry.said, entry.below)))} |" for entry in answer.entries)
        yield ""
    if answer.note:
        yield escaped(answer.note)


def escaped(text: str) -> str:
    """Text of strangers in a line or cell of Markdown: every character that could be markup gets a backslash."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]<>#|~!&" else character for character in visible(" ".join(text.split())))


def shown_time(value: datetime | None) -> str:
    """An instant to the minute in UTC; a day alone where only that is known."""
    if value is None:
        return ""
    return value.strftime("%Y-%m-%d") if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")


def shown_days(row: Mapping[str, Any], name: str) -> str:
    """An interval of days in few characters: one day, or the first and the last."""
    first, last = row[f"{name}_date_min"], row[f"{name}_date_max"]
    if first is None and last is None:
        return "no day given"
    return f"{first}" if first == last else f"{first or ''} to {last or ''}".strip()


def shown_quote(text: str | None, whole: bool) -> str:
    """A sentence in one line, in quotation marks, cut where it is long."""
    line = " ".join((text or "").split())
    if not line:
        return ""
    return f"“{line if whole or len(line) <= QUOTED else f'{line[: QUOTED - 1].rstrip()}…'}”"


def joined(*parts: str | None, by: str = " ") -> str:
    """What there is of some texts."""
    return by.join(part for part in parts if part)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
