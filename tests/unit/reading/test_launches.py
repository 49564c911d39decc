"""Launches of an article: which there are, what is said of each, and which the article is about."""

from datetime import date
from time import process_time

import pytest

from pipelines.reading.engine import read
from pipelines.reading.types import Article, Launch, Reading

DAY = "2017-03-09"  # a Thursday
HOSTILE_SECONDS = 20  # a pattern that backtracks without bound takes minutes


def extract(title: str, text: str, day: str = DAY) -> Reading:
    """The reading of a made-up article."""
    return read(Article("a1", title, text, day, None, None))


def launches_of(title: str, text: str, day: str = DAY) -> tuple[Launch, ...]:
    """The launches of a made-up article."""
    return extract(title, text, day).launches


def only(title: str, text: str, day: str = DAY) -> Launch:
    """The one launch of a made-up article."""
    found = launches_of(title, text, day)
    assert [launch.id for launch in found] == ["L1"]
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("North Korea fired a ballistic missile on Wednesday.", "occurred"),
        ("North Korea plans to launch a satellite next week.", "announced"),
        ("North Korea will launch a satellite on Sunday.", "announced"),
        ("North Korea may fire a ballistic missile next week, Seoul officials say.", "expected"),
        ("North Korea is preparing to fire a ballistic missile, a South Korean official said.", "expected"),
        ("NASA scrubbed the launch of a weather satellite on Wednesday.", "called_off"),
    ],
)
def test_words_of_the_lead_give_the_status(sentence: str, status: str) -> None:
    assert only("", sentence).status == status


@pytest.mark.parametrize(
    "sentence",
    [
        "North Korea never fired a missile on Wednesday.",
        "North Korea regularly tests missiles.",
        "The United States urged North Korea to stop testing missiles.",
        "The submarine is capable of launching ballistic missiles.",
        "Kim could choose to test a missile in the coming weeks.",
        "Washington will not allow Kyiv to fire missiles on Sunday.",
    ],
)
def test_denials_habits_calls_and_abilities_are_no_launches(sentence: str) -> None:
    assert launches_of("", sentence) == ()


def test_two_days_joined_by_and_are_two_launches() -> None:
    found = launches_of("", "North Korea fired missiles on Tuesday and Wednesday.")
    assert [launch.date_start for launch in found] == [date(2017, 3, 7), date(2017, 3, 8)]


def test_a_launch_told_again_is_one() -> None:
    launch = only(
        "North Korea fires missile",
        "North Korea fired a missile on Wednesday. The launch drew protests. Japan condemned the test, which came at dawn.",
    )
    assert (launch.date_start, launch.focus) == (date(2017, 3, 8), True)
    assert len(launch.mentions) >= 3


def test_an_announced_launch_that_flew_is_one_that_occurred() -> None:
    launch = only(
        "North Korea launches satellite",
        "North Korea launched a rocket on Wednesday. Pyongyang had said that it planned to launch the satellite in March.",
    )
    assert (launch.status, launch.launch_class, launch.date_start) == ("occurred", "space", date(2017, 3, 8))


def test_a_satellite_and_the_missile_of_the_next_day_stay_apart() -> None:
    found = launches_of(
        "",
        "North Korea launched a satellite on Tuesday. On Wednesday, North Korea fired a single ballistic missile eastward.",
    )
    assert [(launch.launch_class, launch.date_start) for launch in found] == [
        ("space", date(2017, 3, 7)),
        ("ballistic", date(2017, 3, 8)),
    ]


def test_a_total_is_left_out() -> None:
    found = launches_of("", "North Korea fired a missile on Wednesday. The regime has launched more than twenty missiles this year.")
    assert [launch.date_start for launch in found] == [date(2017, 3, 8)]


def test_fresh_news_without_a_day_is_of_the_day_before_or_the_day_itself() -> None:
    launch = only("North Korea fires missile", "North Korea fired a ballistic missile, the South Korean army said.")
    assert (launch.date_start, launch.date_end) == (date(2017, 3, 8), date(2017, 3, 9))


def test_a_launch_of_the_past_is_background() -> None:
    found = launches_of(
        "North Korea fires missile",
        "North Korea fired a ballistic missile on Wednesday. North Korea launched a satellite in February 2016.",
    )
    assert [(launch.date_start, launch.date_end, launch.focus) for launch in found] == [
        (date(2017, 3, 8), date(2017, 3, 8), True),
        (date(2016, 2, 1), date(2016, 2, 29), False),
    ]


def test_a_time_counted_from_the_launch_at_hand_dates_the_one_before() -> None:
    found = launches_of(
        "North Korea fires missile",
        "North Korea fired a missile on Wednesday, two days after it tested a ballistic missile.",
    )
    assert [launch.date_start for launch in found] == [date(2017, 3, 8), date(2017, 3, 6)]


def test_a_window_has_its_first_and_last_day() -> None:
    launch = only("", "India will launch a satellite during the window of July 9, to July 16, 2019.", "2019-05-02")
    assert (launch.date_start, launch.date_end) == (date(2019, 7, 9), date(2019, 7, 16))


def test_a_postponed_launch_keeps_its_day_and_the_new_day_is_a_further_launch() -> None:
    found = launches_of("", "NASA postponed the launch of a weather satellite from Wednesday to Saturday.")
    assert [(launch.status, launch.date_start) for launch in found] == [
        ("called_off", date(2017, 3, 8)),
        ("announced", date(2017, 3, 11)),
    ]


