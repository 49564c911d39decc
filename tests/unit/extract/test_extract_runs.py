"""Whole runs of extraction: every article has a reading or a reject, and every span verifies."""

from datetime import date
from functools import partial

import pytest
from lake_desk import RUN_AT, Desk, article

from pipelines.extract import extract, extract_version, run
from pipelines.extract.read import ReadFailure, read_rows
from pipelines.extract.rows import BadSpan, Extracted, make_rows
from pipelines.reading.engine import rules_version
from pipelines.reading.types import (
    Article,
    Attribution,
    Claim,
    DateMention,
    Interval,
    Launch,
    LaunchMention,
    NameMention,
    Publication,
    Reaction,
    Reading,
    Sentence,
    Trace,
)
from pipelines.stage import stage
from pipelines.warehouse import batches, read_layer
from pipelines.workers import Pool

TEXT = "The ministry said a rocket rose from Sohae on Monday. Japan protested."
ARTICLE = Article("art_1", "A headline", TEXT, "2024-05-06")
DOCUMENT = ARTICLE.document


def span(words: str) -> tuple[int, int]:
    start = DOCUMENT.index(words)
    return start, start + len(words)


FIRST, SECOND = span("The ministry said a rocket rose from Sohae on Monday."), span("Japan protested.")
NAMED = NameMention(*span("The ministry"), "body", "ministry", "the ministry", "KP", "name_body", antecedent=span("ministry"), office=None)


def mention(ordinal: int) -> LaunchMention:
    return LaunchMention(
        *span("a rocket rose"), 1, f"rule_{ordinal}", "occurred", "space", "KP", Interval(date(2024, 5, 6), date(2024, 5, 6)),
        None, "sohae", None, None, None, traces=(Trace("status", "rule", *span("rose"), "past"),),
    )  # fmt: skip


def launch(label: str) -> Launch:
    return Launch(
        label, "occurred", "space", "KP", date(2024, 5, 6), date(2024, 5, 6), "07:00", "sohae", None, None, "unknown", True,
        (FIRST,), (mention(1), mention(2)), 1, (Trace("site", "rule", *span("Sohae")),),
    )  # fmt: skip


READING = Reading(
    "art_1", "en", True, Publication(None, "unknown"), True,
    launches=(launch("L1"), launch("L2")),
    claims=(Claim("the ministry", "KP", None, "flight", None, "L1", FIRST, "rule"),) * 2,
    reactions=(Reaction("Japan", "JP", None, "condemn", "L2", SECOND, "rule"), Reaction("Japan", "JP", None, "warn", None, SECOND, "rule")),
    sentences=(Sentence(0, 10, 0, "title"), Sentence(*FIRST, 1), Sentence(*SECOND, 1)),
    dates=(DateMention(*span("Monday"), "DATE", "2024-05-06", date(2024, 5, 6), date(2024, 5, 6), "weekday"),),
    names=(NAMED,),
    attributions=(
        Attribution(
            (span("The ministry"),), (), (span("said"),), (span("a rocket rose"), span("on Monday")), "indirect", "rule", NAMED, None, 1
        ),
    ),
    unmatched=(2,),
)  # fmt: skip


def test_each_part_of_a_reading_becomes_rows() -> None:
    rows = make_rows(ARTICLE, READING, "rules")
    assert rows.readings == [("art_1", "rules", True, True, 2, 1, 2, 1)]
    assert [row[2:10] for row in rows.article_launches] == [
        (label, "occurred", "space", "KP", date(2024, 5, 6), date(2024, 5, 6), "07:00", "sohae") for label in ("L1", "L2")
    ]
    assert [row[-1] for row in rows.article_launches] == [DOCUMENT[slice(*FIRST)]] * 2
    assert [row[6] for row in rows.launch_mentions] == ["a rocket rose"] * 4
    assert [row[3:7] for row in rows.claims] == [("the ministry", "KP", None, "flight")]
    assert [(row[3], row[6]) for row in rows.reactions] == [("Japan", "condemn"), ("Japan", "warn")]
    assert rows.dates == [
        ("art_1", *span("Monday"), "Monday", "DATE", "2024-05-06", date(2024, 5, 6), date(2024, 5, 6), None, None, None, "weekday")
    ]
    assert rows.names[0][:7] == ("art_1", *span("The ministry"), "The ministry", "body", "ministry", "the ministry")
    assert rows.attributions[0][3:12] == (
        "the ministry", "KP", None, "indirect", "The ministry", "said", "a rocket rose … on Monday",
        *span("The ministry said a rocket rose from Sohae on Monday"),
    )  # fmt: skip
    assert rows.unmatched_sentences == [("art_1", 2, "Japan protested.")]


