"""Launches of an article told in the ways of news from outside Korea: who launched, when, and what became of it."""

from datetime import date

import pytest

from pipelines.reading.engine import read
from pipelines.reading.types import Article, Launch

DAY = "2017-03-09"  # a Thursday


def launches_of(title: str, text: str) -> tuple[Launch, ...]:
    """The launches of a made-up article."""
    return read(Article("a1", title, text, DAY, None, None)).launches


def only(title: str, text: str) -> Launch:
    """The one launch of a made-up article."""
    (found,) = launches_of(title, text)
    return found


@pytest.mark.parametrize(
    ("title", "text", "country"),
    [
        ("Tokyo warns of North Korea's next attempt to launch a satellite", "", "KP"),
        ("", "Envoys told Seoul that Iran plans to launch a satellite next week.", "IR"),
        ("Allies impose new penalties on North Korea after missile test", "", "KP"),
        ("", "A Russian satellite lifted off from Baikonur on Tuesday.", "RU"),
        ("Iran informs neighbouring Oman of its plan to put up a satellite", "", "IR"),
        ("", "Delhi warned Islamabad not to launch a satellite next week.", "PK"),
        ("", "Rebels of the Houthis, backed by Iran, fired a ballistic missile at Israel on Tuesday.", None),
    ],
)
def test_who_tells_or_is_told_of_a_launch_has_not_made_it(title: str, text: str, country: str | None) -> None:
    assert only(title, text).country == country


def test_a_ministry_of_a_government_can_launch() -> None:
    assert only("", "The Chinese government launched a satellite on Tuesday.").status == "occurred"


def test_a_launch_of_a_day_to_come_has_not_occurred() -> None:
    text = "A SpaceX capsule is set for launch on March 20. The launch test is a milestone. The March 20 launch comes after delays."
    assert [(launch.status, launch.date_start) for launch in launches_of("", text)] == [("announced", date(2017, 3, 20))]


def test_a_weekday_behind_a_plan_is_the_next_one() -> None:
    assert only("North Korea gives notice of a satellite launch as early as Tuesday", "").date_start == date(2017, 3, 14)


def test_a_scrub_has_the_day_before_and_what_stood_on_the_pad() -> None:
    text = "SpaceX launched a Falcon 9 rocket with a satellite on Wednesday. The Monday launch was scrubbed."
    off = next(launch for launch in launches_of("", text) if launch.status == "called_off")
    assert (off.date_start, off.vehicle) == (date(2017, 3, 6), "Falcon 9")


def test_two_days_of_one_verb_are_two_launches() -> None:
    days = [
        launch.date_start
        for launch in launches_of("", "The missiles that flew over the town on Feb. 12 and March 6 came from North Korea.")
    ]
    assert days == [date(2017, 2, 12), date(2017, 3, 6)]


def test_a_public_launch_into_space_went_well_unless_told_otherwise() -> None:
    assert only("", "Japan launched a weather satellite on Wednesday.").outcome == "success"
    assert only("", "A Falcon 9 rocket lifted off on Wednesday and was destroyed a minute later.").outcome == "failure"
    assert only("", "North Korea launched a satellite on Wednesday.").outcome == "unknown"


def test_earlier_failures_are_no_verdict_on_the_launch_at_hand() -> None:
    assert only("", "North Korea fired a rocket on Wednesday, after two attempts last year ended in failure.").outcome == "unknown"


def test_a_caption_of_people_watching_the_news_dates_nothing() -> None:
    text = "People watch a television screen showing file footage of a missile test in Seoul, March 2, 2017."
    launch = only("North Korea fires missile", text)
    assert (launch.date_start, launch.date_end) == (date(2017, 3, 8), date(2017, 3, 9))


def test_what_others_call_now_a_missile_and_now_a_space_rocket_is_left_open() -> None:
    text = "North Korea may be preparing to launch a ballistic missile, officials said. Others expect a space launch."
    assert only("", text).launch_class == "unknown"


