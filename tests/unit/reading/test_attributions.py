"""Who says what through whom: sources resolved to speakers, outlets to carriers."""

import pytest

from pipelines.reading.attributions.find import find_attributions
from pipelines.reading.document import open_document
from pipelines.reading.names.find import find_names
from pipelines.reading.types import Attribution


def attributed(text: str) -> list[Attribution]:
    """The attributions of a text without a title."""
    document = open_document(f"\n\n{text}")
    return list(find_attributions(document, find_names(document)))


def said(text: str) -> tuple[str | None, str | None, str | None]:
    """Speaker, country and carrier of the last attribution of a text."""
    last = attributed(text)[-1]
    assert last.speaker is not None
    return last.speaker.name, last.speaker.country, last.carrier.name if last.carrier else None


@pytest.mark.parametrize(
    ("text", "speaker", "country"),
    [
        ("Japan's Defense Ministry said two missiles fell into the sea.", "Japan's Defense Ministry", "JP"),
        ("Two missiles fell, said South Korean navy spokesman Jang Ho-min.", "Jang Ho-min", "KR"),
        ("Jang Ho-min, a spokesman for South Korea's navy, said two missiles fell.", "Jang Ho-min", "KR"),
        ("U.S. Secretary of State Ann Lovell said it broke the rules.", "Ann Lovell", "US"),
        ("It was a new engine, said Oslo-based missile expert Ann Lovell.", "Ann Lovell", None),
        ("Experts who examined the wreck said that the engine was new.", "Experts", None),
    ],
)
def test_the_speaker_is_the_name_at_the_head_of_the_source(text: str, speaker: str, country: str | None) -> None:
    assert said(text)[:2] == (speaker, country)


def test_a_statement_speaks_for_the_body_that_issued_it() -> None:
    assert said("The rocket reached orbit, said a statement released by India's space agency.")[:2] == ("India's space agency", "IN")


def test_a_later_statement_speaks_for_the_body_that_spoke_last() -> None:
    assert said("India's space agency said the rocket rose. Another will follow soon, the statement said.")[0] == "India's space agency"


def test_a_pronoun_is_the_last_fitting_speaker() -> None:
    assert said("Ann Lovell, a physicist, said the rocket burst. She said it was old.")[0] == "Ann Lovell"


def test_an_outlet_told_by_somebody_is_the_carrier() -> None:
    assert said("A launch is near, a South Korean official told Kyodo News.") == ("a South Korean official", "KR", "Kyodo News")


def test_an_official_of_no_named_state_is_on_the_side_of_the_national_outlet_that_he_told() -> None:
    assert said("A launch is near, a government source told Yonhap.") == ("a government source", "KR", "Yonhap")


def test_an_official_who_told_an_agency_of_all_the_world_is_on_no_known_side() -> None:
    assert said("A launch is near, a government source told Reuters.") == ("a government source", None, "Reuters")


def test_a_pronoun_carries_the_outlet_along() -> None:
    assert said("A launch is near, a South Korean official told Kyodo News. He said trains had left.")[2] == "Kyodo News"


