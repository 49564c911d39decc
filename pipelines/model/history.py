"""The history layer: what the release before held, what people reviewed, and which refresh this is.

The newest release is an input of the next: keep it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import duckdb

from pipelines.contracts import Contract, contract
from pipelines.model.reviews import ENTRIES, read_reviews, reviews_folder
from pipelines.warehouse import Release, Warehouse, connect_build, releases
from pipelines.warehouse.database import EARLIER, comment_table, one_commit
from pipelines.warehouse.lake import layer_tables
from pipelines.warehouse.tables import count_rows, create_empty, qualified

REFRESHES = "history.refreshes"


def load_history(warehouse: Warehouse, run_at: datetime, versions: Mapping[str, str]) -> dict[str, int]:
    """Make every table of the history layer anew, in the build, from the newest release; rows by table."""
    kept = releases(warehouse)
    earlier = kept[-1] if kept else None
    con = connect_build(warehouse, beside=earlier.database if earlier else None)
    try:
        create_history(con)
        if earlier is not None:
            _copy_tables(con)
        note_refresh(con, run_at, versions, earlier)
        con.from_arrow(read_reviews(reviews_folder(warehouse)).to_arrow()).insert_into(ENTRIES)
        return {name: count_rows(con, name) for name in layer_tables("history")}
    finally:
        con.close()


def create_history(con: duckdb.DuckDBPyConnection) -> None:
    """Empty tables, as before the first release."""
    with one_commit(con):
        for name in layer_tables("history"):
            create_empty(con, contract(name))
            comment_table(con, name)


def note_refresh(con: duckdb.DuckDBPyConnection, run_at: datetime, versions: Mapping[str, str], earlier: Release | None) -> None:
    """Which refresh this is, with the versions of what makes it and of what made the release before."""
    before = earlier.manifest["versions"] if earlier else {}
    row = [earlier.number + 1 if earlier else 1, run_at, *_versions(versions), *(_versions(before) if earlier else (None, None, None))]
    con.execute("insert into history.refreshes values (?, ?, ?, ?, ?, ?, ?, ?)", row)


def _versions(held: Mapping[str, str]) -> tuple[str, str, str]:
    """Versions of reading, reference and SQL."""
    return f"{held['staged']} {held['extracted']}", held["reference"], held["sql"]


def _copy_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Rows of the tables of the same name in the modeled layer of the release. A version without such a table gives none."""
    for name in layer_tables("history"):
        held = contract(name)
        if name not in {REFRESHES, ENTRIES} and _is_there(con, held):
            columns = ", ".join(f'"{column.name}"' for column in held.columns)
            con.execute(f'insert into {qualified(held)} select {columns} from {EARLIER}.modeled."{held.table}"')


def _is_there(con: duckdb.DuckDBPyConnection, held: Contract) -> bool:
    """Whether the release has all columns that the contract asks for."""
    found = con.execute(
        "select column_name from duckdb_columns() where database_name = ? and schema_name = 'modeled' and table_name = ?",
        [EARLIER, held.table],
    )
    return {column.name for column in held.columns} <= {row[0] for row in found.fetchall()}