def test_the_test_of_a_bomb_is_no_launch() -> None:
    text = (
        "North Korea said it had detonated a hydrogen bomb. New penalties are a response to that Jan. 6 test. "
        "In 2012 it used a rocket to put a satellite into orbit."
    )
    assert [launch.date_start for launch in launches_of("", text)] == [date(2012, 1, 1)]


def test_a_missile_told_of_by_what_it_did_is_a_launch() -> None:
    assert only("North Korean rocket breaks up over the sea", "").outcome == "failure"
    assert only("", "A missile that North Korea fired on Wednesday fell into the sea.").country == "KP"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("ISRO delayed Friday's launch of a PSLV.", "called_off"),
        ("North Korea vowed a 2nd attempt to launch a satellite.", "announced"),
        ("Tokyo ordered crews to get ready to shoot down parts of a North Korean rocket.", "expected"),
        ("Skyroot flew its first rocket, Vikram-S, on Tuesday.", "occurred"),
    ],
)
def test_the_words_around_a_launch_tell_whether_it_flew(text: str, status: str) -> None:
    assert only("", text).status == status


def test_the_next_hours_are_a_window_of_days() -> None:
    found = only("", "Iran could fire a missile within the next 48 to 96 hours, a U.S. official said.")
    assert (found.date_start, found.date_end) == (date(2017, 3, 11), date(2017, 3, 13))


def test_a_verdict_on_earlier_tries_is_none_on_the_launch() -> None:
    assert only("", "Iran launched a satellite on Monday. It had failed to reach orbit in its three earlier tries.").outcome == "unknown"


def test_a_day_behind_the_pad_that_was_left_is_the_day_of_the_flight() -> None:
    assert only("", "The Spectrum rocket crashed seconds after leaving the pad in Norway on Sunday.").date_start == date(2017, 3, 5)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Two British satellites were launched on a Soyuz rocket on Monday.", "RU"),
        ("Satellites of Malaysia and Spain were flown aboard a PSLV on Monday.", "IN"),
        ("Engineers have found Angola's first satellite. It flew after Monday's launch from the Baikonur pad.", "RU"),
        ("Isar Aerospace launched its Spectrum rocket from Andoya in Norway on Monday.", "DE"),
    ],
)
def test_who_owns_what_rides_a_rocket_has_not_launched_it(text: str, country: str) -> None:
    assert only("", text).country == country


def test_what_a_rocket_put_up_on_a_day_stays_past_whatever_follows_in_the_sentence() -> None:
    text = "The Cygnus freighter has arrived. The ship, which was launched into space by an Antares rocket on Monday, will stay until May."
    found = only("", text)
    assert (found.status, found.vehicle, found.date_start) == ("occurred", "Antares", date(2017, 3, 6))


def test_the_spacecraft_is_the_one_named_before() -> None:
    text = "Engineers of OSIRIS-REx were glad. The probe is well. The spacecraft was launched in September 2016."
    assert only("", text).payload == "OSIRIS-REx"


def test_a_mission_flies_the_craft_of_its_series() -> None:
    text = "NASA will launch the Crew-1 mission on 20 March. Four people will sit in the Crew Dragon."
    assert only("", text).payload == "Crew Dragon"


@pytest.mark.parametrize(
    "text",
    [
        "It is hoped that a bigger rocket could lift off from the islands next year.",
        "No rocket has been as strong since the Saturn V that sent people to the moon.",
    ],
)
def test_hopes_and_comparisons_are_no_launches(text: str) -> None:
    assert launches_of("", text) == ()


def test_a_name_that_is_only_compared_is_not_what_flew() -> None:
    text = "ISRO launched a satellite on Monday. Chandrayaan-3 would be its first on the moon since the Luna 24 mission in 1976."
    assert [launch.payload for launch in launches_of("", text) if launch.date_start == date(1976, 1, 1)] == ["Luna 24"]
