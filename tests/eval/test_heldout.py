"""The annotated articles that are kept back can be put together again, hold no text of others, and are not learned from."""

import re
from pathlib import Path

import pytest
from heldout import SETS, load_heldout

from pipelines.evaluate.offset_labels import pick_articles
from pipelines.evaluate.rows import check_gold, read_rows

LABELS = Path(__file__).parents[2] / "benchmarks" / "labels"
ID = re.compile(r"\b[0-9a-f]{12}\b")
LONGEST_NAME = 80  # a speaker or a vehicle as written; anything longer would be a sentence
MOST_SHARED = 0.2  # of an article's runs of nine words: quotations and boilerplate pass, copies do not
# These were labelled for claims before the old set was kept back. They count for launches and reactions only; no other may join them.
LABELLED_BEFORE = set(
    ID.findall(
        """
        0898a3c8db64 0ff0f61bc179 11c591bfc838 14a90793deb9 266bb032aece 432f659fa62f 4b48fb633c55 4fd9c5b5f8e4
        6ff97f8721d0 723c60b8a067 744aabb02993 77776d107672 8be7c237cf9a aa5350384d04 aa8b8038832f ae1026c87058
        aeafa03630bc afdcdd2f89f4 b8af0212017e bdb56076928e cfed07c71857 e5f2b5a8c09f ea91a7a8800c ebdf8068bb1a
        """
    )
)


@pytest.fixture(scope="module", params=SETS)
def labelled(request, shared):
    return request.param, *load_heldout(shared, request.param)


@pytest.fixture(scope="module")
def learned_ids(shared) -> set[str]:
    """Ids of every article that rules are tuned on or weights are fitted to."""
    labels = (path.read_text(encoding="utf-8") for path in sorted(LABELS.iterdir()))
    return set().union(read_rows(shared / "gold" / "dev.gold.jsonl"), *(ID.findall(text) for text in labels))


@pytest.mark.parametrize(("name", "count"), [("heldout", 54), ("fresh", 69)])
def test_how_many_there_are(name, count):
    assert len(read_rows(SETS[name])) == count


def test_every_evidence_is_a_piece_of_its_document(labelled):
    name, articles, gold = labelled
    check_gold(SETS[name], gold, articles)
    for key, row in read_rows(SETS[name]).items():
        spans = [span for launch in row["launches"] for span in launch["evidence"]]
        spans += [item["evidence"] for item in [*row["claims"], *row["reactions"]]]
        assert [span for span in spans if not 0 <= span[0] < span[1] <= len(articles[key].document)] == []


@pytest.mark.parametrize("name", SETS)
def test_every_claim_and_reaction_names_a_launch_of_its_article(name):
    for row in read_rows(SETS[name]).values():
        ids = {launch["id"] for launch in row["launches"]}
        assert {item["launch"] for item in row["claims"] + row["reactions"]} <= ids


@pytest.mark.parametrize("name", SETS)
def test_no_sentence_of_others_stands_in_the_file(name):
    items = [item for row in read_rows(SETS[name]).values() for kind in ("launches", "claims", "reactions") for item in row[kind]]
    assert [text for item in items for text in item.values() if isinstance(text, str) and len(text) > LONGEST_NAME] == []


def test_no_article_is_in_both_sets():
    assert read_rows(SETS["heldout"]).keys() & read_rows(SETS["fresh"]).keys() == set()


def test_no_fresh_article_is_learned_from(learned_ids):
    assert read_rows(SETS["fresh"]).keys() & learned_ids == set()


def test_no_more_of_the_old_ones_are_learned_from(learned_ids):
    assert (read_rows(SETS["heldout"]).keys() & learned_ids) - LABELLED_BEFORE == set()


def test_no_fresh_article_is_a_copy_of_one_that_is_learned_from(shared, learned_ids):
    learned = pick_articles(shared / "corpus", learned_ids, withhold_dates=False).values()
    known = set().union(*(runs_of_nine(article.document) for article in learned))
    fresh = load_heldout(shared, "fresh")[0].values()
    assert [article.id for article in fresh if share_of(runs_of_nine(article.document), known) > MOST_SHARED] == []


def runs_of_nine(document: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", document.lower())
    return set(zip(*(words[start:] for start in range(9)), strict=False))


def share_of(runs: set[tuple[str, ...]], known: set[tuple[str, ...]]) -> float:
    return len(runs & known) / len(runs) if runs else 0.0
