"""Launches that an article on another one recalls or foresees, and what their craft are called."""

from datetime import date

import pytest

from pipelines.reading.engine import read
from pipelines.reading.types import Article, Launch

DAY = "2017-02-24"  # a Friday
LEAD = (
    "A SpaceX Falcon 9 rocket lifted off from Cape Canaveral, Florida, on Thursday with a weather satellite. "
    "The satellite reached orbit half an hour later, the company said. Engineers cheered. The craft is to work for five years. "
)


def launches_of(title: str, text: str, day: str = DAY) -> tuple[Launch, ...]:
    """The launches of a made-up article."""
    return read(Article("a1", title, text, day, None, None)).launches


def recalled(sentence: str) -> Launch:
    """The one launch beside that in focus of a made-up article that ends with a sentence."""
    (found,) = (launch for launch in launches_of("SpaceX rocket lifts off with weather satellite", LEAD + sentence) if not launch.focus)
    return found


@pytest.mark.parametrize(
    ("sentence", "country", "first", "name"),
    [
        ("Its predecessor, Hayabusa, went up in 2003 and came back in 2010.", "JP", date(2003, 1, 1), "Hayabusa"),
        ("The Tiangong-1 module was placed in orbit in September 2011.", "CN", date(2011, 9, 1), "Tiangong-1"),
        ("Voyager 2, which set out in 1977, is still sending data.", "US", date(1977, 1, 1), "Voyager 2"),
        ("Chandrayaan-1, India's first moon craft, was launched in 2008.", "IN", date(2008, 1, 1), "Chandrayaan-1"),
        ("Blue Origin's New Shepard made its fifth flight in October.", "US", date(2016, 10, 1), "New Shepard"),
        ("The Long March 5 made its debut in November.", "CN", date(2016, 11, 1), "Long March 5"),
        ("Japan put a lunar probe named Kaguya into space in 2007.", "JP", date(2007, 1, 1), "Kaguya"),
        ("The same booster carried a Dragon in July 2016.", "US", date(2016, 7, 1), "Dragon"),
        ("In 2008 the company's Falcon 1 became the first privately built rocket to reach orbit.", "US", date(2008, 1, 1), "Falcon 1"),
        ("Apollo 17 was the last flight to the moon, in December 1972.", "US", date(1972, 12, 1), "Apollo 17"),
        ("The pad was last used for the final shuttle launch in July 2011.", "US", date(2011, 7, 1), None),
        ("The James Webb Space Telescope is to follow in 2018.", "US", date(2018, 1, 1), "James Webb Space Telescope"),
        ("Crew Dragon's first flight with people might take place this summer, NASA said.", "US", date(2017, 6, 1), "Crew Dragon"),
        ("In 2010 Chang'e 2 also flew to the moon.", "CN", date(2010, 1, 1), "Chang'e 2"),
    ],
)
def test_a_craft_of_another_launch_is_found_with_its_country(sentence: str, country: str, first: date, name: str | None) -> None:
    launch = recalled(sentence)
    assert (launch.country, launch.date_start, launch.vehicle or launch.payload) == (country, first, name)


def test_a_failure_of_an_engine_is_a_verdict_on_the_flight() -> None:
    assert recalled("Japan's last attempt in March failed when the second-stage engine of the H3 did not ignite.").outcome == "failure"


def test_a_list_of_days_goes_on_with_one() -> None:
    found = launches_of("SpaceX rocket lifts off", f"{LEAD}Two Falcon 9 missions failed, one in June 2015 and one in September 2016.")
    assert [launch.date_start for launch in found if not launch.focus] == [date(2015, 6, 1), date(2016, 9, 1)]


def test_the_failed_try_of_the_day_before_is_no_verdict() -> None:
    text = "A Delta-IV Heavy with the Parker Solar Probe lifted off on Thursday. It came after a failed try the previous day."
    assert launches_of("NASA sends probe to the Sun", text)[0].outcome == "success"


def test_what_might_delay_a_launch_has_not() -> None:
    text = "The North's rocket rose at 10 a.m. on Friday, days after it said that a fault might delay the launch."
    assert {launch.status for launch in launches_of("North Korea launches rocket", text)} == {"occurred"}


def test_the_first_time_since_an_old_flight_is_no_flight_of_that_year() -> None:
    text = "A Falcon 9 will lift off on Saturday, the first time that a crew is launched from Florida since the last flight in 2011."
    assert launches_of("SpaceX to launch crew", text)[0].status == "announced"


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("SpaceX launched a Falcon 9 on Thursday with four of the Crew-7 mission. Their Dragon capsule docks on Sunday.", "Dragon"),
        (
            "SpaceX launched its first crew on Thursday from Florida with two astronauts, Bo Ash and Di Elm, in a Crew Dragon.",
            "Crew Dragon",
        ),
        ("Russia launched a satellite from Baikonur on Thursday. Energia, the builder of the AngoSat 1 satellite, cheered.", "AngoSat 1"),
        ("SpaceX launched a Falcon 9 with a satellite on Thursday. The Hubble telescope has been in orbit since 1990.", None),
    ],
)
def test_the_payload_is_the_craft_and_not_the_mission(text: str, payload: str | None) -> None:
    assert launches_of("Rocket launch succeeds", text)[0].payload == payload


