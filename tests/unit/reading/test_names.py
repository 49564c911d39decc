"""Names, offices and sides, as a reader would note them."""

from itertools import pairwise

import pytest

from pipelines.reading.document import open_document
from pipelines.reading.names.find import find_names
from pipelines.reading.types import NameMention


def names_of(text: str) -> list[NameMention]:
    """The names of a text without a title."""
    return list(find_names(open_document(f"\n\n{text}")))


def told(text: str) -> list[tuple[str, str, str | None]]:
    """Kind, name and country of each name, pronouns left out."""
    return [(m.kind, m.name, m.country) for m in names_of(text) if m.rule_id != "later_pronoun"]


@pytest.mark.parametrize(
    "text",
    [
        "Seoul \u2014 \u201cNorth Korea\u2019s rocket flew,\u201d said a Japanese official.",
        "The Hwasong - 14 flew from Panghyon , South Korea 's military said .",
        "\u0130stanbul: T\u00fcrkiye and Iran\u00a0spoke; KCNA reported it.",
        "NORTH KOREA FIRES MISSILE, SEOUL'S DEFENSE MINISTRY SAYS",
    ],
)
def test_spans_lie_on_the_text_in_order_and_do_not_overlap(text: str) -> None:
    document = open_document(f"\n\n{text}")
    found = find_names(document)
    assert all(document.text[m.start : m.end].strip() == document.text[m.start : m.end] for m in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("North Korea fired it.", "KP"),
        ("The North Korean rocket fell.", "KP"),
        ("Pyongyang denied that.", "KP"),
        ("Officials in the U.S. saw it.", "US"),
        ("It flew over Japan 's main island .", "JP"),
        ("S. Korea saw it.", "KR"),
    ],
)
def test_states_are_known_by_name_adjective_and_capital(text: str, country: str) -> None:
    assert country in {m.country for m in names_of(text)}


def test_the_north_is_a_state_only_where_the_article_names_that_state() -> None:
    assert ("state", "the North", "KP") in told("North Korea fired it. Later the North said so.")
    assert told("Snow fell across the North on Sunday.") == []


def test_a_body_carries_the_country_of_its_possessive() -> None:
    assert told("South Korea's Joint Chiefs of Staff saw it.") == [("body", "South Korea's Joint Chiefs of Staff", "KR")]
    assert told("It fell, Tokyo's Defense Ministry said.") == [("body", "Tokyo's Defense Ministry", "JP")]


def test_a_person_has_the_office_and_country_that_stand_before_the_name() -> None:
    (person,) = [m for m in names_of("Japan's Chief Cabinet Secretary Ichiro Tanabe spoke.") if m.kind == "person"]
    assert (person.name, person.country, person.office) == ("Ichiro Tanabe", "JP", "Japan's Chief Cabinet Secretary")


def test_a_person_has_the_office_that_follows_after_a_comma() -> None:
    people = {m.name: (m.country, m.office) for m in names_of("Park Do-hwan, a spokesman for South Korea's navy, spoke.")}
    assert people["Park Do-hwan"] == ("KR", "a spokesman for South Korea's navy")


def test_an_expert_on_a_state_is_of_no_country() -> None:
    assert ("person", "Ann Lovell", None) in told("Ann Lovell, a North Korea expert at a college in Ohio, doubted it.")


def test_unnamed_people_keep_their_phrase_and_side() -> None:
    assert told("It will fly soon, a South Korean government source said.") == [("person", "a South Korean government source", "KR")]
    assert told("Experts doubt it.") == [("group", "Experts", None)]
    assert told("Officials at the Pentagon doubt it.") == [("group", "Officials at the Pentagon", "US")]


def test_people_of_two_states_are_two_groups() -> None:
    assert told("It failed, South Korean and U.S. officials said.") == [
        ("group", "South Korean officials", "KR"),
        ("group", "U.S. officials", "US"),
    ]


def test_state_media_are_outlets_with_the_country_of_their_state() -> None:
    (outlet,) = [m for m in names_of("North Korean state media praised the crew.") if m.kind == "outlet"]
    assert (outlet.country, outlet.is_state_media) == ("KP", True)
    (agency,) = [m for m in names_of("The launch worked, KCNA reported.") if m.kind == "outlet"]
    assert (agency.id, agency.country, agency.is_state_media) == ("KCNA", "KP", True)


