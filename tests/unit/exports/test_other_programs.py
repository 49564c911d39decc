"""The exports opened by other programs: validators, parsers, readers of spreadsheets and of Parquet."""

import csv
import json
import shutil
from datetime import date, datetime
from pathlib import Path

import duckdb
import frictionless
import openpyxl
import pandas as pd
import polars as pl
import pytest
from geojson_pydantic import FeatureCollection
from icalendar import Calendar
from lxml import etree

from pipelines.warehouse import Release

ATOM = "{http://www.w3.org/2005/Atom}"
SHOWN = "<b>은하 & صاروخ</b>\\x08\\ufffe テポドン; a, b\\"  # the name of conftest on one line


@pytest.fixture(scope="module")
def launches(exported: Path) -> FeatureCollection:
    return FeatureCollection.model_validate_json((exported / "launches.geojson").read_bytes())


@pytest.fixture(scope="module")
def calendar(exported: Path) -> Calendar:
    return Calendar.from_ical((exported / "launches.ics").read_bytes())


@pytest.fixture(scope="module")
def feed(exported: Path) -> etree._Element:
    return etree.parse(str(exported / "launches.atom"), etree.XMLParser(resolve_entities=False)).getroot()


def test_the_package_is_valid_with_every_hash_size_type_key_and_reference(exported: Path) -> None:
    report = frictionless.validate(str(exported / "datapackage.json"))
    assert report.valid, report.flatten(["name", "title", "message"])


def test_a_file_that_was_changed_is_found(exported: Path, tmp_path: Path) -> None:
    shutil.copytree(exported, tmp_path / "copy")
    held = json.loads((tmp_path / "copy" / "datapackage.json").read_text(encoding="utf-8"))
    held["resources"] = [entry for entry in held["resources"] if entry["name"] in {"modeled.sites", "launches.ics"}]
    (tmp_path / "copy" / "datapackage.json").write_text(json.dumps(held), encoding="utf-8")
    for name in ("csv/modeled.sites.csv", "launches.ics"):
        content = (tmp_path / "copy" / name).read_bytes()
        (tmp_path / "copy" / name).write_bytes(content.replace(b"sohae", b"SOHAE").replace(b"PUBLISH", b"REQUEST"))
    report = frictionless.validate(str(tmp_path / "copy" / "datapackage.json"))
    assert sorted(title for (title,) in report.flatten(["title"])) == ["Hash Count Error", "Hash Count Error"]


def test_the_package_tells_what_columns_mean_and_whose_facts_they_are(exported: Path) -> None:
    held = {entry["name"]: entry for entry in json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))["resources"]}
    fields = {field["name"]: field for field in held["modeled.sites"]["schema"]["fields"]}
    assert fields["latitude_deg"]["description"] == "latitude, north positive. Unit: degree."
    assert [entry["name"] for entry in held["modeled.sites"]["licenses"]] == ["CC-BY-4.0", "Apache-2.0"]
    assert held["modeled.launch_windows"]["schema"]["foreignKeys"][0]["reference"]["resource"] == "modeled.launch_events"


def test_sites_lie_where_they_are_with_the_longitude_first(exported: Path) -> None:
    sites = FeatureCollection.model_validate_json((exported / "sites.geojson").read_bytes())
    places = {feature.id: feature.geometry for feature in sites.features}
    assert [round(number, 1) for number in places["sohae"].coordinates] == [124.7, 39.7]
    assert b"crs" not in (exported / "sites.geojson").read_bytes()


def test_every_launch_is_a_feature_and_one_without_a_site_has_no_place(launches: FeatureCollection, release: Release) -> None:
    with duckdb.connect(str(release.database), read_only=True) as con:
        told = dict(con.execute("select launch_event_id, site_id from modeled.launch_events").fetchall())
    assert {feature.id for feature in launches.features} == set(told)
    assert all(feature.geometry is None for feature in launches.features if told[feature.id] is None)
    assert any(feature.geometry is not None for feature in launches.features)


def test_every_entry_of_the_calendar_has_its_own_id_and_a_stamp(calendar: Calendar) -> None:
    entries = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH"
    assert len({str(entry["UID"]) for entry in entries}) == len(entries) > 20
    assert all(entry.decoded("DTSTAMP").tzinfo is not None for entry in entries)
    assert not calendar.errors


