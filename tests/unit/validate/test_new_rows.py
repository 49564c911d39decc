"""After a night checks look at new rows alone: what is wrong with them is found, also where it takes the others to see it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.contracts import contract
from pipelines.validate.plan import COLUMNS, CONTRACT, ROWS, new_rows_check, planned_checks
from pipelines.warehouse.tables import create_empty

ARTICLES, CLAIMS = "staged.articles", "extracted.claims"
READ = (ARTICLES, CLAIMS, "raw.records", "extracted.article_launches")


def fill(path: Path, articles: list[str], claims: list[tuple[str, str]]) -> Path:
    """A database that holds articles, and claims of them by id, with nothing else in them."""
    con = duckdb.connect(str(path))
    for name in READ:
        create_empty(con, contract(name))
    con.executemany(f"insert into {ARTICLES} by name select ? as article_id", [[article] for article in articles])
    con.executemany(f"insert into {CLAIMS} by name select ? as claim_id, ? as article_id", claims)
    con.close()
    return path


def problems(build: Path, earlier: Path, told: str) -> set[str]:
    """Claims of which the contract tells so."""
    from pipelines.validate.run import validate_tables

    (found,) = validate_tables(build, {CLAIMS: [CONTRACT]}, {CLAIMS}, earlier)
    rows = next(result for result in found.results if result.key == ROWS).failing_rows
    return {str(row["claim_id"]) for row in rows if told in str(row["problem"])}


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The release before: one article with one claim, whose topic is empty."""
    return fill(tmp_path / "earlier.duckdb", ["art_1"], [("cla_1", "art_1")])


def test_new_rows_are_judged_and_others_are_not(tmp_path: Path, earlier: Path) -> None:
    build = fill(tmp_path / "build.duckdb", ["art_1", "art_2"], [("cla_1", "art_1"), ("cla_2", "art_2")])
    assert problems(build, earlier, "topic_code is empty") == {"cla_2"}


def test_a_new_row_with_the_key_of_an_old_one_is_noticed(tmp_path: Path, earlier: Path) -> None:
    build = fill(tmp_path / "build.duckdb", ["art_1", "art_2"], [("cla_1", "art_1"), ("cla_1", "art_2")])
    assert problems(build, earlier, "the key is not unique") == {"cla_1"}


def test_a_row_without_an_article_is_noticed(tmp_path: Path, earlier: Path) -> None:
    build = fill(tmp_path / "build.duckdb", ["art_1", "art_2"], [("cla_2", "art_2"), ("cla_3", None)])  # type: ignore[list-item]
    assert problems(build, earlier, "article_id is empty") == {"cla_3"}


def test_where_a_table_beside_it_is_absent_nothing_passes(tmp_path: Path, earlier: Path) -> None:
    from pipelines.validate.run import validate_tables

    build = fill(tmp_path / "build.duckdb", ["art_1"], [("cla_1", "art_1")])
    con = duckdb.connect(str(build))
    con.execute("drop table extracted.article_launches")
    con.close()
    (found,) = validate_tables(build, {CLAIMS: [CONTRACT]}, {CLAIMS}, earlier)
    assert [(result.key, result.success) for result in found.results] == [(COLUMNS, True), (ROWS, False)]
    assert "article_launches" in str(found.results[1].exception_text)


def test_warnings_shares_and_what_takes_all_rows_are_judged_of_all() -> None:
    narrow = {check.key: new_rows_check(ARTICLES, check, "build") for check in planned_checks(ARTICLES)}
    assert narrow[ROWS] is not None
    assert narrow[COLUMNS] is None
    assert narrow["nothing_lost"] is None  # records have no articles
    of_all = [check for check in planned_checks(ARTICLES) if check.severity == "warning" or "mostly" in check.kwargs]
    assert of_all
    assert not [check.key for check in of_all if narrow[check.key]]
