"""The second development set is whole, holds no text of others, and shares no article with the first or with those kept back."""

import json
from pathlib import Path

import pytest
from heldout import SETS

from pipelines.evaluate.offset_labels import read_labelled
from pipelines.evaluate.rows import check_gold, read_rows

LABELS = Path(__file__).parents[2] / "benchmarks" / "labels" / "readings.jsonl"
LONGEST_NAME = 80  # a speaker or a vehicle as written; anything longer would be a sentence


@pytest.fixture(scope="module")
def labelled(shared):
    return read_labelled(shared / "corpus", LABELS)


def test_all_are_as_they_were_annotated(labelled):
    articles, labels = labelled
    assert len(labels) == 120
    check_gold(LABELS, labels, articles)


def test_it_shares_no_article_with_the_other_sets(shared):
    others = read_rows(shared / "gold" / "dev.gold.jsonl").keys() | read_rows(SETS["heldout"]).keys() | read_rows(SETS["fresh"]).keys()
    assert read_rows(LABELS).keys() & others == set()


def test_every_claim_and_reaction_names_a_launch_of_its_article():
    for row in read_rows(LABELS).values():
        ids = {launch["id"] for launch in row["launches"]}
        assert {item["launch"] for item in row["claims"] + row["reactions"]} <= ids


def test_no_sentence_of_others_stands_in_the_file():
    rows = map(json.loads, LABELS.read_text(encoding="utf-8").splitlines())
    values = [value for row in rows for kind in ("launches", "claims", "reactions") for item in row[kind] for value in item.values()]
    assert [value for value in values if isinstance(value, str) and len(value) > LONGEST_NAME] == []


def test_no_article_is_learned_from_twice():
    marked = [(LABELS.parent / name).read_text(encoding="utf-8") for name in ("claims_articles.csv", "reactions_articles.csv")]
    assert [key for key in read_rows(LABELS) if any(key in text for text in marked)] == []
