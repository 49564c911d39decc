"""Whether an article is about launches."""

import pytest

from pipelines.reading.document import open_document
from pipelines.reading.engine import read
from pipelines.reading.relevance import mentions_launches
from pipelines.reading.types import Article


def is_relevant(title: str, text: str) -> bool:
    """Whether a made-up article is relevant."""
    return read(Article("a1", title, text, "2017-03-09", None, None)).relevant


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("North Korea fires missile", "North Korea fired a ballistic missile on Wednesday, the army said."),
        ("Japan condemns missile test", "Tokyo condemned the missile that North Korea fired on Wednesday."),
        ("SpaceX to launch satellite on Saturday", "The company said that it would launch the satellite on a Falcon 9 rocket."),
        ("Kim holds off on missile launch", "North Korea held off launching missiles towards Guam."),
    ],
)
def test_launches_and_reactions_to_them_are_relevant(title: str, text: str) -> None:
    assert is_relevant(title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Bakery launches a new loaf", "The bakery launched its loaf on Wednesday. Customers liked it."),
        ("Phone may not ship at launch", "The maker launches its phone on Tuesday. The charger comes later."),
        ("Army buys launchers", "The ministry signed a contract for missile launchers on Wednesday."),
        (
            "Rockets hit the city",
            "Rebels fired rockets at the city on Wednesday. Twenty civilians were killed and sixty wounded. "
            "An airstrike answered the shelling. Militants said that they would go on.",
        ),
        ("Talks on missiles resume", "Envoys met to talk about missiles. North Korea has gone a year without a test."),
        ("Rockets win again", "The basketball team won the NBA game; its guard shoots and the Rockets rebounds decided the playoffs."),
    ],
)
def test_products_sales_battles_pauses_and_matches_are_not(title: str, text: str) -> None:
    assert not is_relevant(title, text)


def test_an_irrelevant_article_has_no_launch_in_focus() -> None:
    reading = read(
        Article(
            "a1",
            "Rockets hit the city",
            "Rebels fired rockets at the city on Wednesday. Twenty civilians were killed and sixty wounded. "
            "An airstrike answered the shelling. Militants said that they would go on.",
            "2017-03-09",
            None,
            None,
        )
    )
    assert [launch.focus for launch in reading.launches] == [False] * len(reading.launches)


@pytest.mark.parametrize(("text", "expected"), [("The rocket rose.", True), ("The bread rose.", False)])
def test_a_cheap_look_finds_words_of_launching(text: str, expected: bool) -> None:
    assert mentions_launches(open_document(f"\n\n{text}")) is expected
