"""Measures against the last good releases: too little stops a release, too much warns, and a fall that is explained passes."""

import shutil
from pathlib import Path

import duckdb
import polars as pl
import pytest
import sqlglot

from pipelines.errors import CheckFailed, SourceError
from pipelines.warehouse import Warehouse, connect_build, load_layer, publish, releases, write_batch
from pipelines.warehouse.layout import Kind, init_warehouse
from pipelines.warehouse.watched import QUERIES, SOURCE_QUERIES, breaches, is_watched, read_bounds, read_source_bounds, take_measures, watch

USUAL = {
    "records": 120.0,
    "articles": 100.0, "launches": 60.0, "claims": 80.0, "reactions": 40.0, "launch_events": 30.0, "records_of_last_run": 60.0,
    "kept_share": 0.9, "dated_share": 0.9, "matched_share": 0.8, "events_with_vehicle_share": 0.5, "events_with_day_share": 0.6,
    "articles_with_outlet_share": 0.7, "days_since_news": 1.0,
}  # fmt: skip


def measures(folder: Path) -> list[str]:
    """The columns of all queries of a folder, in order of their names."""
    return sorted(name for path in folder.glob("*.sql") for name in sqlglot.parse_one(path.read_text(), read="duckdb").named_selects)


def test_every_bound_has_a_measure_and_a_reason_and_every_measure_a_bound() -> None:
    assert sorted(bound.measure for bound in read_bounds()) == measures(QUERIES) == sorted(USUAL)
    assert sorted(bound.measure for bound in read_source_bounds()) == [name for name in measures(SOURCE_QUERIES) if name != "source_id"]
    assert all(len(bound.why) > 20 for bound in (*read_bounds(), *read_source_bounds()))


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


WIRE = {
    "records of wire": 100.0, "announced of wire": 20.0, "newest_kept_share of wire": 0.9, "newest_dated_share of wire": 0.9,
    "newest_outlet_share of wire": 1.0, "newest_characters of wire": 2_000.0,
}  # fmt: skip
EARLIER = [{**USUAL, **WIRE}, {**USUAL, **WIRE}]


@pytest.mark.parametrize(
    ("measure", "value", "is_critical"),
    [
        ("records of wire", 79, True),
        ("records of wire", 201, False),
        ("announced of wire", 0, False),
        ("announced of wire", 41, False),
        ("newest_kept_share of wire", 0.7, True),
        ("newest_dated_share of wire", 0, True),
        ("newest_outlet_share of wire", 0.5, True),
        ("newest_characters of wire", 900, False),
        ("newest_characters of wire", 4_100, False),
    ],
)
def test_one_source_is_told_though_the_total_is_as_usual(measure: str, value: float, is_critical: bool) -> None:
    found = list(breaches({**USUAL, **WIRE, measure: value}, EARLIER))
    assert [(breach.measure, breach.is_critical) for breach in found] == [(measure, is_critical)]


def test_a_source_that_is_gone_from_the_lake_stops() -> None:
    found = list(breaches(USUAL, EARLIER))
    assert [(breach.measure, breach.is_critical) for breach in found] == [("records of wire", True)]


def test_a_source_that_is_new_or_small_is_not_judged() -> None:
    assert list(breaches({**USUAL, **WIRE, "records of new": 1_000, "newest_kept_share of new": 0.1}, EARLIER)) == []
    small = {"records of few": 40.0, "newest_kept_share of few": 0.9}
    assert list(breaches({**USUAL, "records of few": 40.0, "newest_kept_share of few": 0.1}, [{**USUAL, **small}])) == []


