"""Readers of catalogs: each row is a record, a reject with its reason, or about something else; nothing stops the rest."""

import datetime as dt
import json

import pytest

from pipelines.errors import SourceError
from pipelines.reconcile.catalogs import CATALOGS, find_catalog, read_catalog
from pipelines.reconcile.csis import read_csis
from pipelines.reconcile.gcat import read_gcat, read_vague_date
from pipelines.reconcile.nagix import read_instant, read_nagix

GCAT_HEADER = "#Launch_Tag\tLaunch_Date\tPLName\tLV_Type\tLaunch_Site\tLaunch_Pad\tLVState\tLaunch_Code"


@pytest.fixture
def gcat(tmp_path):
    lines = [
        GCAT_HEADER,
        "# Updated 2024 Dec  8",
        "2031-001\t2031 Feb  7 0030:00\tLantern Nine\tUnha-3\tSOHAE\tLC1\tKP\tOS",
        "2031-002\t2031 Mar  1 0912\tPayload A\tFalcon 9\tCC\tLC40\tUS\tOS",
        "2031-002\t2031 Mar  1 0912\tPayload B\tFalcon 9\tCC\tLC40\tUS\tOS",
        "2031-F01\t2031 Apr 31\t-\t-\tSOHAE\t-\tKP\tOF",
        "2031-F09",
        "2031-F02\t2031 May?\t-\tUnha-3\tSOHAE\t-\tKP\tOF",
    ]
    path = tmp_path / "launchlog.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_launch_of_two_payloads_is_one_record(gcat):
    records = read_gcat(gcat).records
    assert [(record.record_id, record.place_number, record.payload_text) for record in records] == [
        ("2031-001", 3, "Lantern Nine"),
        ("2031-002", 4, None),
        ("2031-F02", 8, None),
    ]


def test_a_log_line_is_read_in_utc_with_its_codes(gcat):
    first = read_gcat(gcat).records[0]
    assert first.launched_at == dt.datetime(2031, 2, 7, 0, 30, tzinfo=dt.UTC)
    assert (first.day_basis_code, first.country_text, first.site_text, first.outcome_text) == ("utc", "KP", "SOHAE", "S")
    assert first.record_text == "2031-001 | 2031 Feb 7 0030:00 | Lantern Nine | Unha-3 | SOHAE | LC1 | KP | OS"


def test_lines_of_a_log_without_tag_or_day_are_rejects(gcat):
    assert [(bad.place_number, bad.reason_code) for bad in sorted(read_gcat(gcat).rejects, key=lambda bad: bad.place_number)] == [
        (6, "no_date"),
        (7, "short_line"),
    ]


@pytest.mark.parametrize(
    ("text", "first", "last", "instant"),
    [
        ("2012 Dec 12 0049:46", dt.date(2012, 12, 12), dt.date(2012, 12, 12), dt.datetime(2012, 12, 12, 0, 49, 46, tzinfo=dt.UTC)),
        ("2009 Apr  5 0230?", dt.date(2009, 4, 5), dt.date(2009, 4, 5), None),
        ("2009 Apr  5", dt.date(2009, 4, 5), dt.date(2009, 4, 5), None),
        ("1984 Feb", dt.date(1984, 2, 1), dt.date(1984, 2, 29), None),
        ("1984", dt.date(1984, 1, 1), dt.date(1984, 12, 31), None),
    ],
)
def test_a_vague_date_says_no_more_than_it_does(text, first, last, instant):
    assert read_vague_date(text) == (first, last, instant)


