"""Tables as Parquet and CSV, in order of key, with quotations no longer than may be handed on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import duckdb

from pipelines.contracts import Column, Contract, contract, contracts
from pipelines.custody.metadata_only import ANYTHING_ELSE, CUT, read_limits
from pipelines.rows import pieces, write_csv
from pipelines.warehouse.database import literal

LAYERS = ("modeled", "marts")


def exported_tables() -> list[str]:
    """Every mart, and every modeled table that is for readers."""
    return [name for name, held in contracts().items() if held.layer in LAYERS and not held.table.startswith("_")]


def selection(name: str) -> str:
    """The query for the rows of a table, as they are handed on."""
    held = contract(name)
    columns = ", ".join(map(partial(cut_column, held), held.columns))
    key = ", ".join(f'"{column}"' for column in held.key)
    return f'select {columns} from "{held.layer}"."{held.table}" order by {key}'  # noqa: S608 - names of contracts


def cut_column(held: Contract, column: Column) -> str:
    """A column, cut where it quotes."""
    if column.type != "varchar" or not column.name.endswith("_text"):
        return f'"{column.name}"'
    limits = read_limits()
    most = limits.get(f"{held.name}.{column.name}", limits[ANYTHING_ELSE])
    cut = f'left("{column.name}", {max(0, most - 1)}) || {literal(CUT if most else "")}'
    return f'case when length("{column.name}") > {most} then {cut} else "{column.name}" end as "{column.name}"'


def write_parquet(con: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """One table as Parquet; the same rows give the same bytes, however many threads write them."""
    con.execute(f"copy ({selection(name)}) to {literal(str(path))} (format parquet, compression zstd)")


def write_table_csv(con: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """One table as CSV that no spreadsheet runs."""
    rows = con.sql(selection(name))
    with path.open("w", encoding="utf-8", newline="") as handle:
        write_csv(rows.columns, pieces(rows), handle)
