"""The reference layer: small CSV files of facts, read by polars under their contracts."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import polars as pl

from pipelines.contracts import POLARS_TYPES, ROOT, Column, contract, shape
from pipelines.errors import ContractError
from pipelines.warehouse.database import comment_table, one_commit
from pipelines.warehouse.lake import layer_tables
from pipelines.warehouse.tables import create_empty

FOLDER = ROOT / "pipelines" / "reference"


def reference_path(name: str) -> Path:
    """The file that holds a table of the reference layer."""
    return FOLDER / f"{name.removeprefix('reference.')}.csv"


def load_reference(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Make every table of the reference layer anew; rows by table."""
    return {name: load_reference_table(con, name) for name in layer_tables("reference")}


def load_reference_table(con: duckdb.DuckDBPyConnection, name: str) -> int:
    """Make one table of the reference layer from its file."""
    held, frame = contract(name), read_reference(name, reference_path(name))
    with one_commit(con):
        create_empty(con, held)
        con.from_arrow(frame.to_arrow()).insert_into(name)
        comment_table(con, name)
    return frame.height


def read_reference(name: str, path: Path) -> pl.DataFrame:
    """Rows of one file of facts, typed by the contract; an error names the line that does not fit."""
    if not path.exists():
        raise ContractError(f"{path}: is not there. It holds {contract(name).title}; restore it from version control.")
    columns = contract(name).columns
    lines = checked_lines(path, [column.name for column in columns])
    text = pl.read_csv(path, infer_schema=False)
    return shape(name, pl.DataFrame([_typed(path, text[column.name], column, lines) for column in columns]))


def checked_lines(path: Path, header: list[str]) -> list[int]:
    """Line on which each row ends; an error where a line is no row of the table. Polars would fill up short lines in silence."""
    lines: list[int] = []
    with path.open(encoding="utf-8", newline="") as handle:
        rows = csv.reader(handle, strict=True)
        try:
            for row in rows:
                _refuse_misfit(path, rows.line_num, row, header, is_header=not lines)
                lines.append(rows.line_num)
        except (csv.Error, UnicodeDecodeError) as error:
            raise ContractError(f"{path}: line {rows.line_num + 1}: cannot be read as CSV in UTF-8 ({error}).") from error
    if not lines:
        raise ContractError(f"{path}: is empty; expected the header {','.join(header)}.")
    return lines[1:]


def _refuse_misfit(path: Path, line: int, row: list[str], header: list[str], is_header: bool) -> None:
    if is_header and row != header:
        raise ContractError(f"{path}: line {line}: the header is {','.join(row)}; expected {','.join(header)}.")
    if len(row) != len(header):
        raise ContractError(f"{path}: line {line}: holds {len(row)} fields; expected {len(header)}: {','.join(header)}.")


def _typed(path: Path, text: pl.Series, column: Column, lines: list[int]) -> pl.Series:
    """Values of one column in the type of its contract."""
    values = _cast(text, POLARS_TYPES[column.type])
    unfit = values.is_null() & text.is_not_null() if column.nullable else values.is_null()
    if not unfit.any():
        return values
    row = int(unfit.arg_true()[0])
    found = "empty" if text[row] is None else repr(text[row])
    allowed = f"{column.type}{', or empty' if column.nullable else ''}"
    raise ContractError(f"{path}: line {lines[row]}: {column.name} is {found}; expected {allowed}: {column.meaning}.")


def _cast(text: pl.Series, kind: pl.DataType) -> pl.Series:
    if kind == pl.Boolean():
        return text.replace_strict({"true": True, "false": False}, default=None, return_dtype=kind)
    return text.str.to_date("%Y-%m-%d", strict=False) if kind == pl.Date() else text.cast(kind, strict=False)
