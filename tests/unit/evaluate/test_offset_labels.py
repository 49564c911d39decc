"""Annotations by offsets get their evidence from the article, and only from the very article that was annotated."""

import json

import pytest

from pipelines.errors import SourceError
from pipelines.evaluate.offset_labels import read_labelled

ARTICLE = {
    "id": "a1",
    "title": "Rocket flies",
    "text": "Oslo fired a rocket. Rome said it flew well. Rome hailed it.",
    "date": "2019-05-04",
}
SHA256 = "06831e01c5807aeeb63981a9873e36d477bf9e920fa9a79d8a6ad9d24d1b03ed"
LABELS = {
    "id": "a1",
    "document_sha256": SHA256,
    "launches": [{"id": "L1", "evidence": [[0, 12], [14, 34]]}],
    "claims": [{"speaker": "Rome", "evidence": [35, 58]}],
    "reactions": [{"actor": "Rome", "evidence": [59, 74]}],
}


def write(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def labels_path(tmp_path):
    return write(tmp_path / "labels" / "readings.jsonl", LABELS)


@pytest.fixture(autouse=True)
def folders(tmp_path):
    (tmp_path / "labels").mkdir()
    (tmp_path / "articles").mkdir()


def test_evidence_is_cut_out_of_the_document(tmp_path, labels_path):
    articles, labels = read_labelled(write(tmp_path / "articles.jsonl", ARTICLE), labels_path)
    assert articles["a1"].date == "2019-05-04"
    assert labels["a1"]["launches"][0]["evidence"] == ["Rocket flies", "Oslo fired a rocket."]
    assert labels["a1"]["claims"][0] == {"speaker": "Rome", "evidence": "Rome said it flew well."}
    assert labels["a1"]["reactions"][0]["evidence"] == "Rome hailed it."


def test_a_folder_gives_the_annotated_articles_of_all_its_files(tmp_path, labels_path):
    write(tmp_path / "articles" / "one.jsonl", {"id": "a2", "title": "Other", "text": "No launch."})
    write(tmp_path / "articles" / "two.jsonl", ARTICLE)
    assert list(read_labelled(tmp_path / "articles", labels_path)[0]) == ["a1"]


def test_quoted_evidence_stays(tmp_path):
    quoted = {"id": "a1", "launches": [], "claims": [{"evidence": "Rome said it flew well."}], "reactions": []}
    labels_path = write(tmp_path / "labels" / "gold.jsonl", quoted)
    assert read_labelled(write(tmp_path / "articles.jsonl", ARTICLE), labels_path)[1]["a1"] == quoted


def test_a_changed_article_is_refused(tmp_path, labels_path):
    with pytest.raises(SourceError, match="article a1 is not as it was when it was annotated"):
        read_labelled(write(tmp_path / "articles.jsonl", ARTICLE | {"title": "Rocket flew"}), labels_path)


def test_an_annotated_article_that_is_not_given_is_named(tmp_path, labels_path):
    with pytest.raises(SourceError, match="article a1 is annotated but not in"):
        read_labelled(write(tmp_path / "articles.jsonl", ARTICLE | {"id": "a2"}), labels_path)
