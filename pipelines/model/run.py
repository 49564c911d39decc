"""Run the model: each table from its SQL, typed and ordered by its contract."""

from __future__ import annotations

from functools import cache
from graphlib import CycleError, TopologicalSorter

import duckdb

from pipelines.contracts import ROOT, Contract, contract
from pipelines.errors import ContractError
from pipelines.model.files import SQL_LAYERS, macro_files, read_sql, reader_macros, sql_path, sql_tables
from pipelines.model.lineage import dependencies
from pipelines.warehouse.database import comment_table, one_commit
from pipelines.warehouse.tables import count_rows, create_empty, qualified


@cache
def build_order() -> tuple[str, ...]:
    """Tables that SQL makes, each after what it reads; by name where the order is free."""
    graph = {name: [dep for dep in dependencies(name) if dep.split(".")[0] in SQL_LAYERS] for name in sql_tables()}
    sorter = TopologicalSorter(graph)
    try:
        sorter.prepare()
    except CycleError as error:
        raise ContractError(
            f"Tables read each other in a circle: {' -> '.join(error.args[1])}. Break it in one of their SQL files."
        ) from error
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order += ready
        sorter.done(*ready)
    return tuple(order)


def load_macros(con: duckdb.DuckDBPyConnection) -> None:
    """Macros of ``sql/macros``, kept in the database so that readers can use them too."""
    for path in macro_files():
        try:
            con.execute(path.read_text(encoding="utf-8"))
        except duckdb.Error as error:
            raise ContractError(f"{path.relative_to(ROOT)}: {_first_lines(error)}") from error


def build_table(con: duckdb.DuckDBPyConnection, name: str) -> int:
    """Make one table anew from its SQL under its contract; its number of rows. What it reads must be there."""
    held, select = contract(name), read_sql(name)
    try:
        with one_commit(con):
            load_macros(con)
            _refuse_other_columns(con, held, select)
            rows = _fill(con, held, select)
            if path := reader_macros(name):
                con.execute(path.read_text(encoding="utf-8"))
        return rows
    except duckdb.Error as error:
        raise ContractError(f"{sql_path(name).relative_to(ROOT)}: {_first_lines(error)}") from error


def build_model(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Make every table that SQL makes; rows by table."""
    return {name: build_table(con, name) for name in build_order()}


def _refuse_other_columns(con: duckdb.DuckDBPyConnection, held: Contract, select: str) -> None:
    wanted = [column.name for column in held.columns]
    found = [str(row[0]) for row in con.execute(f"describe {select}").fetchall()]
    if found != wanted:
        missing, extra = [name for name in wanted if name not in found], [name for name in found if name not in wanted]
        raise ContractError(
            f"{sql_path(held.name).relative_to(ROOT)}: columns missing {missing}, not in the contract {extra}, or in another order. "
            f"The contract, expectations/{held.layer}/{held.table}.yml, says: {', '.join(wanted)}."
        )


def _fill(con: duckdb.DuckDBPyConnection, held: Contract, select: str) -> int:
    key = ", ".join(f'"{column}"' for column in held.key)
    create_empty(con, held)
    con.execute(f"insert into {qualified(held)} select * from ({select}\n) order by {key}")
    comment_table(con, held.name)
    return count_rows(con, held.name)


def _first_lines(error: duckdb.Error) -> str:
    """The part of a database error that helps: what, and where in the statement."""
    return str(error).split("\n\nContext")[0].strip()