def test_a_measure_of_a_source_is_accepted_by_its_whole_name(tmp_path: Path) -> None:
    warehouse, fallen = init_warehouse(tmp_path / "w", "real"), {**USUAL, **WIRE, "newest_kept_share of wire": 0.1}
    with pytest.raises(CheckFailed, match=r'newest_kept_share of wire is 0\.1; .*(?s:.*)measure = "newest_kept_share of wire" release = 2'):
        watch(warehouse, fallen, EARLIER, 2)
    accepted = '[[accepted]]\nmeasure = "newest_kept_share of wire"\nrelease = 2\nreason = "its archive came, with tables in it"\n'
    (warehouse.root / "watched.toml").write_text(accepted)
    assert len(watch(warehouse, fallen, EARLIER, 2)) == 1
    assert [is_watched(name) for name in ("newest_kept_share of wire", "newest_kept_share", "kept_share of wire", "kept_share")] == [
        True, False, False, True,
    ]  # fmt: skip


NIGHTS = """
    create schema raw; create schema staged;
    create table raw.receipts as select 'rcp_' || night as receipt_id, '2026-03-01'::timestamptz + to_days(night::integer) as received_at
        from range(3) as nights(night);
    create table raw.records as select source_id || number as record_id, 'rcp_' || number // 100 as receipt_id, source_id,
        number as position_count from range(300) as numbers(number), (values ('wire'), ('desk')) as sources(source_id);
    create table raw.record_rejects as select record_id, receipt_id, source_id, position_count from raw.records where false;
    create table staged.article_rejects as select record_id, 'no_main_text' as reason_code from raw.records where false;
    create table staged.articles as select record_id as article_id, source_id, received_at, date '2026-03-01' as published_date_max,
        published_date_max as published_date_min, 'Desk' as outlet_name, 800 as document_chars
        from raw.records inner join raw.receipts using (receipt_id);
    create table raw.source_health as select 'wire' as source_id, received_at as run_at, 30 as announced_count from raw.receipts;
"""
OF_LAST_NIGHT = "source_id = 'wire' and received_at = '2026-03-03'::timestamptz"


@pytest.mark.parametrize(
    ("defect", "measure", "value"),
    [
        ("delete from raw.records where source_id = 'wire' and position_count >= 60", "records", 60),
        ("update raw.source_health set announced_count = 0 where run_at = '2026-03-03'::timestamptz", "announced", 0),
        (
            "insert into staged.article_rejects select record_id, 'no_main_text' from raw.records "
            "where source_id = 'wire' and position_count >= 240",
            "newest_kept_share", 0.4,
        ),
        (
            "insert into raw.record_rejects select record_id, receipt_id, source_id, position_count from raw.records "
            "where source_id = 'wire' and position_count >= 200",
            "newest_kept_share", 0.5,
        ),
        (f"update staged.articles set published_date_max = null where {OF_LAST_NIGHT}", "newest_dated_share", 0),
        (f"update staged.articles set outlet_name = null where {OF_LAST_NIGHT}", "newest_outlet_share", 0),
        (f"update staged.articles set document_chars = 90 where {OF_LAST_NIGHT}", "newest_characters", 90),
    ],
)  # fmt: skip
def test_a_source_that_changes_overnight_shows_in_the_measures(defect: str, measure: str, value: float) -> None:
    con = duckdb.connect()
    con.execute(NIGHTS)
    usual = take_measures(con)
    con.execute(defect)
    changed = take_measures(con)
    assert changed[f"{measure} of wire"] == value
    found = {name.partition(" of ")[2] for name in usual if " of " in name and usual[name] != changed.get(name)}
    assert found == {"wire"}
    assert [breach.measure for breach in breaches(changed, [usual]) if " of " in breach.measure] == [f"{measure} of wire"]


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
    with pytest.raises(SourceError, match=r"watched\.toml: is no TOML"):
        publish(warehouse, "2026-03-01T00:00:00+00:00", {"raw": "1"})


def test_measures_of_a_whole_release(sample_warehouse: Path) -> None:
    with duckdb.connect(str((sample_warehouse / "launchwire.duckdb").resolve()), read_only=True) as con:
        taken = take_measures(con)
    assert {name for name in taken if " of " not in name} == USUAL.keys()
    of_sources = {name.partition(" of ")[0] for name in taken if " of " in name}
    assert of_sources == {bound.measure for bound in read_source_bounds()} - {"announced"}
    assert taken["articles"] > 50
    assert 0.5 < taken["matched_share"] <= 1
