"""Clauses as features: who does what, and in which mood."""

import pytest

from pipelines.reading.claims.clauses import clause_features
from pipelines.reading.claims.values import class_in, outcome_value


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("the missile flew far", "s:thing>fly:past"),
        ("North Korea may launch a rocket", "s:party>fire:possible"),
        ("it will launch a satellite", "s:it>fire:future"),
        ("the launch failed", "s:event>fail:past"),
        ("the test was aimed at the allies", "s:event>mean:past"),
        ("it was a rocket", "s:it>be:past"),
        ("the missile did not reach orbit", "not:hit"),
        ("the missile probably exploded", "hedged:fail"),
    ],
)
def test_a_clause_names_subject_verb_and_mood(text: str, feature: str) -> None:
    assert feature in clause_features(text)


def test_a_noun_that_could_be_a_verb_is_none_after_an_article() -> None:
    assert clause_features("the launch of the rocket") == {"first:none"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a submarine-launched ballistic missile", "ballistic"),
        ("a cruise missile", "cruise"),
        ("a satellite", "space"),
        ("the launch was a missile test", "ballistic"),
        ("a large multiple rocket launcher", "artillery"),
        ("an unidentified projectile", "unknown"),
        ("a cold morning", None),
    ],
)
def test_words_give_a_class(text: str, value: str | None) -> None:
    assert class_in(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("an intermediate-range Musudan missile", "ballistic"),
        ("it was a satellite, not a missile", "space"),
        ("it was not a satellite", None),
    ],
)
def test_a_kind_qualifies_the_bare_noun_after_it_and_a_denied_kind_does_not_count(text: str, value: str | None) -> None:
    assert class_in(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("it was a great success", "success"),
        ("the engine exploded", "failure"),
        ("the launch was not successful", "failure"),
        ("if it worked, it didn't work long", "failure"),
    ],
)
def test_words_give_a_verdict(text: str, value: str) -> None:
    assert outcome_value(text, None) == value
