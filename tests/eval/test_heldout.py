"""The annotated articles that are kept back can be put together again, and hold no text of others."""

import json

import pytest
from heldout import GOLD, load_heldout

LONGEST_NAME = 80  # a speaker or a vehicle as written; anything longer would be a sentence


@pytest.fixture(scope="module")
def gold(shared) -> list[dict]:
    return load_heldout(shared)[1]


def test_there_are_fifty_four(gold):
    assert len(gold) == 54


def test_every_evidence_is_a_piece_of_its_document(shared, gold):
    articles = load_heldout(shared)[0]
    for article, row in zip(articles, gold, strict=True):
        document = f"{article['title'] or ''}\n\n{article['text'] or ''}"
        pieces = [piece for launch in row["launches"] for piece in launch["evidence"]]
        pieces += [item["evidence"] for item in [*row["claims"], *row["reactions"]]]
        assert [piece for piece in pieces if not piece.strip() or piece not in document] == []


def test_none_of_them_is_among_the_articles_that_rules_are_tuned_on(shared, gold):
    with (shared / "corpus" / "dev.jsonl").open(encoding="utf-8") as lines:
        assert {row["id"] for row in gold} & {json.loads(line)["id"] for line in lines} == set()


def test_no_sentence_of_others_stands_in_the_file():
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    items = [item for row in rows for kind in ("launches", "claims", "reactions") for item in row[kind]]
    assert [text for item in items for text in item.values() if isinstance(text, str) and len(text) > LONGEST_NAME] == []


def test_a_changed_article_is_refused(shared, tmp_path, monkeypatch):
    changed = json.loads(GOLD.read_text(encoding="utf-8").splitlines()[0]) | {"document_sha256": "0" * 64}
    monkeypatch.setattr("heldout.GOLD", tmp_path / "heldout.jsonl")
    (tmp_path / "heldout.jsonl").write_text(json.dumps(changed) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no longer the one that was annotated"):
        load_heldout(shared)
