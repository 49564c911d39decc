"""What each table reads, and which columns each of its columns is made from: derived from the SQL itself."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.lineage import Node, lineage

from pipelines.contracts import ROOT, contract, contracts, earlier_of
from pipelines.errors import ContractError
from pipelines.model.files import SQL_LAYERS, read_sql, sql_path

DIALECT = "duckdb"


@cache
def parse(name: str) -> exp.Expr:
    """The select of a table as a syntax tree. One file holds one statement."""
    try:
        statements = [statement for statement in sqlglot.parse(read_sql(name), read=DIALECT) if statement]
    except SqlglotError as error:
        raise ContractError(f"{sql_path(name).relative_to(ROOT)}: cannot be parsed. {error}") from error
    if len(statements) != 1:
        raise ContractError(f"{sql_path(name).relative_to(ROOT)}: holds {len(statements)} statements; expected one select.")
    return statements[0]


@cache
def dependencies(name: str) -> tuple[str, ...]:
    """Tables that a table reads, in order of name; none for tables that no SQL makes."""
    if contract(name).layer not in SQL_LAYERS:
        return ()
    found = {f"{table.db}.{table.name}" for table in parse(name).find_all(exp.Table) if table.db}
    if unknown := sorted(other for other in found - contracts().keys() if not earlier_of(other)):
        raise ContractError(f"{sql_path(name).relative_to(ROOT)}: reads {unknown}, which have no contract.")
    return tuple(sorted(found))


def needed_first(name: str) -> tuple[str, ...]:
    """Tables of a build that have to be made before a table: those that it reads, and those that say which of its rows are made anew."""
    return tuple(sorted(other for other in {*dependencies(name), *contract(name).anew_for} if not earlier_of(other)))


@cache
def column_lineage(name: str) -> dict[str, list[tuple[str, str]]]:
    """For each column of a table the columns of other tables that it is made from, in order."""
    if contract(name).layer not in SQL_LAYERS:
        return {}
    try:
        nodes = lineage(None, parse(name), _schema(dependencies(name)), dialect=DIALECT, trim_selects=False)
        return {column.name: _sources(nodes[column.name]) for column in contract(name).columns}
    except (SqlglotError, KeyError) as error:
        raise ContractError(f"{sql_path(name).relative_to(ROOT)}: its columns cannot be traced. {error}") from error


def _schema(names: tuple[str, ...]) -> dict[str, Any]:
    """Columns of the tables read, as the library wants them."""
    found: dict[str, Any] = {}
    for name in names:
        layer, table = name.split(".")
        found.setdefault(layer, {})[table] = {column.name: column.type for column in contract(name).columns}
    return found


def _sources(node: Node) -> list[tuple[str, str]]:
    """Columns at the leaves of a column's derivation."""
    return sorted({found for leaf in node.walk() if (found := _table_column(leaf))})


def _table_column(node: Node) -> tuple[str, str] | None:
    source = node.source
    if not isinstance(source, exp.Table) or not source.db:
        return None
    return f"{source.db}.{source.name}", node.name.rpartition(".")[2].strip('"')