def test_the_same_place_is_the_site_of_the_other_launch() -> None:
    text = "A North Korean missile blew up near Sinpo on Thursday. On 5 February the North fired a missile from the same area."
    assert [launch.site for launch in launches_of("North Korean missile fails", text)] == ["sinpo", "sinpo"]


def test_a_site_below_an_old_picture_is_none() -> None:
    text = "A missile is launched in a drill at Sunan airport on 16 March 2016."
    assert launches_of("Japan protests North Korean missile launch", text)[0].site is None


def test_several_of_a_type_are_called_by_its_name() -> None:
    assert launches_of("China tests missiles", "China tested two of its DF-31As last week.")[0].vehicle == "DF-31A"


def test_a_rocket_of_a_country_without_a_site_flies_for_the_host() -> None:
    assert launches_of("", "A Zenit rocket lifted off from Baikonur on Thursday with a satellite.")[0].country == "RU"


def test_an_alarm_is_given_while_something_flies() -> None:
    text = "South Korea told people in Seoul to take shelter and Japan issued a missile alert."
    found = launches_of("Japan and South Korea sound alerts after North Korea launch", text)[0]
    assert (found.date_start, found.date_end) == (date(2017, 2, 23), date(2017, 2, 24))


def test_a_missile_attack_in_a_title_is_what_the_article_is_about() -> None:
    text = "Iran launched some 200 ballistic missiles at Israel on Thursday night. Most were shot down."
    assert [launch.focus for launch in launches_of("All about Iran's missile attack on Israel", text)] == [True]


def test_a_test_a_day_earlier_is_the_news_itself() -> None:
    text = "Pyongyang says that it fired two cruise missiles a day earlier."
    assert [launch.date_end for launch in launches_of("Pyongyang says that it fired two cruise missiles", text)] == [date(2017, 2, 23)]


@pytest.mark.parametrize(
    "text",
    [
        "North Korea has launched a missile toward the east, South Korea said on Thursday, its second missile launch in as many days.",
        "A North Korean missile exploded soon after being launched from an airfield in Kusong on Thursday, officials said.",
        "A North Korean missile fell into the sea on Thursday.",
        "North Korea has fired a missile, according to a statement by Seoul's military on Thursday.",
    ],
)
def test_the_day_of_news_is_the_day_of_the_launch(text: str) -> None:
    assert launches_of("North Korea fires missile", text)[0].date_start == date(2017, 2, 23)


@pytest.mark.parametrize(
    ("title", "text", "site", "name"),
    [
        (
            "Ariane 5 launches telescope",
            "Europe's Ariane 5 blasted away from French Guiana on Thursday with a telescope.",
            "kourou",
            "Ariane 5",
        ),
        ("Starship lost", "The Starship broke up on Thursday, minutes after lifting off from Boca Chica in Texas.", "starbase", "Starship"),
        ("H3 flies", "Japan's H3 lifted off on Thursday. The launch at Tanegashima was the first since last year.", "tanegashima", "H3"),
    ],
)
def test_rocket_and_site_are_found_in_other_words_for_a_launch(title: str, text: str, site: str, name: str) -> None:
    launch = launches_of(title, text)[0]
    assert (launch.status, launch.site, launch.vehicle) == ("occurred", site, name)


def test_the_space_agency_of_the_title_is_the_party() -> None:
    assert launches_of("NASA moon rocket on its way", "The giant rocket roared off its pad at 1:47 a.m. on Thursday.")[0].country == "US"


def test_the_next_try_after_a_scrub_is_a_launch_to_come() -> None:
    text = "SpaceX called off Thursday's launch of a Falcon 9. The next try is set for Saturday at 8:15 p.m."
    assert [launch.date_start for launch in launches_of("SpaceX scrubs launch", text)] == [date(2017, 2, 23), date(2017, 2, 25)]


def test_what_reached_space_and_was_lost_has_failed() -> None:
    text = "SpaceX's Starship reached space but was lost minutes later in its second test flight on Thursday."
    assert launches_of("Starship reaches space and is lost", text)[0].outcome == "failure"


def test_a_mission_of_the_title_is_the_dated_plan_to_go_to_space() -> None:
    text = "A feat is near. Nobody has been there. In 2018 China will launch Chang'e 4. Its first part is to lift off in June 2018."
    assert launches_of("China's moon mission to go a step further", text, "2017-12-31")[0].focus
