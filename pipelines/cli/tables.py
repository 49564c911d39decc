"""Rows of a query as a table for people, or as CSV, JSON, JSON Lines or Parquet for programs."""

from __future__ import annotations

import csv
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from math import isfinite
from pathlib import Path
from typing import IO, Any
from uuid import UUID

import duckdb
from rich.console import Console

from pipelines.cli.terminal import console, table
from pipelines.warehouse.files import write_atomically

FORMATS = ("csv", "json", "jsonl", "parquet")
PIECE = 2000  # rows fetched at a time
NUMBERS = ("INT", "DOUBLE", "FLOAT", "DECIMAL")
# first characters that make a spreadsheet take a text for a formula (the wide forms do in East Asian settings), and the guard itself
FORMULA_STARTS = tuple("=+-@\t\r\n'＝＋－＠")
GUARD = "'"


def pieces(rows: duckdb.DuckDBPyRelation) -> Iterator[tuple[Any, ...]]:
    """Rows one after another, without holding them all."""
    while piece := rows.fetchmany(PIECE):
        yield from piece


def show_rows(rows: duckdb.DuckDBPyRelation, limit: int, output: Path | None) -> None:
    """A table for people, of the first rows; on standard output or in a file."""
    numbers = frozenset(place for place, kind in enumerate(rows.types) if str(kind).startswith(NUMBERS) or "INT" in str(kind).split("(")[0])
    found = rows.fetchmany(limit + 1) if limit else rows.fetchall()
    shown = found[:limit] if limit else found
    made = table(rows.columns, [[_cell(value) for value in row] for row in shown], numbers)
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
        write_csv(rows, handle, guarded)
    else:
        write_json(rows, handle, as_lines=kind == "jsonl")


def write_csv(rows: duckdb.DuckDBPyRelation, handle: IO[str], guarded: bool) -> None:
    """CSV with a header; null is an empty field, lists and structs are JSON."""
    writer = csv.writer(handle, lineterminator="\n")
    guard = guard_cell if guarded else str
    writer.writerow([guard(name) for name in rows.columns])
    for row in pieces(rows):
        writer.writerow([guard(value) if isinstance(value, str) else _cell(value) for value in row])


def guard_cell(text: str) -> str:
    """The text, with one quotation mark in front where a spreadsheet would run it; taking one such mark away gives it back."""
    return GUARD + text if text.startswith(FORMULA_STARTS) else text


def write_json(rows: duckdb.DuckDBPyRelation, handle: IO[str], as_lines: bool) -> None:
    """Objects by column name; instants and days in ISO 8601."""
    opening, between, closing = ("", "\n", "\n") if as_lines else ("[", ",\n ", "]\n")
    separator = opening
    for row in pieces(rows):
        handle.write(separator + json.dumps(dict(zip(_names(rows.columns), map(json_value, row), strict=True)), ensure_ascii=False))
        separator = between
    handle.write(closing if separator is between else (opening + closing if not as_lines else ""))


def _names(columns: Sequence[str]) -> list[str]:
    """Column names, a number added where one stands twice: an object would drop all but the last."""
    return [name if columns.index(name) == place else f"{name}_{columns[: place + 1].count(name)}" for place, name in enumerate(columns)]


def json_value(value: Any) -> Any:
    """A DuckDB value as JSON has it."""
    if isinstance(value, float):
        return value if isfinite(value) else None
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, dict):
        return {str(key): json_value(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(held) for held in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.hex() if isinstance(value, bytes) else _spell(value)


def _spell(value: date | time | timedelta | UUID) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


def _cell(value: Any) -> str | None:
    """A value in one cell: as JSON has it, without quotation marks around text."""
    plain = json_value(value)
    if plain is None or isinstance(plain, str):
        return plain
    return json.dumps(plain, ensure_ascii=False)
