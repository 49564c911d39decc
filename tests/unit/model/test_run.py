"""Tables are made from their SQL under their contracts, in an order in which what they read is there."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.contracts import contract
from pipelines.errors import ContractError
from pipelines.model import files, lineage, run
from pipelines.model.lineage import column_lineage, dependencies
from pipelines.model.run import build_order, build_table
from pipelines.warehouse.tables import create_empty


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    """A database in which all that modeled.alerts reads is there, and empty."""
    opened = duckdb.connect()
    for name in {*dependencies("modeled.alerts"), "modeled.reactions"}:
        create_empty(opened, contract(name))
    return opened


@pytest.fixture
def other_sql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the SQL of modeled.alerts is looked for instead."""
    path = tmp_path / "alerts.sql"
    for module in (files, lineage, run):
        monkeypatch.setattr(module, "read_sql", lambda _name: path.read_text(encoding="utf-8"), raising=False)
    lineage.parse.cache_clear()
    lineage.dependencies.cache_clear()
    yield path
    lineage.parse.cache_clear()
    lineage.dependencies.cache_clear()


def test_a_table_comes_after_what_it_reads() -> None:
    order = build_order()
    assert [
        (name, other) for name in order for other in dependencies(name) if other in order and order.index(other) > order.index(name)
    ] == []


def test_dependencies_are_read_from_the_sql() -> None:
    assert dependencies("modeled.payloads") == ("extracted.article_launches", "modeled._named_payloads", "reference.payloads")
    assert dependencies("staged.articles") == ()


def test_a_column_is_traced_to_the_columns_that_it_is_made_from() -> None:
    assert column_lineage("modeled.attributions")["actor_id"] == [("modeled._actor_mentions", "actor_id")]
    assert column_lineage("modeled.attributions")["known_at"] == [("modeled.articles", "known_at")]
    assert column_lineage("staged.articles") == {}


def test_every_column_of_every_table_can_be_traced() -> None:
    assert [name for name in build_order() if list(column_lineage(name)) != [column.name for column in contract(name).columns]] == []


def test_a_table_that_is_made_has_the_columns_and_comments_of_its_contract(con: duckdb.DuckDBPyConnection) -> None:
    assert build_table(con, "modeled.alerts") == 0
    found = con.execute(
        "select column_name, data_type from duckdb_columns() where schema_name = 'modeled' and table_name = 'alerts' order by column_index"
    ).fetchall()
    assert found == [(column.name, column.type.upper()) for column in contract("modeled.alerts").columns]
    comment = con.execute("select comment from duckdb_tables() where schema_name = 'modeled' and table_name = 'alerts'").fetchone()
    assert comment is not None
    assert comment[0].endswith("Key: alert_id.")


def test_columns_that_are_not_those_of_the_contract_are_told(con: duckdb.DuckDBPyConnection, other_sql: Path) -> None:
    other_sql.write_text("select reaction_id, 1 as stranger from modeled.reactions", encoding="utf-8")
    with pytest.raises(
        ContractError, match=r"sql/modeled/alerts.sql: columns missing \['alert_id', .*not in the contract \['reaction_id', 'stranger'\]"
    ):
        build_table(con, "modeled.alerts")


def test_sql_that_fails_is_told_with_its_file(con: duckdb.DuckDBPyConnection, other_sql: Path) -> None:
    other_sql.write_text("select nothing from modeled.reactions", encoding="utf-8")
    with pytest.raises(ContractError, match=r"sql/modeled/alerts.sql: Binder Error: .*nothing"):
        build_table(con, "modeled.alerts")


def test_a_table_that_nobody_promises_cannot_be_read(other_sql: Path) -> None:
    other_sql.write_text("select * from modeled.strangers", encoding="utf-8")
    with pytest.raises(ContractError, match=r"reads \['modeled.strangers'\], which have no contract"):
        dependencies("modeled.alerts")


def test_two_statements_in_one_file_are_refused(other_sql: Path) -> None:
    other_sql.write_text("select 1; select 2", encoding="utf-8")
    with pytest.raises(ContractError, match="holds 2 statements; expected one select"):
        dependencies("modeled.alerts")


def test_words_that_are_no_sql_are_told(other_sql: Path) -> None:
    other_sql.write_text("select (", encoding="utf-8")
    with pytest.raises(ContractError, match=r"sql/modeled/alerts\.sql: cannot be parsed"):
        dependencies("modeled.alerts")
