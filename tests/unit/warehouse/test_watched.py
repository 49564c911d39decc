"""Measures against the last good releases: too little stops a release, too much warns, and a fall that is explained passes."""

import shutil
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.errors import CheckFailed, WarehouseError
from pipelines.warehouse import Warehouse, connect_build, load_layer, publish, releases, write_batch
from pipelines.warehouse.layout import Kind, init_warehouse
from pipelines.warehouse.watched import QUERIES, breaches, read_bounds, take_measures, watch

USUAL = {
    "records": 120.0,
    "articles": 100.0, "launches": 60.0, "claims": 80.0, "reactions": 40.0, "launch_events": 30.0, "records_of_last_run": 60.0,
    "kept_share": 0.9, "dated_share": 0.9, "matched_share": 0.8, "events_with_vehicle_share": 0.5, "events_with_day_share": 0.6,
    "articles_with_outlet_share": 0.7, "days_since_news": 1.0,
}  # fmt: skip


def test_every_bound_has_a_query_and_a_reason_and_every_query_a_bound() -> None:
    assert {bound.measure for bound in read_bounds()} == {path.stem for path in QUERIES.glob("*.sql")} == USUAL.keys()
    assert all(len(bound.why) > 20 for bound in read_bounds())


def test_what_is_as_usual_passes() -> None:
    assert list(breaches(USUAL, [USUAL, USUAL])) == []


@pytest.mark.parametrize("measure", [bound.measure for bound in read_bounds() if bound.least_ratio is not None])
def test_too_little_of_anything_stops(measure: str) -> None:
    found = list(breaches({**USUAL, measure: USUAL[measure] * 0.79}, [USUAL]))
    assert [(breach.measure, breach.is_critical) for breach in found] == [(measure, True)]
    assert list(breaches({**USUAL, measure: USUAL[measure] * 0.81}, [USUAL])) == []


@pytest.mark.parametrize("measure", [bound.measure for bound in read_bounds() if bound.most_ratio is not None])
def test_too_much_of_anything_warns(measure: str) -> None:
    found = list(breaches({**USUAL, measure: USUAL[measure] * 5.1}, [USUAL]))
    assert [(breach.measure, breach.is_critical) for breach in found] == [(measure, False)]


def test_news_that_is_old_warns_even_of_a_first_release() -> None:
    assert [breach.measure for breach in breaches({**USUAL, "days_since_news": 31}, [])] == ["days_since_news"]


@pytest.mark.parametrize(("kind", "warned"), [("real", 1), ("sample", 0)])
def test_only_the_sample_may_be_of_past_years(tmp_path: Path, kind: Kind, warned: int) -> None:
    assert len(watch(init_warehouse(tmp_path / "w", kind), {**USUAL, "days_since_news": 700}, [], 0)) == warned


def test_one_odd_release_among_the_last_does_not_move_what_is_usual() -> None:
    odd = {**USUAL, "articles": 10_000.0}
    assert list(breaches(USUAL, [USUAL, odd, USUAL])) == []


def test_small_warehouses_say_nothing() -> None:
    small = {name: held / 100 for name, held in USUAL.items()}
    assert list(breaches(dict.fromkeys(USUAL, 0.0), [small])) == []


def build(warehouse: Warehouse, records: int) -> None:
    """A build with this many records, all of the last run."""
    rows = pl.DataFrame(
        {
            "record_id": [f"rec_{number}" for number in range(records)], "receipt_id": "rcp_1", "source_id": "s", "position_count": 1,
            "byte_start": 0, "byte_end": 1, "record_sha256": "x", "batch_id": "bat_1",
        }
    )  # fmt: skip
    rejects = pl.DataFrame({"record_id": [f"rec_{number}" for number in range(records) if number % 2], "source_id": "s"})
    rejects = rejects.with_columns(
        source_article_id=pl.lit(None, pl.String), reason_code=pl.lit("no_main_text"), message_text=pl.lit("none"), batch_id=pl.lit("bat_1")
    )
    for layer in ("raw", "staged"):
        shutil.rmtree(warehouse.lake / layer, ignore_errors=True)
    write_batch(warehouse, "raw", None, 1, "bat_1", {"raw.records": rows})
    write_batch(warehouse, "staged", "v1", 1, "bat_1", {"staged.article_rejects": rejects if records < 100 else rejects.head(0)})
    con = connect_build(warehouse, fresh=True)
    load_layer(con, warehouse, "raw")
    load_layer(con, warehouse, "staged", "v1")
    con.close()


def test_a_build_that_falls_behind_is_not_published_until_that_is_explained(warehouse: Warehouse) -> None:
    build(warehouse, 100)
    publish(warehouse, "2026-03-01T00:00:00+00:00", {"raw": "1"})
    build(warehouse, 99)  # half of them refused
    with pytest.raises(CheckFailed, match=r"(?s)kept_share is 0\.505051; expected at least 0\.8.*Find the cause.*watched\.toml"):
        publish(warehouse, "2026-03-02T00:00:00+00:00", {"raw": "1"})
    assert [release.number for release in releases(warehouse)] == [1]
    (warehouse.root / "watched.toml").write_text('[[accepted]]\nmeasure = "kept_share"\nrelease = 1\nreason = "a source was taken out"\n')
    release = publish(warehouse, "2026-03-02T00:00:00+00:00", {"raw": "1"})
    assert release.number == 2
    assert "kept_share is 0.505051" in release.manifest["warnings"][0]


def test_a_file_of_accepted_falls_that_cannot_be_read_is_told(warehouse: Warehouse) -> None:
    build(warehouse, 100)
    (warehouse.root / "watched.toml").write_text("[[accepted]]\nmeasure = 1 2\n")
    with pytest.raises(WarehouseError, match=r"watched\.toml: cannot be read"):
        publish(warehouse, "2026-03-01T00:00:00+00:00", {"raw": "1"})


def test_measures_of_a_whole_release(sample_warehouse: Path) -> None:
    with duckdb.connect(str((sample_warehouse / "launchwire.duckdb").resolve()), read_only=True) as con:
        measures = take_measures(con)
    assert measures.keys() == USUAL.keys()
    assert measures["articles"] > 50
    assert 0.5 < measures["matched_share"] <= 1
