"""Claims: who says what about a launch, on short articles in own words."""

import pytest

from pipelines.reading.attributions.find import find_attributions
from pipelines.reading.claims.sources import find_sources
from pipelines.reading.document import open_document
from pipelines.reading.engine import read
from pipelines.reading.names.find import find_names
from pipelines.reading.types import Article, Claim

LEAD = "SEOUL (Reuters) - North Korea fired a missile into the sea off its east coast on Monday."


def claims_of(text: str, lead: str = LEAD) -> tuple[Claim, ...]:
    article = Article("a", "North Korea fires missile", f"{lead}\n\n{text}", "2016-06-21")
    return read(article).claims


def topics_of(text: str) -> set[tuple[str, str]]:
    return {(claim.speaker, claim.topic) for claim in claims_of(text)}


def test_a_flight_told_by_an_army_is_a_claim() -> None:
    found = claims_of("The missile flew about 500 km before it fell into the sea, South Korea's military said.")
    assert [(c.speaker, c.country, c.topic, c.value) for c in found] == [("South Korea's military", "KR", "flight", None)]


def test_the_writers_own_voice_is_no_claim() -> None:
    assert claims_of("The missile flew about 500 km before it fell into the sea.") == ()


def test_a_condemnation_is_no_claim() -> None:
    assert claims_of('"We strongly condemn this reckless act," Japanese Prime Minister Shinzo Abe said.') == ()


def test_a_failure_is_an_outcome_with_its_verdict() -> None:
    found = claims_of("The launch failed seconds after lift-off, South Korea's military said.")
    assert ("outcome", "failure") in [(c.topic, c.value) for c in found]


def test_a_launch_that_is_still_to_come_has_no_outcome() -> None:
    text = "Iran will launch a satellite next week, state television said. The previous attempt failed, it said."
    claims = read(Article("a", "Iran to launch satellite", text, "2023-08-20")).claims
    assert {claim.topic for claim in claims} == {"plan"}


def test_a_kind_is_a_nature_with_its_class() -> None:
    found = claims_of("South Korea's military said it was a ballistic missile.")
    assert ("nature", "ballistic") in [(c.topic, c.value) for c in found]


def test_each_party_of_a_coordination_claims_by_itself() -> None:
    speakers = {speaker for speaker, _ in topics_of("The missile flew 500 km, the United States and South Korea said.")}
    assert {"the United States", "South Korea"} == {s if s != "United States" else "the United States" for s in speakers}


def test_an_outlet_that_carries_a_statement_is_its_route() -> None:
    found = claims_of("South Korea's military said the missile flew 500 km, Yonhap reported.")
    assert {(c.speaker, c.via) for c in found} == {("South Korea's military", "Yonhap")}


def test_the_outlet_that_published_the_article_is_no_route() -> None:
    text = "The missile flew 500 km, South Korea's military told Yonhap."
    article = Article("a", "North Korea fires missile", f"{LEAD}\n\n{text}", "2016-06-21", outlet="Yonhap")
    assert [claim.via for claim in read(article).claims] == [None]
    assert [claim.via for claim in claims_of(text)] == ["Yonhap"]


def test_without_a_launch_there_is_no_claim() -> None:
    article = Article("a", "Talks in Geneva", "The two sides will meet again in May, a diplomat said.", "2016-06-21")
    assert read(article).claims == ()


def test_evidence_and_cue_are_spans_of_the_article() -> None:
    article = Article(
        "a", "North Korea fires missile", f"{LEAD}\n\nThe missile flew 500 km, South Korea\u2019s military said.", "2016-06-21"
    )
    claim = read(article).claims[0]
    assert article.document[slice(*claim.evidence)] == "The missile flew 500 km, South Korea\u2019s military said."
    assert claim.cue is not None
    assert article.document[slice(*claim.cue)] == "said"


def test_every_claim_says_why() -> None:
    claim = claims_of("The missile flew 500 km, South Korea's military said.")[0]
    assert {trace.field for trace in claim.traces} >= {"topic", "statement", "speaker", "launch"}
    assert claim.rule_id == f"claim_{claim.topic}"


@pytest.mark.parametrize(("word", "text"), [("likely", "The missile likely flew 500 km, South Korea's military said.")])
def test_the_estimative_word_is_kept_as_written(word: str, text: str) -> None:
    assert {claim.certainty for claim in claims_of(text)} == {word}


def sources_of(text: str) -> set[tuple[str | None, str]]:
    """Speaker and content of what only the rules of claims find in a text."""
    document = open_document(f"\n\n{text}")
    names = find_names(document)
    found = find_sources(document, names, find_attributions(document, names))
    return {(a.speaker.name if a.speaker else None, document.text[a.content[0][0] : a.content[-1][1]].strip()) for a in found}


def test_officials_who_saw_something_speak_through_the_outlet_that_reports_it() -> None:
    assert sources_of("The Asahi Shimbun reported that Japanese officials have seen trucks at the pad.") == {
        ("Japanese officials", "trucks at the pad")
    }


def test_a_signed_post_is_the_whole_paragraph() -> None:
    assert sources_of("Big rocket to fly in May. It has two engines. \u2014 Ann Lovell (@annlovell) May 1") == {
        ("Ann Lovell", "Big rocket to fly in May. It has two engines.")
    }


def test_what_officials_said_in_a_relative_clause_is_theirs() -> None:
    found = sources_of("Waiting for a launch that officials said could come any day, the port closed, Ann Lovell said.")
    assert ("officials", "could come any day") in found


def test_a_headline_that_ends_with_a_side_is_its_statement() -> None:
    assert sources_of("Rocket fell into the sea off its coast: South Korea military") == set()
    document = open_document("Rocket fell into the sea off its coast: South Korea military\n\nIt fell on Monday.")
    names = find_names(document)
    assert [a.rule_id for a in find_sources(document, names, find_attributions(document, names))] == ["headline_label"]
