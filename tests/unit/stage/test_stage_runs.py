"""Whole runs of staging: every record becomes an article, a copy or a reject."""

import json
from functools import partial

import pytest
from lake_desk import RUN_AT, Desk, article

from pipelines.stage import run, stage, stage_version
from pipelines.stage.article import Item, Refused, StagedArticle, stage_record
from pipelines.warehouse import batches, read_layer
from pipelines.workers import Pool


def hang_on_command(item: Item) -> StagedArticle | Refused:
    """Staging, with a record that it never ends on and one that kills it."""
    while b"never ends" in item.content and not item.is_second_try:
        pass
    if b"raises" in item.content:
        raise ZeroDivisionError("by a page")
    return stage_record(item)


def accounted(desk: Desk) -> tuple[int, int]:
    """Records of the raw layer, and what became of them."""
    heights = [
        read_layer(desk.warehouse, table).collect().height
        for table in ("raw.records", "staged.articles", "staged.duplicates", "staged.article_rejects")
    ]
    return heights[0], sum(heights[1:])


def refresh(desk: Desk) -> dict[str, int]:
    desk.ingest(RUN_AT)
    return stage(desk.warehouse, desk.log.append)


def test_every_record_becomes_an_article_a_copy_or_a_reject(desk: Desk) -> None:
    desk.drop("a.jsonl", "\n".join([article(), article(), article(id="other id"), article(text=""), article(title="", text=" ")]))
    desk.drop("b.jsonl", article())
    desk.drop("c.html", "<html></html>")
    counts = refresh(desk)
    assert (counts["articles"], counts["duplicates"], counts["article_rejects"]) == (2, 3, 2)
    assert accounted(desk) == (7, 7)
    assert desk.rows("staged.duplicates", "reason_code") == [("same_document",), ("same_record",), ("same_record",)]
    assert desk.rows("staged.article_rejects", "reason_code") == [("empty_article",), ("no_main_text",)]


def test_the_first_copy_is_the_article_whichever_night_it_came(desk: Desk) -> None:
    desk.drop("z.jsonl", article(id="first"))
    refresh(desk)
    desk.drop("a.jsonl", article(id="second"))
    refresh(desk)
    assert desk.rows("staged.articles", "source_article_id") == [("first",)]
    ((article_id,),) = desk.rows("staged.articles", "article_id")
    assert desk.rows("staged.duplicates", "article_id", "reason_code") == [(article_id, "same_document")]


def test_two_articles_with_one_id_are_both_kept(desk: Desk) -> None:
    desk.drop("a.jsonl", f"{article(text='First words.')}\n{article(text='Other words.')}\n")
    refresh(desk)
    assert desk.rows("staged.articles", "source_article_id", "body_text") == [("a1", "First words."), ("a1", "Other words.")]


def test_only_what_is_new_is_staged(desk: Desk) -> None:
    desk.drop("a.jsonl", article())
    refresh(desk)
    assert refresh(desk) == {}
    desk.drop("b.jsonl", article(text="New words."))
    assert refresh(desk)["articles"] == 1
    assert [batch.number for batch in batches(desk.warehouse, "staged")] == [1, 2]


def test_a_language_that_is_not_read_is_kept_and_flagged(desk: Desk) -> None:
    desk.drop("a.jsonl", json.dumps({"title": "", "text": "미사일이 월요일에 발사되었다고 국방부가 밝혔다."}))
    refresh(desk)
    assert desk.rows("staged.articles", "language_code", "is_read") == [("ko", False)]


def test_sentences_and_repairs_verify_against_the_document(desk: Desk) -> None:
    desk.drop("a.jsonl", article(title="Caf\u00c3\u00a9 \u201cHarbour\u201d", text="It\u2019s  open.\nThe caf\u00c3\u00a9 is full."))
    refresh(desk)
    ((title, body),) = desk.rows("staged.articles", "title_text", "body_text")
    document = f"{title}\n\n{body}"
    sentences = desk.rows("staged.sentences", "char_start", "char_end", "sentence_text")
    edits = desk.rows("staged.text_edits", "char_start", "char_end", "original_text")
    assert len(sentences) == 3
    assert len(edits) == 2
    assert all(document[start:end] == text for start, end, text in [*sentences, *edits])  # type: ignore[misc]


def test_dates_that_lost_are_kept_with_the_reason(desk: Desk) -> None:
    desk.drop("a.jsonl", article(date="0001-11-30", url="https://harbourpost.example/2024/05/06/rocket"))
    refresh(desk)
    assert desk.rows("staged.articles", "published_date_min", "published_method_code")[0][1] == "url"
    lost, won = desk.rows("staged.publication_date_candidates", "candidate_number", "method_code", "is_chosen", "rejected_because_text")
    assert (lost[1], lost[2], won[1], won[2]) == ("given", False, "url", True)
    assert lost[3]


def test_a_record_that_is_too_much_costs_one_record(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "stage_record", hang_on_command)
    monkeypatch.setattr(run, "Pool", partial(Pool, cpu_seconds=1))
    paragraph = "<p>" + "The harbour was closed on Monday and opened again before noon, officials said. " * 3
    desk.drop("a.jsonl", "\n".join([article(), article(text="never ends"), article(text="raises"), article(text="Last words.")]))
    desk.drop("b.html", f"<title>never ends</title>{paragraph}")
    refresh(desk)
    assert accounted(desk) == (5, 5)
    assert desk.rows("staged.article_rejects", "reason_code") == [("failed",), ("timeout",)]
    assert desk.rows("staged.articles", "text_method_code") == [("fallback",), ("verbatim",), ("verbatim",)]


def test_a_new_version_stages_all_and_drops_the_old(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.drop("a.jsonl", article())
    refresh(desk)
    monkeypatch.setattr(run, "stage_version", lambda: "another")
    assert refresh(desk)["articles"] == 1
    assert desk.rows("staged.articles", "stage_version") == [("another",)]
    assert not (desk.warehouse.lake / "staged" / stage_version()).exists()