def test_claims_and_reactions_point_at_the_launch_that_they_are_about() -> None:
    rows = make_rows(ARTICLE, READING, "rules")
    first, second = (row[0] for row in rows.article_launches)
    assert first != second
    assert [row[2] for row in rows.claims] == [first]
    assert [row[2] for row in rows.reactions] == [second, None]


def test_ids_are_unique_where_two_things_stand_in_one_place() -> None:
    rows = make_rows(ARTICLE, READING, "rules")
    assert len({row[0] for row in rows.launch_mentions}) == 4
    assert len({row[:2] for row in rows.traces}) == len(rows.traces) == 6


def test_an_article_in_another_language_is_not_called_irrelevant() -> None:
    reading = Reading("art_1", "ko", False, Publication(None, "unknown"), False)
    assert make_rows(ARTICLE, reading, "rules").readings == [("art_1", "rules", False, None, 0, 0, 0, 0)]


def test_a_span_outside_the_document_makes_no_row() -> None:
    reading = Reading("art_1", "en", True, Publication(None, "unknown"), False, unmatched=(0,), sentences=(Sentence(5, 500, 0),))
    with pytest.raises(BadSpan, match="5-500"):
        make_rows(ARTICLE, reading, "rules")


def refresh(desk: Desk) -> dict[str, int]:
    desk.ingest(RUN_AT)
    stage(desk.warehouse, desk.log.append)
    return extract(desk.warehouse, desk.log.append)


def test_every_article_has_a_reading(desk: Desk) -> None:
    desk.drop(
        "a.jsonl", "\n".join([article(), article(text=TEXT), article(title="", text="미사일이 월요일에 발사되었다고 국방부가 밝혔다.")])
    )
    counts = refresh(desk)
    assert (counts["readings"], counts["read_rejects"]) == (3, 0)
    readings = desk.rows("extracted.readings", "is_read", "is_relevant", "rules_version")
    assert readings[0] == (False, None, rules_version())
    assert [row[0] for row in readings] == [False, True, True]


def test_surfaces_verify_against_the_document(desk: Desk) -> None:
    desk.drop(
        "a.jsonl", article(text="North Korea\u2019s caf\u00c3\u00a9 said on Monday that it fired a missile from Sohae. Japan condemned it.")
    )
    refresh(desk)
    ((title, body),) = desk.rows("staged.articles", "title_text", "body_text")
    document = f"{title}\n\n{body}"
    found = 0
    for table in ("names", "dates", "launch_mentions"):
        for start, end, surface in desk.rows(f"extracted.{table}", "char_start", "char_end", "surface_text"):
            assert document[start:end] == surface  # type: ignore[misc]
            found += 1
    assert found > 3


def test_only_what_is_new_is_read(desk: Desk) -> None:
    desk.drop("a.jsonl", article())
    refresh(desk)
    assert refresh(desk) == {}
    desk.drop("b.jsonl", article(text="New words."))
    assert refresh(desk)["readings"] == 1
    assert [batch.number for batch in batches(desk.warehouse, "extracted")] == [1, 2]


def fail_on_command(article: Article) -> Extracted | ReadFailure:
    """Reading, with articles that it fails on in several ways."""
    while "never ends" in article.text:
        pass
    if "raises" in article.text:
        raise ZeroDivisionError("by an article")
    if "bad span" in article.text:
        return ReadFailure("bad_span", "a span lies outside")
    return read_rows(article)


def test_an_article_that_reading_fails_on_costs_one_article(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "read_rows", fail_on_command)
    monkeypatch.setattr(run, "Pool", partial(Pool, cpu_seconds=1))
    desk.drop("a.jsonl", "\n".join(article(text=text) for text in ("Fine.", "It never ends.", "It raises.", "A bad span.", "Fine too.")))
    counts = refresh(desk)
    assert (counts["readings"], counts["read_rejects"]) == (2, 3)
    assert desk.rows("extracted.read_rejects", "reason_code") == [("bad_span",), ("failed",), ("timeout",)]
    assert any("ZeroDivisionError: by an article" in line for line in desk.log)


def test_new_rules_read_all_again_and_drop_the_old_readings(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.drop("a.jsonl", article())
    refresh(desk)
    monkeypatch.setattr(run, "extract_version", lambda: "another")
    assert refresh(desk)["readings"] == 1
    assert read_layer(desk.warehouse, "extracted.readings").collect().height == 1
    assert not (desk.warehouse.lake / "extracted" / extract_version()).exists()