def test_state_media_without_a_state_are_of_one_that_has_such_media() -> None:
    mentions = names_of("North Korea fired a missile, which the White House condemned. State media said it flew well.")
    assert {mention.country for mention in mentions if mention.is_state_media} == {"KP"}


def test_an_outlet_goes_by_the_abbreviation_in_brackets_after_it() -> None:
    assert {m.name for m in names_of("The Korean Central News Agency (KCNA) praised it.") if m.kind == "outlet"} == {"KCNA"}


def test_a_family_name_stands_for_the_full_name() -> None:
    last = [m for m in names_of("Elena Marsh, a physicist, saw it. Marsh took notes.") if m.kind == "person"][-1]
    assert (last.name, last.rule_id) == ("Elena Marsh", "later_family_name")
    assert last.antecedent is not None


def test_a_korean_is_taken_up_by_the_first_of_his_names() -> None:
    assert [m.name for m in names_of("Jang Ho-min spoke. It was late when Jang left.") if m.kind == "person"] == [
        "Jang Ho-min",
        "Jang Ho-min",
    ]


def test_pronouns_go_back_to_the_subject_before() -> None:
    (he,) = [
        m for m in names_of("Defense Minister Jang Ho-min met Ann Lovell. He warned the North.") if m.id and m.rule_id == "later_pronoun"
    ]
    assert he.name == "Jang Ho-min"


def test_the_tail_of_a_statement_goes_back_beyond_its_sentence() -> None:
    found = names_of("KCNA praised the crew. It was a gift to the Workers' Party, it said.")
    assert [m.name for m in found if m.rule_id == "later_pronoun"][-1] == "KCNA"


def test_who_speaks_on_is_who_spoke_and_not_whom_the_sentence_began_with() -> None:
    found = names_of("North Korea fired two missiles on Monday, Japan's Defense Ministry said. It also said both fell into the sea.")
    assert [m.country for m in found if m.rule_id == "later_pronoun"] == ["JP"]


def test_the_ministry_stands_for_the_ministry_named_before() -> None:
    last = names_of("Japan's Defense Ministry saw two flashes. Nothing fell on land, the ministry said.")[-1]
    assert (last.name, last.country, last.rule_id) == ("Japan's Defense Ministry", "JP", "later_phrase")


def test_the_newspaper_is_no_news_agency() -> None:
    last = names_of("The Yomiuri Shimbun and Kyodo News saw it. A train left, the newspaper said.")[-1]
    assert last.name == "Yomiuri Shimbun"


@pytest.mark.parametrize("written", ["Tongchang-ri", "Tongchangri", "Tongchang ri", "Sohae", "Dongchang-ri"])
def test_sites_are_known_in_every_spelling(written: str) -> None:
    assert [(m.kind, m.id) for m in names_of(f"It rose from {written} at dawn.")] == [("site", "sohae")]


@pytest.mark.parametrize(
    ("written", "vehicle", "launch_class"),
    [
        ("Hwasong-14", "hwasong-14", "ballistic"),
        ("Hwasong - 14", "hwasong-14", "ballistic"),
        ("Unha-3", "unha-3", "space"),
        ("Hwasong-27", "hwasong-27", "ballistic"),
        ("Hwasal-2", "hwasal-2", "cruise"),
    ],
)
def test_vehicles_carry_their_launch_class_also_where_the_number_is_new(written: str, vehicle: str, launch_class: str) -> None:
    assert [(m.id, m.launch_class) for m in names_of(f"They fired a {written} at noon.") if m.kind == "vehicle"] == [
        (vehicle, launch_class)
    ]


def test_common_words_are_vehicles_only_beside_words_of_rockets() -> None:
    assert [m.kind for m in names_of("An Atlas rocket lifted off.")] == ["vehicle"]
    assert told("Open the Atlas at page ten.") == []


def test_things_that_no_lexicon_lists_are_found_by_what_stands_around_them() -> None:
    assert ("vehicle", "Zephyr-9", None) in told("The crew fuelled the Zephyr-9 rocket.")
    assert ("payload", "Larkspur", None) in told("It carried a satellite named Larkspur into orbit.")
    assert ("site", "Heron Bay Spaceport", None) in told("It rose from the Heron Bay Spaceport at noon.")