def test_the_calendar_has_days_intervals_and_instants(calendar: Calendar) -> None:
    entries = {str(entry["SUMMARY"]): entry for entry in calendar.walk("VEVENT")}
    (flown,) = [entry for title, entry in entries.items() if title.startswith("KP space launch, 2012-12-12:")]
    assert flown.decoded("DTSTART") in {date(2012, 12, 12), datetime.fromisoformat("2012-12-12T00:49:00+00:00")}
    (window,) = [entry for title, entry in entries.items() if title.startswith("Window 1: KP space launch, 2012-12-12:")]
    assert (window.decoded("DTSTART"), window.decoded("DTEND")) == (date(2012, 12, 10), date(2012, 12, 23))
    assert (str(flown["STATUS"]), str(window["STATUS"])) == ("CONFIRMED", "CANCELLED")


def test_a_name_of_strangers_is_only_text_in_the_calendar(calendar: Calendar, exported: Path) -> None:
    assert any(SHOWN in str(entry["SUMMARY"]) for entry in calendar.walk("VEVENT"))
    lines = (exported / "launches.ics").read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if b"\n" in line or b"\r" in line or b"javascript" in line]


def test_the_feed_has_what_atom_asks_for(feed: etree._Element) -> None:
    entries = feed.findall(f"{ATOM}entry")
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "launchwire"
    for node in (feed, *entries):
        assert node.findtext(f"{ATOM}title")
        assert (node.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
        assert datetime.fromisoformat(node.findtext(f"{ATOM}updated") or "").tzinfo is not None
        assert [link.get("href") for link in node.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries) > 20
    updated = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert updated == sorted(updated, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == updated[0]


def test_a_name_of_strangers_is_only_text_in_the_feed(feed: etree._Element) -> None:
    (entry,) = [entry for entry in feed.findall(f"{ATOM}entry") if SHOWN in (entry.findtext(f"{ATOM}title") or "")]
    assert "javascript" not in etree.tostring(entry, encoding="unicode")
    assert etree.HTML(entry.findtext(f"{ATOM}summary") or "").findall(".//a") == []


def test_no_spreadsheet_runs_a_cell(exported: Path, tmp_path: Path) -> None:
    frame = pd.read_csv(exported / "csv" / "modeled.articles.csv", keep_default_na=False, dtype=str)
    assert '\'=HYPERLINK("https://evil.example")' in set(frame["title_text"])
    frame.to_excel(tmp_path / "articles.xlsx", index=False)
    sheet = openpyxl.load_workbook(tmp_path / "articles.xlsx").active
    assert [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []


def test_csv_has_dates_in_iso_8601_and_lists_as_json(exported: Path) -> None:
    with (exported / "csv" / "modeled.launch_events.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert all(datetime.fromisoformat(row["first_known_at"]).utcoffset() is not None for row in rows)
    assert all(date.fromisoformat(row["launch_date_min"]) for row in rows if row["launch_date_min"])
    with (exported / "csv" / "modeled.launch_event_mentions.csv").open(encoding="utf-8", newline="") as handle:
        assert all(isinstance(json.loads(row["reason_codes"]), list) for row in csv.DictReader(handle) if row["reason_codes"])


def test_parquet_holds_the_rows_and_types_of_the_release(exported: Path, release: Release) -> None:
    path = exported / "parquet" / "modeled.launch_events.parquet"
    with duckdb.connect(str(release.database), read_only=True) as con:
        held = con.execute("select * from modeled.launch_events order by launch_event_id")
        types = [(column[0], str(column[1])) for column in held.description or ()]
        rows = held.fetchall()
        again = con.execute("select * from read_parquet(?)", [str(path)])
        assert [(column[0], str(column[1])) for column in again.description or ()] == types
        assert again.fetchall() == rows
    frame = pl.read_parquet(path)
    assert frame.height == len(rows)
    assert frame.schema["launched_at"] == pl.Datetime("us", "UTC")


def test_quotations_are_no_longer_than_may_be_handed_on(exported: Path) -> None:
    assert pl.read_parquet(exported / "parquet" / "modeled.claims.parquet")["evidence_text"].str.len_chars().max() == 200
    texts = [path.read_text(encoding="utf-8") for path in exported.rglob("*.csv")]
    assert not [text for text in texts if "word " * 41 in text]
