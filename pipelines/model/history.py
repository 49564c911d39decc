"""The history layer: which refresh this is, and what people reviewed.

What the release before held is read from that release (``history.claims`` in SQL is its ``modeled.claims``), and is no part of the build:
the newest release is an input of the next, so keep it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import duckdb

from pipelines.contracts import contract
from pipelines.model.reviews import ENTRIES, read_reviews, reviews_folder
from pipelines.warehouse import Release, Warehouse, connect_build, releases
from pipelines.warehouse.database import comment_table, one_commit
from pipelines.warehouse.lake import layer_tables
from pipelines.warehouse.tables import count_rows, create_empty


def load_history(warehouse: Warehouse, run_at: datetime, versions: Mapping[str, str]) -> dict[str, int]:
    """Make every table of the history layer anew, in the build; rows by table."""
    kept = releases(warehouse)
    earlier = kept[-1] if kept else None
    con = connect_build(warehouse)
    try:
        create_history(con)
        note_refresh(con, run_at, versions, earlier)
        con.from_arrow(read_reviews(reviews_folder(warehouse)).to_arrow()).insert_into(ENTRIES)
        return {name: count_rows(con, name) for name in layer_tables("history")}
    finally:
        con.close()


def create_history(con: duckdb.DuckDBPyConnection) -> None:
    """Empty tables of the layer, and no others: older versions kept copies in it."""
    with one_commit(con):
        con.execute("drop schema if exists history cascade")
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