def test_missiles_of_one_series_are_one_record_with_a_count(tmp_path):
    entries = [
        {"date": "2031-03-06", "time": "22:34 (UTC)", "series": 1, "missile": "er-scud", "facility": "sohae", "outcome": "success"},
        {"date": "2031-03-06", "time": "22:36 (UTC)", "series": 2, "missile": "er-scud", "facility": "sohae", "outcome": "failure"},
        {"date": "2031-03-06", "time": "unknown", "series": 1, "missile": "unknown", "facility": "wonsan", "outcome": "success"},
        {"date": "2031-05", "time": "unknown", "missile": "nodong", "facility": "tonghae"},
        {"date": "in spring", "missile": "nodong"},
        "nothing",
    ]
    path = tmp_path / "test.en.json"
    path.write_text(json.dumps({"timeBins": [{"year": 2031, "data": entries[:3]}, {"year": 2031, "data": entries[3:]}]}), encoding="utf-8")
    held = read_nagix(path)
    assert [(r.record_id, r.launched_count, r.vehicle_text, r.site_text, r.outcome_text, r.day_basis_code) for r in held.records] == [
        ("2031-03-06/1", 2, "er-scud", "sohae", None, "utc"),
        ("2031-03-06/2", 1, None, "wonsan", "success", "local"),
        ("2031-05/1", 1, "nodong", "tonghae", None, "local"),
    ]
    assert held.records[0].launched_at == dt.datetime(2031, 3, 6, 22, 34, tzinfo=dt.UTC)
    assert held.records[2].date_max == dt.date(2031, 5, 31)
    assert [(bad.place_number, bad.message_text.split(".")[0]) for bad in held.rejects] == [
        (5, "The date 'in spring' cannot be read"),
        (6, "The entry is no object"),
    ]


@pytest.mark.parametrize(
    ("day", "time", "instant"),
    [
        ("2031-03-06", "7:04", dt.datetime(2031, 3, 6, 7, 4, tzinfo=dt.UTC)),
        ("2031-03-06", "23:59 (UTC)", dt.datetime(2031, 3, 6, 23, 59, tzinfo=dt.UTC)),
        ("2031-03-06", "0:90(UTC)", None),
        ("2031-03-06", "24:00", None),
        ("2031-03", "7:04", None),  # of an unknown day
    ],
)
def test_an_entry_has_an_instant_where_it_gives_a_day_and_a_time_of_a_clock(day, time, instant):
    assert read_instant({"date": day, "time": time}) == instant


def test_only_labels_of_launches_are_records(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "date,type,event,description,resources\n"
        "2031-02-07,Missile Provocation,Satellite Launch,Own words,https://desk.example/1\n"
        "2031-02-07,Missile Provocation,Intercontinental Ballistic Missile,Own words,\n"
        "2031-02-08,Other Provocation,Balloon-floating Trash,Own words,\n"
        "someday,Missile Provocation,Satellite Launch,Own words,\n"
        "2031-02-09,Other Provocation\n",
        encoding="utf-8",
    )
    held = read_csis(path)
    assert [(record.record_id, record.class_text, record.url_text) for record in held.records] == [
        ("2031-02-07/1", "Satellite Launch", "https://desk.example/1"),
        ("2031-02-07/2", "Intercontinental Ballistic Missile", None),
    ]
    assert held.passed_over_count == 1
    assert [bad.place_number for bad in held.rejects] == [5, 6]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("gcat", "date\tname\n2031\tx\n", "no column Launch_Tag"),
        ("gcat", GCAT_HEADER + "\n", "holds no launch"),
        ("nagix", "{", "is no JSON"),
        ("nagix", "[" * 5000, "is no JSON"),
        ("csis", 'date,event,description\n"' + "x" * 200_000, "after line 1: is no CSV"),
        ("nagix", '{"tests": 3}', "holds no list"),
        ("csis", "day,what\n", "no column date, event, description"),
    ],
)
def test_another_file_is_refused_with_what_was_expected(tmp_path, name, text, says):
    path = tmp_path / "file"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=says):
        read_catalog(CATALOGS[name], path)


def test_a_folder_stands_for_the_usual_file_in_it(gcat):
    catalog, path = find_catalog(f"gcat={gcat.parent}")
    assert (catalog.name, path) == ("gcat", gcat)


@pytest.mark.parametrize("text", ["gcat", "atlas=file", "=file", "gcat=nowhere.tsv"])
def test_a_catalog_that_cannot_be_found_is_named(text):
    with pytest.raises(SourceError, match="xpected"):
        find_catalog(text)
