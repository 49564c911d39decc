"""The warehouse as it would have been at an instant: the same SQL over what had been published by then.

An article counts as known from the end of its publication interval, in its outlet's zone, else in UTC; an undated one from its first
capture. Rules and reference facts are those of the release: asked is what was known of the world, not what this program could do then.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from pipelines.contracts import Contract, contract, contracts
from pipelines.errors import WarehouseError
from pipelines.model.desk import Desk
from pipelines.model.files import SQL_LAYERS, tables_behind_macros
from pipelines.model.lineage import DIALECT
from pipelines.model.reviews import ENTRIES
from pipelines.model.run import build_order, build_table
from pipelines.model.wanted import needed_tables
from pipelines.warehouse.database import lock_down
from pipelines.warehouse.tables import create_empty, qualified

RELEASE = "release"
FILTERED_LAYERS = ("staged", "extracted")
MENTIONS = "history.launch_event_mentions"  # so that events bear the ids of the release
# what the warehouse held at a moment is another question, which these tables answer; they are shown as they are
OTHER_AXIS = frozenset({"modeled.changes", "modeled.launch_event_redirects", "modeled.launch_event_tombstones"})


def connect_as_of(database: Path, instant: datetime, query: str) -> duckdb.DuckDBPyConnection:
    """A database in memory that holds what a query needs, made from what was known at an instant."""
    con = duckdb.connect()
    con.execute(f"attach '{str(database.resolve()).replace(chr(39), chr(39) * 2)}' as {RELEASE} (read_only)")
    lock_down(con, [], None)
    wanted = _needed(query_tables(query))
    try:
        for name in sorted(wanted):
            _take_in(con, name, instant)
    except duckdb.CatalogException as error:
        raise WarehouseError(f"{database}: was made by another version, and lacks a table. Run: launchwire refresh ({error})") from error
    desk = Desk(con)
    for name in build_order():
        if name in wanted and name not in OTHER_AXIS:
            build_table(con, name, desk)
    return con


def query_tables(query: str) -> set[str]:
    """Tables that a query names, and those behind macros that it calls; all of them where it names none, as ``show all tables`` does."""
    logging.getLogger("sqlglot").setLevel(logging.ERROR)  # what it cannot take apart, DuckDB runs or refuses
    try:
        trees = [tree for tree in sqlglot.parse(query, read=DIALECT) if tree]
    except (SqlglotError, RecursionError):  # brackets in brackets without an end
        return set(contracts())
    named = {f"{table.db}.{table.name}" for tree in trees for table in tree.find_all(exp.Table) if table.db}
    called = {call.name.lower() for tree in trees for call in tree.find_all(exp.Anonymous)}
    named |= {table for macro, table in tables_behind_macros().items() if macro in called}
    return (named & contracts().keys()) or set(contracts())


def _needed(names: Iterable[str]) -> set[str]:
    """The tables, and what those that have to be made again are made from."""
    names = set(names)
    return needed_tables(names - OTHER_AXIS) | names


def _take_in(con: duckdb.DuckDBPyConnection, name: str, instant: datetime) -> None:
    """Make a table that no SQL makes, or that is about the other axis, from the release."""
    held = contract(name)
    if held.layer in SQL_LAYERS and name not in OTHER_AXIS:
        return
    if held.layer == "history" and name not in {MENTIONS, ENTRIES}:
        create_empty(con, held)
        return
    source = qualified(contract(name if name == ENTRIES else name.replace("history", "modeled")))
    columns = ", ".join(f'held."{column.name}"' for column in held.columns)
    # put together from the names in contracts alone; a view cannot bind the instant
    known = f"select article_id from {RELEASE}.staged.articles where known_at <= timestamptz '{instant.isoformat()}'"  # noqa: S608
    day = f"date '{instant.date()}'"
    con.execute(f'create schema if not exists "{held.layer}"')
    con.execute(f"create view {qualified(held)} as select {columns} from {RELEASE}.{source} as held{_restriction(held, known, day)}")  # noqa: S608


def _restriction(held: Contract, known: str, known_day: str) -> str:
    """What leaves out articles that were not known yet, and all that was found in them."""
    if held.name == ENTRIES:
        return f" where held.reviewed_date <= {known_day}"
    has_article = any(column.name == "article_id" for column in held.columns)
    if held.layer not in FILTERED_LAYERS or not has_article:
        return ""
    return f" semi join ({known}) as known on known.article_id = held.article_id"
