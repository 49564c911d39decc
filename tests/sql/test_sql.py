"""Behaviours of the SQL tables: ``<layer>/<table>/<behaviour>/`` holds tiny inputs and ``expect.csv``, typed by hand.

An input is named for its table and gives the columns that matter; the others are null. What lies between the inputs and the table is
built from its own SQL. ``expect.csv`` gives the columns that the behaviour is about, in the order of the key.
"""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from pipelines.contracts import contract
from pipelines.model.files import SQL_LAYERS, sql_tables
from pipelines.model.lineage import dependencies
from pipelines.model.run import build_order, build_table
from pipelines.warehouse.tables import create_empty

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/*/expect.csv"))


def needed(name: str, given: set[str]) -> set[str]:
    """The table and all that has to be there before it; what is given needs nothing."""
    found = {name}
    for other in dependencies(name) if name not in given else ():
        found |= needed(other, given)
    return found


def fill(con: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """Put the rows of a file into an empty table, by the names of its columns."""
    columns = {column.name: column.type for column in contract(name).columns}
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    for row in rows:
        assert row.keys() <= columns.keys(), f"{path}: unknown columns {sorted(row.keys() - columns.keys())}"
        marks = ", ".join(f"?::{columns[column]}" for column in row)
        con.execute(f"insert into {name} ({', '.join(row)}) values ({marks})", [value or None for value in row.values()])


def build(case: Path) -> duckdb.DuckDBPyConnection:
    """A database with the inputs of a behaviour and all that is made of them, up to the table."""
    con = duckdb.connect()
    con.execute("set timezone = 'UTC'")
    name = f"{case.parent.parent.name}.{case.parent.name}"
    inputs = {path.stem: path for path in case.glob("*.*.csv")}
    tables = needed(name, inputs.keys() - {name})
    assert inputs.keys() <= tables, f"{case}: {sorted(inputs.keys() - tables)} are nothing that {name} is made of"
    for table in sorted(tables):
        if table in inputs or contract(table).layer not in SQL_LAYERS:
            create_empty(con, contract(table))
    for table, path in inputs.items():
        fill(con, table, path)
    for table in build_order():
        if table in tables and table not in inputs:
            build_table(con, table)
    return con


@pytest.mark.parametrize("case", CASES, ids=lambda case: "/".join(case.parts[-3:]))
def test_a_table_behaves_as_its_cases_say(case: Path) -> None:
    held = contract(f"{case.parent.parent.name}.{case.parent.name}")
    lines = list(csv.reader((case / "expect.csv").open(encoding="utf-8")))
    columns = ", ".join(f"coalesce({column}::varchar, '')" for column in lines[0])
    order = ", ".join(column for column in (lines[0] if set(held.key) - set(lines[0]) else held.key))
    found = build(case).execute(f"select {columns} from {held.name} order by {order}").fetchall()
    assert [list(row) for row in found] == lines[1:]


@pytest.mark.parametrize("name", [name for name in sql_tables() if not name.split(".")[1].startswith("_")])
def test_every_table_for_readers_has_a_case(name: str) -> None:
    assert any(case.parent == HERE.joinpath(*name.split(".")) for case in CASES)
