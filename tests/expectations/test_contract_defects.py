"""Every promise of every contract is noticed when it is broken."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.contracts import Column, Contract, contracts
from pipelines.validate.plan import CONTRACT, columns_query, quoted, table, wrong_rows_query

TABLES = list(contracts().values())
OTHER_TYPES = {"varchar": "integer", "varchar[]": "varchar"}


@pytest.fixture(scope="module")
def con(valid: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    copy = tmp_path_factory.mktemp("contracts") / "spoiled.duckdb"
    shutil.copyfile(valid, copy)
    connection = duckdb.connect(str(copy))
    yield connection
    connection.close()


def problems(con: duckdb.DuckDBPyConnection, held: Contract, change: str) -> list[str]:
    """What the contract's check says after a change, which is then undone."""
    con.execute("begin")
    try:
        con.execute(change)
        return [str(row[-1]) for row in con.execute(wrong_rows_query(held).format()).fetchall()]
    finally:
        con.execute("rollback")


def broken_promises(column: Column) -> Iterator[tuple[str, str]]:
    """For each promise about a column a value that breaks it, and how the problem begins."""
    stranger = "['nowhere']" if column.type.endswith("[]") else "'nowhere'"
    if not column.nullable:
        yield "null", f"{column.name} is empty"
    if column.codes:
        yield stranger, f"{column.name} is none of its codes: "
    if column.references:
        yield stranger, f"{column.name} is not in {column.references}: nowhere"


@pytest.mark.parametrize("held", TABLES, ids=lambda held: held.name)
def test_a_value_that_the_contract_does_not_allow_is_noticed(con: duckdb.DuckDBPyConnection, held: Contract) -> None:
    unnoticed = [
        (column.name, value)
        for column in held.columns
        for value, told in broken_promises(column)
        if not any(
            problem.startswith(told) for problem in problems(con, held, f"update {table(held.name)} set {quoted(column.name)} = {value}")
        )
    ]
    assert unnoticed == []


@pytest.mark.parametrize("held", TABLES, ids=lambda held: held.name)
def test_a_second_row_of_one_key_is_noticed(con: duckdb.DuckDBPyConnection, held: Contract) -> None:
    doubled = f"insert into {table(held.name)} select * from {table(held.name)} limit 1"
    assert "the key is not unique" in problems(con, held, doubled)


@pytest.mark.parametrize("held", TABLES, ids=lambda held: held.name)
@pytest.mark.parametrize(
    "change", ["rename column {last} to renamed", "drop column {last}", "add column stranger integer", "alter column {last} type {other}"]
)
def test_other_columns_are_noticed(con: duckdb.DuckDBPyConnection, held: Contract, change: str) -> None:
    last = held.columns[-1]
    if "drop column" in change and len(held.columns) == 1:
        pytest.skip("a table has to have a column")
    con.execute("begin")
    try:
        con.execute(f"create or replace table {table(held.name)} as from {table(held.name)} limit 0")
        con.execute(f"alter table {table(held.name)} " + change.format(last=quoted(last.name), other=OTHER_TYPES.get(last.type, "varchar")))
        assert con.execute(columns_query(held).format()).fetchall() != []
    finally:
        con.execute("rollback")


def test_great_expectations_fails_a_contract_that_is_broken(valid: Path, tmp_path: Path) -> None:
    from pipelines.validate.run import validate_tables

    copy = tmp_path / "spoiled.duckdb"
    shutil.copyfile(valid, copy)
    con = duckdb.connect(str(copy))
    for held in TABLES:
        con.execute(f"update {table(held.name)} set {quoted(held.key[0])} = null")
    con.close()
    results = validate_tables(copy, {name: [CONTRACT] for name in contracts()})
    assert [result.name for result in results if not [check for check in result.failed if check.severity == "critical"]] == []
