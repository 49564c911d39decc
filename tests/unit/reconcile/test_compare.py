"""Events and records of catalogs: what is one launch, what differs, and what only one side has."""

import datetime as dt

import pytest

from tests.unit.reconcile.comparing import add_event, compare, connect, insert, record

KP = {"country_text": "North Korea"}
FLOWN = dt.datetime(2031, 2, 7, 0, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def connection():
    """A database with the reference, made once; what a test adds is taken back."""
    held = connect()
    yield held
    held.close()


@pytest.fixture
def con(connection):
    connection.execute("begin")
    add_event(
        connection,
        "e1",
        "2031-02-07",
        {"launch_time=09:30": ["WIRE", "JP"], "vehicle=unha-3": ["WIRE"], "outcome=success": ["KP"], "outcome=failure": ["US"]},
        launch_class_code="space",
        launched_at=FLOWN,
        launch_time_local_text="09:30",
        vehicle_id="unha-3",
        site_id="sohae",
        outcome_code="success",
    )
    yield connection
    connection.execute("rollback")


def satellite(number, day, **facts):
    return record(f"r{number}", day, class_text="unha-3", vehicle_text="unha-3", site_text="sohae", **KP, **facts)


def test_a_clock_of_twelve_hours_read_as_one_of_24_is_named_with_the_evidence_of_both_sides(con):
    found = compare(con, "nagix", satellite(1, "2031-02-07", launched_at=dt.datetime(2031, 2, 7, 12, 29, tzinfo=dt.UTC)))
    (row,) = found["discrepancies"]
    assert (row["field_code"], row["ours_text"], row["theirs_text"]) == ("launched_at", "2031-02-07 00:30 UTC", "2031-02-07 12:29 UTC")
    assert (row["difference_minutes"], row["pattern_code"], row["verdict_code"]) == (719, "half_day", "several_origins_against")
    assert (row["ours_evidence_text"], row["told_values_text"]) == ("e1 flew that day.", "09:30 (2 origins)")
    assert (row["theirs_place_number"], row["theirs_evidence_text"]) == (1, "line 1")


def test_minutes_that_official_times_differ_by_are_no_discrepancy(con):
    found = compare(con, "nagix", satellite(1, "2031-02-07", launched_at=dt.datetime(2031, 2, 7, 0, 27, tzinfo=dt.UTC)))
    assert found["discrepancies"] == []
    assert ("launched_at", True) in {(row["field_code"], row["is_equal"]) for row in found["compared_fields"]}


def test_the_day_in_utc_is_no_other_day(con):
    add_event(con, "e2", "2031-07-05", {}, launch_class_code="ballistic", launched_at=dt.datetime(2031, 7, 4, 20, 0, tzinfo=dt.UTC))
    found = compare(con, "csis", record("r1", "2031-07-04", day_basis_code="unclear", class_text="Ballistic Missile Launch", **KP))
    assert [row["launch_event_id"] for row in found["matches"]] == ["e2"]
    assert found["discrepancies"] == []


def test_a_record_a_day_late_is_matched_by_what_else_agrees_and_its_day_is_named(con):
    found = compare(con, "nagix", satellite(1, "2031-02-08", launched_at=dt.datetime(2031, 2, 8, 0, 30, tzinfo=dt.UTC)))
    assert [(row["field_code"], row["pattern_code"]) for row in found["discrepancies"]] == [("launched_at", "one_day")]


def test_a_satellite_and_a_missile_of_one_week_stay_two(con):
    add_event(con, "e2", "2031-02-08", {}, launch_class_code="ballistic")
    found = compare(con, "nagix", satellite(1, "2031-02-07"), record("r2", "2031-02-08", class_text="hwasong-12", **KP))
    assert [(row["record_id"], row["launch_event_id"]) for row in found["matches"]] == [("r1", "e1"), ("r2", "e2")]


def test_the_only_launch_of_those_days_is_matched_though_it_is_called_another_kind(con):
    found = compare(con, "csis", record("r1", "2031-02-07", class_text="Ballistic Missile Launch", **KP))
    assert [(row["field_code"], row["ours_text"], row["theirs_text"]) for row in found["compared_fields"] if not row["is_equal"]] == [
        ("launch_class", "space", "ballistic")
    ]


def test_a_sounding_rocket_is_not_the_satellite_of_its_day(con):
    add_event(con, "e9", "2031-11-08", {}, country_code="US", launch_class_code="sounding")
    found = compare(con, "gcat", record("r1", "2031-11-08", class_text="launch log", vehicle_text="Falcon 9", country_text="US"))
    assert found["matches"] == []


def test_a_value_that_some_report_gives_is_told_as_such(con):
    found = compare(con, "nagix", satellite(1, "2031-02-07", outcome_text="failure"))
    (row,) = found["discrepancies"]
    assert (row["verdict_code"], row["ours_origin_count"], row["theirs_origin_count"]) == ("reports_differ_too", 1, 1)


def test_a_less_precise_name_of_a_rocket_is_no_discrepancy(con):
    found = compare(con, "nagix", record("r1", "2031-02-07", class_text="unha", vehicle_text="unha", **KP))
    assert found["discrepancies"] == []


def test_missiles_that_a_catalog_keeps_apart_are_counted_together(con):
    add_event(
        con, "e2", "2031-03-06", {"launched_count=4": ["WIRE"]}, launch_class_code="ballistic", launched_count=4, vehicle_id="er-scud"
    )
    parts = [record(f"r{number}", "2031-03-06", class_text="er-scud", launched_count=count, **KP) for number, count in ((1, 3), (2, 2))]
    found = compare(con, "nagix", *parts)
    assert [(row["record_id"], row["is_best"]) for row in found["matches"]] == [("r1", True), ("r2", False)]
    assert [(row["field_code"], row["ours_text"], row["theirs_text"]) for row in found["discrepancies"]] == [("launched_count", "4", "5")]


def test_a_neighbouring_day_of_an_unclear_zone_is_matched_and_does_not_differ(con):
    add_event(con, "e2", "2031-05-31", {}, launch_class_code="space")
    found = compare(con, "csis", record("r1", "2031-05-30", day_basis_code="unclear", class_text="Satellite Launch", **KP))
    assert [row["launch_event_id"] for row in found["matches"]] == ["e2"]
    assert found["discrepancies"] == []


def test_a_day_of_the_site_that_is_another_differs(con):
    add_event(con, "e2", "2031-05-31", {}, launch_class_code="ballistic")
    found = compare(con, "nagix", record("r1", "2031-05-30", day_basis_code="local", class_text="nodong", **KP))
    assert [(row["field_code"], row["pattern_code"], row["verdict_code"]) for row in found["discrepancies"]] == [
        ("launch_date", "one_day", "one_origin_against")
    ]


def test_a_name_that_no_list_holds_differs_from_nothing(con):
    add_event(con, "e2", "2031-05-31", {"vehicle=veh_1": ["WIRE"]}, launch_class_code="ballistic", vehicle_id="veh_1")
    found = compare(con, "nagix", record("r1", "2031-05-31", class_text="nodong", vehicle_text="nodong", **KP))
    assert found["discrepancies"] == []


def test_a_record_is_missed_only_where_articles_tell_launches_of_its_country(con):
    found = compare(con, "nagix", satellite(1, "2031-02-04"), satellite(2, "2031-06-01"), satellite(3, "2031-02-07"))
    assert [(row["record_id"], row["article_count"]) for row in found["only_in_catalog"]] == [("r1", 1)]


def test_a_satellite_is_not_missed_by_articles_that_tell_of_missiles_or_of_other_days(con):
    insert(con, "modeled.articles", article_id="art_m", published_date_min="2031-09-02", published_date_max="2031-09-02")
    for number, (kind, day) in enumerate((("ballistic", "2031-09-01"), ("space", "2030-05-05"))):
        told = {"launch_class_code": kind, "launch_date_min": day, "launch_date_max": day, "country_code": "KP"}
        insert(con, "extracted.article_launches", article_launch_id=f"lau_m{number}", article_id="art_m", **told)
    assert compare(con, "nagix", satellite(1, "2031-09-01"))["only_in_catalog"] == []


def test_an_event_is_missed_only_by_a_catalog_that_covers_its_kind_and_time(con):
    add_event(con, "e2", "2031-02-20", {}, launch_class_code="space")
    add_event(con, "e3", "2031-02-21", {}, launch_class_code="cruise")
    add_event(con, "e4", "2032-02-21", {}, launch_class_code="space")
    found = compare(con, "nagix", satellite(1, "2031-02-07"), satellite(2, "2031-12-01"))
    assert [(row["launch_event_id"], row["evidence_text"]) for row in found["only_in_warehouse"]] == [("e2", "It flew.")]


def test_the_letters_of_two_catalogs_are_never_joined_by_likeness(con):
    found = compare(con, "nagix", record("r1", "2031-02-01", class_text="hwasong-11d", vehicle_text="Hwasong-11Dx", **KP))
    assert [(row["vehicle_id"], row["launch_class_code"]) for row in found["catalog_launches"]] == [(None, "ballistic")]


def test_the_order_of_records_changes_nothing(con):
    records = [satellite(1, "2031-02-07", outcome_text="failure"), satellite(2, "2031-02-04"), satellite(3, "2031-06-01")]
    assert compare(con, "nagix", *records) == compare(con, "nagix", *records[::-1])


def test_rockets_of_other_names_on_one_day_are_two_launches(con):
    add_event(con, "e9", "2031-11-18", {}, country_code="US", launch_class_code="space", vehicle_id="starship")
    flown = [record(f"r{number}", "2031-11-18", class_text="launch log", vehicle_text="Falcon 9", country_text="US") for number in (1, 2)]
    found = compare(con, "gcat", *flown)
    assert found["matches"] == []
    assert "e9" in {row["launch_event_id"] for row in found["only_in_warehouse"]}


def test_an_event_of_two_days_is_matched_by_either_and_its_day_does_not_differ(con):
    facts = {"launch_class_code": "ballistic", "launch_date_precision_code": "week"}
    add_event(con, "e8", "2031-09-24", {}, launch_date_max=dt.date(2031, 9, 25), **facts)
    flown = [record(f"r{day - 24}", f"2031-09-{day}", class_text="Ballistic Missile Launch", **KP) for day in (25, 26)]
    found = compare(con, "csis", *flown)
    assert [(row["record_id"], row["launch_event_id"]) for row in found["matches"]] == [("r1", "e8")]
    assert found["discrepancies"] == []


def test_an_hour_told_round_is_named(con):
    found = compare(con, "nagix", satellite(1, "2031-02-07", launched_at=dt.datetime(2031, 2, 7, 0, 43, tzinfo=dt.UTC)))
    assert [row["pattern_code"] for row in found["discrepancies"]] == ["round_hour"]


def test_a_rocket_without_a_known_name_from_another_site_is_another_launch(con):
    add_event(con, "e9", "2031-03-07", {}, launch_class_code="space", site_id="sunan")
    found = compare(con, "nagix", satellite(1, "2031-03-07"))
    assert found["matches"] == []
