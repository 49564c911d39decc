"""A release to hand on without full texts: hashes, offsets, codes, and quotations no longer than ``expectations/quotations.csv`` allows.

Of documents whose publishers ask for it (``opt_outs.py``) nothing is quoted; ``custody.opt_outs`` in the file names them.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import duckdb

from pipelines.contracts import EXPECTATIONS
from pipelines.custody.opt_outs import find_opt_outs
from pipelines.custody.redaction import copy_database
from pipelines.errors import LaunchwireError
from pipelines.warehouse import Warehouse, releases
from pipelines.warehouse.content import published_tables
from pipelines.warehouse.files import told_plainly

ANYTHING_ELSE = "*"
PUBLIC = frozenset({"reference"})  # facts, not texts of publishers
CUT = "…"
# what tells which document it is, rather than what stands in it
NAMING = frozenset({"title_text", "url_text", "given_date_text", "locator_text"})


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
        cut = cut_texts(passing) + quote_nothing(passing, find_opt_outs(warehouse))
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


def quote_nothing(path: Path, opt_outs: Sequence[tuple[str, str]]) -> int:
    """Empty every quotation from articles that opted out, and note which these are; how many there were."""
    con = duckdb.connect(str(path))
    try:
        con.execute("create schema custody")
        con.execute("create table custody.opt_outs (article_id varchar, opt_out_code varchar)")
        if opt_outs:
            con.executemany("insert into custody.opt_outs values (?, ?)", opt_outs)
        return sum(empty_column(con, table, column) for table, column in quoting_columns(con)) if opt_outs else 0
    finally:
        con.close()


def quoting_columns(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Tables with an article in each row, and their columns that hold words from it."""
    found = con.execute(
        "select schema_name || '.' || table_name from duckdb_columns() where column_name = 'article_id' order by 1"
    ).fetchall()
    names = [name for (name,) in found if name.partition(".")[0] not in {*PUBLIC, "custody"}]
    return [(name, column) for name in names for column in text_columns(con, name) if column not in NAMING]


def empty_column(con: duckdb.DuckDBPyConnection, name: str, column: str) -> int:
    """Empty one column for articles that opted out; how many values it held."""
    schema, table = name.split(".")
    emptied = con.execute(
        f'update "{schema}"."{table}" set "{column}" = \'\' where "{column}" <> \'\' '  # noqa: S608 - its own names
        "and article_id in (select article_id from custody.opt_outs)"
    ).fetchone()
    return int(emptied[0]) if emptied else 0


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
