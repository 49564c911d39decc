"""Run the model: each table from its SQL, typed and ordered by its contract."""

from __future__ import annotations

from functools import cache
from graphlib import CycleError, TopologicalSorter

import duckdb

from pipelines.contracts import ROOT, Contract, contract
from pipelines.errors import ContractError
from pipelines.model.desk import Desk, first_lines, scope_column
from pipelines.model.files import SQL_LAYERS, read_sql, reader_macros, sql_path, sql_tables
from pipelines.model.lineage import needed_first
from pipelines.warehouse.content import count_content
from pipelines.warehouse.database import comment_table, one_commit
from pipelines.warehouse.tables import count_rows, create_empty, qualified, typed_columns


@cache
def build_order() -> tuple[str, ...]:
    """Tables that SQL makes, each after what it reads; by name where the order is free."""
    graph = {name: [other for other in needed_first(name) if other.split(".")[0] in SQL_LAYERS] for name in sql_tables()}
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


def build_table(con: duckdb.DuckDBPyConnection, name: str, desk: Desk | None = None) -> int:
    """Make one table from its SQL under its contract: anew, or on a desk that carries it within its scopes; its number of rows.

    What it reads must be there.
    """
    held, desk = contract(name), desk or Desk(con)
    try:
        select = desk.addressed(name, read_sql(name))
        _refuse_other_columns(con, held, select)
        if name in desk.carried and desk.scopes(name):
            _renew(desk, held, select)
        else:
            _fill(con, held, select)
        return count_rows(con, name)
    except duckdb.Error as error:
        raise ContractError(f"{sql_path(name).relative_to(ROOT)}: {first_lines(error)}") from error


def build_model(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Make every table that SQL makes; rows by table."""
    desk = Desk(con)
    return {name: build_table(con, name, desk) for name in build_order()}


def _refuse_other_columns(con: duckdb.DuckDBPyConnection, held: Contract, select: str) -> None:
    wanted = [column.name for column in held.columns]
    found = [str(row[0]) for row in con.execute(f"describe {select}").fetchall()]
    if found != wanted:
        missing, extra = [name for name in wanted if name not in found], [name for name in found if name not in wanted]
        raise ContractError(
            f"{sql_path(held.name).relative_to(ROOT)}: columns missing {missing}, not in the contract {extra}, or in another order. "
            f"The contract, expectations/{held.layer}/{held.table}.yml, says: {', '.join(wanted)}."
        )


def _fill(con: duckdb.DuckDBPyConnection, held: Contract, select: str) -> None:
    """Make the whole table."""
    with one_commit(con):
        create_empty(con, held)
        con.execute(f"insert into {qualified(held)} select * from ({select}\n) order by {_key(held)}")
        comment_table(con, held.name)
        if path := reader_macros(held.name):
            con.execute(path.read_text(encoding="utf-8"))


def _renew(desk: Desk, held: Contract, select: str) -> None:
    """Make the rows within the scopes of a table anew. They are laid out, too, for what is made from them."""
    scopes = desk.scopes(held.name)
    laid = desk.lay_out((), scopes)
    rows = f'"{laid}".{qualified(held)}'
    desk.con.execute(f'create schema if not exists "{laid}"."{held.layer}"')
    desk.con.execute(f"create or replace table {rows} ({typed_columns(held)})")
    desk.con.execute(f"insert into {rows} select held.* from ({select}\n) as held{desk.restriction(held, scopes)}")
    desk.laid.add((laid, held.name))
    own, column = qualified(held), scope_column(held, scopes)
    left = count_content(desk.con, f"(select held.* from {own} as held{desk.restriction(held, scopes)})")
    desk.renewed[held.name] = desk.carried[held.name] - left + count_content(desk.con, rows)
    with one_commit(desk.con):
        desk.con.execute(f'delete from {own} where "{column}" is null or "{column}" in (select "{column}" from {scopes[0]})')
        desk.con.execute(f"insert into {own} from {rows} order by {_key(held)}")


def _key(held: Contract) -> str:
    return ", ".join(f'"{column}"' for column in held.key)
