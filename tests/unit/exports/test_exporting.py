"""Exports appear whole or not at all, and the same release gives the same bytes."""

import hashlib
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from lxml import etree

from pipelines.errors import WarehouseError
from pipelines.exports import export_to, export_to_warehouse
from pipelines.exports.atom import write_feed
from pipelines.exports.geojson import write_features
from pipelines.exports.ical import write_calendar
from pipelines.exports.run import FORMATS, is_current
from pipelines.exports.tables import exported_tables
from pipelines.exports.wording import launch_title, one_line, stable_uuid, web_address
from pipelines.warehouse import Release, Warehouse, init_warehouse

FEW = ["modeled.sites", "marts.who_said_what"]
ROW = {
    "launch_event_id": "evt_1",
    "country_code": "KP",
    "launch_class_code": "unknown",
    "launch_date_min": None,
    "launch_date_max": None,
    "vehicle_name": None,
    "payload_name": None,
    "site_name": None,
    "outcome_code": None,
    "status_code": "called_off",
}


def hashes(folder: Path) -> dict[str, str]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return init_warehouse(tmp_path / "warehouse", "real")


@pytest.fixture(scope="module")
def broken(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release without a table, as another version would have made it."""
    folder = tmp_path_factory.mktemp("broken")
    shutil.copyfile(release.database, folder / "launchwire.duckdb")
    with duckdb.connect(str(folder / "launchwire.duckdb")) as con:
        con.execute("drop table marts.alert_times")
    return Release(2, folder, {**release.manifest, "content_sha256": "0" * 64})


def test_the_same_release_gives_the_same_bytes(release: Release, exported: Path, tmp_path: Path) -> None:
    export_to(release, tmp_path / "again", exported_tables(), FORMATS)
    assert hashes(tmp_path / "again") == hashes(exported)


def test_some_tables_in_some_formats(release: Release, tmp_path: Path) -> None:
    export_to(release, tmp_path / "some", FEW, ["csv"])
    assert list(hashes(tmp_path / "some")) == ["csv/marts.who_said_what.csv", "csv/modeled.sites.csv", "datapackage.json"]


def test_a_folder_that_holds_something_is_left_alone(release: Release, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("precious", encoding="utf-8")
    with pytest.raises(WarehouseError, match="not empty"):
        export_to(release, tmp_path, FEW, ["csv"])
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_an_export_that_fails_leaves_nothing(broken: Release, tmp_path: Path) -> None:
    with pytest.raises(duckdb.CatalogException, match="alert_times"):
        export_to(broken, tmp_path / "target", [*FEW, "marts.alert_times"], ["csv"])
    assert list(tmp_path.iterdir()) == []


def test_the_folder_of_the_warehouse_is_switched_at_once_and_only_when_there_is_news(
    release: Release, broken: Release, warehouse: Warehouse
) -> None:
    link, is_new = export_to_warehouse(warehouse, release)
    first = link.resolve()
    assert is_new
    assert export_to_warehouse(warehouse, release) == (link, False)
    with pytest.raises(duckdb.CatalogException):
        export_to_warehouse(warehouse, broken)
    assert link.resolve() == first
    assert (link / "datapackage.json").exists()
    changed = Release(3, release.folder, {**release.manifest, "content_sha256": "1" * 64})
    assert export_to_warehouse(warehouse, changed) == (link, True)
    assert link.resolve() != first
    assert first.exists()  # for who is still reading it
    assert len(list(warehouse.exported.iterdir())) == 2


def test_an_export_of_another_release_or_with_a_damaged_file_is_not_taken_for_whole(
    release: Release, broken: Release, tmp_path: Path
) -> None:
    export_to(release, tmp_path / "some", FEW, ["csv"])
    assert is_current(tmp_path / "some", release)
    assert not is_current(tmp_path / "some", broken)
    os.truncate(tmp_path / "some" / "csv" / "modeled.sites.csv", 10)
    assert not is_current(tmp_path / "some", release)


def test_a_folder_of_somebody_else_is_not_replaced(release: Release, warehouse: Warehouse) -> None:
    warehouse.exports.mkdir()
    with pytest.raises(WarehouseError, match="no link that launchwire made"):
        export_to_warehouse(warehouse, release)


def test_without_launches_the_files_are_empty_and_valid(tmp_path: Path) -> None:
    write_feed([], datetime(2026, 1, 1, tzinfo=UTC), tmp_path / "launches.atom")
    write_features([], "site_id", tmp_path / "sites.geojson")
    write_calendar([], tmp_path / "launches.ics")
    feed = etree.parse(str(tmp_path / "launches.atom")).getroot()
    assert feed.findtext("{http://www.w3.org/2005/Atom}updated") == "2026-01-01T00:00:00+00:00"
    assert (tmp_path / "sites.geojson").read_text(encoding="utf-8") == '{"type": "FeatureCollection", "features": [\n]}\n'
    assert (tmp_path / "launches.ics").read_bytes().endswith(b"END:VCALENDAR\r\n")


def test_titles_say_no_more_than_is_known() -> None:
    assert launch_title(ROW) == "KP launch, no day given (called off)"
    assert launch_title({**ROW, "outcome_code": "unknown", "vehicle_name": "A\nB"}) == "KP launch, no day given: A B (outcome unknown)"


def test_ids_stay() -> None:
    assert str(stable_uuid("evt_1")) == "6375bceb-1154-572e-b6bd-66d2d3b2d155"
    assert stable_uuid("evt_1") != stable_uuid("evt_2")


@pytest.mark.parametrize("text", [None, "", "javascript:alert(1)", "http://a.example/\x00", "ftp://a.example", "http://a.example/\u202e"])
def test_only_addresses_of_the_web_become_links(text: str | None) -> None:
    assert web_address(text) is None


def test_what_acts_is_spelled_out() -> None:
    assert one_line("a\u202eb\x00c\ud800d\uffff \n e") == r"a\u202eb\x00c\ud800d\uffff e"