@pytest.mark.parametrize(
    ("day", "clock"),
    [("2017-03-09", "06:30"), ("2015-08-14", "07:00"), ("2018-05-10", "07:00"), ("2018-05-03", "06:30")],
)
def test_greenwich_time_becomes_the_time_that_north_korea_kept(day: str, clock: str) -> None:
    launch = only("", "North Korea fired a missile from Sinpo at 2200 GMT on Tuesday.", day)
    assert launch.time_local == clock


def test_the_day_moves_with_the_zone() -> None:
    launch = only("", "North Korea fired a missile from Sinpo at 2200 GMT on Tuesday.")
    assert launch.date_start == date(2017, 3, 8)


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("North Korea successfully launched a satellite on Wednesday.", "success"),
        ("The rocket that North Korea launched on Wednesday exploded.", "failure"),
        ("North Korea test-fired a missile on Wednesday.", "unknown"),
    ],
)
def test_the_outcome_is_what_the_article_says(sentence: str, outcome: str) -> None:
    assert only("", sentence).outcome == outcome


def test_a_claim_that_others_deny_is_disputed() -> None:
    launch = only(
        "North Korea launches satellite",
        "North Korea launched a satellite on Wednesday. Pyongyang said the launch succeeded. The South Korean army said the launch failed.",
    )
    assert launch.outcome == "disputed"


def test_what_has_not_flown_has_no_outcome() -> None:
    assert only("", "North Korea plans to launch a satellite next week after a successful engine trial.").outcome is None


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("North Korea fired a ballistic missile on Wednesday.", "ballistic"),
        ("North Korea fired a cruise missile on Wednesday.", "cruise"),
        ("North Korea put a satellite into orbit on Wednesday.", "space"),
        ("North Korea fired a missile on Wednesday.", "unknown"),
        ("North Korea fired a long-range missile on Wednesday.", "ballistic"),
    ],
)
def test_the_kind_is_what_the_words_name(sentence: str, kind: str) -> None:
    assert only("", sentence).launch_class == kind


def test_site_vehicle_and_payload_are_of_the_launch() -> None:
    launch = only("", "North Korea launched the satellite Malligyong-1 on a Chollima-1 rocket from Sohae on Wednesday.")
    assert (launch.site, launch.vehicle, launch.payload) == ("sohae", "Chollima-1", "Malligyong-1")


def test_a_plan_of_an_agency_that_others_tell_of_is_announced() -> None:
    assert only("", "A Falcon 9 rocket is expected to lift off from Florida on Saturday.").status == "announced"


def test_the_country_is_that_of_the_party_and_not_of_the_target() -> None:
    launch = only("", "Iran mounted a missile attack against Israel on Tuesday.")
    assert (launch.country, launch.status) == ("IR", "occurred")


def test_an_engine_on_its_stand_and_a_bomb_are_no_launches() -> None:
    assert launches_of("", "SpaceX tested the rocket in a static fire trial on Tuesday. North Korea tests another nuke.") == ()


def test_evidence_lies_in_the_document_and_says_where_it_comes_from() -> None:
    title, text = (
        "North Korea fires missile",
        "North Korea fired a missile \u2014 the \u201cfirst\u201d \u2014 on Wednesday. It fell into the sea.",
    )
    launch = only(title, text)
    document = f"{title}\n\n{text}"
    pieces = [document[start:end] for start, end in launch.evidence]
    assert pieces[0] == "North Korea fired a missile \u2014 the \u201cfirst\u201d \u2014 on Wednesday."
    assert {trace.field for trace in launch.mentions[0].traces} >= {"mention", "status"}


def test_a_sentence_with_words_of_launching_that_no_rule_takes_is_named() -> None:
    reading = extract("", "North Korea fired a missile on Wednesday. Rocket science is hard.")
    assert reading.unmatched == (1,)


def test_the_same_article_is_read_the_same_way_twice() -> None:
    text = "North Korea fired two missiles on Tuesday and Wednesday. NASA will launch a probe next week."
    assert launches_of("", text) == launches_of("", text)


@pytest.mark.parametrize(
    "text",
    [
        "launch " * 4000,
        "North Korea fired a " + "very " * 4000 + "large missile.",
        "the rocket " + "that was, " * 3000 + "launched",
        "(" * 8000 + "missile test" + ")" * 8000,
        "\u2014 launch of the satellite \u2014 " * 1500,
    ],
)
def test_hostile_text_is_read_in_bounded_time(text: str) -> None:
    extract("", "North Korea fired a missile.")  # compiles the rules
    began = process_time()
    extract("", text)
    assert process_time() - began < HOSTILE_SECONDS


def test_an_hour_of_an_unknown_day_gives_no_day() -> None:
    text = "At 4:30 p.m. local time today a rocket carrying two astronauts will blast off from Florida."
    launches = read(Article("a", "Astronauts set to fly", text)).launches
    assert [launch.date_start for launch in launches] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Envoys have worked all week on a reply to Sunday's launch of a satellite by North Korea.",
        "Seoul closed the plant to punish North Korea for Sunday's rocket launch.",
    ],
)
def test_a_launch_that_is_answered_lies_behind_also_where_the_next_such_day_is_tomorrow(text: str) -> None:
    assert [launch.date_start for launch in launches_of("Answer to North Korea", text, "2016-02-13")] == [date(2016, 2, 7)]


def test_a_numbered_try_has_its_own_verdict() -> None:
    text = "North Korea's second attempt this year to orbit a satellite failed early on Thursday when its third stage blew up."
    assert only("North Korea tries again", text).outcome == "failure"


def test_a_recent_launch_is_no_news_of_the_day() -> None:
    text = "Kim Jong Un said his country's recent launch of a satellite was its sovereign right, state media reported on Thursday."
    assert only("Kim praises satellite", text).date_start is None
