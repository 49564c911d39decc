"""Alerts: what sentences tell of alarms, warnings to ships and aircraft, and notices of launches, on short articles in own words."""

import pytest

from pipelines.reading.engine import read
from pipelines.reading.types import AlertReport, Article

AFTER = "SEOUL (Reuters) - North Korea fired a ballistic missile toward the northeast on Tuesday morning, South Korea's military said."
AHEAD = "SEOUL (Reuters) - North Korea will launch a satellite between June 24 and June 30, its space agency said on Monday."


def alerts_of(text: str, lead: str = AFTER, title: str = "North Korea missile") -> tuple[tuple[AlertReport, str], ...]:
    article = Article("a", title, f"{lead}\n\n{text}", "2023-06-21")
    return tuple((report, article.document[report.start : report.end]) for report in read(article).alerts)


def told_in(text: str, lead: str = AFTER) -> list[tuple[str, str, str | None, str | None]]:
    return [(report.step, report.kind, report.system, report.country) for report, _ in alerts_of(text, lead)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("J-Alert told the people of Hokkaido at 7:55 to go indoors.", ("issued", "public", "j_alert", "JP")),
        ("Sirens howled in Ulleung, a South Korean island.", ("issued", "public", "siren", "KR")),
        ("Sirens sounded by the border as rockets came over from Lebanon.", ("issued", "public", "siren", None)),
        ("Mobile phones all over Japan buzzed with an alert.", ("issued", "public", "phone_message", "JP")),
        ("Japan urged residents of Aomori to take shelter.", ("issued", "public", None, "JP")),
        ("Em-Net warned town halls, and M-Net sounded in every office.", ("issued", "public", "em_net", "JP")),
        ("South Korea issued an evacuation warning for Baengnyeong.", ("issued", "public", None, "KR")),
        ("The Japan Coast Guard issued a navigation warning.", ("issued", "sea", "navigation_warning", "JP")),
        ("Japan warned fishing boats of falling debris.", ("issued", "sea", None, "JP")),
        ("South Korea told airlines to keep clear of the rocket's path.", ("issued", "air", None, "KR")),
        ("Japan published a NOTAM for the sea below the missile.", ("issued", "air", "notam", "JP")),
    ],
)
def test_an_alert_is_issued(text, expected):
    assert told_in(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "step", "error"),
    [
        ("Japan lifted the warning twenty minutes later.", "lifted", None),
        ("The all-clear came at 8:20.", "lifted", None),
        ("A second message withdrew the first.", "lifted", None),
        ("Japan corrected the alert at 8:16 and said the missile could not reach Hokkaido.", "updated", None),
        ("The government extended the warning to Aomori.", "updated", None),
        ("The office took Hokkaido out of the evacuation warning.", "updated", None),
        ("At 8:10 a further message said that it was safe to go out.", "updated", None),
        ("At eight it announced that the missile had passed.", "updated", None),
        ("An hour later Defense Minister Yasukazu Hamada corrected the announcement.", "updated", "false_overflight"),
        ("The Interior Ministry said that the message had been sent in error.", "error_admitted", "issued_in_error"),
        ("The governor apologised for the confusion over the alert.", "error_admitted", "issued_in_error"),
        ("The alert had gone to the wrong prefecture, the agency admitted.", "error_admitted", "wrong_region"),
    ],
)
def test_a_later_step_goes_back_to_the_alert_before_it(text, step, error):
    first, (report, _) = alerts_of(f"J-Alert told Hokkaido at 7:55 to take shelter. {text}")
    assert first[0].step == "issued"
    assert (report.step, report.error, report.kind, report.system, report.country, report.follows) == (
        step,
        error,
        "public",
        "j_alert",
        "JP",
        0,
    )


@pytest.mark.parametrize(
    ("title", "text", "country"),
    [
        (
            "Hawaii frightened for thirty-eight minutes",
            "HONOLULU - An officer of Hawaii's emergency agency mistakenly sent a ballistic missile alert to every phone on the islands.",
            "US",
        ),
        (
            "Broadcaster takes back its alarm",
            "TOKYO - NHK, Japan's public broadcaster, erroneously sent a push notification of a missile to its readers.",
            "JP",
        ),
        ("Night of nerves", "HAGATNA - A radio station in Guam had by accident broadcast a civil danger warning of a missile.", "US"),
    ],
)
def test_a_mistaken_alarm_needs_no_launch(title, text, country):
    [(report, _)] = alerts_of("Officials were sorry.", text, title)
    assert (report.step, report.error, report.launch) == ("error_admitted", "issued_in_error", None)
    assert report.country == country


