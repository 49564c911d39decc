"""Reactions: what states, bodies and officials do or say in response to a launch, on short articles in own words."""

import pytest

from pipelines.reading.engine import read
from pipelines.reading.reactions.stems import beginnings
from pipelines.reading.types import Article, Reaction

AFTER = "SEOUL (Reuters) - North Korea fired a long-range rocket over Japan on Monday, South Korea's military said."
AHEAD = "SEOUL (Reuters) - North Korea will launch a satellite between June 24 and June 30, its space agency said on Monday."


def reactions_to(text: str, lead: str = AFTER) -> tuple[Reaction, ...]:
    article = Article("a", "North Korea rocket", f"{lead}\n\n{text}", "2016-06-21")
    return read(article).reactions


def found_in(text: str, lead: str = AFTER) -> list[tuple[str, str | None, str]]:
    return [(reaction.actor, reaction.country, reaction.type) for reaction in reactions_to(text, lead)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We strongly condemn this reckless act," Japanese Prime Minister Shinzo Abe said.', ("Shinzo Abe", "JP", "condemn")),
        ("Japan lodged a protest with the North through its embassy in Beijing.", ("Japan", "JP", "condemn")),
        (
            "The launch is a clear violation of Security Council resolutions, the U.S. State Department said.",
            ("the U.S. State Department", "US", "assert_violation"),
        ),
        ("Russia voiced deep concern over the launch.", ("Russia", "RU", "express_concern")),
        ("Washington warned that the North would face consequences for the launch.", ("Washington", "US", "warn")),
        ("China urged all sides to show restraint.", ("China", "CN", "urge_restraint")),
        ("China called for calm and a return to dialogue.", ("China", "CN", "urge_restraint")),
        ("The Security Council imposed new sanctions on North Korea over the launch.", ("The Security Council", "UN", "sanction")),
        (
            "The Security Council will hold an emergency meeting on Tuesday to discuss the launch.",
            ("The Security Council", "UN", "convene"),
        ),
        (
            "South Korean President Park Geun-hye convened the National Security Council after the launch.",
            ("Park Geun-hye", "KR", "convene"),
        ),
        ("Japan issued an alert and told residents of Okinawa to take shelter.", ("Japan", "JP", "alert")),
        ("The Japanese government later lifted the alert.", ("The Japanese government", "JP", "lift_alert")),
        ("Japan put its Patriot batteries on alert and deployed destroyers.", ("Japan", "JP", "military")),
        ("There were no reports of damage to ships, Japan's coast guard said.", ("Japan's coast guard", "JP", "stand_down")),
        ("Japan took no action to shoot down the rocket, the coast guard said.", ("the coast guard", "JP", "stand_down")),
        (
            "The missile posed no threat to North America, the U.S. Northern Command said.",
            ("the U.S. Northern Command", "US", "stand_down"),
        ),
        (
            "The launch was a sovereign right, North Korea's foreign ministry said.",
            ("North Korea's foreign ministry", "KP", "defend"),
        ),
        ("Kim Jong Un congratulated the scientists on the launch.", ("Kim Jong Un", "KP", "defend")),
        ("North Korea denied that it had broken any resolution.", ("North Korea", "KP", "reject")),
        (
            "South Korea suspended operations at the joint factory park in response to the launch.",
            ("South Korea", "KR", "suspend"),
        ),
    ],
)
def test_a_reaction_of_each_type_is_found_with_its_actor(text: str, expected: tuple[str, str, str]) -> None:
    assert found_in(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The launch was condemned by the United Nations.", [("the United Nations", "UN", "condemn")]),
        ("The launch drew sharp condemnation from Tokyo and Seoul.", [("Tokyo", "JP", "condemn"), ("Seoul", "KR", "condemn")]),
        ("The country now suffers under sanctions imposed by Tokyo after the launch.", [("Tokyo", "JP", "sanction")]),
        (
            "The United States, Japan and South Korea condemned the launch.",
            [("United States", "US", "condemn"), ("Japan", "JP", "condemn"), ("South Korea", "KR", "condemn")],
        ),
        (
            'In Tokyo, Japanese Prime Minister Shinzo Abe called Monday\'s firing a "challenge to the world".',
            [("Shinzo Abe", "JP", "condemn")],
        ),
        (
            "The State Department official in charge of Asian affairs, Daniel Russel, urged the North to show restraint.",
            [("Daniel Russel", "US", "urge_restraint")],
        ),
    ],
)
def test_an_actor_is_found_in_passives_noun_phrases_lists_and_appositions(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found_in(text) == expected


def test_one_sentence_may_hold_several_reactions() -> None:
    found = found_in("South Korea condemned the launch and put its forces on alert.")
    assert found == [("South Korea", "KR", "condemn"), ("South Korea", "KR", "military")]


def test_both_sides_of_a_call_take_part_in_it() -> None:
    found = found_in("Japanese Prime Minister Shinzo Abe spoke by phone with President Barack Obama about the launch.")
    assert {(country, kind) for _, country, kind in found} == {("JP", "convene"), ("US", "convene")}


def test_an_outlet_that_tells_a_deed_is_its_route() -> None:
    found = reactions_to("The Security Council will hold an emergency session on Friday, the Associated Press reported.")
    assert [(r.actor, r.via) for r in found] == [("The Security Council", "Associated Press")]


def test_who_sounds_an_alarm_is_named_by_its_state_rather_than_by_the_place() -> None:
    assert found_in("Sirens wailed on Hokkaido, and Japan told people there to hide.") == [("Japan", "JP", "alert")]


def test_a_national_council_is_not_that_of_the_united_nations() -> None:
    found = found_in("South Korean President Park Geun-hye has convened a National Security Council meeting.")
    assert found == [("Park Geun-hye", "KR", "convene")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. military said it was closely monitoring the site after the launch.", [("The U.S. military", "US", "military")]),
        ("The United Nations said it was closely monitoring the site after the launch.", []),
    ],
)
def test_a_close_watch_counts_for_armed_forces_only(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found_in(text) == expected


def test_a_media_briefing_is_no_route() -> None:
    found = reactions_to('"We have no reports of damage," Japanese Defense Minister Gen Nakatani told a media briefing.')
    assert [(r.actor, r.via) for r in found] == [("Gen Nakatani", None)]


def test_before_a_launch_a_call_not_to_go_ahead_is_a_warning() -> None:
    assert found_in("South Korea urged the North to call off the launch.", AHEAD) == [("South Korea", "KR", "warn")]


def test_no_violation_is_a_rejection_by_the_launching_side() -> None:
    found = found_in("The launch does not violate any resolution, North Korea's foreign ministry said.")
    assert found == [("North Korea's foreign ministry", "KP", "reject")]


def test_a_state_that_does_the_same_twice_reacts_once() -> None:
    found = found_in('Japan condemned the launch.\n\n"We condemn it strongly," Japanese Prime Minister Shinzo Abe said.')
    assert found == [("Shinzo Abe", "JP", "condemn")]


@pytest.mark.parametrize(
    "text",
    [
        "Japan did not condemn the launch.",
        "Reporters asked whether Tokyo would condemn the launch.",
        "If the North launches again, Washington could impose sanctions, an analyst at a university said.",
        "The rocket blasted off from a pad in the northwest.",
        "The sides opposed to the plan met over lunch.",
        "The early warning system worked well.",
        "Trump criticised China over trade.",
        "Crowds came to a protest against the factory.",
        "It was not only a threat, it was loud.",
    ],
)
def test_what_is_denied_supposed_or_only_sounds_alike_is_no_reaction(text: str) -> None:
    assert found_in(text) == []


def test_without_a_launch_there_is_no_reaction() -> None:
    article = Article("a", "Talks in Geneva", "Japan condemned the attack on the market on Monday.", "2016-06-21")
    assert read(article).reactions == ()


def test_evidence_is_the_sentence_to_the_letter() -> None:
    article = Article("a", "North Korea rocket", f"{AFTER}\n\nJapan condemned the launch.", "2016-06-21")
    assert [article.document[slice(*reaction.evidence)] for reaction in read(article).reactions] == ["Japan condemned the launch."]


@pytest.mark.parametrize(
    ("pattern", "words", "stems"),
    [
        (r"\b(?P<cue>self-?defen[cs]e)\b", {"self"}, {"selfdefe"}),
        (r"\bcan(?: not|not)? go\b", {"can", "cannot"}, set()),
        (r"\b\"?(?:to )?stop", {"to"}, {"stop"}),
    ],
)
def test_a_mark_inside_a_pattern_ends_the_word_that_it_begins_with(pattern: str, words: set[str], stems: set[str]) -> None:
    assert beginnings(pattern) == (frozenset(words), frozenset(stems))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"Every side should go half of the way and act with moderation," U.N. chief Antonio Guterres said.',
            ("Antonio Guterres", "UN", "urge_restraint"),
        ),
        ('"We monitored the rocket launch that took place today," a Pentagon spokesman said.', ("a Pentagon spokesman", "US", "military")),
        ("The Pentagon staged a show of force after the launch.", ("The Pentagon", "US", "military")),
    ],
)
def test_rarer_wordings_of_calm_and_readiness_are_known(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in found_in(text)


def test_what_another_side_calls_the_launch_is_its_own_reaction_not_that_of_the_speaker() -> None:
    found = found_in("Pyongyang said that its rocket flew as planned, after Tokyo called the launch a violation of U.N. resolutions.")
    assert ("Tokyo", "JP", "assert_violation") in found
    assert "reject" not in [kind for _, _, kind in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("South Korea responded to the launch by firing six missiles of its own.", ("South Korea", "KR", "military")),
        ("South Korea's navy salvaged a large section of the booster.", ("South Korea's navy", "KR", "military")),
        ("The launch prompted a swift backlash from Seoul.", ("Seoul", "KR", "condemn")),
        ("Pyongyang threatened 'harsher actions' against the allies.", ("Pyongyang", "KP", "warn")),
        ("Fumio Kishida condemned the rocket in a call Monday with Joe Biden.", ("Joe Biden", "US", "convene")),
        ("Residents of an island in northern Japan were told to take shelter.", ("Japan", "JP", "alert")),
        ("President Moon presided over a meeting of the National Security Council.", ("Moon", "KR", "convene")),
        ("The rocket was unlikely to hit anybody, Japan's coast guard said.", ("Japan's coast guard", "JP", "stand_down")),
    ],
)
def test_answers_that_news_words_in_other_ways_are_found(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in found_in(text)


def test_sirens_in_two_states_are_an_alarm_of_both() -> None:
    found = found_in("Sirens wailed in South Korea and Japan.")
    assert [(country, kind) for _, country, kind in found] == [("KR", "alert"), ("JP", "alert")]


def test_tests_that_resume_are_no_call_for_talks() -> None:
    assert found_in("The rocket marked a resumption of weapons tests, South Korea said.") == []


def test_a_verb_of_a_headline_in_capitals_is_a_verb() -> None:
    article = Article("a", "US Slams North Korean Rocket Launch", AFTER, "2016-06-21")
    assert ("US", "condemn") in [(reaction.country, reaction.type) for reaction in read(article).reactions]
