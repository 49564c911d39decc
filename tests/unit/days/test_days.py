"""Days of capture: late and corrected articles belong to the day of their arrival; days can be made again without changing a byte."""

import shutil
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest
from lake_desk import Desk, article

from pipelines.days.again import Wanted, articles_of, make_again, replace_batch
from pipelines.days.counts import batches_of_days, changed_days, first_day, read_counts
from pipelines.errors import LaunchwireError
from pipelines.extract import extract
from pipelines.stage import stage
from pipelines.warehouse import batches, read_layer

FIRST, SECOND, THIRD = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)
TOLD = "The ministry said a rocket rose from Sohae on Monday. Japan protested against the launch."


def refresh(desk: Desk, day: date, hour: int = 2) -> None:
    desk.ingest(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))
    stage(desk.warehouse, desk.log.append)
    extract(desk.warehouse, desk.log.append)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A warehouse with one article a day; the second is late, with a date of years before, and the third corrects the first."""
    desk = Desk(tmp_path_factory.mktemp("days"))
    desk.drop("a.json", article(id="a", text=TOLD))
    refresh(desk, FIRST)
    desk.drop("b.json", article(id="b", title="Years ago", text="A missile fell into the sea on Friday.", date="2017-08-25"))
    refresh(desk, SECOND)
    desk.drop("a.json", article(id="a", text=TOLD.replace("Monday", "Tuesday")))
    refresh(desk, THIRD, hour=23)
    return desk.warehouse.root


@pytest.fixture
def three_days(made: Path, tmp_path: Path) -> Desk:
    """A copy of the three days to work with."""
    shutil.copytree(made, tmp_path / "warehouse")
    return Desk(tmp_path)


def lake_bytes(desk: Desk) -> dict[str, str]:
    files = sorted(path for path in desk.warehouse.lake.rglob("*") if path.is_file())
    return {str(path.relative_to(desk.warehouse.lake)): sha256(path.read_bytes()).hexdigest() for path in files}


def test_late_and_corrected_articles_are_counted_on_the_day_of_their_arrival(three_days: Desk):
    counts = read_counts(three_days.warehouse)
    assert [(day, parts["captured"]["records"], parts["staged"]["articles"]) for day, parts in counts.items()] == [
        ("2026-03-01", 1, 1),
        ("2026-03-02", 1, 1),
        ("2026-03-03", 1, 1),
    ]
    assert counts["2026-03-01"]["read"]["reactions"] == 1


def test_only_days_that_changed_are_told_again(three_days: Desk):
    assert list(changed_days(three_days.warehouse)) == ["2026-03-01", "2026-03-02", "2026-03-03"]
    assert changed_days(three_days.warehouse) == {}
    assert list(changed_days(three_days.warehouse, told=["2026-03-01", "2026-03-03"])) == ["2026-03-02"]
    three_days.drop("c.json", article(id="c", title="More", text="A third rocket rose."))
    refresh(three_days, SECOND, hour=5)
    assert list(changed_days(three_days.warehouse)) == ["2026-03-02"]
    assert first_day(three_days.warehouse) == FIRST


def test_a_range_of_days_is_made_again_without_changing_a_byte(three_days: Desk):
    before = lake_bytes(three_days)
    made = make_again(three_days.warehouse, Wanted(FIRST, THIRD), three_days.log.append)
    assert len(made.batch_ids) == 3
    assert made.changed_ids == frozenset()
    assert lake_bytes(three_days) == before


def spoil_reading(desk: Desk, number: int) -> None:
    """Let a batch say that its article could not be read, as after a night without memory."""
    batch = batches(desk.warehouse, "extracted")[number]
    ids = sorted(articles_of(desk.warehouse, "extracted", batch))
    frames = {f"extracted.{table}": empty(f"extracted.{table}") for table in ("readings", "reactions", "names", "read_rejects")}
    rejects = {"article_id": ids, "reason_code": ["memory"] * len(ids), "reason_text": ["took too much"] * len(ids)}
    schema = frames["extracted.read_rejects"].schema
    rows = pl.DataFrame({name: rejects.get(name, [""] * len(ids)) for name in schema}, schema=schema)
    frames["extracted.read_rejects"] = rows.with_columns(batch_id=pl.lit(batch.id))
    assert replace_batch(desk.warehouse, "extracted", batch, frames)


def empty(table: str) -> pl.DataFrame:
    from pipelines.contracts import contract

    return pl.DataFrame(schema=contract(table).polars_schema)


def test_what_could_not_be_read_one_night_is_read_when_its_day_is_made_again(three_days: Desk):
    sound = read_layer(three_days.warehouse, "extracted.reactions").collect()
    spoil_reading(three_days, 0)
    assert len(three_days.rows("extracted.read_rejects", "article_id")) == 1
    made = make_again(three_days.warehouse, Wanted(FIRST, FIRST, restage=False), three_days.log.append)
    assert len(made.changed_ids) == 1
    assert three_days.rows("extracted.read_rejects", "article_id") == []
    assert read_layer(three_days.warehouse, "extracted.reactions").collect().sort("reaction_id").equals(sound.sort("reaction_id"))


def test_days_are_chosen_by_source(three_days: Desk):
    assert len(batches_of_days(three_days.warehouse, FIRST, THIRD, ["landing"])) == 3
    assert batches_of_days(three_days.warehouse, FIRST, THIRD, ["elsewhere"]) == set()
    assert len(batches_of_days(three_days.warehouse, SECOND, SECOND)) == 1


def test_a_lake_of_other_rules_is_left_to_the_refresh(three_days: Desk, monkeypatch):
    monkeypatch.setattr("pipelines.extract.run.extract_version", lambda: "other")
    with pytest.raises(LaunchwireError, match="rules have changed"):
        make_again(three_days.warehouse, Wanted(FIRST, THIRD), three_days.log.append)
