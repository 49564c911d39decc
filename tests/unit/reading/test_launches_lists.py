"""Launches told in few words: lists that leave out the verb, pronouns, numbers, further tries, and the days that these words carry."""

from datetime import date

import pytest

from pipelines.reading.engine import read
from pipelines.reading.types import Article, Launch

DAY = "2017-03-09"  # a Thursday


def launches_of(title: str, text: str, day: str = DAY) -> tuple[Launch, ...]:
    """The launches of a made-up article."""
    return read(Article("a1", title, text, day, None, None)).launches


def days_of(title: str, text: str, day: str = DAY) -> list[str]:
    """The first day of each launch of a made-up article, in order."""
    return sorted(str(launch.date_start) for launch in launches_of(title, text, day))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("North Korea fired a missile on Tuesday. It fired others on Feb. 12, Feb. 20 and March 1.", ["02-12", "02-20", "03-01", "03-07"]),
        ("North Korea fired two missiles on Tuesday. The first, on Feb. 12, had failed.", ["02-12", "03-07"]),
        ("North Korea fired a submarine missile on Feb. 24 and two Rodong missiles on March 6.", ["02-24", "03-06"]),
        ("North Korea fired two missiles on Tuesday after launching four over the weekend.", ["03-04", "03-07"]),
    ],
)
def test_a_list_tells_as_many_launches_as_days(text: str, days: list[str]) -> None:
    assert days_of("", text) == [f"2017-{day}" for day in days]


def test_a_plural_without_days_is_a_total() -> None:
    text = "North Korea put a satellite into orbit on Tuesday, after failures in May and August."
    assert days_of("", text) == ["2017-03-07"]


def test_a_pronoun_tells_where_and_when_it_was_fired() -> None:
    (found,) = launches_of("", "North Korea fired a missile on Tuesday. It was launched from Sunan at 9:30 a.m.")
    assert (found.site, found.time_local) == ("sunan", "09:30")


def test_a_day_earlier_tells_of_another_launch() -> None:
    text = "North Korea has launched an ICBM, South Korea said on Thursday. A day earlier, the North fired a ballistic missile."
    assert days_of("North Korea launches ICBM", text) == ["2017-03-08", "2017-03-09"]


def test_what_would_be_the_sixth_is_the_launch_just_told_of() -> None:
    (found,) = launches_of("", "North Korea fired a missile on Thursday in what could be its sixth test this month.")
    assert (found.status, found.date_start) == ("occurred", date(2017, 3, 9))


def test_a_day_may_part_a_verb_from_its_infinitive() -> None:
    found = launches_of("", "North Korea fired a missile on Tuesday after it failed in late January to put a satellite into orbit.")
    assert [(each.status, each.outcome) for each in found if each.launch_class == "space"] == [("occurred", "failure")]


def test_an_attempt_that_was_called_off_has_its_day() -> None:
    text = "India launched a moon probe on Tuesday after a first attempt on Feb. 27 was called off."
    assert [str(each.date_start) for each in launches_of("", text) if each.status == "called_off"] == ["2017-02-27"]


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("The firm plans to launch a satellite in the week of April 12.", ("2017-04-10", "2017-04-16")),
        ("India will launch a satellite in late May or early June.", ("2017-05-21", "2017-06-10")),
        ("SpaceX plans to launch a satellite no earlier than March 20.", ("2017-03-20", "2017-03-20")),
    ],
)
def test_a_plan_has_the_days_that_its_words_leave(text: str, window: tuple[str, str]) -> None:
    (found,) = launches_of("", text)
    assert (str(found.date_start), str(found.date_end)) == window


def test_a_day_beside_the_clock_of_another_zone_is_that_zone_s() -> None:
    (found,) = launches_of("North Korea rocket fails", "North Korea launched a rocket at 07:39 (22:39 GMT Wednesday), but it broke up.")
    assert (found.date_start, found.time_local) == (date(2017, 3, 9), "07:39")


def test_a_side_possesses_its_launch_in_an_answer_to_it() -> None:
    text = "The United States and South Korea fired missiles on Wednesday in response to North Korea's test of an ICBM on Tuesday."
    assert {(each.country, str(each.date_start)) for each in launches_of("", text)} == {("US", "2017-03-08"), ("KP", "2017-03-07")}


def test_a_verdict_that_is_left_open_is_none() -> None:
    text = "Iran launched a Simorgh rocket with three devices on Tuesday. It did not say whether they reached orbit."
    (found,) = launches_of("", text)
    assert found.outcome == "unknown"


def test_a_booster_that_comes_down_hard_does_not_fail_the_launch() -> None:
    text = "China sent a satellite into orbit with a Long March 4B on Tuesday. The booster exploded as it came down near a town."
    (found,) = launches_of("", text)
    assert found.outcome == "success"


def test_a_tally_of_a_year_is_no_launch() -> None:
    assert launches_of("", "SpaceX will end the year with 97 launches of its Falcon rockets.") == ()


def test_the_test_of_a_motor_is_no_launch_whatever_its_title_says() -> None:
    assert launches_of("North Korea claims rocket test", "North Korea said it had tested a solid-fuel rocket motor.") == ()
