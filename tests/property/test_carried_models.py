"""Models that a night makes anew for what has changed alone are those that would be made of everything."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from pipelines.cli.init import declare_landing
from pipelines.declared import declared_sources
from pipelines.extract import extract
from pipelines.ingest import ingest
from pipelines.model.desk import Desk
from pipelines.model.history import load_history
from pipelines.model.reference import load_reference
from pipelines.model.run import build_order, build_table
from pipelines.stage import stage
from pipelines.warehouse import Warehouse, connect_build, init_warehouse, load_layer, publish, releases
from pipelines.warehouse.content import Content, count_content
from pipelines.warehouse.database import EARLIER, literal
from pipelines.warehouse.loading import begin_build, kept_contents, note_made, partly_new_tables

SAMPLE = sorted((Path(__file__).parents[2] / "pipelines" / "sample" / "articles").glob("*-*[!d].json"))
VERSIONS = dict.fromkeys(("raw", "staged", "extracted", "reference", "history", "sql"), "1")
FIRST = datetime(2025, 1, 1, tzinfo=UTC)
LATE = 7  # every seventh article comes a night late, so that both nights tell of the same launches


def quiet(*_told: object) -> None:
    """No news of progress."""


def load_night(warehouse: Warehouse, articles: list[Path], at: datetime) -> None:
    """Take articles in, and put all layers but the models into the build."""
    begin_build(warehouse)
    for path in articles:
        shutil.copyfile(path, warehouse.landing / path.name)
    ingest(warehouse, declared_sources(warehouse), at, quiet)
    stage(warehouse, quiet)
    extract(warehouse, quiet)
    con = connect_build(warehouse)
    for layer in ("raw", "staged", "extracted"):
        load_layer(con, warehouse, layer)
    load_reference(con)
    con.close()
    load_history(warehouse, at, VERSIONS)


def build_models(warehouse: Warehouse) -> dict[str, Content]:
    """Make the models as a refresh does; what is told of those that were made anew in part."""
    kept = releases(warehouse)
    con = connect_build(warehouse, beside=kept[-1].database if kept else None)
    desk = Desk(con, kept_contents(warehouse, kept[-1].content_hash, VERSIONS) if kept else {})
    for name in build_order():
        build_table(con, name, desk)
    con.close()
    note_made(warehouse, {name: desk.renewed.get(name) for name in build_order()})
    return desk.renewed


def whole_models(warehouse: Warehouse, copy: Path) -> dict[str, Content]:
    """What the models hold when all of them are made anew, on a copy of the build."""
    shutil.copyfile(warehouse.build_path, copy)
    con = duckdb.connect(str(copy))
    con.execute("set timezone = 'UTC'")
    con.execute(f"attach {literal(str(releases(warehouse)[-1].database))} as {EARLIER} (read_only)")
    for name in build_order():
        build_table(con, name)
    found = models(con)
    con.close()
    return found


def models(con: duckdb.DuckDBPyConnection) -> dict[str, Content]:
    return {name: count_content(con, name) for name in build_order()}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A warehouse with one release, and in its build the models of a second night."""
    opened = init_warehouse(tmp_path_factory.mktemp("carried") / "w", "real")
    declare_landing(opened)
    load_night(opened, [path for place, path in enumerate(SAMPLE) if place % LATE], FIRST)
    assert build_models(opened) == {}
    publish(opened, FIRST.isoformat(), VERSIONS)
    load_night(opened, SAMPLE[::LATE], FIRST + timedelta(days=1))
    return opened


def test_a_night_comes_to_the_same_as_everything_anew(warehouse: Warehouse, tmp_path: Path) -> None:
    renewed = build_models(warehouse)
    con = duckdb.connect(str(warehouse.build_path), read_only=True)
    found, changed = models(con), con.table("modeled._changed_articles").count("*").fetchone()
    con.close()
    assert changed
    assert 0 < changed[0] < len(SAMPLE)
    assert found == whole_models(warehouse, tmp_path / "whole.duckdb")
    assert {"modeled.claims", "modeled.changes", "marts.launch_timeline"} <= renewed.keys() <= partly_new_tables(warehouse)
    assert renewed == {name: found[name] for name in renewed}


def test_what_a_run_has_touched_is_made_whole_if_it_is_made_again(warehouse: Warehouse) -> None:
    kept = releases(warehouse)[-1]
    assert "modeled.claims" not in kept_contents(warehouse, kept.content_hash, VERSIONS)
    assert kept_contents(warehouse, kept.content_hash, {**VERSIONS, "sql": "2"}) == {}