@pytest.mark.parametrize("piece", ["said ", "the ministry said, ", '"', "a statement by ", "who said that ", "according to "])
def test_hostile_text_is_attributed_in_time(piece: str) -> None:
    assert isinstance(attributed(piece * (4_000 // len(piece))), list)


def contents_of(text: str) -> list[tuple[str, str]]:
    """Source and content of every attribution of a text, as written."""
    document = open_document(f"\n\n{text}")

    def words(spans: tuple[tuple[int, int], ...]) -> str:
        return " / ".join(document.text[start:end] for start, end in spans)

    return [(words(a.source), words(a.content)) for a in find_attributions(document, find_names(document))]


@pytest.mark.parametrize(
    ("text", "speaker", "carrier"),
    [
        ("Several newspapers cited army officers warning that trucks had moved.", "army officers", "Several newspapers"),
        ("A colonel speaking to NHK claimed that the rocket fell short.", "A colonel", "NHK"),
        ("A diplomat familiar with the plan said a launch was near.", "A diplomat", None),
        ("Officials briefed on the flight said the rocket had burst.", "Officials", None),
        ("One of the Iranian officials said the rocket had burst.", "One of the Iranian officials", None),
        ("Officials of the port and the airport each told Reuters that a notice had come.", "Officials", "Reuters"),
        ("The Acme company that built the probe said Friday it has lost contact.", "The Acme company", None),
        ('Defense Secretary Ann Lovell issued a short note saying simply, "We know of the flight."', "Ann Lovell", None),
        ("General Ann Lovell, commander of the wing, said this could be a good week.", "Ann Lovell", None),
        ("As Spaceflight Now notes, the rocket left its pad late.", "Spaceflight Now", None),
        ("Back in May, Iran flew a rocket, though claimed it was a probe.", "Iran", None),
    ],
)
def test_the_speaker_is_found_past_what_stands_between(text: str, speaker: str, carrier: str | None) -> None:
    name, _, route = said(text)
    assert (name, route) == (speaker, carrier)


def test_whom_an_outlet_says_that_another_told_is_no_part_of_the_content() -> None:
    text = "A Japanese officer told Jiji that a launch was near, local outlets reported."
    assert ("A Japanese officer", "that a launch was near") in contents_of(text)


def test_pictures_in_the_words_of_an_official_do_not_speak() -> None:
    text = "A Japanese officer claimed that satellite photos show a launch is near, local outlets reported."
    assert [source for source, _ in contents_of(text)] == ["A Japanese officer", "local outlets"]


def test_an_opening_clause_and_the_main_clause_have_their_own_speakers() -> None:
    text = "Hours before Iran confirmed that the rocket was ready, Ann Lovell had said that trucks were moving."
    assert contents_of(text) == [("Iran", "that the rocket was ready"), ("Ann Lovell", "that trucks were moving")]


def test_a_concession_that_others_think_otherwise_is_theirs() -> None:
    text = "Iran says it has a right to space, although Ann Lovell suspects that the rocket is a missile."
    assert contents_of(text) == [("Iran", "it has a right to space"), ("Ann Lovell", "that the rocket is a missile")]


@pytest.mark.parametrize(
    "content",
    [
        "the radar stations, two of them in the north, were watching the rocket",
        "the launch of the probe, named after a poet, was a full success",
        "a new, upgraded version of the rocket would soon be ready",
        "this could be a good week for the port",
    ],
)
def test_a_clause_is_not_cut_at_the_commas_inside_its_subject(content: str) -> None:
    assert contents_of(f"Ann Lovell said {content}.") == [("Ann Lovell", content)]


def test_a_question_in_quotation_marks_belongs_to_whoever_is_named_after_it() -> None:
    text = '"Will it fly on Sunday? Or later?" Gen. Ann Lovell asked reporters last week.'
    assert contents_of(text) == [("Gen. Ann Lovell", '"Will it fly on Sunday? Or later?"')]


def test_a_quotation_in_single_marks_runs_on_to_the_end_of_an_open_paragraph() -> None:
    text = "'I hope that we fly a lot,' Ann Lovell said. 'The first ones may fail. All of this is new."
    assert contents_of(text) == [("Ann Lovell", "'I hope that we fly a lot,' / 'The first ones may fail. All of this is new.")]


def test_reports_of_nobody_are_not_given_to_the_last_speaker() -> None:
    assert said("Iranian officials say a launch is near. The rocket is old, according to new reports.")[0] == "new reports"


def test_plural_nouns_after_a_bare_adjective_are_no_verbs() -> None:
    assert contents_of("In brief comments to reporters, Ann Lovell said nothing fell.") == [("Ann Lovell", "nothing fell")]


def test_a_think_tank_does_not_think_its_tank() -> None:
    assert contents_of("Trucks were near the pad, a U.S. think tank reported.") == [("a U.S. think tank", "Trucks were near the pad")]


def test_the_firm_is_the_company_named_before() -> None:
    assert said("SpaceX flew its rocket on Monday. The firm had warned that it may fail.")[0] == "SpaceX"


def test_they_may_be_one_unnamed_source() -> None:
    assert said("A Chinese military source said it was new. They also suggested that it was small.")[0] == "A Chinese military source"


def test_it_is_not_the_outlet_through_which_another_spoke() -> None:
    text = (
        "The Japanese government closed a road. According to NHK, a ministry official said a rocket flew. It later said the road was open."
    )
    assert said(text)[:2] == ("The Japanese government", "JP")


def test_a_verb_of_saying_in_a_headline_is_no_name() -> None:
    assert said("U.S. Says Iran Tested New Missile, Breaking Pact")[0] == "U.S."


@pytest.mark.parametrize(
    ("text", "speaker", "country"),
    [
        ("The test went well, the head of Iran's space agency, Brig. Gen. Omid Karimi, told reporters.", "Omid Karimi", "IR"),
        ("Deputy Commander of the Iranian Navy Brigadier General Ali Karimi said the rocket flew.", "Ali Karimi", "IR"),
        ("The dish fell off, the deputy director of NASA, Vice Adm. Ann Lovell, said.", "Ann Lovell", "US"),
        ("North Korean leader's aunt said that a rocket would fly.", "North Korean leader's aunt", "KP"),
        ("Donald Trump, who earlier this year warned that he would shoot it down, kept silent.", "Donald Trump", "US"),
        ("PARIS/ROME (Reuters) - Donald Trump on Friday changed his mind and suggested the rocket had failed.", "Donald Trump", "US"),
        ("The test breaches the ban, Mr. Trump's spokeswoman Ann Lovell said.", "Ann Lovell", "US"),
        ("India notified neighbouring Pakistan on Monday that it will fire a rocket.", "India", "IN"),
    ],
)
def test_a_speaker_with_office_titles_or_time_beside_the_name_is_that_person(text: str, speaker: str, country: str | None) -> None:
    assert said(text)[:2] == (speaker, country)


def test_a_report_on_an_outlet_carries_what_somebody_said() -> None:
    assert ("Russia", "RT.com") in {
        (a.speaker.name, a.carrier.name if a.carrier else None)
        for a in attributed("Russia said the rocket fell into its sea, according to a report on RT.com.")
        if a.speaker
    }


def test_whom_an_outlet_reported_as_saying_something_is_the_speaker() -> None:
    assert said("Iranian television reported an officer as saying that the rocket flew well.")[0] == "an officer"


def test_what_a_visit_shows_is_said_by_nobody() -> None:
    assert attributed("He toured a plant for boosters, suggesting the state will soon fly one.") == []


def test_a_hyphenated_state_after_a_statement_is_part_of_it() -> None:
    text = "India fired a rocket, its neighbours said, in answer to Sri Lankan-U.S. live-fire games."
    (only,) = attributed(text)
    assert [text[start - 2 : end - 2] for start, end in only.content] == [
        "India fired a rocket",
        "in answer to Sri Lankan-U.S. live-fire games",
    ]


def test_what_others_call_the_thing_that_was_spoken_of_is_theirs() -> None:
    found = attributed("India said it had tested an engine, a step which Nepal called a threat.")
    assert [a.speaker.name for a in found if a.speaker] == ["India", "Nepal"]


def test_a_report_before_the_clause_that_quotes_somebody_quotes_nobody() -> None:
    found = attributed("A second try will follow, the agency reported; the fault was small, it quoted India's space agency as saying.")
    assert {a.speaker.name for a in found if a.speaker and a.rule_id.endswith("quoted_as_saying")} == {"India's space agency"}
