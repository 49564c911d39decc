"""Rows of a query as a table for people, or as CSV, JSON, JSON Lines or Parquet for programs."""

from __future__ import annotations

import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import IO, Any

import duckdb
from rich.console import Console

from pipelines.cli.terminal import console, table
from pipelines.rows import cell_text, pieces, write_csv, write_json
from pipelines.warehouse.files import write_atomically

FORMATS = ("csv", "json", "jsonl", "parquet")
NUMBERS = ("INT", "DOUBLE", "FLOAT", "DECIMAL")


def show_rows(rows: duckdb.DuckDBPyRelation, limit: int, output: Path | None) -> None:
    """A table for people, of the first rows; on standard output or in a file."""
    numbers = frozenset(place for place, kind in enumerate(rows.types) if str(kind).startswith(NUMBERS) or "INT" in str(kind).split("(")[0])
    found = rows.fetchmany(limit + 1) if limit else rows.fetchall()
    shown = found[:limit] if limit else found
    made = table(rows.columns, [[cell_text(value) for value in row] for row in shown], numbers)
    more = len(found) > len(shown)
    count = f"{len(shown)} rows" if len(shown) != 1 else "1 row"
    note = f"first {count}; --limit 0 shows all, --format csv writes all" if more else count
    if output is None:
        _print(console(), made, note)
        return
    write_atomically(output, partial(_print_to_file, made, note))


def _print(to: Console, made: Any, note: str) -> None:
    to.print(made)
    to.print(f"({note})", style="dim")


def _print_to_file(made: Any, note: str, path: Path) -> None:
    with path.open("w", encoding="utf-8") as handle:
        _print(Console(file=handle, width=10_000, highlight=False, markup=False, emoji=False), made, note)


def write_rows(rows: duckdb.DuckDBPyRelation, kind: str, output: Path | None, guarded: bool) -> None:
    """All rows in a format for programs, to a file or to standard output."""
    if output is not None:
        write_atomically(output, partial(_fill, rows, kind, guarded))
    elif kind == "parquet":
        _stream_parquet(rows)
    else:
        write_text(rows, kind, sys.stdout, guarded)


def _fill(rows: duckdb.DuckDBPyRelation, kind: str, guarded: bool, path: Path) -> None:
    if kind == "parquet":
        rows.pl().write_parquet(path)
        return
    with path.open("w", encoding="utf-8", newline="") as handle:
        write_text(rows, kind, handle, guarded)


def _stream_parquet(rows: duckdb.DuckDBPyRelation) -> None:
    with tempfile.TemporaryFile() as held:
        rows.pl().write_parquet(held)
        held.seek(0)
        shutil.copyfileobj(held, sys.stdout.buffer)


def write_text(rows: duckdb.DuckDBPyRelation, kind: str, handle: IO[str], guarded: bool) -> None:
    """Rows as CSV, as one JSON array, or as one JSON object a line."""
    if kind == "csv":
        write_csv(rows.columns, pieces(rows), handle, guarded)
    else:
        write_json(rows.columns, pieces(rows), handle, as_lines=kind == "jsonl")
