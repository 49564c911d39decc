"""Articles and rows of a lake of any size: what is moved to other days is as if it had been read there."""

from datetime import date

import polars as pl

from benchmarks.night import Spent, read_line
from benchmarks.night_articles import Block, article_of, blocks_of, draw_block
from benchmarks.night_lake import is_moved, own_id, repeat_texts

FIRST, LATER = Block(0, 0), Block(3, 400)


def test_blocks_are_spread_over_the_days_of_the_corpus() -> None:
    assert [block.days for block in blocks_of(4)] == [0, 2450, 4900, 7350]


def test_an_article_is_as_long_in_every_block_and_tells_of_its_days() -> None:
    reports = draw_block(3, 60, 200)
    told, moved = ([article_of(report, block) for report in reports] for block in (FIRST, LATER))
    assert [[len(part) for part in article.values()] for article in told] == [[len(part) for part in article.values()] for article in moved]
    days = {(date.fromisoformat(later["date"]) - date.fromisoformat(first["date"])).days for first, later in zip(told, moved, strict=True)}
    assert days == {400}


def test_no_two_articles_are_the_same_document() -> None:
    documents = [article["title"] + article["text"] for block in (FIRST, LATER) for article in told_in(block)]
    assert len(set(documents)) == 120


def told_in(block: Block) -> list[dict[str, str]]:
    return [article_of(report, block) for report in draw_block(3, 60, 200)]


def test_words_are_those_at_the_offsets_of_the_new_document() -> None:
    frame = pl.DataFrame({"article_id": ["art_b"], "char_start": [5], "char_end": [9], "surface_text": ["2001"]})
    documents = pl.DataFrame({"article_id": ["art_b"], "document_text": ["from 2007 on"]})
    assert repeat_texts(frame, documents)["surface_text"].to_list() == ["2007"]


def test_ids_lead_to_the_article_or_bear_the_number_of_the_block() -> None:
    frame = pl.DataFrame({"value_id": ["art_a", "lau_0123456789abcdef"]})
    assert frame.select(own_id("value_id", {"art_a": "art_b"}, Block(10, 0)))["value_id"].to_list() == ["art_b", "lau_0123456789ab000a"]


def test_times_move_with_the_launches_and_arrivals_do_not() -> None:
    assert [is_moved("known_at", pl.Datetime("us", "UTC")), is_moved("launch_date_min", pl.Date()), is_moved("received_at", pl.Date())] == [
        True, True, False,
    ]  # fmt: skip


def test_time_counts_for_the_step_that_is_told_of() -> None:
    assert read_line('{"event": "check", "table": "modeled.alerts"}') == "modeled checks"
    assert read_line('{"event": "items", "layer": "staged"}') == "staged tables"
    assert read_line("") is None
    found = Spent()
    found.add("raw tables", 1.0, 0.5)
    found.add("raw tables", 2.0, 0.5)
    assert found.steps == {"raw tables": [3.0, 1.0]}
