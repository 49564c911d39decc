"""What is read from the bundled sample, beside what a person took from it: floors over all, exact demands on chosen articles."""

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from pipelines.cli.article_files import read_files
from pipelines.reading.engine import read
from pipelines.reading.guidelines_format import to_row
from pipelines.reading.types import Article, Reading
from pipelines.sample import list_article_files, load_expected_readings

FLOORS = tomllib.loads((Path(__file__).parent / "sample_floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    found = read_files(map(str, list_article_files()), date(2026, 1, 1))
    return {article.id: article for article in found if isinstance(article, Article)}


@pytest.fixture(scope="module")
def readings(articles: dict[str, Article]) -> dict[str, Reading]:
    return {key: read(article) for key, article in articles.items()}


@pytest.fixture(scope="module")
def rows(articles: dict[str, Article], readings: dict[str, Reading]) -> dict[str, dict]:
    return {key: to_row(readings[key], articles[key]) for key in articles}


def f1(expected: Counter, found: Counter) -> float:
    """Agreement of two bags; 1 where both are empty."""
    total = expected.total() + found.total()
    return 2 * (expected & found).total() / total if total else 1.0


def tell_launches(row: dict, in_focus: bool = False) -> list[tuple]:
    """Launches as day, class and fate, with the article that tells them."""
    kept = [launch for launch in row["launches"] if launch["focus"] or not in_focus]
    return [(row["id"], each["date_start"], each["date_end"], each["class"], each["status"]) for each in kept]


def dates(row: dict, *statuses: str) -> list[tuple]:
    """Day intervals of the launches that have one of these fates."""
    return sorted((each["date_start"], each["date_end"]) for each in row["launches"] if each["status"] in statuses)


def one(row: dict, day: str) -> dict:
    """The launch of a day; there must be exactly one."""
    (found,) = [each for each in row["launches"] if each["date_start"] == each["date_end"] == day]
    return found


class TestFloors:
    def test_relevance(self, rows):
        expected = Counter(row["id"] for row in load_expected_readings() if row["relevant"])
        assert f1(expected, Counter(key for key, row in rows.items() if row["relevant"])) >= FLOORS["relevant"]

    @pytest.mark.parametrize(("floor", "in_focus"), [("launches", False), ("launches_in_focus", True)])
    def test_launches(self, rows, floor, in_focus):
        expected = Counter(each for row in load_expected_readings() for each in tell_launches(row, in_focus))
        assert f1(expected, Counter(each for row in rows.values() for each in tell_launches(row, in_focus))) >= FLOORS[floor]


class TestWhatDidNotFly:
    def test_an_alarm_that_was_withdrawn_is_no_launch(self, rows):
        # "a flying object appeared to have been launched" stands in a message that was taken back five minutes later
        assert dates(rows["2009-04-04-tsushima-shimpo-false-alarm"], "occurred") == []

    def test_a_plan_that_was_put_aside_did_not_fly(self, rows):
        row = rows["2017-08-15-harbour-wire-guam-on-hold"]
        assert ([each["status"] for each in row["launches"]], row["relevant"]) == (["called_off"], True)

    def test_a_stopped_countdown_is_called_off(self, rows):
        row = rows["2023-02-17-orbit-and-range-h3-stays"]
        assert dates(row, "occurred") == []
        assert ("2023-02-17", "2023-02-17") in dates(row, "called_off")

    def test_a_promise_that_was_not_kept_did_not_fly(self, rows):
        # the rockets of May and August flew; October's did not
        occurred = dates(rows["mpa-20231031-07"], "occurred")
        assert [day for day in occurred if day[0] and day[0] >= "2023-09-01"] == []

    def test_notices_are_no_launches(self, rows):
        for key in ("2009-03-12-tsushima-shimpo-notice-to-mariners", "2023-05-29-meridian-notice-to-japan", "mpa-20230822-03"):
            announced = dates(rows[key], "announced", "expected")
            assert [day for day in dates(rows[key], "occurred") if day in announced] == []


class TestWindows:
    def test_a_first_window_is_read_to_its_days(self, rows):
        assert ("2016-02-08", "2016-02-25") in dates(rows["hw-2016-0203-004"], "announced")

    def test_a_revised_window_replaces_the_first(self, rows):
        # both windows stand in one sentence; the attempt has the newer one
        assert dates(rows["hw-2016-0206-011"], "announced") == [("2016-02-07", "2016-02-14")]

    def test_an_extended_window_keeps_its_first_day(self, rows):
        assert dates(rows["2012-12-10-meridian-window-stretched"], "announced") == [("2012-12-10", "2012-12-29")]


class TestDaysAndClocks:
    def test_eastern_time_is_carried_over_to_the_next_korean_day(self, rows):
        # Tuesday 4 July 2006, 4:01 p.m. in Washington
        assert one(rows["2006-07-04-pacific-ledger-holiday-launches"], "2006-07-05")["time_local"] == "05:01"

    def test_eastern_time_is_carried_over_to_the_clocks_that_the_north_kept_in_2017(self, rows):
        # 10:41 a.m. in Washington was 23:41 in Seoul and 23:11 in Pyongyang, which stood half an hour behind until May 2018
        assert one(rows["2017-07-28-pacific-ledger-friday-morning-launch"], "2017-07-28")["time_local"] == "23:11"

    def test_pyongyang_time_stays_as_written(self, rows):
        assert one(rows["2017-11-29-northern-lamp-hwasong-15"], "2017-11-29")["time_local"] == "02:48"

    def test_seoul_time_wins_over_the_clock_of_state_television(self, rows):
        # 9:30 in Seoul and 9:00 in Pyongyang are one instant; the article gives Seoul's first
        assert one(rows["2016-02-07-meridian-across-three-skies"], "2016-02-07")["time_local"] == "09:30"

    def test_the_test_of_an_interceptor_has_the_interceptor_s_place(self, rows):
        found = one(rows["2017-05-31-pacific-ledger-intercept"], "2017-05-30")
        assert (found["country"], found["site"], found["outcome"]) == ("US", "vandenberg", "success")


class TestLookAlikes:
    def test_a_satellite_and_a_missile_a_day_later_stay_apart(self, rows):
        row = rows["2023-11-23-meridian-missile-a-day-later"]
        missile, satellite = one(row, "2023-11-22"), one(row, "2023-11-21")
        assert (missile["class"], missile["site"], missile["outcome"]) == ("ballistic", "sunan", "failure")
        assert (satellite["class"], satellite["site"], satellite["outcome"]) == ("space", "sohae", "success")

    def test_two_launches_of_one_week_stay_apart(self, rows):
        assert dates(rows["2024-05-31-meridian-eighteen-rockets"], "occurred") == [
            ("2024-05-27", "2024-05-27"),
            ("2024-05-30", "2024-05-30"),
        ]

    def test_a_failure_and_the_next_try_stay_apart(self, rows):
        row = rows["mpa-20230824-01"]
        assert dates(row, "occurred") == [("2023-08-24", "2023-08-24")]
        assert dates(row, "announced") == [("2023-10-01", "2023-10-31")]

    @pytest.mark.parametrize(
        ("copy", "origin"),
        [
            ("2009-04-06-old-mill-gazette-unha-copy", "2009-04-05-harbour-wire-unha-over-japan"),
            ("2016-02-08-kerguelen-post-mojibake", "2016-02-07-meridian-across-three-skies"),
            ("2023-11-22-kerguelen-post-lost-hyphens", "2023-11-22-harbour-wire-malligyong-in-orbit"),
        ],
    )
    def test_a_copy_tells_the_same_launch_as_its_origin(self, rows, copy, origin):
        # one is cut, one has broken letters and one has lost its hyphens
        assert [told[1:] for told in tell_launches(rows[copy])] == [told[1:] for told in tell_launches(rows[origin])]


class TestNotAboutLaunches:
    @pytest.mark.parametrize(
        "key", ["2021-05-20-old-mill-gazette-scooter", "2019-11-25-old-mill-gazette-rockets-win", "undated-campaign-launch"]
    )
    def test_what_only_sounds_like_a_launch_gives_none(self, rows, key):
        assert (rows[key]["relevant"], rows[key]["launches"]) == (False, [])

    @pytest.mark.parametrize(
        ("key", "background"),
        [
            ("2018-06-11-straits-observer-before-the-summit", [("2017-11-29", "2017-11-29")]),
            ("2021-10-28-old-mill-gazette-museum", [("1971-10-28", "1971-10-28")]),
            ("2022-08-03-pacific-ledger-patriot-sale", []),
        ],
    )
    def test_a_launch_in_passing_makes_no_article_relevant(self, rows, key, background):
        assert (rows[key]["relevant"], dates(rows[key], "occurred")) == (False, background)
        assert [each for each in rows[key]["launches"] if each["focus"]] == []


class TestWhatIsNotKnown:
    @pytest.mark.parametrize(("key", "language"), [("2023-11-22-le-courrier-du-cap", "fr"), ("2017-11-29-hangang-ilbo", "ko")])
    def test_an_article_in_another_language_is_kept_and_flagged(self, readings, key, language):
        assert (readings[key].language, readings[key].is_read, readings[key].launches) == (language, False, ())

    def test_every_article_in_english_is_read(self, readings):
        assert sorted(key for key, reading in readings.items() if not reading.is_read) == [
            "2017-11-29-hangang-ilbo",
            "2023-11-22-le-courrier-du-cap",
        ]

    def test_nothing_dates_an_article_that_names_no_day(self, rows):
        assert rows["undated-campaign-launch"]["published"] is None

    def test_a_stamp_on_the_page_template_dates_no_article(self, rows):
        # the page says when its template was last updated; the story is from November 2023
        found = rows["orbit-and-range-starship-second-flight"]["published"]
        assert found is None or found.startswith("2023-11")

    @pytest.mark.parametrize(
        ("key", "first", "last"),
        [
            ("island-morning-okinawa-december", "2012-12-12", "2012-12-15"),
            ("island-morning-sirens-in-the-north", "2017-08-29", "2017-08-31"),
            ("2012-03-30-tsushima-shimpo-order-to-destroy", "2012-03-30", "2012-03-30"),
        ],
    )
    def test_a_date_that_the_text_fixes_is_found_or_left_open(self, rows, key, first, last):
        found = rows[key]["published"]
        assert found is None or first <= found.split("/")[0] <= found.split("/")[-1] <= last
