"""No text, however made, is read in more than a second or two per 100 kB: work grows with the length of a text, not with its square."""

import sys
from itertools import islice
from time import process_time

import pytest

from pipelines.reading.engine import read
from pipelines.reading.types import Article

LENGTH = 50_000  # characters; what costs the square of its length takes far longer than the bound at this size
SECONDS = 2.0  # several times what the slowest takes on an idle machine; a runaway pattern takes minutes
TRACED = 3  # times as long, where each line is traced for coverage
LAUNCHES, MENTIONS = 60, 350  # beyond these nothing is merged, since merging costs the product of the two
MONTHS = ("January", "March", "May", "July", "August", "October", "December")
NORTH = "North Korea launched a"


def days() -> list[str]:
    """As many launches as there are sentences, each on a day of its own."""
    return [f"On {MONTHS[n % 7]} {n % 28 + 1}, {1950 + n % 60}, {NORTH} Hwasong-{n} missile from Sohae. " for n in range(400)]


HOSTILE = {
    "one launch over and over": ["North Korea fired a missile. "],
    "the launch over and over": ["The launch failed. "],
    "a launch a day": days(),
    "a launch a day in one sentence": [f"{NORTH} missile on {MONTHS[n % 7]} {n % 28 + 1}, {1950 + n % 60}, " for n in range(400)],
    "one sentence without an end": ["the state launched a missile and "],
    "a satellite without an end": ["The satellite was launched into orbit on a rocket of the firm that "],
    "vehicles in one list": [f"the Falcon {n} rocket launch, " for n in range(800)],
    "quotes that open and never close": ['" the launch '],
    "quotes in quotes": ["\u201che said \u2018they said "],
    "brackets": ["(missile test [launch "],
    "digits": ["0123456789"],
    "numbers": ["12 "],
    "dates": ["January 5, 2012, ", "5 May, ", "on Tuesday "],
    "commas": [","],
    "capitals": ["LAUNCH "],
    "names": ["Kim Launch Missile Rocket Park "],
    "statements": ["Seoul said Tokyo said Washington said "],
    "reactions": ["Seoul condemned the launch and warned of sanctions and "],
    "alerts": ["J-Alert told Hokkaido to take shelter and lifted the warning and "],
    "dashes": ["\u2014 launch of the satellite \u2014 "],
    "spaces": ["launch          "],
    "lines": ["launch\n"],
    "markup": ["<p>launch <a href="],
    "broken characters": ["\u00e2\u20ac\u2122launch\ufffd "],
}


def repeat(pieces: list[str]) -> str:
    """The pieces over and over up to the length."""
    text = "".join(islice((piece for _ in range(LENGTH) for piece in pieces), LENGTH // max(1, len(pieces[0])) + 1))
    return text[:LENGTH]


@pytest.fixture(scope="module", autouse=True)
def rules_are_compiled() -> None:
    """Reading two articles first compiles the rules and loads the list of languages, which is no part of what is measured."""
    for text in (
        "Seoul condemned the launch on Monday, officials said.",
        "El cohete fue lanzado el lunes, dijo el ministerio.",
    ):
        read(Article("warm", "North Korea fires missile", text, "2017-03-09", None, None))


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_with_the_length_of_the_text(name: str) -> None:
    article = Article("hostile", "North Korea fires missile", repeat(HOSTILE[name]), "2017-03-09", None, None)
    began = process_time()
    reading = read(article)
    assert process_time() - began < SECONDS * (TRACED if sys.gettrace() else 1)
    assert len(reading.launches) <= LAUNCHES
    assert sum(len(launch.mentions) for launch in reading.launches) <= MENTIONS
    document = article.document
    assert all(0 <= start < end <= len(document) for launch in reading.launches for start, end in launch.evidence)
