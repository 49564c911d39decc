"""A release to hand on without full texts: hashes, offsets, codes, and quotations no longer than ``expectations/quotations.csv`` allows."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb

from pipelines.contracts import EXPECTATIONS
from pipelines.custody.redaction import copy_database
from pipelines.errors import LaunchwireError
from pipelines.warehouse import Warehouse, releases
from pipelines.warehouse.database import published_tables
from pipelines.warehouse.files import told_plainly

ANYTHING_ELSE = "*"
PUBLIC = frozenset({"reference"})  # facts, not texts of publishers
CUT = "…"


def read_limits() -> dict[str, int]:
    """The most characters that a column may quote, by qualified name; ``*`` for every other text."""
    with (EXPECTATIONS / "quotations.csv").open(encoding="utf-8", newline="") as handle:
        return {row["column_name"]: int(row["most_characters"]) for row in csv.DictReader(handle)}


def write_metadata_only(warehouse: Warehouse, target: Path) -> int:
    """Write the newest release without full texts into a new file; how many texts were cut."""
    if target.exists():
        raise LaunchwireError(f"{target}: is there already. Name a new file.")
    kept = releases(warehouse)
    if not kept:
        raise LaunchwireError(f"{warehouse.root}: nothing is published yet. Run: launchwire refresh --warehouse {warehouse.root}")
    passing = target.with_name(f".{target.name}.tmp")
    with told_plainly(target):
        passing.unlink(missing_ok=True)
        copy_database(kept[-1].database, passing)
        cut = cut_texts(passing)
        copy_database(passing, target)  # the copy of a copy has no pages that still hold what was cut
        passing.unlink()
    return cut


def cut_texts(path: Path) -> int:
    """Cut every text to its limit; how many were longer."""
    limits, cut = read_limits(), 0
    con = duckdb.connect(str(path))
    try:
        for table in published_tables(con):
            if table.partition(".")[0] not in PUBLIC:
                for column in text_columns(con, table):
                    cut += cut_column(con, table, column, limits.get(f"{table}.{column}", limits[ANYTHING_ELSE]))
    finally:
        con.close()
    return cut


def text_columns(con: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    """Columns of a table that hold words as they were written, or what was made of them."""
    schema, table = name.split(".")
    found = con.execute(
        "select column_name from duckdb_columns() where schema_name = ? and table_name = ? and data_type = 'VARCHAR' "
        "and column_name like '%\\_text' escape '\\' order by column_index",
        [schema, table],
    )
    return [str(row[0]) for row in found.fetchall()]


def cut_column(con: duckdb.DuckDBPyConnection, name: str, column: str, most: int) -> int:
    """Cut one column; how many values were longer."""
    schema, table = name.split(".")
    cut = con.execute(
        f'update "{schema}"."{table}" set "{column}" = left("{column}", ?) || ? where length("{column}") > ?',  # noqa: S608 - its own names
        [max(0, most - 1), CUT if most else "", most],
    ).fetchone()
    return int(cut[0]) if cut else 0
