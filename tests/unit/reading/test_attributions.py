"""Who says what through whom: sources resolved to speakers, outlets to carriers."""

import pytest

from pipelines.reading.attributions import find_attributions
from pipelines.reading.document import open_document
from pipelines.reading.names import find_names
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
