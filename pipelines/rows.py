"""Rows for programs: as CSV that no spreadsheet runs, as JSON, as JSON Lines. The one home of how values are spelled and guarded."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import IO, Any
from uuid import UUID

import duckdb

PIECE = 2000  # rows fetched at a time
# first characters that make a spreadsheet take a text for a formula (the wide forms do in East Asian settings), and the guard itself
FORMULA_STARTS = tuple("=+-@\t\r\n'＝＋－＠")
GUARD = "'"
ENDING = "\r\n"


@dataclass(frozen=True, slots=True)
class _Lines:
    """Rows that end in a line feed. Carriage returns are in quotes, since spreadsheets end rows at them."""

    handle: IO[str]

    def write(self, row: str) -> int:
        """One row."""
        return self.handle.write(row.removesuffix(ENDING) + "\n")


def pieces(rows: duckdb.DuckDBPyRelation) -> Iterator[tuple[Any, ...]]:
    """Rows one after another, without holding them all."""
    while piece := rows.fetchmany(PIECE):
        yield from piece


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], handle: IO[str], guarded: bool = True) -> None:
    """CSV with a header; null is an empty field, lists and structs are JSON."""
    writer = csv.writer(_Lines(handle), lineterminator=ENDING)
    guard = guard_cell if guarded else str
    writer.writerow([guard(name) for name in columns])
    for row in rows:
        writer.writerow([guard(value) if isinstance(value, str) else cell_text(value) for value in row])


def guard_cell(text: str) -> str:
    """The text, with one quotation mark in front where a spreadsheet would run it; taking one such mark away gives it back."""
    return GUARD + text if text.startswith(FORMULA_STARTS) else text


def write_json(columns: Sequence[str], rows: Iterable[Sequence[Any]], handle: IO[str], as_lines: bool) -> None:
    """Objects by column name; instants and days in ISO 8601."""
    opening, between, closing = ("", "\n", "\n") if as_lines else ("[", ",\n ", "]\n")
    separator = opening
    names = _names(columns)
    for row in rows:
        handle.write(separator + json.dumps(dict(zip(names, map(json_value, row), strict=True)), ensure_ascii=False))
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


def cell_text(value: Any) -> str | None:
    """A value in one cell: as JSON has it, without quotation marks around text."""
    plain = json_value(value)
    if plain is None or isinstance(plain, str):
        return plain
    return json.dumps(plain, ensure_ascii=False)
