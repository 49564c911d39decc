"""An empty table under its contract, and what it holds once it is filled."""

from __future__ import annotations

import duckdb

from pipelines.contracts import Contract


def qualified(held: Contract) -> str:
    """A table's name as SQL."""
    return f'"{held.layer}"."{held.table}"'


def typed_columns(held: Contract) -> str:
    """The columns of a table with their types, as SQL."""
    return ", ".join(f'"{column.name}" {column.type}' for column in held.columns)


def create_empty(con: duckdb.DuckDBPyConnection, held: Contract) -> None:
    """Make the table anew with the columns and types of its contract."""
    con.execute(f'create schema if not exists "{held.layer}"')
    con.execute(f"create or replace table {qualified(held)} ({typed_columns(held)})")


def count_rows(con: duckdb.DuckDBPyConnection, name: str) -> int:
    """Rows of a table by its qualified name, which a file tells without reading them."""
    counted = con.table(name).count("*").fetchone()
    return int(counted[0]) if counted else 0


def has_columns(con: duckdb.DuckDBPyConnection, database: str, held: Contract) -> bool:
    """Whether an open database has the table with all columns of its contract, as another version may not."""
    found = con.execute(
        "select column_name from duckdb_columns() where database_name = ? and schema_name = ? and table_name = ?",
        [database, held.layer, held.table],
    )
    return {column.name for column in held.columns} <= {row[0] for row in found.fetchall()}