@pytest.mark.parametrize(
    "text",
    [
        "Japan chose not to sound J-Alert, Defense Minister Itsunori Onodera said.",
        "The J-Alert network stayed silent.",
        "J-Alert was not activated in Japan.",
        "Japan did not issue an evacuation warning.",
        "No sirens sounded in Japan.",
    ],
)
def test_a_decision_against_an_alarm_is_no_alarm(text):
    assert [(report.step, report.kind) for report, _ in alerts_of(text)] == [("not_issued", "public")]
    assert "alert" not in {
        reaction.type for reaction in read(Article("a", "North Korea missile", f"{AFTER}\n\n{text}", "2023-06-21")).reactions
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It told the International Maritime Organization that it will launch a rocket.", ("issued", "imo")),
        ("North Korea notified Japan that it plans to launch a rocket.", ("issued", None)),
        ("A second letter to the International Maritime Organization names other days.", ("updated", "imo")),
        ("North Korea informed Japan's coast guard that it had extended the period.", ("updated", "japan_coast_guard")),
        ("No notice has gone to the International Civil Aviation Organization.", ("not_issued", "icao")),
    ],
)
def test_a_notice_of_a_launch_is_of_the_side_that_launches(text, expected):
    [(report, _)] = alerts_of(text, AHEAD)
    assert (report.kind, report.country) == ("launch_notice", "KP")
    assert (report.step, report.system) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The town held an evacuation drill in May.",
        "Hawaii prepared to test its attack warning siren for the first time in decades.",
        "Upon hearing a siren, people should go inside.",
        "Seoul would issue an evacuation warning if a missile came near.",
        "Seoul issued a stern warning to Pyongyang.",
        "An early warning aircraft took off from Osan.",
        "A spokeswoman told CNN that no aircraft was hit.",
        "Japan put its forces on alert.",
    ],
)
def test_what_only_sounds_like_an_alert_is_none(text):
    assert told_in(text) == []


def test_two_steps_of_a_sentence_have_their_own_words():
    found = alerts_of("J-Alert told Okinawa to take shelter at 10:46, and the Japanese government lifted the warning at 11:03.")
    assert [(report.step, report.actor, words) for report, words in found] == [
        ("issued", "the Japanese government", "J-Alert told Okinawa to take shelter at 10:46"),
        ("lifted", "the Japanese government", "the Japanese government lifted the warning at 11:03."),
    ]


def test_the_time_of_the_flight_is_not_that_of_the_alert():
    [(_, words)] = alerts_of("The missile passed over Hokkaido at 6:06, four minutes after J-Alert had warned the island.")
    assert "6:06" not in words


def test_an_alarm_from_one_time_to_another_is_issued_and_lifted():
    found = alerts_of("Okinawa was under a J-Alert warning from 3:54 to 4:07.")
    assert [(report.step, words) for report, words in found] == [
        ("issued", "Okinawa was under a J-Alert warning from 3:54"),
        ("lifted", "to 4:07."),
    ]


def test_a_bare_warning_is_of_the_kind_of_the_alert_before_it():
    _, (report, _) = alerts_of("The Japan Coast Guard issued a navigation warning of the missile. The warning was lifted in the evening.")
    assert (report.step, report.kind, report.system) == ("lifted", "sea", "navigation_warning")


def test_a_system_that_another_state_runs_carried_no_alert_of_this_one():
    [(report, _)] = alerts_of("Over its emergency alert system the government of Japan asked people in Okinawa to go indoors.")
    assert (report.system, report.country) == (None, "JP")


def test_sirens_of_a_storm_are_no_alerts():
    article = Article(
        "a",
        "Storm",
        "The storm was near. Sirens sounded in Naha. It rained. People waited. A long night. A bus came. In Seoul a rocket was built.",
    )
    assert read(article).alerts == ()


def test_moments_of_the_flight_are_told_apart_from_alerts():
    text = "J-Alert told Hokkaido at 6:02 to take shelter. The missile passed over Hokkaido at 6:06, and it fell into the Pacific at 6:12."
    article = Article("a", "North Korea missile", f"{AFTER}\n\n{text}", "2023-06-21")
    assert [(moment.moment, article.document[moment.start : moment.end]) for moment in read(article).moments] == [
        ("overflight", "The missile passed over Hokkaido at 6:06"),
        ("landing", "it fell into the Pacific at 6:12."),
    ]


def test_a_time_of_another_part_of_the_sentence_is_not_that_of_the_fall():
    text = "Tokyo put the start at 5:58, and said the missile fell east of Cape Erimo."
    assert read(Article("a", "North Korea missile", f"{AFTER}\n\n{text}", "2023-06-21")).moments == ()