def test_a_series_is_followed_from_one_number_to_the_next() -> None:
    assert {m.name for m in names_of("The prototype ZX8 burst. Before it, ZX6 had landed.") if m.kind == "vehicle"} == {"ZX8", "ZX6"}


def test_a_resolution_has_its_number_as_id() -> None:
    assert [m.id for m in names_of("It breaks resolution 1718, they say.") if m.kind == "resolution"] == ["UNSCR 1718"]


def test_writers_of_the_article_are_no_actors() -> None:
    assert told("By Ann Lovell") == []
    assert ("person", "Tom Fisk", None) not in told("(Reporting by Tom Fisk; Editing by Ann Lovell)")


@pytest.mark.parametrize("piece", ["A", "The ", "'s ", "Kim ", "U.S. and ", "official ", "missile X-1 ", '"', "(", "ministry of "])
def test_hostile_text_takes_no_longer_than_its_length_allows(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert isinstance(names_of(text), list)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("South Korea fired back. Sen. Ann Lovell, the chairman of a committee, spoke.", "Ann Lovell", "US"),
        ("India broke Security Council resolutions of the UN, said presidential spokesman Raj Mehta.", "Raj Mehta", "IN"),
    ],
)
def test_a_title_tells_the_side_before_what_was_named_last_and_bodies_of_many_states_tell_none(text: str, name: str, country: str) -> None:
    document = open_document(f"\n\n{text}")
    assert next(mention.country for mention in find_names(document) if mention.name == name) == country


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Avril Haines knew of it.", "Avril Haines", "US"),
        ("It pleased Rafael Mariano Grossi.", "Rafael Mariano Grossi", "UN"),
        ("It pleased S. Jaishankar.", "S. Jaishankar", "IN"),
        ("At once POLSA cheered.", "POLSA", "PL"),
        ("Stoke Space cheered.", "Stoke Space", "US"),
    ],
)
def test_officials_agencies_and_launch_firms_of_all_countries_are_on_a_side(text: str, name: str, country: str) -> None:
    document = open_document(f"\n\n{text}")
    assert [mention.country for mention in find_names(document) if mention.name == name] == [country]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Japan fired back. Ann Lovell, chairwoman of the House Intelligence Committee, spoke.", "Ann Lovell", "US"),
        ("Iran denied it. Oleh Lysenko, secretary of Ukraine's Security Council, spoke.", "Oleh Lysenko", "UA"),
    ],
)
def test_an_office_and_its_apposition_are_of_the_state_that_they_name(text: str, name: str, country: str) -> None:
    document = open_document(f"\n\n{text}")
    assert {mention.country for mention in find_names(document) if mention.name == name} == {country}


def test_a_title_with_a_stop_is_no_given_name() -> None:
    document = open_document("\n\nThe chairman, Gen. Nils Berg, met Defense Minister Gen Nakatani.")
    assert [mention.name for mention in find_names(document) if mention.kind == "person"][-2:] == ["Nils Berg", "Gen Nakatani"]


@pytest.mark.parametrize(
    "text",
    [
        "Kim Sung-ho, a former minister, said it failed. Kim Jong Un watched. It will fly again, Kim said.",
        "It failed, said Kim Sung-ho, an expert. Kim Jong Un watched. It will fly again, Kim said.",
    ],
)
def test_a_family_name_that_speaks_is_who_has_spoken_before(text: str) -> None:
    assert [m.name for m in names_of(text) if m.rule_id == "later_family_name"] == ["Kim Sung-ho"]


def test_the_first_of_two_words_may_be_the_family_name() -> None:
    assert names_of("Jung Changho, head of a forum, said so. Jung said more.")[-1].name == "Jung Changho"


@pytest.mark.parametrize("text", ["President Moon met him.", "South Korea said that Ms. Park left."])
def test_a_family_name_that_is_a_word_needs_a_title(text: str) -> None:
    assert ("person", "KR") in [(kind, country) for kind, _, country in told(text)]
    assert "person" not in [kind for kind, _, _ in told("They met in the park under the Moon. Park here.")]


def test_a_person_has_the_side_that_another_mention_tells() -> None:
    found = told("Little time is left, says HR Mellor. White House national security adviser HR Mellor said so.")
    assert {country for kind, _, country in found if kind == "person"} == {"US"}
